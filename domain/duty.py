"""What the row of a clock says; the rows are in `duties` and `book_two`.

A duty starts on entering a stage, by a command, when a sign-off is asked, or it stands as long as the
case is as it is; it stops by a command.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case, Duty
from domain.codes import Purpose
from domain.dated import Days
from domain.policy import ALWAYS
from domain.roster import NEXT_SEAT
from domain.vocabulary import Role, Stage

Standing = Callable[[Case], bool]


def always(case: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Stop:
    """The command that meets a duty; `when` are fields with the value they must have.

    `about` is the field that names the numbered thing, where each has a clock of its own; `but` are
    values that do not meet it.
    """

    command: str
    when: tuple[tuple[str, str], ...] = ()
    about: str = ""
    but: tuple[tuple[str, str], ...] = ()

    def by(self, command: str, data: Mapping[str, object]) -> bool:
        fits = self.command == command and all(data.get(name) == value for name, value in self.when)
        return fits and not any(data.get(name) == value for name, value in self.but)


@dataclass(frozen=True, slots=True)
class Begin:
    """The command that starts a duty; `when` as in a stop, `given` is a field that has to be there."""

    command: str
    when: tuple[tuple[str, object], ...] = ()
    given: str = ""

    def by(self, command: str, data: Mapping[str, object]) -> bool:
        fits = self.command == command and all(data.get(name) == value for name, value in self.when)
        return fits and (not self.given or self.given in data)


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One clock. `bound`: leaving the stage without the stop cancels it (WALK 7.6).

    `book` is the version of the policy that brought it: older cases never see it.
    `reminds` are told at the warnings, `breach_to` at the breach; each rung above goes one seat up.
    `standing`: it is owed as long as this holds, and starts anew whenever it is met (T11, T12, T21).
    `about`: the kind of record each of which has a clock of its own (T40, T41); `due_field` is the field
    that says when it is due. `by_phase`: the limit goes by the phase, not by the level (T19).
    `days` name the day it runs to; its limit then counts where no day is named, and for the rungs (T33).
    `person` is the account of the command who owes it (T25). `starts_if` says of the case whether it starts.
    """

    rule: str
    zh: str
    en: str
    owner_role: Role
    breach_to: Role
    stops: tuple[Stop, ...] = ()
    enters: Stage | None = None
    command: str = ""
    bound: bool = True
    warnings: tuple[str, ...] = ("50", "80")
    reminds: tuple[Role, ...] = ()
    contact: bool = False
    since: datetime = ALWAYS
    book: int = 1
    begins: tuple[Begin, ...] = ()
    standing: Standing | None = None
    about: str = ""
    due_field: str = ""
    by_phase: bool = False
    days: Days = ()
    person: str = ""
    starts_if: Callable[[Case], bool] = always

    @property
    def ladder(self) -> tuple[Role, ...]:
        """Who is told at 100 %, 200 % … : the seat of the breach and the seats above it."""
        seats: list[Role] = [self.breach_to]
        while len(seats) < 4 and (above := NEXT_SEAT.get(seats[-1])):
            seats.append(above)
        return tuple(seats)

    def begun_by(self, command: str, data: Mapping[str, object]) -> bool:
        """Does this command start it?"""
        return bool(command) and (self.command == command or any(b.by(command, data) for b in self.begins))

    def met_by(self, duty: Duty, command: str, data: Mapping[str, object]) -> bool:
        """Does this command stop this one?"""
        return any(s.by(command, data) and (not s.about or data.get(s.about) == duty.about) for s in self.stops)


def contact(*purposes: Purpose) -> tuple[Stop, ...]:
    """Stopped by a contact with one of these purposes, whatever the answer (WALK 7.3)."""
    return tuple(Stop("log_contact", (("purpose", str(purpose)),)) for purpose in purposes)

"""Improvements that outlive their case (T25, lifecycle S13): who is reminded, and who verifies them.

The workflow of an ended case is gone. What is left of its improvements is watched by the daily look at the project,
which asks `due` for a day, and verified by a line of the project's own chain. Reopened, the case has them again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.act import roles_for
from domain.case import Case
from domain.days import Due
from domain.entries import Data, Draft, Entry
from domain.improving import IMPROVING, open_improvements
from domain.messages import Command
from domain.refusal import Refusal
from domain.terms import policy_of
from domain.vocabulary import Role

#: The rule, and the line of a project's chain by which an improvement is verified.
RULE, VERIFIED = "T25", "outlived_verified"
#: The command of the case whose rights and guards hold here as well.
ROW = next(row for row in IMPROVING if row.name == "improvement_verified")
#: What is said when one is verified; which one it is stands in the address.
FIELDS = tuple(field for field in ROW.fields if field.name != "improvement")
WEEK = timedelta(weeks=1)
#: The last part of its time in which it is near, and the least of it.
LAST_PART, LEAST = 4, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that is told of an improvement, and to whom. `owner`: to who owes it as well. `late`: it was missed."""

    mark: str
    zh: str
    en: str
    roles: tuple[Role, ...] = ()
    owner: bool = False
    late: bool = True


REMINDERS: tuple[Reminder, ...] = (
    Reminder(
        "near",
        "快到期，请按期完成并请他人核实",
        "is due soon: complete it and have it verified",
        owner=True,
        late=False,
    ),
    Reminder("missed", "已超时，尚未核实", "was due and is not verified", (Role.R06,), owner=True),
    Reminder("week", "超时又满一周，仍未核实", "is another week overdue and not verified", (Role.R06, Role.R03)),
)


@dataclass(frozen=True, slots=True)
class Outliving:
    """An open improvement of an ended case; `recorded` and `ended` are days of the project's calendar."""

    case: str
    no: int
    owner: str
    due: date
    recorded: date
    ended: date

    @property
    def about(self) -> str:
        """`YXY-2026-0147/2`: what a line of the project's chain calls it."""
        return about(self.case, self.no)


def about(case: str, no: int) -> str:
    return f"{case}/{no}"


def named_in(about: str) -> tuple[str, str]:
    """The case and the number of an improvement, from what a line calls it."""
    number, _, no = about.partition("/")
    return number, no


def name_of(project: str, case: str, no: int) -> str:
    """Under which the line is written that verifies it: so there is one at most."""
    return f"{project}/{RULE}/{about(case, no)}/verified"


def outliving(case: Case) -> tuple[Outliving, ...]:
    """What an ended case leaves behind; nothing while it goes on (or goes on again)."""
    if not case.ended:
        return ()
    local = policy_of(case).local
    ended = local(case.entered_at).date()
    return tuple(
        Outliving(case.number, r.no, r.data["owner"], date.fromisoformat(r.data["due"]), local(r.at).date(), ended)
        for r in open_improvements(case)
    )


def due(left: Iterable[Outliving], day: date) -> tuple[Due, ...]:
    """What is to be told of these improvements on a day of the project's calendar (T25)."""
    return tuple(
        Due(RULE, one.about, mark, row.roles, one.owner if row.owner else "", "owner")
        for one in left
        for row in REMINDERS
        if (mark := _mark(row.mark, one, day))
    )


def _mark(name: str, one: Outliving, day: date) -> str:
    """The mark as it is told on this day; empty when there is nothing to tell.

    Near is the last quarter of its time, at least the day before. A miss counts from the end of the case, where that
    came later: before, the case's own clock told of it. A mark carries a date, so that each is told once, and anew
    when the case was reopened and ended again.
    """
    if day < one.ended:
        return ""
    if name == "near":
        span = max((one.due - one.recorded) // LAST_PART, LEAST)
        return f"{name}.{one.ended}" if one.due - span <= day <= one.due else ""
    first = max(one.due, one.ended) + LEAST
    weeks = (day - first) // WEEK
    if weeks < 0:
        return ""
    if name == "missed":
        return f"{name}.{first}"
    return f"{name}.{first + weeks * WEEK}" if weeks else ""


def reminder_of(mark: str) -> Reminder | None:
    """What a mark says."""
    return next((row for row in REMINDERS if row.mark == mark.partition(".")[0]), None)


def against(case: Case, command: Command, *, verified: bool) -> Refusal | None:
    """Why an improvement is not verified on the project's chain. `command` says `improvement`.

    The rights and guards are those the command has in the case: also its owner and whoever is in conflict are refused.
    """
    if not case.ended:
        return Refusal("case_goes_on", {"case": case.number})
    if not roles_for(case, ROW, command.roles, command.departments):
        known = command.actor in case.conflicts
        return Refusal("in_conflict") if known else Refusal("not_yours", {"roles": [str(r) for r in ROW.roles]})
    if refusal := next((no for guard in ROW.guards if (no := guard(case, command))), None):
        return refusal
    if verified:
        return Refusal("already")
    wanted = command.data["improvement"]
    return None if wanted in {r.no for r in open_improvements(case)} else Refusal("written_anew", {"no": wanted})


def role_in(case: Case, command: Command) -> str:
    """The role under which it is verified."""
    return next(iter(roles_for(case, ROW, command.roles, command.departments)), "")


def line_of(case: str, no: int, data: Data, id: str, at: datetime, actor: str, role: str) -> Draft:
    """The line that verifies it. `id`: under which it was sent."""
    return Draft(VERIFIED, {"case": case, "improvement": no, **data, "id": id}, at, actor, role)


def disowned(case: Case, line: Entry) -> bool:
    """Does this line verify what is not there, or one's own? For whoever proves the chain."""
    record = case.record("improvement", line.data["improvement"])
    return record is None or record.data["owner"] == line.actor

"""What the row of a sign-off says; the rows are in `signoffs` and `signoffs_legal`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.case import Case
from domain.vocabulary import Level, Role, Stage

#: Does a seat join for this subject of this case?
Joins = Callable[[Case, str], bool]


@dataclass(frozen=True, slots=True)
class SignOff:
    """One rule of approvals.md for one kind of subject.

    `waits_in` is the stage whose leaving withdraws it; None: it belongs to no stage. `restarts` is the
    duty that runs again when it is not approved and the case stays. `of_duty`: it is about one duty and
    has no more sense when that has ended. `passes` overrides where a seat
    goes when nobody in it may sign. `meets` is the duty that the last signature meets, `starts` one that it
    starts. `joins` are seats that come last for some subjects only.
    `expired_ends`: what it looked at stands without it.
    """

    rule: str
    zh: str
    en: str
    subject: str
    seats: Mapping[Level, tuple[Role, ...]]
    together: bool = True
    waits_in: Stage | None = None
    approved: Stage | None = None
    refused: Stage | None = None
    closes: bool = False
    ends: bool = False
    refused_ends: bool = False
    expired_ends: bool = False
    restarts: str = ""
    of_duty: bool = False
    passes: Mapping[Role, Role | None] | None = None
    meets: str = ""
    starts: str = ""
    joins: Mapping[Role, Joins] = field(default_factory=dict)

    def route(self, level: Level | None) -> tuple[Role, ...]:
        """The seats for a case of this level; before a level is set it counts as general."""
        return self.seats.get(level or Level.GENERAL, ())

    def route_of(self, case: Case, subject: str) -> tuple[Role, ...]:
        """The seats for this very subject: those of the level, and those that join because of what it is."""
        route = self.route(case.level)
        return route + tuple(r for r, joins in self.joins.items() if r not in route and joins(case, subject))


def every(*roles: Role) -> Mapping[Level, tuple[Role, ...]]:
    """The same seats at every level."""
    return dict.fromkeys(Level, roles)


def by_level(
    minor: tuple[Role, ...], general: tuple[Role, ...], major: tuple[Role, ...]
) -> Mapping[Level, tuple[Role, ...]]:
    """Seats that differ by level."""
    return {Level.MINOR: minor, Level.GENERAL: general, Level.MAJOR: major}

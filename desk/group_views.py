"""What the desk tells of a group: its households, and a list that is taken in."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.fields import Problem
from store.groups import Counts


@dataclass(frozen=True, slots=True)
class Home:
    """One household as a tile or a line. `room` is whole: who sees the case sees its room."""

    number: str
    room: str
    name: str
    stage: str
    level: str
    role: str
    answer: str
    open: bool
    overdue: bool
    goes_on: bool
    due_at: datetime | None
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """The households of a group, by room, and how many stand how."""

    counts: Counts
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row of a list as it would become a case: `no` is the row of the sheet.

    `state`: new, known (a household of the group already), repeated (the same room twice), wrong.
    """

    no: int
    state: str
    room: str = ""
    name: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseholdList:
    """A list that was tried, runs or is done. `lines` are there while it is tried only."""

    id: str
    number: str
    state: str
    total: int
    taken: int
    skipped: int
    at: datetime
    failed: tuple[tuple[int, str], ...] = ()
    lines: tuple[ListLine, ...] = field(default=(), repr=False)

    @property
    def new(self) -> int:
        """Rows that become, or became, a case."""
        return self.total - self.skipped

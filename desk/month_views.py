"""What the desk tells of one project in one month (T27, D13). Nothing here names a person who complained."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk.record_views import DutyFigure
from desk.views import Project


@dataclass(frozen=True, slots=True)
class Balance:
    """Complaints at the month's beginning and end, and what came between: before + opened + reopened - closed = after.

    A lead is no complaint until it is one; a case that was reopened and closed again counts once in each.
    """

    before: int = 0
    opened: int = 0
    reopened: int = 0
    closed: int = 0

    @property
    def after(self) -> int:
        return self.before + self.opened + self.reopened - self.closed


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One case that was open at the month's end."""

    number: str
    subject: str
    stage: str
    level: str
    opened_at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One duty that was overdue at the month's end; `late` in seconds then."""

    number: str
    subject: str
    rule: str
    due_at: datetime
    late: int


@dataclass(frozen=True, slots=True)
class Prevention:
    """Improvements over the month's days: recorded, verified, and of these effective (C-33, D12)."""

    recorded: int = 0
    verified: int = 0
    effective: int = 0


@dataclass(frozen=True, slots=True)
class Groups:
    """Group complaints among what was opened: how many groups, and the households in them."""

    groups: int = 0
    households: int = 0


@dataclass(frozen=True, slots=True)
class MonthReport:
    """One month of one project, drills left out. Instants `start` to `end`; `end` is now while the month lasts.

    What was opened is counted by `levels`, `categories`, `causes`, `channels`. `outcome` and `treatment` are the two
    parts of satisfaction (D11): how many cases said what last in this month. `duties` fell due in it.
    """

    project: Project
    month: date
    start: datetime
    end: datetime
    lasting: bool
    balance: Balance = field(default_factory=Balance)
    levels: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    outcome: Mapping[str, int] = field(default_factory=dict)
    treatment: Mapping[str, int] = field(default_factory=dict)
    duties: tuple[DutyFigure, ...] = ()
    groups: Groups = field(default_factory=Groups)
    prevention: Prevention = field(default_factory=Prevention)
    overdue: tuple[OverdueLine, ...] = ()
    longest: tuple[OpenLine, ...] = ()

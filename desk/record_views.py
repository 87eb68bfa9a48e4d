"""What the desk tells of many cases together: a household's, a parent's, the library's, the figures', improvements'.

Nothing here names a person who complained.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

#: Account id → (Chinese name, English name); as in `views`.
Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Related:
    """A case that has to do with another. `same`: by its room, its telephone number.

    `likely`: it is open and not older than 90 days, so that it may be the same matter (D01).
    """

    number: str
    subject: str
    stage: str
    level: str
    opened_at: datetime
    ended: bool
    reopened: int = 0
    same: tuple[str, ...] = ()
    likely: bool = False


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One closed case as others may learn from it (D13)."""

    number: str
    project: str
    subject: str
    stage: str
    level: str
    category: str
    cause: str
    satisfaction: str
    opened_at: datetime
    closed_at: datetime
    reopened: int


@dataclass(frozen=True, slots=True)
class Library:
    """A page of closed cases, and the cursor of the next one."""

    rows: tuple[LibraryRow, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class DutyFigure:
    """How one rule was kept: met in time, met late, overdue now."""

    rule: str
    in_time: int
    late: int
    overdue: int

    @property
    def share(self) -> int | None:
        """Per cent met in time, of those met or overdue; None where there is none."""
        all_ = self.in_time + self.late + self.overdue
        return round(100 * self.in_time / all_) if all_ else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of cases, drills left out. `closed` are those that count for satisfaction."""

    open: int = 0
    closed: int = 0
    stages: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    causes: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    satisfaction: Mapping[str, int] = field(default_factory=dict)
    duties: tuple[DutyFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class ImprovementLine:
    """One improvement of a case. `before` and `after` count the project's cases with the same cause in the 90 days
    around its verification; None while it is not verified or the cause is not known. `ended`: it outlives its case,
    and is verified outside it; `by` and `at` say who verified it when, in the case or outside.
    """

    number: str
    no: int
    project: str
    subject: str
    action: str
    owner: str
    due: str
    state: str
    effect: str
    overdue: bool
    cause: str = ""
    before: int | None = None
    after: int | None = None
    ended: bool = False
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Improvements:
    """A page of improvements: those of the state asked for, the one due first first."""

    rows: tuple[ImprovementLine, ...] = ()
    names: Names = field(default_factory=dict)
    more: bool = False

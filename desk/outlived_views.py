"""What the desk tells of the improvements of one case (T25)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.refusal import Refusal

#: Account id → (Chinese name, English name); as in `views`.
Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaseImprovement:
    """One improvement: who owes it by when, who verified it. `state`: open, verified or replaced.

    `outside`: it was verified on the project's chain, not in the case. `against`: why the reader does not verify it
    there now; None where they may.
    """

    no: int
    action: str
    owner: str
    due: str
    state: str
    overdue: bool
    against: Refusal | None
    effect: str = ""
    by: str = ""
    at: datetime | None = None
    note: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class CaseImprovements:
    """All of a case. `ended`: they have outlived it; while it goes on they are verified in it."""

    number: str
    project: str
    subject: str
    ended: bool
    rows: tuple[CaseImprovement, ...] = ()
    names: Names = field(default_factory=dict)

    def one(self, no: int) -> CaseImprovement | None:
        return next((row for row in self.rows if row.no == no), None)

    @property
    def left(self) -> tuple[CaseImprovement, ...]:
        """What the case itself does not say: those it left open, and those verified while it had ended."""
        return tuple(row for row in self.rows if row.outside or (self.ended and row.state == "open"))

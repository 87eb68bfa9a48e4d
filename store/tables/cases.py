"""Cases as lists and pages read them, and the journal they follow from. Only `record` writes here.

One exception: the desk puts down a case it has received (stage S1, seq 0) together with its command.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Chained, Code, Flag, Hash, Table, Whole, Words, of_case

#: What library and figures read of a case: from this index alone, the row is long (D13).
FIGURES = (
    "project", "factor", "stage", "level", "category", "cause", "channel", "satisfaction", "closed_at", "number",
)  # fmt: skip


class CaseRow(Table):
    """One case as it stands. `state` is the folded case; the other columns are what lists ask for.

    `silent_since`: the last contact with the customer, or the opening, of a case in hand (D09); `category`,
    `cause`, `satisfaction` and `closed_at` are what the case library is searched by (D13).
    `speaker`: the appointed spokesperson (A25), on whose desk the clocks of what is said outside lie.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index(None, "updated_at", "number"),
        Index(None, "project", "updated_at", "number"),
        Index(None, "stage", "updated_at", "number"),
        Index(None, "ended", "next_due_at"),
        Index(None, "owner"),
        Index(None, "parent"),
        Index("ix_cases_figures", *FIGURES),
        Index(None, "project", "silent_since", "number"),
        Index(None, "project", "cause", "opened_at"),
        Index(None, "group_number", "number"),
    )

    number: Mapped[str] = mapped_column(String(40), primary_key=True)
    life: Mapped[int] = mapped_column(default=1)
    project: Mapped[Code]
    region: Mapped[Code]
    stage: Mapped[Code] = mapped_column(default="S1")
    level: Mapped[Code]
    phase: Mapped[Code] = mapped_column(default="latent")
    crisis: Mapped[Flag]
    owner: Mapped[Code]
    department: Mapped[Code]
    version: Mapped[Whole]
    seq: Mapped[Whole]
    head: Mapped[Hash]
    subject: Mapped[str] = mapped_column(String(80), default="")
    channel: Mapped[Code]
    complainant: Mapped[Code]
    factor: Mapped[Whole]
    policy: Mapped[Words]
    state: Mapped[Words]
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    ended: Mapped[Flag]
    next_due_at: Mapped[datetime | None]
    overdue: Mapped[Whole]
    parent: Mapped[str] = mapped_column(String(40), default="")
    closed_at: Mapped[datetime | None]
    silent_since: Mapped[datetime | None]
    category: Mapped[Code]
    cause: Mapped[Code]
    satisfaction: Mapped[Code]
    reopened: Mapped[Whole]
    group_number: Mapped[Code]
    household: Mapped[Code]
    answer: Mapped[Code]
    goes_on: Mapped[Flag]
    speaker: Mapped[Code]


class JournalRow(Chained, Table):
    """One line, exactly as chained. Triggers refuse to change or delete it."""

    __tablename__ = "journal"

    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class DutyRow(Table):
    """One clock of a case; `person` owes it where that is not a seat (T25)."""

    __tablename__ = "duties"
    __table_args__ = (Index(None, "state", "due_at"),)

    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    rule: Mapped[Code]
    owner_role: Mapped[Code]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    contact_by: Mapped[datetime | None]
    state: Mapped[Code]
    late_by: Mapped[Whole]
    approval: Mapped[str] = mapped_column(String(80), default="")
    person: Mapped[Code]


class NoticeRow(Table):
    """Something one person must be told, once: `id` is `{number}/{seq}/{person}/{kind}`."""

    __tablename__ = "notices"
    __table_args__ = (Index(None, "person", "seen_at", "at"), Index(None, "sent_at", "at"))

    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    person: Mapped[Code]
    case_number: Mapped[str] = mapped_column(String(40), of_case())
    seq: Mapped[int]
    kind: Mapped[Code]
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    seen_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

"""What people sent: commands with their receipts, the texts that came with them, who delivers them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Flag, Hash, Table, Whole, of_case


class NumberRow(Table):
    """The next case number of a project in a year; drills count by themselves."""

    __tablename__ = "numbers"

    project: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    drill: Mapped[bool] = mapped_column(primary_key=True)
    next: Mapped[int] = mapped_column(default=1)


class CommandRow(Table):
    """One command and its receipt. Sealed here until it is delivered; answered by `record` alone."""

    __tablename__ = "commands"
    __table_args__ = (
        UniqueConstraint("case_number", "position"),
        Index(None, "state", "case_number"),
        Index(None, "actor", "received_at"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_number: Mapped[str] = mapped_column(String(40), of_case())
    life: Mapped[int] = mapped_column(default=1)
    name: Mapped[Code]
    actor: Mapped[Code]
    position: Mapped[int]
    received_at: Mapped[datetime]
    sealed: Mapped[bytes]
    fingerprint: Mapped[Hash]
    opening: Mapped[Flag]
    decision_on: Mapped[str] = mapped_column(String(80), default="")
    delivered_at: Mapped[datetime | None]
    tries: Mapped[Whole]
    next_try_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(10), default="received")
    entries: Mapped[list[int]] = mapped_column(JSON, default=list)
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    answered_at: Mapped[datetime | None]


class LeaseRow(Table):
    """Who delivers the commands of a case now: one sender per case."""

    __tablename__ = "leases"

    case_number: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime]


class ContentRow(Table):
    """The texts of one command: a sealed document, and its digest in the clear."""

    __tablename__ = "contents"

    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[Code]
    digest: Mapped[Hash]
    sealed: Mapped[bytes]
    command: Mapped[str] = mapped_column(String(64), default="")


class FoundRow(Table):
    """A keyed hash under which a case is found: `kind` is room, phone, name or word."""

    __tablename__ = "found"
    __table_args__ = (Index(None, "case_number"),)

    key: Mapped[Hash] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)

"""Improvements of all cases, as their list reads them (D12). Only `record` writes here."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Table, of_case


class ImprovementRow(Table):
    """One improvement: who does it by when, and what somebody else found of it."""

    __tablename__ = "improvements"
    __table_args__ = (Index(None, "project", "state", "due"),)

    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    project: Mapped[Code]
    content: Mapped[Code]
    owner: Mapped[Code]
    due: Mapped[str] = mapped_column(String(10))
    state: Mapped[Code]
    effect: Mapped[Code]
    recorded_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]

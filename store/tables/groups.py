"""Lists of households that are taken in, row by row, as cases of a group."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Table, Whole, Words, of_case


class HouseholdListRow(Table):
    """One list: `id` is the keyed mark of its group and its rows, so that the same list is there once.

    `sealed` holds the rows and is emptied when all are taken; `taken` counts rows done; `skipped` and `failed`
    are row numbers as JSON, with the code of what was wrong; `state`: tried, running, done.
    """

    __tablename__ = "household_lists"
    __table_args__ = (Index(None, "state", "next_try_at"), Index(None, "case_number", "at"))

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_number: Mapped[str] = mapped_column(String(40), of_case())
    actor: Mapped[Code]
    state: Mapped[Code]
    total: Mapped[Whole]
    taken: Mapped[Whole]
    skipped: Mapped[Words]
    failed: Mapped[Words]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]

"""What went out: one row a text and place, never changed. Drills have none, so nothing of theirs can be read outside."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Hash, Table, of_case


class ReleaseRow(Table):
    """One text at one place, exactly as released. `digest` is the one that was signed, `sha256` that of the
    bytes in `sealed`; `public` is its name on the public page, empty for what is not published there.
    """

    __tablename__ = "releases"
    __table_args__ = (Index(None, "public"),)

    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)
    statement: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outlet: Mapped[str] = mapped_column(String(20), primary_key=True)
    release: Mapped[int]
    audience: Mapped[Code]
    digest: Mapped[Hash]
    sha256: Mapped[Hash]
    public: Mapped[Hash]
    sealed: Mapped[bytes]
    at: Mapped[datetime]

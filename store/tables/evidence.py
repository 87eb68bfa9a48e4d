"""Files of evidence: what is known of each. The bytes lie sealed in the store of evidence, under case and digest."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Flag, Hash, Table, Whole, of_case


class EvidenceFileRow(Table):
    """One file of one case, by the SHA-256 of its bytes. `sealed` is the name it came with."""

    __tablename__ = "evidence_files"

    case_number: Mapped[str] = mapped_column(String(40), of_case(), primary_key=True)
    digest: Mapped[Hash] = mapped_column(primary_key=True)
    media: Mapped[str] = mapped_column(String(100))
    size: Mapped[Whole]
    pictured: Mapped[Flag]
    person: Mapped[Code]
    at: Mapped[datetime]
    sealed: Mapped[bytes]

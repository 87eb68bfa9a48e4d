"""Sign-offs: the seats that were asked, and who may answer each."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Code, Hash, Table, of_case


class ApprovalRow(Table):
    """One seat of a sign-off, as the journal last told it."""

    __tablename__ = "approvals"
    __table_args__ = (Index(None, "case_number"), Index(None, "state", "asked_at"))

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    case_number: Mapped[str] = mapped_column(String(40), of_case())
    rule: Mapped[Code]
    round: Mapped[int]
    seat: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(80), default="")
    digest: Mapped[Hash]
    requested_by: Mapped[Code]
    state: Mapped[Code]
    decided_by: Mapped[Code]
    decided_at: Mapped[datetime | None]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class AskeeRow(Table):
    """Who may sign a seat: the desk's "waits for my signature"."""

    __tablename__ = "askees"
    __table_args__ = (Index(None, "account"),)

    approval: Mapped[str] = mapped_column(
        String(80),
        ForeignKey("approvals.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    )
    account: Mapped[str] = mapped_column(String(40), primary_key=True)

"""Changes of the limits (A20): one chain of lines beside all cases, and who was told of which."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Chained, Table


class PolicyLineRow(Chained, Table):
    """One line of the policy's chain, exactly as chained. Triggers refuse to change or delete it.

    `command` is the id under which it was sent; `sealed` holds the reason or the comment, empty when there is none.
    """

    __tablename__ = "policy_lines"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    command: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"")


class PolicyNoticeRow(Table):
    """Somebody who must know of a line: who signs it, who proposed it, who works by it."""

    __tablename__ = "policy_notices"
    __table_args__ = (Index(None, "person", "seen_at"),)

    seq: Mapped[int] = mapped_column(
        ForeignKey("policy_lines.seq", deferrable=True, initially="DEFERRED"), primary_key=True, autoincrement=False
    )
    person: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

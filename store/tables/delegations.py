"""Delegations of signatures: each person's own chain of lines, and who was told of which (A12)."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Chained, Code, Table, Whole, of_account


class DelegationRow(Chained, Table):
    """One line of a person's chain, exactly as chained. Triggers refuse to change or delete it.

    `delegate` and `until` repeat what the line says, `ends` is the line that it ends (0: none); `command` is
    the id under which it was sent.
    """

    __tablename__ = "delegations"
    __table_args__ = (Index(None, "until"), Index(None, "delegate"), Index(None, "principal", "ends"))

    principal: Mapped[str] = mapped_column(String(40), of_account(), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    command: Mapped[str] = mapped_column(String(64), unique=True)
    delegate: Mapped[Code]
    until: Mapped[datetime]
    ends: Mapped[Whole]


class DelegationNoticeRow(Table):
    """Somebody who must know of a line: the delegate, and the region."""

    __tablename__ = "delegation_notices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["principal", "seq"],
            ["delegations.principal", "delegations.seq"],
            name="fk_delegation_notices_principal",
            deferrable=True,
            initially="DEFERRED",
        ),
        Index(None, "person", "seen_at"),
    )

    principal: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

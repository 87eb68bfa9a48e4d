"""Campaigns of a project: one chain of lines for each (D17, D28, D29), and who was told of a line (C-03)."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Chained, Code, Table


class CampaignLineRow(Chained, Table):
    """One line of a campaign's chain, exactly as chained. Triggers refuse to change or delete it.

    `case_number` repeats the case that a line brings in; `command` is the id under which it was sent; `sealed`
    holds its words, empty when there are none.
    """

    __tablename__ = "campaign_lines"
    __table_args__ = (Index(None, "project", "seq"), Index(None, "case_number"))

    campaign: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    project: Mapped[str] = mapped_column(String(20), ForeignKey("projects.code", deferrable=True, initially="DEFERRED"))
    command: Mapped[str] = mapped_column(String(64), unique=True)
    case_number: Mapped[Code]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"")


class CampaignNoticeRow(Table):
    """Somebody who must know of a line of a campaign."""

    __tablename__ = "campaign_notices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["campaign", "seq"],
            ["campaign_lines.campaign", "campaign_lines.seq"],
            name="fk_campaign_notices_campaign",
            deferrable=True,
            initially="DEFERRED",
        ),
        Index(None, "person", "seen_at"),
    )

    campaign: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime | None]

"""The days of projects (T04, T05): a chain of lines for each project, how its daily duties stand, who was told."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.columns import Chained, Code, Flag, Table, Whole, Words


def of_project() -> ForeignKey:
    """The project a row belongs to."""
    return ForeignKey("projects.code", deferrable=True, initially="DEFERRED")


class DayLineRow(Chained, Table):
    """One line of a project's days, exactly as chained. Triggers refuse to change or delete it.

    `command` is the id under which it was sent, or what names a line that came by itself: so it comes once.
    `sealed` holds the words of a sheet or a reason, empty when there are none.
    """

    __tablename__ = "day_lines"
    __table_args__ = (Index(None, "project", "type", "seq"),)

    project: Mapped[str] = mapped_column(String(20), of_project(), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    command: Mapped[str] = mapped_column(String(160), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"")


class ProjectDayRow(Table):
    """One daily duty of one day, as the project's lines leave it; `data` are the counts of the newest sheet."""

    __tablename__ = "project_days"
    __table_args__ = (Index(None, "project", "running"), Index(None, "project", "state", "day"))

    project: Mapped[str] = mapped_column(String(20), of_project(), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(40), primary_key=True)
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[Code]
    owed: Mapped[Flag]
    running: Mapped[Flag]
    marks: Mapped[Words]
    filed_by: Mapped[Code]
    filed_at: Mapped[datetime | None]
    late_by: Mapped[Whole]
    times: Mapped[Whole]
    last: Mapped[Whole]
    data: Mapped[Words]


class DayNoticeRow(Table):
    """Somebody who must know of a line of a project's days."""

    __tablename__ = "day_notices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project", "seq"],
            ["day_lines.project", "day_lines.seq"],
            name="fk_day_notices_project",
            deferrable=True,
            initially="DEFERRED",
        ),
        Index(None, "person", "seen_at"),
    )

    project: Mapped[str] = mapped_column(String(20), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]

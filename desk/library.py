"""The case library and its figures (D13), improvements over cases (D12): SQL over columns, a page at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.errors import Unreadable
from desk.people import People
from desk.record_views import DutyFigure, Figures, ImprovementLine, Improvements, Library, LibraryRow
from desk.related import Relations
from desk.views import Person
from domain.fields import Problem
from domain.policy import Policy
from domain.vocabulary import Stage
from store.cases import Cursor
from store.contents import Contents
from store.database import Database
from store.tables import CaseRow, ContentRow, DutyRow, ImprovementRow

PAGE = 50
#: Where a closed case stands. One that was reopened is closed no more.
CLOSED = (Stage.S12, Stage.S13, Stage.S14)
#: The effect of an improvement is looked for in so many days around its verification.
AROUND = timedelta(days=90)
#: States an improvement may be listed by.
STATES = ("open", "verified", "replaced")


class Records:
    """Reads over many cases, among the projects a person may see. Drills are in none of them."""

    def __init__(
        self, database: Database, contents: Contents, people: People, relations: Relations, now: Clock
    ) -> None:
        self._database, self._contents, self._people, self._now = database, contents, people, now
        self.known = relations.known

    async def library(self, person: Person, sought: Mapping[str, str], after: str = "") -> Library:
        """Closed cases, the last closed first; `sought` has project, category, cause, satisfaction, level."""
        query = (
            select(*_LIBRARY)
            .where(_counts(person, sought.get("project", "")), CaseRow.closed_at.is_not(None), _closed())
            .order_by(CaseRow.closed_at.desc(), CaseRow.number.desc())
        )
        for name in ("category", "cause", "satisfaction", "level"):
            if value := sought.get(name):
                query = query.where(getattr(CaseRow, name) == value)
        if after:
            query = query.where(_before(after))
        async with self._database.reading() as session:
            found_rows: list[Any] = list(await session.execute(query.limit(PAGE + 1)))
        rows = [LibraryRow(*row) for row in found_rows]
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        return Library(tuple(rows[:PAGE]), str(Cursor(last.closed_at, last.number)) if last else None)

    async def case_figures(self, person: Person, project: str = "") -> Figures:
        """The counts of one project, or of all in sight."""
        here = _counts(person, project)
        async with self._database.reading() as session:
            stages = await _count(session, CaseRow.stage, here)
            return Figures(
                open=await _one(session, here, CaseRow.ended.is_(False), ~_closed()),
                closed=await _one(session, here, _closed()),
                stages=stages,
                levels=await _count(session, CaseRow.level, here),
                categories=await _count(session, CaseRow.category, here),
                causes=await _count(session, CaseRow.cause, here),
                channels=await _count(session, CaseRow.channel, here),
                satisfaction=await _count(session, CaseRow.satisfaction, here & _closed()),
                duties=await _duties(session, here),
            )

    async def improvements(self, person: Person, project: str = "", state: str = "") -> Improvements:
        """Improvements of one state, or all that were not written anew, the one due first first."""
        wanted = (state,) if state in STATES else STATES[:2]
        query = (
            select(ImprovementRow, CaseRow.subject, CaseRow.cause)
            .join(CaseRow, CaseRow.number == ImprovementRow.case_number)
            .where(_counts(person, project), ImprovementRow.state.in_(wanted))
            .order_by(ImprovementRow.state, ImprovementRow.due, ImprovementRow.case_number, ImprovementRow.no)
            .limit(PAGE + 1)
        )
        async with self._database.reading() as session:
            found: list[Any] = list(await session.execute(query))
            words = await self._actions(session, [row for row, _, _ in found[:PAGE]])
            lines = [
                await self._line(session, row, subject, cause, words.get((row.case_number, row.content), ""))
                for row, subject, cause in found[:PAGE]
            ]
        return Improvements(tuple(lines), await self._people.names(), len(found) > PAGE)

    async def _line(
        self, session: AsyncSession, row: ImprovementRow, subject: str, cause: str, action: str
    ) -> ImprovementLine:
        today = Policy().local(self._now()).date().isoformat()
        before, after = (None, None)
        if row.verified_at and cause:
            before, after = await _around(session, row.project, cause, row.verified_at)
        late = row.state == "open" and row.due < today
        return ImprovementLine(
            row.case_number, row.no, row.project, subject, action, row.owner, row.due, row.state, row.effect,
            late, cause, before, after,
        )  # fmt: skip

    async def _actions(self, session: AsyncSession, rows: Iterable[ImprovementRow]) -> dict[tuple[str, str], str]:
        """What each improvement says, opened."""
        places = [(row.case_number, row.content) for row in rows]
        if not places:
            return {}
        query = select(ContentRow).where(tuple_(ContentRow.case_number, ContentRow.id).in_(places))
        return {(row.case_number, row.id): self._action(row) for row in await session.scalars(query)}

    def _action(self, row: ContentRow) -> str:
        try:
            return str(self._contents.open(row).fields.get("action", ""))
        except ValueError:
            return ""


_LIBRARY = (
    CaseRow.number, CaseRow.project, CaseRow.subject, CaseRow.stage, CaseRow.level, CaseRow.category, CaseRow.cause,
    CaseRow.satisfaction, CaseRow.opened_at, CaseRow.closed_at, CaseRow.reopened,
)  # fmt: skip


def _counts(person: Person, project: str) -> ColumnElement[bool]:
    """Cases that count: of the project asked for, in sight, no drills, taken by their workflow."""
    projects = tuple(p for p in person.projects if project in ("", p))
    return CaseRow.project.in_(projects) & (CaseRow.factor == 0) & (CaseRow.seq > 0)


def _closed() -> ColumnElement[bool]:
    return CaseRow.stage.in_([str(stage) for stage in CLOSED])


def _before(after: str) -> ColumnElement[bool]:
    try:
        cursor = Cursor.parse(after)
    except ValueError:
        raise Unreadable((Problem("after", "bad_value"),)) from None
    same = (CaseRow.closed_at == cursor.at) & (CaseRow.number < cursor.number)
    return (CaseRow.closed_at < cursor.at) | same


async def _count(session: AsyncSession, column: Any, here: ColumnElement[bool]) -> dict[str, int]:
    """How many cases have each value; those that say nothing are not told apart."""
    query = select(column, func.count()).where(here).group_by(column)
    return {str(value): int(count) for value, count in (await session.execute(query)).all() if value}


async def _one(session: AsyncSession, *here: ColumnElement[bool]) -> int:
    return int(await session.scalar(select(func.count()).select_from(CaseRow).where(*here)) or 0)


async def _duties(session: AsyncSession, here: ColumnElement[bool]) -> tuple[DutyFigure, ...]:
    """How each rule was kept. A duty that was cancelled was neither kept nor broken."""
    met, overdue = DutyRow.state == "met", DutyRow.state == "overdue"
    query = (
        select(
            DutyRow.rule,
            func.sum(case((met & (DutyRow.late_by == 0), 1), else_=0)),
            func.sum(case((met & (DutyRow.late_by > 0), 1), else_=0)),
            func.sum(case((overdue, 1), else_=0)),
        )
        .join(CaseRow, CaseRow.number == DutyRow.case_number)
        .where(here, met | overdue)
        .group_by(DutyRow.rule)
        .order_by(DutyRow.rule)
    )
    return tuple(DutyFigure(rule, *map(int, counts)) for rule, *counts in (await session.execute(query)).all())


async def _around(session: AsyncSession, project: str, cause: str, at: datetime) -> tuple[int, int]:
    """The project's cases with this cause in the days before a moment and after it."""
    query = select(
        func.sum(case((CaseRow.opened_at < at, 1), else_=0)), func.sum(case((CaseRow.opened_at >= at, 1), else_=0))
    ).where(
        CaseRow.project == project,
        CaseRow.cause == cause,
        CaseRow.factor == 0,
        CaseRow.opened_at >= at - AROUND,
        CaseRow.opened_at < at + AROUND,
    )
    before, after = (await session.execute(query)).one()
    return int(before or 0), int(after or 0)

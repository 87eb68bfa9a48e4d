"""The case library and its figures (D13), improvements over cases (D12): SQL over columns, a page at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.duty_figures import duty_figures
from desk.errors import Unreadable
from desk.people import People
from desk.record_views import Figures, ImprovementLine, Improvements, Library, LibraryRow
from desk.related import Relations
from desk.views import Person
from domain.entries import moment
from domain.fields import Problem
from domain.outlived import ROW
from domain.policy import Policy
from domain.vocabulary import FINAL_STAGES, Stage
from store.cases import Cursor
from store.chained import entry_of
from store.contents import Contents
from store.database import Database
from store.outlived import of_line, state_now
from store.tables import CaseRow, ContentRow, DayLineRow, ImprovementRow, JournalRow

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
        newest = (CaseRow.closed_at.desc(), CaseRow.number.desc())
        query = (
            select(CaseRow.number)
            .where(_counts(person, sought.get("project", "")), CaseRow.closed_at.is_not(None), _closed())
            .order_by(*newest)
        )
        for name in ("category", "cause", "satisfaction", "level"):
            if value := sought.get(name):
                query = query.where(getattr(CaseRow, name) == value)
        if after:
            query = query.where(_before(after))
        async with self._database.reading() as session:
            numbers = tuple(await session.scalars(query.limit(PAGE + 1)))
            whole = select(*_LIBRARY).where(CaseRow.number.in_(numbers)).order_by(*newest)
            found_rows: list[Any] = list(await session.execute(whole))
        rows = [LibraryRow(*row) for row in found_rows]
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        return Library(tuple(rows[:PAGE]), str(Cursor(last.closed_at, last.number)) if last else None)

    async def case_figures(self, person: Person, project: str = "") -> Figures:
        """The counts of one project, or of all in sight."""
        here = _counts(person, project)
        async with self._database.reading() as session:
            query = select(*_COUNTED, func.count()).where(here).group_by(*_COUNTED)
            groups: list[Any] = list(await session.execute(query))
            duties = await duty_figures(session, here)
        closed = [group for group in groups if group.stage in CLOSED]
        return Figures(
            open=sum(group[-1] for group in groups if group.stage not in (*CLOSED, *FINAL_STAGES)),
            closed=sum(group[-1] for group in closed),
            stages=_sums(groups, "stage"),
            levels=_sums(groups, "level"),
            categories=_sums(groups, "category"),
            causes=_sums(groups, "cause"),
            channels=_sums(groups, "channel"),
            satisfaction=_sums(closed, "satisfaction"),
            duties=duties,
        )

    async def improvements(self, person: Person, project: str = "", state: str = "") -> Improvements:
        """Improvements of one state, or all that were not written anew, the one due first first."""
        wanted = (state,) if state in STATES else STATES[:2]
        query = (
            select(ImprovementRow, CaseRow.subject, CaseRow.cause, CaseRow.ended, DayLineRow)
            .join(CaseRow, CaseRow.number == ImprovementRow.case_number)
            .outerjoin(DayLineRow, of_line())
            .where(_counts(person, project), state_now().in_(wanted))
            .order_by(state_now(), ImprovementRow.due, ImprovementRow.case_number, ImprovementRow.no)
            .limit(PAGE + 1)
        )
        async with self._database.reading() as session:
            found: list[Any] = list(await session.execute(query))
            words = await self._actions(session, [one[0] for one in found[:PAGE]])
            inside = await _verifiers(session, [one[0] for one in found[:PAGE]])
            lines = [
                await self._line(session, one, words, inside.get((one[0].case_number, one[0].no), ""))
                for one in found[:PAGE]
            ]
        return Improvements(tuple(lines), await self._people.names(), len(found) > PAGE)

    async def _line(
        self, session: AsyncSession, found: Any, words: Mapping[tuple[str, str], str], verifier: str
    ) -> ImprovementLine:
        """One improvement; what the case itself says of its verification comes before a line outside it."""
        row, subject, cause, ended, line = found
        state, effect, at = row.state, row.effect, row.verified_at
        if state == "open" and line:
            said = entry_of(line)
            state, effect, at, verifier = "verified", str(said.data.get("effect", "")), moment(said.at), line.actor
        today = Policy().local(self._now()).date().isoformat()
        before, after = await _around(session, row.project, cause, at) if at and cause else (None, None)
        late, action = state == "open" and row.due < today, words.get((row.case_number, row.content), "")
        return ImprovementLine(
            row.case_number, row.no, row.project, subject, action, row.owner, row.due, state, effect,
            late, cause, before, after, ended, verifier, at,
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


async def _verifiers(session: AsyncSession, rows: Iterable[ImprovementRow]) -> dict[tuple[str, int], str]:
    """Who verified which of these in their cases."""
    numbers = {row.case_number for row in rows if row.verified_at}
    query = select(JournalRow).where(JournalRow.case_number.in_(numbers), JournalRow.type == ROW.name)
    lines = [(row, entry_of(row)) for row in await session.scalars(query)] if numbers else []
    return {(row.case_number, line.data["improvement"]): line.actor for row, line in lines}


#: What figures tell cases apart by.
_COUNTED = (CaseRow.stage, CaseRow.level, CaseRow.category, CaseRow.cause, CaseRow.channel, CaseRow.satisfaction)
_LIBRARY = (
    CaseRow.number, CaseRow.project, CaseRow.subject, CaseRow.stage, CaseRow.level, CaseRow.category, CaseRow.cause,
    CaseRow.satisfaction, CaseRow.opened_at, CaseRow.closed_at, CaseRow.reopened,
)  # fmt: skip


def _counts(person: Person, project: str) -> ColumnElement[bool]:
    """Cases that count: of the project asked for, in sight, no drills."""
    projects = tuple(p for p in person.projects if project in ("", p))
    return CaseRow.project.in_(projects) & (CaseRow.factor == 0)


def _closed() -> ColumnElement[bool]:
    return CaseRow.stage.in_([str(stage) for stage in CLOSED])


def _before(after: str) -> ColumnElement[bool]:
    try:
        cursor = Cursor.parse(after)
    except ValueError:
        raise Unreadable((Problem("after", "bad_value"),)) from None
    same = (CaseRow.closed_at == cursor.at) & (CaseRow.number < cursor.number)
    return (CaseRow.closed_at < cursor.at) | same


def _sums(groups: Iterable[Any], name: str) -> dict[str, int]:
    """How many cases have each value; those that say nothing are not told apart."""
    found: Counter[str] = Counter()
    for group in groups:
        if value := getattr(group, name):
            found[str(value)] += int(group[-1])
    return dict(found)


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

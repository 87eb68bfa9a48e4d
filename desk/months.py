"""The monthly report of a project (T27, D13): SQL over columns and lines. Where a case stood at the month's end follows
from its journal, so that a month reads the same however long ago it was; drills are in none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.duty_figures import duty_figures
from desk.errors import NotFound
from desk.month_satisfaction import satisfaction
from desk.month_views import Balance, Groups, MonthReport, OpenLine, OverdueLine, Prevention
from desk.people import People
from desk.views import Person, Project
from domain.entries import instant, moment
from domain.improving import Effect
from domain.month import CLOSED, LEAD, OPEN, Course, bounds, read_month, side
from domain.policy import Policy
from domain.vocabulary import Stage
from store.chained import entry_of
from store.database import Database
from store.outlived import of_line, verified_between, with_effect
from store.tables import CaseRow, DayLineRow, DutyRow, ImprovementRow, JournalRow

#: So many cases and duties are listed; the rest is in the list of cases.
LISTED = 20

Cases = Mapping[str, Any]


class Months:
    """Monthly reports of the projects a person may see."""

    def __init__(self, database: Database, people: People, now: Clock) -> None:
        self._database, self._people, self._now = database, people, now

    async def month(self, person: Person, project: str, asked: str = "") -> MonthReport:
        """One month, `2026-11`, or the one that lasts. Raises NotFound for a project out of sight."""
        site = await self._people.site(project)
        if site is None or project not in person.projects:
            raise NotFound
        now, policy = self._now(), Policy()
        first = read_month(asked, policy.local(now).date())
        start, over = bounds(first, policy)
        end = min(over, now)
        async with self._database.reading() as session:
            cases = {row.number: row for row in await session.execute(_cases(project, start, end))}
            courses = await _courses(session, _there(project, start, end), cases, end)
            opened = [cases[c.number] for c in courses if _became_open(c, start, end)]
            outcome, treatment = await satisfaction(session, _of(project), start, end)
            return MonthReport(
                Project(site.code, site.name_zh, site.name_en), first, start, end, now < over,
                balance=_balance(courses, start, end),
                levels=_sums(opened, "level"),
                categories=_sums(opened, "category"),
                causes=_sums(opened, "cause"),
                channels=_sums(opened, "channel"),
                outcome=outcome,
                treatment=treatment,
                duties=await duty_figures(session, _of(project), DutyRow.due_at >= start, DutyRow.due_at < end),
                groups=_groups(opened),
                prevention=await _prevention(session, project, start, end),
                overdue=await _overdue(session, _there(project, start, end), cases, courses, end),
                longest=_longest(cases, courses, end),
            )  # fmt: skip


def _of(project: str) -> ColumnElement[bool]:
    """The cases of a project that count: taken in, no drills."""
    return (CaseRow.project == project) & (CaseRow.factor == 0) & (CaseRow.seq > 0)


def _there(project: str, start: datetime, end: datetime) -> ColumnElement[bool]:
    """What was there in the month; an ended case that nobody touched since before it was not."""
    alive = or_(CaseRow.ended.is_(False), CaseRow.updated_at >= start)
    return _of(project) & (CaseRow.opened_at < end) & alive


def _cases(project: str, start: datetime, end: datetime) -> Any:
    return select(*_TOLD).where(_there(project, start, end)).order_by(CaseRow.opened_at, CaseRow.number)


_TOLD = (
    CaseRow.number, CaseRow.subject, CaseRow.stage, CaseRow.level, CaseRow.category, CaseRow.cause, CaseRow.channel,
    CaseRow.group_number, CaseRow.opened_at,
)  # fmt: skip


async def _courses(session: AsyncSession, there: ColumnElement[bool], cases: Cases, end: datetime) -> list[Course]:
    """The way of each case up to the month's end."""
    query = (
        select(JournalRow)
        .join(CaseRow, CaseRow.number == JournalRow.case_number)
        .where(there, JournalRow.type == "moved", JournalRow.at < instant(end))
        .order_by(JournalRow.case_number, JournalRow.seq)
    )
    rows = await session.scalars(query)
    moves = {number: [entry_of(row) for row in lines] for number, lines in groupby(rows, lambda row: row.case_number)}
    return [_course(row, moves.get(row.number, [])) for row in cases.values()]


def _course(row: Any, lines: list[Any]) -> Course:
    """Before its first move a case stands where that came from; one that never moved, where it stands now."""
    first = str(lines[0].data["from"]) if lines else Stage.S0 if row.stage == Stage.S0 else Stage.S1
    moves = tuple((moment(line.at), str(line.data["to"])) for line in lines)
    return Course(row.number, row.opened_at, str(first), moves)


def _became_open(course: Course, start: datetime, end: datetime) -> bool:
    """Did it become a complaint in this month: at once, or from a lead?"""
    return any(was in ("", LEAD) and is_ == OPEN for was, is_ in course.crossings(start, end))


def _balance(courses: Iterable[Course], start: datetime, end: datetime) -> Balance:
    courses = tuple(courses)
    kinds = Counter(pair for course in courses for pair in course.crossings(start, end))
    return Balance(
        before=sum(side(stage) == OPEN for course in courses if (stage := course.stage_at(start))),
        opened=kinds["", OPEN] + kinds[LEAD, OPEN],
        reopened=kinds[CLOSED, OPEN],
        closed=kinds[OPEN, CLOSED],
    )


def _sums(rows: Iterable[Any], name: str) -> dict[str, int]:
    """How many have each value; nobody said yet counts as the empty one."""
    return dict(Counter(str(getattr(row, name) or "") for row in rows))


def _groups(rows: Iterable[Any]) -> Groups:
    households = [row.group_number for row in rows if row.group_number]
    return Groups(len(set(households)), len(households))


async def _prevention(session: AsyncSession, project: str, start: datetime, end: datetime) -> Prevention:
    """Improvements, by when they were recorded and by when they were verified, in the case or after its end (T25).

    One written anew counts once.
    """
    within = (ImprovementRow.verified_at >= start) & (ImprovementRow.verified_at < end)
    recorded = (ImprovementRow.recorded_at >= start) & (ImprovementRow.recorded_at < end)
    outside = verified_between(start, end)
    counts = (
        recorded & (ImprovementRow.state != "replaced"),
        within | outside,
        within & (ImprovementRow.effect == Effect.EFFECTIVE) | outside & with_effect(Effect.EFFECTIVE),
    )
    query = (
        select(*(func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in counts))
        .join(CaseRow, CaseRow.number == ImprovementRow.case_number)
        .outerjoin(DayLineRow, of_line())
        .where(_of(project))
    )
    return Prevention(*map(int, (await session.execute(query)).one()))


async def _overdue(
    session: AsyncSession, there: ColumnElement[bool], cases: Cases, courses: Iterable[Course], end: datetime
) -> tuple[OverdueLine, ...]:
    """The duties of open complaints that were late at the month's end, the latest first."""
    closed = {course.number for course in courses if side(course.stage_at(end)) == CLOSED}
    late = (DutyRow.state == "overdue") | ((DutyRow.state == "met") & (DutyRow.late_by > 0))
    query = (
        select(DutyRow)
        .join(CaseRow, CaseRow.number == DutyRow.case_number)
        .where(there, DutyRow.due_at < end, late)
        .order_by(DutyRow.due_at, DutyRow.case_number, DutyRow.id)
    )
    rows = [row for row in await session.scalars(query) if row.case_number not in closed]
    found = [row for row in rows if row.state == "overdue" or _met_after(row, end)]
    return tuple(
        OverdueLine(row.case_number, cases[row.case_number].subject, row.rule, row.due_at, _seconds(row.due_at, end))
        for row in found
    )


def _met_after(row: DutyRow, end: datetime) -> bool:
    """It was met late, and not yet by the month's end."""
    return row.late_by > _seconds(row.due_at, end)


def _longest(cases: Cases, courses: Iterable[Course], end: datetime) -> tuple[OpenLine, ...]:
    """What was open longest at the month's end."""
    there = sorted((c for c in courses if side(c.stage_at(end)) == OPEN), key=lambda c: (c.opened_at, c.number))
    rows = [(course, cases[course.number]) for course in there[:LISTED]]
    return tuple(
        OpenLine(c.number, row.subject, c.stage_at(end), row.level, c.opened_at, (end - c.opened_at).days)
        for c, row in rows
    )


def _seconds(since: datetime, until: datetime) -> int:
    return int((until - since).total_seconds())

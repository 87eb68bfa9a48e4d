"""Daily sheets as they lie on a desk (T04, T05): customer service has those it owes, leaders those that were missed."""

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.views import Person, Project
from domain.daily import FILERS, LADDER
from domain.days import DayDuty
from domain.vocabulary import DutyState
from store.days import duty_of
from store.tables import ProjectDayRow, ProjectRow

#: No desk shows more.
MOST = 20


async def due_today(session: AsyncSession, person: Person) -> tuple[tuple[Project, DayDuty], ...]:
    """The sheets to sign, the one due first at the top; for those they are told to, what was missed."""
    filing = [place.scope for place in person.holdings if place.role in FILERS]
    told = person.projects if person.holds(*LADDER) else ()
    if not filing and not told:
        return ()
    row = ProjectDayRow
    missed = and_(row.project.in_(told), row.state == DutyState.OVERDUE)
    query = (
        select(row, ProjectRow)
        .join(ProjectRow, ProjectRow.code == row.project)
        .where(row.running, or_(row.project.in_(filing), missed))
        .order_by(row.due_at, row.project, row.rule)
        .limit(MOST)
    )
    found = await session.execute(query)
    return tuple((Project(p.code, p.name_zh, p.name_en), duty_of(day)) for day, p in found)

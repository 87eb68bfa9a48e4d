"""How the duties of some cases were kept, by rule: asked for the figures and for a month alike."""

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.record_views import DutyFigure
from store.tables import CaseRow, DutyRow


async def duty_figures(session: AsyncSession, *which: ColumnElement[bool]) -> tuple[DutyFigure, ...]:
    """By conditions on duties and their cases. A duty that was cancelled was neither kept nor broken."""
    met, overdue = DutyRow.state == "met", DutyRow.state == "overdue"
    counts = (met & (DutyRow.late_by == 0), met & (DutyRow.late_by > 0), overdue)
    query = (
        select(DutyRow.rule, *(func.sum(case((one, 1), else_=0)) for one in counts))
        .join(CaseRow, CaseRow.number == DutyRow.case_number)
        .where(*which, met | overdue)
        .group_by(DutyRow.rule)
        .order_by(DutyRow.rule)
    )
    return tuple(DutyFigure(rule, *map(int, found)) for rule, *found in (await session.execute(query)).all())

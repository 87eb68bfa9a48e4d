"""Who sits where in a project now, its region's and the group's seats included."""

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.rights import LOOKERS
from domain.roster import Holding, Roster
from store.tables import AccountRow, HoldingRow, ProjectRow


async def roster(session: AsyncSession, project: str) -> Roster:
    """The seats of a project as the core reads them. Those who only look sit nowhere."""
    region = select(ProjectRow.region).where(ProjectRow.code == project).scalar_subquery()
    in_group = and_(HoldingRow.project == "", HoldingRow.region == "")
    in_region = and_(HoldingRow.project == "", HoldingRow.region == region)
    query = (
        select(HoldingRow)
        .join(AccountRow, AccountRow.id == HoldingRow.account)
        .where(or_(HoldingRow.project == project, in_region, in_group))
        .where(AccountRow.disabled_at.is_(None), HoldingRow.role.not_in(LOOKERS))
        .order_by(HoldingRow.id)
    )
    return Roster(project, tuple(_holding(row) for row in await session.scalars(query)))


def _holding(row: HoldingRow) -> Holding:
    return Holding(row.role, row.account, row.department, row.deputy)

"""Who sits where in a project now, its region's and the group's seats included."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.rights import LOOKERS
from domain.roster import Holding, Roster
from store.delegations import standing
from store.tables import AccountRow, HoldingRow, ProjectRow


def _statement() -> Select[Any]:
    """Built once: every command asks it."""
    held, known = HoldingRow.__table__.c, AccountRow.__table__.c
    project: BindParameter[str] = bindparam("project")
    region = select(ProjectRow.region).where(ProjectRow.code == project).scalar_subquery()
    in_group = and_(held.project == "", held.region == "")
    in_region = and_(held.project == "", held.region == region)
    return (
        select(held.role, held.account, held.department, held.deputy)
        .join_from(HoldingRow.__table__, AccountRow.__table__, known.id == held.account)
        .where(or_(held.project == project, in_region, in_group))
        .where(known.disabled_at.is_(None), held.role.not_in(LOOKERS))
        .order_by(held.id)
    )


SEATS = _statement()


async def roster(session: AsyncSession, project: str, at: datetime | None = None) -> Roster:
    """The seats of a project as the core reads them, and who signs for whom from `at` on (A12).

    Those who only look sit nowhere.
    """
    rows = await session.execute(SEATS, {"project": project})
    holdings = tuple(Holding(*row) for row in rows)
    return Roster(project, holdings, await standing(session, (h.person for h in holdings), at))

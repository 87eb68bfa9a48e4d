"""The days of a project, as its clock looks at them: whatever is due by that moment is written, once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity

from domain.days import LookAtDay
from store.database import Database
from store.days import catch_up


class Days:
    """`held`: the newest version of the policy that this installation allows, 0 for all."""

    def __init__(self, database: Database, held: int = 0) -> None:
        self._database, self._held = database, held

    @activity.defn(name="look_at_day")
    async def look(self, look: LookAtDay) -> datetime:
        """Catch up with the days of a project until this moment; when to look again."""

        async def work(session: AsyncSession) -> datetime:
            return await catch_up(session, look, self._held)

        return await self._database.together(work)

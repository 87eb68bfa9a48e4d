"""Statements, as they leave the house."""

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity

from domain.messages import Release, Released
from store.contents import Contents
from store.database import Database
from store.releases import release


class Releases:
    def __init__(self, database: Database, contents: Contents) -> None:
        self._database, self._contents = database, contents

    @activity.defn(name="release_statement")
    async def release(self, order: Release) -> Released:
        """Let one text out, once; or answer what stands against it. Never any other words than those signed."""

        async def work(session: AsyncSession) -> Released:
            return await release(session, self._contents, order)

        return await self._database.together(work)

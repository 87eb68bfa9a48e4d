"""The journal, as a workflow writes it."""

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity

from domain.messages import Recording
from store.bell import bell_of
from store.database import Database
from store.record import record


class Journal:
    def __init__(self, database: Database) -> None:
        self._database, self._bell = database, bell_of(database)

    @activity.defn(name="record")
    async def record(self, recording: Recording) -> int:
        """Write the entries and what follows from them, once; answers with the last sequence number."""
        answered = tuple(answer.command for answer in recording.answers)

        async def work(session: AsyncSession) -> int:
            last = await record(session, recording)
            if answered:
                await self._bell.announce(session, answered)
            return last

        last = await self._database.together(work)
        if answered:
            self._bell.ring(answered)
        return last

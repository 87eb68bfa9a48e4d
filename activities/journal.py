"""The journal, as a workflow writes it."""

from temporalio import activity

from domain.messages import Recording
from store.database import Database
from store.record import record


class Journal:
    def __init__(self, database: Database) -> None:
        self._database = database

    @activity.defn(name="record")
    async def record(self, recording: Recording) -> int:
        """Write the entries and what follows from them, once; answers with the last sequence number."""
        return await self._database.together(lambda session: record(session, recording))

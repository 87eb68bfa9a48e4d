"""The table of commands, as the clock looks at it before it writes a line."""

from temporalio import activity

from domain.messages import Look, Seen
from store.commands import waiting
from store.contents import Contents
from store.database import Database
from store.roster import roster


class Table:
    def __init__(self, database: Database, contents: Contents) -> None:
        self._database = database
        self._contents = contents

    @activity.defn(name="look")
    async def look(self, look: Look) -> Seen:
        """The commands received by then that no entry answers, oldest first, and who sits where now."""
        async with self._database.glancing() as session:
            rows = await waiting(session, look.number, look.until)
            seats = await roster(session, look.project, look.until)
        return Seen(tuple(self._contents.open_command(row) for row in rows), seats)

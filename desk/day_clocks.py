"""The clocks of projects' days: every project has one that runs (T04, T05).

Started by whoever works, again and again: a clock that runs is left alone, one that is gone begins anew and goes on
from the table.
"""

import logging

from sqlalchemy import select

from desk.line import EngineDownError, Line
from store.database import Database
from store.tables import ProjectRow

log = logging.getLogger(__name__)


class DayClocks:
    """Looks that there is one for each project."""

    def __init__(self, database: Database, line: Line) -> None:
        self._database, self._line = database, line

    async def start(self) -> None:
        """One call for each project, harmless to repeat; what fails is tried again at the next sweep."""
        async with self._database.glancing() as session:
            projects = (await session.scalars(select(ProjectRow.code).order_by(ProjectRow.code))).all()
        try:
            for project in projects:
                await self._line.watch(project)
        except EngineDownError as error:
            log.debug("the clocks of the days are started later: %s", error)

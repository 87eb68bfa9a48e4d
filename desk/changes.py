"""Which cases changed: one question a second for a whole process, and only while somebody listens."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from sqlalchemy import or_, select
from sqlalchemy.exc import SQLAlchemyError

from store.database import Database
from store.tables import CaseRow

EVERY = 0.7
#: Ended cases change rarely; the latest of them are looked at as well.
LATEST = 200
#: A listener that falls this far behind has to look for itself.
BACKLOG = 500

log = logging.getLogger(__name__)
Change = tuple[str, str]


class Changes:
    """Fans out changed case numbers to everybody who listens in this process."""

    def __init__(self, database: Database, every: float = EVERY) -> None:
        self._database, self._every = database, every
        self._listeners: set[asyncio.Queue[Change]] = set()
        self._known: dict[str, tuple[int, int]] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._closed = asyncio.Event()

    async def listen(self) -> AsyncIterator[Change]:
        """Case number and project of every change from now on."""
        queue: asyncio.Queue[Change] = asyncio.Queue(BACKLOG)
        self._listeners.add(queue)
        if self._asking is None or self._asking.done():
            self._known = None
            self._asking = asyncio.create_task(self._ask())
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)

    async def close(self) -> None:
        """Stop asking."""
        self._closed.set()
        if self._asking is not None:
            await self._asking

    async def _ask(self) -> None:
        while self._listeners and not self._closed.is_set():
            try:
                for change in await self._changed():
                    self._tell(change)
            except SQLAlchemyError as error:
                log.warning("changes could not be read: %s", type(error).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._closed.wait()

    def _tell(self, change: Change) -> None:
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait(change)

    async def _changed(self) -> list[Change]:
        latest = select(CaseRow.number).order_by(CaseRow.updated_at.desc()).limit(LATEST)
        query = select(CaseRow.number, CaseRow.project, CaseRow.life, CaseRow.seq).where(
            or_(CaseRow.ended.is_(False), CaseRow.number.in_(latest))
        )
        async with self._database.reading() as session:
            rows = (await session.execute(query)).all()
        before, self._known = self._known, {row.number: (row.life, row.seq) for row in rows}
        if before is None:
            return []
        return [(row.number, row.project) for row in rows if before.get(row.number) != (row.life, row.seq)]

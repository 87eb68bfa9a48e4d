"""The one way to the database: consistent reads, and writing units that commit together."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from domain.entries import canonical
from store.onehop import connector
from store.together import Together

Result = TypeVar("Result")
Work = Callable[[AsyncSession], Awaitable[Result]]

#: SQLite keeps what was acknowledged through a power cut, and waits for another process's write.
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
)


class Database:
    """SQLite or PostgreSQL. SQLite has one writer at a time: units of this process queue up for it."""

    def __init__(self, url: str) -> None:
        self.engine = engine_of(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._reader = self.engine.execution_options(**_reading(sqlite=self.sqlite))
        self._glancer = self.engine.execution_options(glance=True, short=True)
        self._writer = self.engine.execution_options(writes=True, short=True)
        self._queue = Together(self._writer)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one moment of the database and writes nothing."""
        async with AsyncSession(self._reader, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncSession]:
        """A session for one or two reads by key, where even a thread would be a detour."""
        async with AsyncSession(self._glancer, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end, or not at all."""
        async with (
            self._queue.turn(alone=self.sqlite),
            AsyncSession(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    async def together(self, work: Work[Result]) -> Result:
        """Do the work in one transaction with what else is waiting; answer when it is committed.

        The work must be harmless to repeat: when the commit fails, each unit is tried by itself.
        """
        if self.sqlite:
            return await self._queue.submit(work)
        async with self.writing() as session:
            return await work(session)

    async def close(self) -> None:
        await self.engine.dispose()


def engine_of(url: str) -> AsyncEngine:
    """The engine of a URL, set up so that transactions mean what they say."""
    parsed = make_url(url)
    shared: dict[str, Any] = {"json_serializer": canonical, "hide_parameters": True}
    if parsed.get_backend_name() == "sqlite":
        assert parsed.database, "SQLite is kept in a file"
        file = parsed.database
        _private(file)
        engine = create_async_engine(parsed, async_creator=connector(file), pool_size=8, max_overflow=8, **shared)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
        return engine
    return create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True, **shared)


def _reading(*, sqlite: bool) -> dict[str, Any]:
    if sqlite:
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _private(file: str) -> None:
    """The file is ours alone; SQLite gives its WAL the same mode."""
    path = Path(file)
    path.touch(mode=0o600)
    path.chmod(0o600)


def _prepare(connection: Any, _: object) -> None:
    # the driver would begin transactions by itself, too late and deferred
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # a deferred transaction that turns to writing fails at once, whatever the timeout
    options: Any = connection.get_execution_options()
    driver: Any = connection.connection.driver_connection
    driver.short = options.get("glance", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
    driver.short = options.get("short", False)

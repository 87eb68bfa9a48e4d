"""SQLite with at most one visit to its thread per statement.

The driver goes there four times (open, execute, fetch, close); a step of ten statements then spends
more time on the way than in the database. Rows are fetched at once, as SQLAlchemy does anyway.
What takes microseconds is done on the spot: the statements of a short transaction that has begun.
Waiting for the file (BEGIN IMMEDIATE), for the disk (COMMIT), or for a long scan stays in the thread.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite

Rows = list[Any]
Work = Callable[[sqlite3.Connection], Any]


class Cursor:
    """What SQLAlchemy needs of a cursor: the outcome of one statement, already fetched."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: Rows = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Cursor":
        return await self._run(lambda cursor: cursor.execute(statement, parameters))

    async def executemany(self, statement: str, parameters: Sequence[Any]) -> "Cursor":
        return await self._run(lambda cursor: cursor.executemany(statement, parameters))

    async def fetchall(self) -> Rows:
        return self._rows

    async def close(self) -> None:
        """It was closed in the thread."""

    async def _run(self, statement: Callable[[sqlite3.Cursor], Any]) -> "Cursor":
        await self._connection.do(partial(self._there, statement))
        return self

    def _there(self, statement: Callable[[sqlite3.Cursor], Any], raw: sqlite3.Connection) -> None:
        cursor = raw.cursor()
        try:
            statement(cursor)
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


class Connection(aiosqlite.Connection):
    """A connection that opens cursors without a visit, and rolls back only what was begun."""

    #: Whether the transaction under way is a short one, by keys alone.
    short = False
    _away = 0

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy asks no more of it
        return Cursor(self)

    async def do(self, work: Work) -> Any:
        """Do the work: here when it is short and nothing of this connection is in the thread, else there."""
        if self.short and not self._away:
            return work(self._conn)
        return await self.visit(work)

    async def visit(self, work: Work) -> Any:
        """Do the work in the thread of this connection."""
        self._away += 1
        return await self._execute(self._there, work)  # type: ignore[no-untyped-call]

    async def commit(self) -> None:
        self.short = False
        await self.visit(sqlite3.Connection.commit)

    async def rollback(self) -> None:
        if self.in_transaction:
            await self.do(sqlite3.Connection.rollback)
        self.short = False

    def _there(self, work: Work) -> Any:
        try:
            return work(self._conn)
        finally:
            self._away -= 1


def connector(path: str) -> Callable[[], Awaitable[Connection]]:
    """What makes connections to the file, for `create_async_engine(async_creator=…)`."""

    async def connect() -> Connection:
        connection = Connection(partial(sqlite3.connect, path, check_same_thread=False), iter_chunk_size=64)
        # a process that ends does not wait for it
        connection._thread.daemon = True  # noqa: SLF001
        await connection
        return connection

    return connect

"""Group commit: units of work that wait at the same time share one transaction, each with a savepoint."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

Result = TypeVar("Result")

#: How many units share one transaction at most, so that the first one does not wait for long.
MOST = 64


@dataclass(slots=True, eq=False)
class Unit:
    """One submitted piece of work, what came of it, and who waits for that."""

    work: Callable[[AsyncSession], Awaitable[Any]]
    answer: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = field(default=None)

    async def run(self, connection: AsyncConnection, *, alone: bool) -> None:
        """Do the work; without company the transaction itself is the savepoint."""
        mode = "rollback_only" if alone else "create_savepoint"
        async with AsyncSession(connection, expire_on_commit=False, join_transaction_mode=mode) as session:
            self.result, self.error = await self._outcome(session)

    async def _outcome(self, session: AsyncSession) -> tuple[Any, Exception | None]:
        try:
            result = await self.work(session)
            await session.commit()
        except Exception as error:  # noqa: BLE001  # it belongs to the submitter, not to the others
            await session.rollback()
            return None, error
        return result, None

    def reply(self) -> None:
        """Tell the submitter, unless nobody waits any more."""
        if self.answer.done():
            return
        if self.error is not None:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


class Together:
    """The queue in front of the one writer."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._lock = asyncio.Lock()
        self._waiting: list[Unit] = []
        self._runner: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, *, alone: bool) -> AsyncIterator[None]:
        """One's turn to write; `alone` where the database has one writer only."""
        if not alone:
            yield
            return
        async with self._lock:
            yield

    async def submit(self, work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
        """Queue the work; its result once it is committed, or its error."""
        unit = Unit(work, asyncio.get_running_loop().create_future())
        self._waiting.append(unit)
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())
        result: Result = await unit.answer
        return result

    async def _run(self) -> None:
        while self._waiting:
            async with self._lock:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._commit(batch)
            for unit in batch:
                unit.reply()

    async def _commit(self, batch: list[Unit]) -> None:
        try:
            await self._transact(batch)
        except Exception as error:  # noqa: BLE001  # whoever waits must hear of it
            if len(batch) == 1:
                batch[0].error = batch[0].error or error
                return
            for unit in batch:
                unit.error = None
                await self._commit([unit])

    async def _transact(self, batch: list[Unit]) -> None:
        alone = len(batch) == 1
        async with self._engine.connect() as connection, connection.begin():
            for unit in batch:
                await unit.run(connection, alone=alone)

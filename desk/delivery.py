"""Handing commands to their cases: one function for the desk and the relays, a case's oldest first.

Nothing is taken for delivered that the engine did not acknowledge; sending twice is harmless, because
the workflow drops repeats by id.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.doors import Doors
from desk.leases import Leases
from desk.line import EngineDownError, Line
from desk.receipts import Receipts
from desk.reception import Received
from domain.messages import Command
from store.commands import waiting
from store.contents import Contents
from store.database import Database
from store.tables import CommandRow

#: A command that was handed over and not answered is looked at again after this.
AGAIN = timedelta(minutes=10)
#: A case that cannot be served at all is left alone for this long.
POSTPONED = 30.0
#: What this process handed over is not handed over again before it is written down that it was.
HANDED = 60.0
#: How long a decision waits here for older commands of its case to be answered.
PATIENCE = 2.0

FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Turn:
    """One case in this process: who is sending, and what was sent."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Delivery:
    """The way from the table to the engine."""

    def __init__(
        self, database: Database, contents: Contents, line: Line, leases: Leases, receipts: Receipts, now: Clock
    ) -> None:
        self._database, self._contents = database, contents
        self._leases, self._receipts, self._now = leases, receipts, now
        self._doors = Doors(database, line, now)
        self._turns: dict[str, _Turn] = {}
        self._sent: dict[str, float] = {}

    async def hand_over(self, received: Received) -> None:
        """Deliver what was just received; straight on when nothing older waits."""
        command = received.command
        if command is None:
            return
        if not (received.next and self._leases.holds(command.case)):
            await self.deliver(command.case)
            return
        async with self._turn(command.case):
            if command.id not in self._sent:
                await self._send(command, opening=received.opening)

    async def deliver(self, number: str) -> None:
        """Deliver what the case has waiting, the oldest first. Raises EngineDownError."""
        async with self._turn(number):
            if not await self._ours(number):
                return
            async with self._database.reading() as session:
                rows = await waiting(session, number, FAR)
            for row in rows:
                if self._due(row) and not await self._deliver(row) and row.opening:
                    break  # nothing else can reach a life that has not begun

    def _due(self, row: CommandRow) -> bool:
        """Not handed over yet; or so long ago, without an answer, that it is handed over once more."""
        if row.delivered_at is not None:
            return row.next_try_at is not None and row.next_try_at <= self._now()
        return time.monotonic() - self._sent.get(row.id, -HANDED) > HANDED

    async def _ours(self, number: str) -> bool:
        """One sender per case: is it this process?"""
        if self._leases.holds(number):
            return True
        return await self._database.together(lambda session: self._leases.claim(session, number))

    async def settle(self, number: str) -> None:
        """Write down what was handed over and is not answered yet, and let others have the case."""

        async def work(session: AsyncSession) -> None:
            rows = await waiting(session, number, FAR)
            sent = [row.id for row in rows if row.id in self._sent]
            mine = update(CommandRow).where(CommandRow.id.in_(sent))
            now = self._now()
            await session.execute(mine.values(delivered_at=now, next_try_at=now + AGAIN))
            await self._leases.release(session, number)

        await self._database.together(work)

    async def postpone(self, number: str) -> None:
        """Leave the case alone for a while: what went wrong with it would go wrong again."""
        mine = update(CommandRow).where(CommandRow.case_number == number, CommandRow.state == "received")
        later = mine.values(next_try_at=self._now() + timedelta(seconds=POSTPONED))

        async def work(session: AsyncSession) -> None:
            await session.execute(later)

        await self._database.together(work)

    @asynccontextmanager
    async def _turn(self, number: str) -> AsyncIterator[None]:
        turn = self._turns.setdefault(number, _Turn())
        turn.users += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.users -= 1
            if not turn.users:
                self._turns.pop(number, None)

    async def _deliver(self, row: CommandRow) -> bool:
        """One command from its row. False: what comes after it has to wait."""
        command = self._contents.open_command(row)
        if (row.decision_on or row.opening) and not await self._first(command):
            await self._doors.later(command)
            return False
        return await self._send(command, opening=row.opening)

    async def _first(self, command: Command) -> bool:
        """A decision waits until every older command of its case is answered (WALK 7.12).

        So does a new life: what was on its way when the last one ended is still written there.
        """
        older = select(CommandRow.id).where(
            CommandRow.case_number == command.case,
            CommandRow.state == "received",
            CommandRow.position < command.position,
        )
        async with self._database.reading() as session:
            unanswered = (await session.scalars(older)).all()
        answers = [self._receipts.wait(one, PATIENCE) for one in unanswered]
        return all(await asyncio.gather(*answers))

    async def _send(self, command: Command, *, opening: bool) -> bool:
        done = await self._doors.send(command, opening=opening)
        if done:
            self._remember(command.id)
        return done

    def _remember(self, id: str) -> None:
        if len(self._sent) > 10_000:
            for old in list(self._sent)[:5_000]:
                del self._sent[old]
        self._sent[id] = time.monotonic()


__all__ = ["Delivery", "EngineDownError"]

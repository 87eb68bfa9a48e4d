"""Waiting for a receipt: one question to the table for all who wait, often at first, then less.

Where the recording happens in this very process, `tell` wakes them without a question.
"""

import asyncio
import time
from collections.abc import Iterable

from sqlalchemy import select

from desk.views import Receipt
from domain.refusal import Refusal
from store.database import Database
from store.tables import CommandRow

#: Most commands are recorded within this; then somebody has to wait anyway.
SOON = 0.1
OFTEN, SELDOM, RARELY = 0.008, 0.025, 0.1


def receipt_of(row: CommandRow) -> Receipt:
    """A command's row as its receipt."""
    return Receipt(
        row.id,
        row.case_number,
        row.state,
        tuple(row.entries or ()),
        refusal_of(row.refusal),
        row.name,
        row.received_at,
        row.life,
    )


def refusal_of(kept: dict[str, object] | None) -> Refusal | None:
    """The refusal as the row keeps it: what the journal says of it."""
    if kept is None:
        return None
    details = {name: value for name, value in kept.items() if name not in ("command", "code")}
    return Refusal(str(kept["code"]), details)


class Receipts:
    """Everybody in this process who waits for a command to be answered."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[str, list[asyncio.Future[Receipt | None]]] = {}
        self._since: dict[str, float] = {}
        self._asking: asyncio.Task[None] | None = None
        self._closed = False

    async def wait(self, command: str, seconds: float) -> Receipt | None:
        """The receipt once it is answered, or None when the time is up."""
        if self._closed:
            return None
        future: asyncio.Future[Receipt | None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(command, []).append(future)
        self._since.setdefault(command, time.monotonic())
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        try:
            async with asyncio.timeout(seconds):
                return await future
        except TimeoutError:
            return None
        finally:
            self._forget(command, future)

    def tell(self, receipts: Iterable[Receipt]) -> None:
        """These commands are answered."""
        for receipt in receipts:
            for future in self._waiting.get(receipt.id, ()):
                if not future.done():
                    future.set_result(receipt)

    def give_up(self, command: str) -> None:
        """Nobody need wait for this now: it cannot be delivered yet."""
        for future in self._waiting.get(command, ()):
            if not future.done():
                future.set_result(None)

    async def get(self, command: str) -> Receipt | None:
        """The receipt as it stands now."""
        async with self._database.reading() as session:
            row = await session.get(CommandRow, command)
        return receipt_of(row) if row else None

    async def close(self) -> None:
        """Nobody waits any more; the question that is being asked comes to its end."""
        self._closed = True
        for command in tuple(self._waiting):
            self.give_up(command)
        if self._asking is not None:
            await self._asking

    def _forget(self, command: str, future: asyncio.Future[Receipt | None]) -> None:
        futures = self._waiting.get(command, [])
        if future in futures:
            futures.remove(future)
        if not futures:
            self._waiting.pop(command, None)
            self._since.pop(command, None)

    async def _ask(self) -> None:
        while self._waiting:
            await asyncio.sleep(self._pause())
            if self._waiting:
                self.tell(await self._answered(tuple(self._waiting)))

    def _pause(self) -> float:
        """By the youngest who waits."""
        age = time.monotonic() - max(self._since.values(), default=0.0)
        return OFTEN if age < SOON else SELDOM if age < 1.0 else RARELY

    async def _answered(self, commands: tuple[str, ...]) -> list[Receipt]:
        query = select(CommandRow).where(CommandRow.id.in_(commands), CommandRow.state != "received")
        async with self._database.reading() as session:
            return [receipt_of(row) for row in await session.scalars(query)]

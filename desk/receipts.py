"""Waiting for a receipt: one question to the table for all who wait, often at first, then less.

Where the recording happens in this very process, `tell` wakes them without a question.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from desk.views import Receipt
from domain.refusal import Refusal
from store.bell import Bell
from store.database import Database
from store.tables import CommandRow

#: Most commands are recorded within this; then somebody has to wait anyway.
SOON = 0.1
OFTEN, SELDOM, RARELY = 0.008, 0.025, 0.1
MISSED = 0.1

_C = CommandRow.__table__.c
#: Built once: it is asked for every command.
ANSWERED = select(_C.id, _C.case_number, _C.state, _C.entries, _C.refusal, _C.name, _C.received_at, _C.life).where(
    _C.id.in_(bindparam("commands", expanding=True)), _C.state != "received"
)


def receipt_of(row: Any) -> Receipt:
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

    def __init__(self, database: Database, bell: Bell | None = None) -> None:
        self._database, self._bell = database, bell
        self._hears: bool | None = None
        self._news = asyncio.Event()
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
        async with self._database.glancing() as session:
            row = await session.get(CommandRow, command)
        return receipt_of(row) if row else None

    async def close(self) -> None:
        """Nobody waits any more; the question that is being asked comes to its end."""
        self._closed = True
        for command in tuple(self._waiting):
            self.give_up(command)
        self._news.set()
        if self._asking is not None:
            await self._asking
        if self._bell is not None:
            await self._bell.close()

    def _forget(self, command: str, future: asyncio.Future[Receipt | None]) -> None:
        futures = self._waiting.get(command, [])
        if future in futures:
            futures.remove(future)
        if not futures:
            self._waiting.pop(command, None)
            self._since.pop(command, None)

    async def _ask(self) -> None:
        if self._hears is None:
            self._hears = self._bell is not None and await self._bell.listen(self._hear)
        while self._waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), self._pause())
            self._news.clear()
            if self._waiting:
                self.tell(await self._answered(tuple(self._waiting)))

    def _hear(self, commands: tuple[str, ...]) -> None:
        """Something was recorded; is it what somebody here waits for?"""
        if any(command in self._waiting for command in commands):
            self._news.set()

    def _pause(self) -> float:
        """By the youngest who waits; who hears the bell asks only for what it may have missed."""
        age = time.monotonic() - max(self._since.values(), default=0.0)
        if self._hears:
            return MISSED if age < 1.0 else RARELY
        return OFTEN if age < SOON else SELDOM if age < 1.0 else RARELY

    async def _answered(self, commands: tuple[str, ...]) -> list[Receipt]:
        async with self._database.glancing() as session:
            return [receipt_of(row) for row in await session.execute(ANSWERED, {"commands": commands})]

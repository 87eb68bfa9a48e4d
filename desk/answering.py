"""Deliver what was received and wait a moment for its answer; the delivery goes on when the wait is over."""

import asyncio
import contextlib

from desk.delivery import Delivery
from desk.line import LONGEST, EngineDownError, Line
from desk.receipts import Receipts
from desk.reception import Received
from desk.views import Receipt


class Answering:
    """Whoever sent something sees what became of it, or that it is received."""

    def __init__(self, delivery: Delivery, receipts: Receipts, line: Line) -> None:
        self._delivery, self._receipts, self._line = delivery, receipts, line
        self._sending: set[asyncio.Task[None]] = set()

    async def answered(self, received: Received, wait: float) -> Receipt:
        """Deliver, and wait a moment for what becomes of it; the delivery goes on if the wait ends first."""
        if received.command is None:
            return (
                received.receipt if received.receipt.state != "received" else await self.waited(received.receipt, wait)
            )
        task = asyncio.create_task(self._hand_over(received))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return await self.waited(received.receipt, wait)

    async def waited(self, receipt: Receipt, wait: float) -> Receipt:
        """The receipt once it is answered, or as it stands when the wait is over."""
        if wait <= 0 or self._line.silent:
            return await self._receipts.get(receipt.id) or receipt
        return await self._receipts.wait(receipt.id, wait) or receipt

    async def _hand_over(self, received: Received) -> None:
        """In the background: the engine being away is nobody's error here, the relay comes back to it."""
        with contextlib.suppress(EngineDownError):
            await self._delivery.hand_over(received)
            number = received.receipt.number
            if await self._receipts.wait(received.receipt.id, 1.0) is None:
                await self._delivery.settle(number)
        if self._line.silent:
            self._receipts.give_up(received.receipt.id)

    async def close(self) -> None:
        """Nobody is kept waiting; what is being sent comes to an end, within the limit of a call."""
        await self._receipts.close()
        if self._sending:
            await asyncio.wait(self._sending, timeout=LONGEST)

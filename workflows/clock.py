"""The one clock of a case: a durable timer on the earliest instant, re-armed only when that changes."""

from collections.abc import Callable
from datetime import datetime

from temporalio import workflow

#: The next instant at which the case acts by itself, and what it is called in the engine's timer.
Ring = Callable[[], tuple[datetime, str] | None]


class Clock:
    """Rings; what a ring means is for the case to say."""

    def __init__(self, next_ring: Ring) -> None:
        self._next_ring = next_ring
        self._rang: datetime | None = None

    def rang_for(self, at: datetime | None) -> bool:
        """Believe the timer that fired, not the clock (guides: timers)."""
        return at is not None and self._rang is not None and at <= self._rang

    async def watch(self) -> None:
        """For as long as the case lives."""
        while True:
            if (ring := self._next_ring()) is None:
                await workflow.wait_condition(lambda: self._next_ring() is not None)
            elif not await self._changes_before(*ring):
                self._rang = max(ring[0], self._rang or ring[0])
                await self._served(ring[0])

    async def _served(self, armed: datetime) -> None:
        """Until this ring is answered for. A duty begun in the past may be due before the ring before it."""
        await workflow.wait_condition(lambda: self._armed() != armed)

    def _armed(self) -> datetime | None:
        ring = self._next_ring()
        return ring[0] if ring else None

    async def _changes_before(self, armed: datetime, name: str) -> bool:
        """False when the timer rings and nothing has changed in the same moment."""
        try:
            await workflow.wait_condition(
                lambda: self._armed() != armed, timeout=armed - workflow.now(), timeout_summary=name
            )
        except TimeoutError:
            return self._armed() != armed
        return True

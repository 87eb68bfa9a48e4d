"""The relay: delivers whatever was received and not taken, in every web and worker process."""

import asyncio
import logging
import os
import secrets
import time

from sqlalchemy.exc import SQLAlchemyError
from temporalio.client import Client

from desk.clock import real_time
from desk.day_clocks import DayClocks
from desk.delivery import Delivery
from desk.leases import Leases
from desk.line import EngineDownError, Line
from desk.rebuilding import Rebuilding
from desk.receipts import Receipts
from desk.taking import Taking
from store.commands import cases_to_deliver
from store.contents import Contents
from store.database import Database

EVERY = 0.5
#: Cases that are served at the same time; their own commands stay in order.
AT_ONCE = 8
#: At the end, a look that has begun is given this long.
LAST = 1.0
#: How often somebody looks whether every case that should run does run, and how soon after the start.
SWEEP_EVERY, FIRST_SWEEP = 60.0, 5.0
#: One sweep in so many compares name by name, the first one too.
THOROUGH = 10

log = logging.getLogger(__name__)


class Relay:
    """Looks at the table again and again; there may be any number of relays."""

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        line: Line,
        every: float = EVERY,
        rebuilding: Rebuilding | None = None,
        lists: Taking | None = None,
        days: DayClocks | None = None,
    ) -> None:
        self._database, self._delivery, self._line, self._every = database, delivery, line, every
        self._rebuilding, self._sweep_at, self._sweeps = rebuilding, time.monotonic() + FIRST_SWEEP, 0
        self._lists, self._days = lists, days
        self._places = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Until cancelled; a look that has begun comes to its end. Whatever fails is tried again."""
        while True:
            look = asyncio.create_task(self._look())
            try:
                await asyncio.shield(look)
            except asyncio.CancelledError:
                await asyncio.wait({look}, timeout=LAST)
                raise
            await asyncio.sleep(self._every)

    async def _look(self) -> None:
        try:
            await asyncio.gather(self.tick(), self._take_in())
            await self._sweep()
        except (EngineDownError, SQLAlchemyError, OSError) as error:
            log.debug("the relay will try again: %s", type(error).__name__)

    async def _take_in(self) -> None:
        """Rows of lists of households, next to delivering what came of the last ones."""
        if self._lists is not None:
            await self._lists.tick()

    async def _sweep(self) -> None:
        if self._rebuilding is not None and time.monotonic() >= self._sweep_at:
            self._sweep_at = time.monotonic() + SWEEP_EVERY
            await self._rebuilding.sweep(thorough=self._sweeps % THOROUGH == 0)
            if self._days is not None:
                await self._days.start()
            self._sweeps += 1

    async def tick(self) -> int:
        """Deliver what is due now; the number of cases that were looked at."""
        if self._line.silent:
            return 0
        async with self._database.reading() as session:
            numbers = await cases_to_deliver(session, real_time())
        await asyncio.gather(*(self._serve(number) for number in numbers))
        return len(numbers)

    async def _serve(self, number: str) -> None:
        async with self._places:
            try:
                await self._delivery.deliver(number)
                await self._delivery.settle(number)
            except EngineDownError:
                return
            except Exception:
                # one case that cannot be served must not keep the others waiting
                log.exception("%s could not be served", number)
                await self._delivery.postpone(number)


def relay_of(database: Database, contents: Contents, client: Client, line: Line | None = None) -> Relay:
    """A worker's relay, with a lease of its own; it also looks after cases whose workflow is gone, and after
    the clocks of projects' days."""
    line = line or Line(client)
    leases = Leases(holder(), real_time)
    delivery = Delivery(database, contents, line, leases, Receipts(database), real_time)
    rebuilding, days = Rebuilding(database, contents, line, real_time), DayClocks(database, line)
    return Relay(database, delivery, line, rebuilding=rebuilding, days=days)


def holder() -> str:
    """A name for this process in leases."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"

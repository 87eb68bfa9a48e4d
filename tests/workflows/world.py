"""The whole product on one table: real desk, real worker, real SQLite, an engine, and a clock in our hands."""

import asyncio
import contextlib
import math
import shutil
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.journal import Journal
from activities.releases import Releases
from activities.seats import Seats, seat
from activities.table import Table
from desk.line import Completions, EngineDownError
from desk.opening import Office, office
from desk.sessions import Hasher
from desk.views import Person, Receipt, Verified
from domain.entries import Entry
from domain.messages import Command
from engine.keys import KeyRing
from store.contents import Contents
from store.database import Database
from store.tables import CommandRow
from tests.desk.offices import count_apart
from tests.workflows.seats import PaperSeats
from worker import cases_worker
from workflows.sandbox import RUNNER

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: How long anything may take before a test gives up.
PATIENCE = 60.0


@dataclass(frozen=True)
class Organised:
    """A database with the demo organisation, to be copied, and who may sign in."""

    file: Path
    people: dict[str, Person]


@dataclass
class HandClock:
    """A clock that only moves when told; real until it is set."""

    moment: datetime | None = None

    def __call__(self) -> datetime:
        return self.moment or datetime.now(UTC)


@dataclass
class World:
    """One installation in a test."""

    client: Client
    environment: WorkflowEnvironment | None
    office: Office
    queue: str
    seats: PaperSeats | None
    people: dict[str, Person]
    cached: int
    clock: HandClock

    @property
    def moment(self) -> datetime | None:
        """What counts as received now; None is the real time."""
        return self.clock.moment

    @moment.setter
    def moment(self, moment: datetime | None) -> None:
        self.clock.moment = moment

    async def now(self) -> datetime:
        """The engine's time."""
        return await self.environment.get_current_time() if self.environment else datetime.now(UTC)

    async def at(self, moment: datetime) -> None:
        """Let the engine's time pass until then."""
        assert self.environment is not None
        now = await self.now()
        if moment > now:
            await self.environment.sleep(moment - now)
        self.moment = moment

    @asynccontextmanager
    async def working(self, *doubles: Callable[..., Any]) -> AsyncIterator[Worker]:
        """With a worker, and a relay beside it; `doubles` take the place of activities."""
        database, contents = self.office.database, self.office.contents
        seats = [self.seats.seat, self.seats.close] if self.seats else [seat, Seats(self.client).close]
        ours = [Journal(database).record, Table(database, contents).look, Releases(database, contents).release]
        known = [*ours, *seats, *doubles]
        by_name = {getattr(one, "__temporal_activity_definition").name: one for one in known}
        worker = cases_worker(
            self.client,
            database,
            contents,
            task_queue=self.queue,
            max_cached_workflows=self.cached,
            workflow_runner=RUNNER if self.cached else UnsandboxedWorkflowRunner(),
            activities=list(by_name.values()),
            workflow_failure_exception_types=[Exception],
            # what a worker that left had open goes to the next one soon
            sticky_queue_schedule_to_start_timeout=SECOND / 2,
            graceful_shutdown_timeout=SECOND,
        )
        async with worker, self.relaying():
            yield worker

    @asynccontextmanager
    async def relaying(self) -> AsyncIterator[None]:
        """With a relay."""
        task = asyncio.create_task(self.office.relay.run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def cut(self) -> None:
        """The engine does not answer the desk from now on."""
        self.office.desk.line._silent_until = math.inf

    def mend(self) -> None:
        """It does again."""
        self.office.desk.line._silent_until = 0.0

    async def open(self, who: str, form: dict[str, Any], key: str = "", wait: float = 10) -> Receipt:
        return await self.office.desk.open_case(self.people[who], key or new_id(), form, wait)

    async def send(
        self,
        who: str,
        number: str,
        name: str,
        values: dict[str, Any],
        *,
        key: str = "",
        version: int | None = None,
        wait: float = 10,
    ) -> Receipt:
        return await self.office.desk.send(self.people[who], number, key or new_id(), name, values, version, wait)

    async def sign(
        self, who: str, seat: str, decision: str = "approve", comment: str = "", *, key: str = "", wait: float = 10
    ) -> Receipt:
        """Decide once, and take the answer as it comes."""
        known = await self.office.desk.approval(self.people[who], seat)
        person, known_as = self.people[who], key or new_id()
        return await self.office.desk.decide(person, seat, known_as, decision, comment, known.approval.digest, wait)

    async def decide(
        self, who: str, seat: str, decision: str = "approve", comment: str = "", *, key: str = ""
    ) -> Receipt:
        """Sign; where the engine skips time, wait out the seat's next look."""
        key = key or new_id()
        receipt = await self.sign(who, seat, decision, comment, key=key, wait=0.2 if self.seats else 10)
        if receipt.state == "received" and self.seats and self.environment:
            await self.environment.sleep(MINUTE + SECOND)
            receipt = await self.answered(who, key)
        return receipt

    async def receipt(self, who: str, key: str) -> Receipt:
        """A receipt as it stands."""
        return await self.office.desk.receipt(self.people[who], key)

    async def answered(self, who: str, key: str) -> Receipt:
        """A receipt, once it is answered."""
        async for _ in patiently():
            found = await self.receipt(who, key)
            if found.state != "received":
                return found
            await self.office.receipts.wait(key, SECOND.total_seconds())
        raise AssertionError(f"{key} is not answered")

    async def delivered(self, number: str) -> None:
        """The engine has everything that was sent to a case; it may be slow to wake up."""
        async for _ in patiently():
            with contextlib.suppress(EngineDownError):
                await self.office.relay._delivery.deliver(number)
                return
        raise AssertionError("the engine does not answer")

    async def journal(self, number: str) -> tuple[Entry, ...]:
        return await self.office.desk.journal(self.people["audit"], number)

    async def sealed(self, key: str) -> Command:
        """A command as it lies in the table."""
        async with self.office.database.reading() as session:
            row = await session.get(CommandRow, key)
        assert row is not None
        return self.office.contents.open_command(row)

    async def types(self, number: str) -> list[str]:
        """The types of all lines."""
        return [entry.type for entry in await self.journal(number)]

    async def until(self, number: str, type: str, count: int = 1) -> tuple[Entry, ...]:
        """The journal, once it has so many lines of a type."""
        entries: tuple[Entry, ...] = ()
        async for _ in patiently():
            entries = await self.journal(number)
            if sum(e.type == type for e in entries) >= count:
                return entries
        raise AssertionError(f"no {type} among {[e.type for e in entries]}")

    async def verified(self, number: str) -> Verified:
        return await self.office.desk.verify(self.people["audit"], number)


async def patiently() -> AsyncIterator[None]:
    """Look again and again, more and more seldom, until patience ends."""
    deadline, pause = asyncio.get_running_loop().time() + PATIENCE, 0.02
    while asyncio.get_running_loop().time() < deadline:
        yield
        await asyncio.sleep(pause)
        pause = min(pause * 1.3, 0.25)


def new_id() -> str:
    return str(uuid.uuid4())


COMPLAINT: dict[str, Any] = {
    "project": "YXY",
    "channel": "visit",
    "subject": "交付验房：主卧外窗渗水",
    "description": "交付验房时主卧外窗下口渗水，两次维修后复发。",
    "demand": "拆窗重做防水，书面说明原因。",
    "complainant": {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "kind": "owner"},
}


@asynccontextmanager
async def world(
    client: Client,
    ring: KeyRing,
    organised: Organised,
    home: Path,
    *,
    environment: WorkflowEnvironment | None = None,
    cached: int = 1000,
    completions: Completions | None = None,
    policy: int = 1,
    hasher: Hasher | None = None,
) -> AsyncIterator[World]:
    """An installation on this engine. One with an `environment` skips time, so its seats are on paper."""
    file = home / f"{new_id()}.db"
    shutil.copy(organised.file, file)
    database, contents, queue = Database(f"sqlite+aiosqlite:///{file}"), Contents(ring), new_id()
    seats = PaperSeats() if environment else None
    clock = HandClock()
    ways: dict[str, Any] = {
        "queue": queue,
        "completions": completions or seats,
        "newest_policy": policy,
        "hasher": hasher,
    }
    place = office(database, contents, client, clock=clock, **ways)
    await count_apart(database)
    made = World(client, environment, place, queue, seats, organised.people, cached, clock)
    try:
        yield made
    finally:
        await place.desk.close()
        await database.close()

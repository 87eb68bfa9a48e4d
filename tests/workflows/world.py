"""The whole product on one table: real desk, real worker, real SQLite, an engine, and a clock in our hands."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.journal import Journal
from activities.table import Table
from desk.accounts import ensure
from desk.opening import Office, office
from desk.organisation import PEOPLE, SITES
from desk.views import Person, Receipt
from domain.entries import Entry
from engine.keys import KeyRing
from store.contents import Contents
from store.database import Database
from store.migrate import migrate
from tests.workflows.seats import PaperSeats
from worker import cases_worker

PASSWORD = "a password for tests"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass
class World:
    """One installation in a test. `at` moves the engine's clock and ours together."""

    environment: WorkflowEnvironment
    office: Office
    worker: Worker
    queue: str
    seats: PaperSeats | None
    people: dict[str, Person]
    moment: datetime
    numbers: dict[str, str] = field(default_factory=dict)

    def clock(self) -> datetime:
        """What counts as received now."""
        return self.moment

    async def at(self, moment: datetime) -> None:
        """Let time pass until then."""
        now = await self.environment.get_current_time()
        if moment > now:
            await self.environment.sleep(moment - now)
        self.moment = moment

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

    async def decide(
        self, who: str, seat: str, decision: str = "approve", comment: str = "", *, key: str = "", digest: str = ""
    ) -> Receipt:
        """Sign; where the engine skips time, wait out the seat's next look."""
        known = await self.office.desk.approval(self.people[who], seat)
        id, shown = key or new_id(), digest or known.approval.digest
        wait = 0.2 if self.seats else 10
        receipt = await self.office.desk.decide(self.people[who], seat, id, decision, comment, shown, wait)
        if receipt.state == "received" and self.seats:
            await self.environment.sleep(MINUTE + SECOND)
            receipt = await self.receipt(who, id)
        return receipt

    async def receipt(self, who: str, key: str) -> Receipt:
        """A receipt, once it is answered."""
        found = await self.office.desk.receipt(self.people[who], key)
        return found if found.state != "received" else await self.office.desk._waited(found, 5)

    async def journal(self, number: str) -> tuple[Entry, ...]:
        return await self.office.desk.journal(self.people["audit"], number)

    async def types(self, number: str, since: int = 0) -> list[str]:
        """The types of the lines after a sequence number."""
        return [e.type for e in await self.journal(number) if e.seq > since]


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
    environment: WorkflowEnvironment, ring: KeyRing, home: Path, *, skips: bool, cached: int = 1000, **options: Any
) -> AsyncIterator[World]:
    """An installation on this engine. `skips`: the engine skips time, so its seats are on paper."""
    url = f"sqlite+aiosqlite:///{home / 'anlan.db'}"
    await migrate(url)
    database, contents, queue = Database(url), Contents(ring), new_id()
    seats = PaperSeats() if skips else None
    now = await environment.get_current_time()
    made: World
    place = office(
        database,
        contents,
        environment.client,
        clock=lambda: made.clock(),
        queue=queue,
        completions=seats,
        hasher=PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),)),
    )
    await ensure(database, place.sessions, SITES, PEOPLE, PASSWORD)
    if seats:
        options["activities"] = [
            Journal(database).record,
            Table(database, contents).look,
            seats.seat,
            seats.close,
        ]
    people = {p.id: await place.sessions.bearer(await place.sessions.issue_token(p.id)) for p in PEOPLE}
    worker = cases_worker(
        environment.client,
        database,
        contents,
        task_queue=queue,
        max_cached_workflows=cached,
        workflow_failure_exception_types=[Exception],
        **options,
    )
    made = World(environment, place, worker, queue, seats, {k: v for k, v in people.items() if v}, now)
    try:
        yield made
    finally:
        await place.desk.close()
        await database.close()

"""A whole installation for one test: database, demo organisation, desk, relay, and a worker when asked for."""

import asyncio
import contextlib
import shutil
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from sqlalchemy import insert
from temporalio.client import Client

from desk.accounts import ensure
from desk.desk import Desk
from desk.opening import Office, office
from desk.organisation import PEOPLE, SITES
from desk.views import Person
from domain.sampling import drawn
from engine.keys import KeyRing
from store.contents import Contents
from store.database import Database
from store.migrate import migrate
from store.tables import NumberRow
from worker import cases_worker

PASSWORD = "an-lan-demo-1"
FORM: dict[str, Any] = {
    "project": "YXY",
    "channel": "visit",
    "subject": "交付验房：主卧外窗渗水",
    "description": "交付验房时主卧外窗下口渗水，两次维修后复发。",
    "demand": "拆窗重做防水，书面说明原因。",
    "complainant": {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "kind": "owner"},
}


class PlainHasher:
    """Cheap: the real one costs a tenth of a second and 64 MB."""

    def hash(self, password: str) -> str:
        return "plain:" + password

    def verify(self, password: str, hash: str) -> bool:
        return hash == "plain:" + password


@dataclass
class HandClock:
    """A clock that only moves when told; real until it is set."""

    moment: datetime | None = None
    moved: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return (self.moment or datetime.now(UTC)) + self.moved


@dataclass
class Place:
    """One installation."""

    office: Office
    clock: HandClock
    queue: str
    #: Is there a worker? Without one nobody need wait for an answer.
    at_work: bool = False

    @property
    def desk(self) -> Desk:
        return self.office.desk

    async def person(self, account: str) -> Person:
        return await self.office.sessions.person(account)

    async def opened(self, **changes):
        """A registered case."""
        wait = 5 if self.at_work else 0
        receipt = await self.desk.open_case(await self.person("cs"), new_id(), {**FORM, **changes}, wait=wait)
        return receipt.number

    async def send(self, account: str, number: str, name: str, wait: float = 5, **data):
        return await self.desk.send(await self.person(account), number, new_id(), name, data, wait=wait)

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """With a worker."""
        client = self.office.desk.line.client
        async with cases_worker(client, self.office.database, self.office.contents, task_queue=self.queue):
            self.at_work = True
            try:
                yield
            finally:
                self.at_work = False

    @contextlib.asynccontextmanager
    async def relaying(self) -> AsyncIterator[None]:
        """With a relay."""
        task = asyncio.create_task(self.office.relay.run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def new_id() -> str:
    return "t-" + uuid.uuid4().hex


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def organised(tmp_path_factory):
    """A migrated database with the demo organisation in it, copied for every test."""
    path = tmp_path_factory.mktemp("organised") / "anlan.db"
    await migrate(url := f"sqlite+aiosqlite:///{path}")
    nobody, database = await Client.connect("127.0.0.1:1", lazy=True), Database(url)
    made = office(database, Contents(KeyRing.generate()), nobody, hasher=PlainHasher())
    await ensure(database, made.sessions, SITES, PEOPLE, PASSWORD)
    await made.desk.close()
    await database.close()
    return path


async def make_place(organised: Path, folder: Path, key_ring, client, queue: str = "", policy: int = 1) -> Place:
    """A place of its own: its case numbers are those of no other test on the shared engine."""
    path = folder / f"{uuid.uuid4().hex}.db"
    shutil.copy(organised, path)
    return await _place(Database(f"sqlite+aiosqlite:///{path}"), key_ring, client, queue, policy)


async def place_on(url: str, key_ring, client, queue: str = "", policy: int = 1) -> Place:
    """A place on this migrated, empty database."""
    place = await _place(Database(url), key_ring, client, queue, policy)
    await ensure(place.office.database, place.office.sessions, SITES, PEOPLE, PASSWORD)
    return place


async def _place(database: Database, key_ring, client, queue: str, policy: int) -> Place:
    clock = HandClock()
    queue = queue or f"cases-{uuid.uuid4().hex[:8]}"
    ways: dict[str, Any] = {"clock": clock, "queue": queue, "hasher": PlainHasher(), "newest_policy": policy}
    made = office(database, Contents(key_ring), client, evidence=beside(database), **ways)
    await count_apart(database)
    return Place(made, clock, queue)


def evidence_of(place: Place) -> str:
    """Where its files lie: beside its database."""
    return beside(place.office.database)


def beside(database: Database) -> str:
    file = Path(str(database.engine.url.database))
    return file.with_suffix(".evidence").as_uri() if database.sqlite else ""


async def count_apart(database: Database) -> None:
    """Case numbers that no other test on the shared engine has, and of which the first are not drawn (C-37)."""
    year = datetime.now(UTC).year
    names = [f"{site.code}-{year + n}" for site in SITES for n in (0, 1)]
    first = 10_000 + uuid.uuid4().int % 900_000_000
    while any(drawn(f"{name}-{first + n}") for name in names for n in range(4)):
        first += 1
    rows = [
        {"project": site.code, "year": year + n, "drill": drill, "next": first}
        for site in SITES
        for n in (-1, 0, 1)
        for drill in (False, True)
    ]
    async with database.writing() as session:
        await session.execute(insert(NumberRow), rows)

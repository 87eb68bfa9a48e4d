"""An organised database for every world, and engines by kind."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.client import Client
from temporalio.converter import DataConverter
from temporalio.testing import WorkflowEnvironment

from desk.accounts import ensure
from desk.opening import office
from desk.organisation import PEOPLE, SITES
from engine.embedded import TUNED_FLAGS, binary
from engine.keys import KeyRing
from store.contents import Contents
from store.database import Database
from store.migrate import migrate
from tests.workflows.world import Organised, World, world

PASSWORD = "a password for tests"
MakeWorld = Callable[..., AbstractAsyncContextManager[World]]


class PlainHasher:
    """Cheap: the real one costs a tenth of a second and 64 MB."""

    def hash(self, password: str) -> str:
        return "plain:" + password

    def verify(self, password: str, hash: str) -> bool:
        return hash == "plain:" + password


async def organise(file: Path, ring: KeyRing) -> Organised:
    """Migrate a database and put the demo organisation into it."""
    url = f"sqlite+aiosqlite:///{file}"
    await migrate(url)
    nobody = await Client.connect("127.0.0.1:1", lazy=True)
    database = Database(url)
    place = office(database, Contents(ring), nobody, hasher=PlainHasher())
    await ensure(database, place.sessions, SITES, PEOPLE, PASSWORD)
    found = {p.id: await place.sessions.bearer(await place.sessions.issue_token(p.id)) for p in PEOPLE}
    await place.desk.close()
    await database.close()
    return Organised(file, {name: person for name, person in found.items() if person})


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def organised(tmp_path_factory: pytest.TempPathFactory, key_ring: KeyRing) -> Organised:
    return await organise(tmp_path_factory.mktemp("organised") / "anlan.db", key_ring)


@pytest.fixture(scope="session")
def max_cached_workflows() -> int:
    """What the workflows' tests pass to their workers: none when every step has to be replayed from history."""
    return 0 if os.environ.get("ANLAN_TEST_NO_CACHE") else 1000


@pytest.fixture
def on_engine(
    dev_server: WorkflowEnvironment, key_ring: KeyRing, organised: Organised, tmp_path: Path, max_cached_workflows: int
) -> MakeWorld:
    """Worlds on the engine as it runs embedded, in real time, with real seats."""

    def make(**options: object) -> AbstractAsyncContextManager[World]:
        client = options.pop("client", dev_server.client)
        return world(client, key_ring, organised, tmp_path, cached=max_cached_workflows, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def skipping(
    time_skipping: WorkflowEnvironment,
    key_ring: KeyRing,
    organised: Organised,
    tmp_path: Path,
    max_cached_workflows: int,
) -> MakeWorld:
    """Worlds on an engine of their own in which waiting takes no time."""

    def make(policy: int = 1) -> AbstractAsyncContextManager[World]:
        engine, cached = time_skipping, max_cached_workflows
        return world(engine.client, key_ring, organised, tmp_path, environment=engine, cached=cached, policy=policy)

    return make


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rolling_client(converter: DataConverter) -> AsyncIterator[Client]:
    """An engine that suggests to roll over after a few steps."""
    flags = [*TUNED_FLAGS, "--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40"]
    environment = await WorkflowEnvironment.start_local(
        data_converter=converter,
        dev_server_existing_path=str(binary()),
        dev_server_extra_args=flags,
        dev_server_log_level="error",
    )
    yield environment.client
    await environment.shutdown()

"""Tales, each on an engine of its own that skips time."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from engine.keys import KeyRing
from tests.stories.telling import Tale, told
from tests.workflows.conftest import organise
from tests.workflows.world import Organised, world

Tell = Callable[..., AbstractAsyncContextManager[Tale]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def organised(tmp_path_factory: pytest.TempPathFactory, key_ring: KeyRing) -> Organised:
    return await organise(tmp_path_factory.mktemp("organised") / "anlan.db", key_ring)


@pytest.fixture
def tell(
    time_skipping: WorkflowEnvironment,
    key_ring: KeyRing,
    organised: Organised,
    tmp_path: Path,
) -> Tell:
    """An installation under the whole rule book, and the tale of one case in it."""

    @asynccontextmanager
    async def telling(policy: int = 2) -> AsyncIterator[Tale]:
        client = time_skipping.client
        installed = world(client, key_ring, organised, tmp_path, environment=time_skipping, policy=policy)
        async with installed as made, told(Tale(made)) as tale:
            yield tale

    return telling

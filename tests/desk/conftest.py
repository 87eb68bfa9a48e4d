"""A place to work in, for every test that asks."""

import pytest_asyncio

from tests.desk.offices import make_place, organised

__all__ = ["organised", "place"]


@pytest_asyncio.fixture(loop_scope="session")
async def place(organised, tmp_path, key_ring, dev_server):
    """Without a worker: what is sent stays received until one comes."""
    made = await make_place(organised, tmp_path, key_ring, dev_server.client)
    yield made
    await made.desk.close()
    await made.office.database.close()

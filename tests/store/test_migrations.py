"""Tables and migrations agree, forwards and back."""

import pytest
from sqlalchemy import inspect

from store.database import engine_of
from store.migrate import check, downgrade, migrate
from tests.store.databases import SQLITE, named, run_outside


@pytest.fixture
async def url(kind, request, tmp_path) -> str:
    if kind == "sqlite":
        return f"{SQLITE}{tmp_path / 'empty.db'}"
    server = request.getfixturevalue("postgres_url")
    await run_outside(server, "DROP DATABASE IF EXISTS anlan_migrations")
    await run_outside(server, "CREATE DATABASE anlan_migrations")
    return named(server, "anlan_migrations")


async def test_up_check_again_down_and_up(url):
    await migrate(url)
    await check(url)
    await migrate(url)
    await downgrade(url)
    await migrate(url)

    await check(url)


async def test_down_leaves_nothing_of_ours(url):
    await migrate(url)
    await downgrade(url)
    engine = engine_of(url)
    async with engine.connect() as connection:
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()

    assert left == ["alembic_version"]

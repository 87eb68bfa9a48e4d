"""A fresh, migrated database for every test, of both kinds."""

import itertools
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import make_url, text

from store.contents import Contents
from store.database import Database, engine_of
from store.migrate import migrate

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
SQLITE = "sqlite+aiosqlite:///"

names = itertools.count()
templates: set[str] = set()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sqlite_template(tmp_path_factory):
    """A migrated file, copied for every test."""
    path = tmp_path_factory.mktemp("template") / "anlan.db"
    await migrate(f"{SQLITE}{path}")
    return path


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest_asyncio.fixture(loop_scope="session")
async def database(kind, request, tmp_path, sqlite_template) -> AsyncIterator[Database]:
    """A database of one kind with the newest schema and nothing in it."""
    if kind == "sqlite":
        url = f"{SQLITE}{shutil.copy(sqlite_template, tmp_path / 'anlan.db')}"
    else:
        url = await copied(request.getfixturevalue("postgres_url"))
    made = Database(url)
    yield made
    await made.close()


async def copied(server: str) -> str:
    """A database made from a migrated one, which is made first when it is not there."""
    if server not in templates:
        await run_outside(server, "CREATE DATABASE anlan_template")
        await migrate(named(server, "anlan_template"))
        templates.add(server)
    name = f"anlan_{next(names)}"
    await run_outside(server, f"CREATE DATABASE {name} TEMPLATE anlan_template")
    return named(server, name)


@pytest.fixture
def contents(key_ring) -> Contents:
    return Contents(key_ring)


def named(url: str, database: str) -> str:
    """The same server, another database."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


async def run_outside(url: str, statement: str) -> None:
    """Run what no transaction may hold."""
    engine = engine_of(url).execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()

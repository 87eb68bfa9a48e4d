"""The bell: who waits hears that something was recorded, across processes, on both databases."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from store.bell import Bell, bell_of
from store.database import Database


async def ring(bell: Bell, database: Database, *commands: str) -> None:
    async def work(session: AsyncSession) -> None:
        await bell.announce(session, commands)

    await database.together(work)
    bell.ring(commands)


async def test_a_listener_hears_which_commands_were_recorded(database: Database) -> None:
    heard: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
    ear, bell = bell_of(database), bell_of(database)
    assert await ear.listen(heard.put_nowait)

    async with asyncio.timeout(60):
        while heard.empty():  # PostgreSQL listens a moment after it was asked to
            await ring(bell, database, "cmd-1", "cmd-2")
            await asyncio.sleep(0)

    assert await heard.get() == ("cmd-1", "cmd-2")
    await ear.close()
    await bell.close()


async def test_nobody_listening_is_no_error(database: Database) -> None:
    bell = bell_of(database)

    await ring(bell, database, "cmd-1")

    await bell.close()


async def test_what_a_rolled_back_transaction_announced_is_not_heard(database: Database) -> None:
    heard: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
    ear, bell = bell_of(database), bell_of(database)
    await ear.listen(heard.put_nowait)

    async def fails(session: AsyncSession) -> None:
        await bell.announce(session, ("cmd-lost",))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await database.together(fails)
    async with asyncio.timeout(60):
        while heard.empty():
            await ring(bell, database, "cmd-kept")
            await asyncio.sleep(0)

    assert await heard.get() == ("cmd-kept",)
    await ear.close()
    await bell.close()

"""Transactions mean what they say, on both databases."""

import asyncio
import contextlib
import shutil
import sqlite3
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError

from store.database import Database
from store.tables import NaiveTimeError, NumberRow, ReadRow, SessionRow


def number(project: str) -> NumberRow:
    return NumberRow(project=project, year=2026, drill=False)


async def projects(database) -> set[str]:
    async with database.reading() as session:
        return set(await session.scalars(select(NumberRow.project)))


async def test_a_naive_time_is_refused(database):
    with pytest.raises(StatementError) as refused:
        async with database.writing() as session:
            session.add(ReadRow(person="cs", at=datetime(2026, 11, 22, 9)))  # noqa: DTZ001

    assert isinstance(refused.value.orig, NaiveTimeError)


async def test_an_instant_comes_back_in_utc(database):
    at = datetime(2026, 11, 22, 9, 2, 3, 45, tzinfo=timezone(timedelta(hours=8)))
    async with database.writing() as session:
        session.add(ReadRow(person="cs", at=at))
    async with database.reading() as session:
        found = await session.scalar(select(ReadRow.at))
        by_time = await session.scalar(select(ReadRow.person).where(ReadRow.at <= at))

    assert found == at
    assert found.tzinfo is UTC
    assert by_time == "cs"


async def test_writers_of_one_count_lose_nothing(database):
    async with database.writing() as session:
        session.add(number("YXY"))

    async def count() -> None:
        for _ in range(25):
            async with database.writing() as session:
                row = await session.get(NumberRow, ("YXY", 2026, False), with_for_update=True)
                row.next += 1

    await asyncio.gather(*(count() for _ in range(8)))

    async with database.reading() as session:
        assert await session.scalar(select(NumberRow.next)) == 201


async def test_another_process_waits_for_its_turn_and_loses_nothing(database):
    other = Database(database.engine.url.render_as_string(hide_password=False))

    async def count(session) -> None:
        row = await session.get(NumberRow, ("YXY", 2026, False), with_for_update=True)
        row.next += 1

    async with database.writing() as session:
        session.add(number("YXY"))
    for _ in range(10):
        await asyncio.gather(*(d.together(count) for d in (database, other) for _ in range(5)))
    await other.close()

    async with database.reading() as session:
        assert await session.scalar(select(NumberRow.next)) == 101


async def test_a_reader_sees_one_moment(database):
    async with database.reading() as session:
        before = await session.scalar(select(NumberRow.project))
        async with database.writing() as writer:
            writer.add(number("YXY"))
        during = await session.scalar(select(NumberRow.project))

    assert before is during is None
    assert await projects(database) == {"YXY"}


async def test_a_failing_unit_leaves_the_others_alone(database):
    async def good(session, name):
        session.add(number(name))
        return name

    async def bad(session, name) -> None:
        session.add(number(name))
        await session.flush()
        raise ValueError(name)

    kinds = [good, bad, good, bad, bad, good]
    answers = await asyncio.gather(
        *(database.together(lambda s, k=k, n=n: k(s, f"P{n}")) for n, k in enumerate(kinds)),
        return_exceptions=True,
    )

    assert [str(answer) for answer in answers] == [f"P{n}" for n in range(6)]
    assert [isinstance(a, ValueError) for a in answers] == [k is bad for k in kinds]
    assert await projects(database) == {"P0", "P2", "P5"}


async def test_units_do_not_see_each_others_objects(database):
    seen = []

    async def look(session) -> None:
        seen.append(len(session.identity_map))
        session.add(number(f"P{len(seen)}"))

    await asyncio.gather(*(database.together(look) for _ in range(5)))

    assert seen == [0] * 5


async def test_a_commit_that_fails_harms_only_its_cause(database):
    at = datetime(2026, 11, 22, tzinfo=UTC)

    async def orphan(session) -> None:
        session.add(SessionRow(token_hash="x", account="nobody", created_at=at, seen_at=at, expires_at=at))

    async def good(session) -> str:
        session.add(number("YXY"))
        return "kept"

    answers = await asyncio.gather(database.together(orphan), database.together(good), return_exceptions=True)

    assert isinstance(answers[0], IntegrityError)
    assert answers[1] == "kept"
    assert await projects(database) == {"YXY"}


async def test_an_impatient_submitter_does_not_stop_the_queue(database):
    async def slow(session) -> None:
        await asyncio.sleep(0.05)
        session.add(number("slow"))

    async def quick(session) -> None:
        session.add(number("quick"))

    impatient = asyncio.create_task(database.together(slow))
    await asyncio.sleep(0.01)
    impatient.cancel()
    await database.together(quick)

    assert "quick" in await projects(database)


async def test_errors_do_not_tell_what_was_written(database):
    async def write() -> None:
        async with database.writing() as session:
            session.add(number("secret-project"))

    await write()
    with pytest.raises(IntegrityError) as refused:
        await write()

    assert "parameters hidden" in str(refused.value)


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_the_file_is_ours_alone_and_synced(database):
    async with database.writing() as session:
        pragma = {
            name: (await session.connection()).exec_driver_sql(f"PRAGMA {name}")
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        found = {name: (await result).scalar_one() for name, result in pragma.items()}
        session.add(number("YXY"))
        path = Path(database.engine.url.database)
        modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in path.parent.glob("anlan.db*")}

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert set(modes.values()) == {0o600}


async def test_waiting_for_the_file_does_not_hold_up_the_process(sqlite_template, tmp_path):
    """Short statements are done on the spot; waiting for another process's write is not."""
    file = shutil.copy(sqlite_template, tmp_path / "anlan.db")
    database = Database(f"sqlite+aiosqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def work(session) -> None:
        session.add(number("YXY"))

    waiting = asyncio.create_task(database.together(work))
    began = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, began.set)
    async with asyncio.timeout(8):  # the other waits ten
        await began.wait()
        async with database.glancing() as session:
            seen = set(await session.scalars(select(NumberRow.project)))
    still_waiting = not waiting.done()
    other.execute("ROLLBACK")
    await waiting

    assert seen == set()
    assert still_waiting
    assert await projects(database) == {"YXY"}
    await database.close()
    other.close()


async def test_a_unit_cancelled_while_it_waits_leaves_the_writer_usable(sqlite_template, tmp_path):
    file = shutil.copy(sqlite_template, tmp_path / "anlan.db")
    database = Database(f"sqlite+aiosqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with database.writing() as session:
            session.add(number("YXY"))

    waiting = asyncio.create_task(write())
    await asyncio.sleep(0)
    waiting.cancel()
    other.execute("ROLLBACK")
    with contextlib.suppress(asyncio.CancelledError):
        await waiting
    async with database.writing() as session:
        session.add(number("JWL"))

    assert "JWL" in await projects(database)
    await database.close()
    other.close()

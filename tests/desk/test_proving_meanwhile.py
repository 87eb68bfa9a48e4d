"""A case is proved while it goes on: what is written meanwhile is no difference, what is taken away is one."""

import sqlite3
from contextlib import closing

from temporalio.api.enums.v1 import EventType

from desk import verify
from desk.runs import runs_of
from engine.client import workflow_id
from tests.desk.test_proving import findings, spoil
from tests.workflows.world import patiently


async def proof(place, number):
    return (await place.desk.verify(await place.person("audit"), number)).findings


async def test_a_line_that_is_written_while_it_is_proved_is_no_difference(place, monkeypatch):
    async with place.working():
        number = await place.opened()

        async def a_moment_later(client, *of):
            """Between the journal and the engine's history somebody works on."""
            receipt = await place.send("cs", number, "interim_measure", what="先遮住窗口")
            assert receipt.state == "applied"
            return await runs_of(client, *of)

        monkeypatch.setattr(verify, "runs_of", a_moment_later)
        assert await proof(place, number) == ()


async def test_a_line_that_is_asked_for_and_not_written_yet_is_no_difference(place):
    """The recording waits for the database; the engine's history says so already."""
    client = place.desk.line.client
    async with place.working():
        number = await place.opened()
        with closing(sqlite3.connect(place.office.database.engine.url.database, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            await client.get_workflow_handle(workflow_id(number, 1)).signal("nobody")
            await asked_to_record(client, number)
            found = await proof(place, number)
            writer.execute("ROLLBACK")

    assert found == ()


async def asked_to_record(client, number):
    """The last thing in its history is a recording under way."""
    async for _ in patiently():
        events = [event for run in await runs_of(client, number, 1) for event in run.events]
        asked = [e for e in events if e.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED]
        done = [e for e in events if e.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED]
        if len(asked) > len(done):
            return
    raise AssertionError("it was recorded at once")


async def test_an_end_that_was_cut_off_cleanly_is_known_by_the_engine(place, tmp_path):
    """The last line, its receipt and every trace in the row are gone: only the engine's history tells."""
    async with place.working():
        number = await place.opened()
        async with place.office.database.reading() as session:
            connection = await session.connection()
            before = (await connection.exec_driver_sql("SELECT seq, state FROM cases")).one()
        await place.send("cs", number, "interim_measure", what="先遮住窗口")
    state = before.state.replace("'", "''")
    cut = f"UPDATE cases SET seq={before.seq}, state='{state}' WHERE 1; "
    spoil(place, tmp_path / "cut.db", cut.rstrip("; "))
    with closing(sqlite3.connect(tmp_path / "cut.db")) as copy:
        copy.execute("DROP TRIGGER IF EXISTS journal_no_delete")
        copy.execute("DELETE FROM journal WHERE seq > ?", (before.seq,))
        copy.commit()

    assert ("engine_differs", f"{number}#{before.seq + 1}") in await findings(place, number, tmp_path / "cut.db")

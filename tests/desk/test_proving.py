"""Whatever is changed behind our back is found, and where."""

import sqlite3
from contextlib import closing

import pytest
import pytest_asyncio

from desk.verify import Verifier
from store.database import Database
from tests.desk.offices import make_place
from tests.desk.test_delivering import planned, signed

TRIGGERS = ("journal_no_update", "journal_no_delete", "journal_no_replace")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def proved(organised, tmp_path_factory, key_ring, dev_server):
    """One signed case, on the engine and in a database that tests copy."""
    made = await make_place(organised, tmp_path_factory.mktemp("proved"), key_ring, dev_server.client)
    async with made.working():
        number = await planned(made)
        await signed(made, "csm", f"{number}.A01.1.R03")
    yield made, number
    await made.desk.close()
    await made.office.database.close()


def spoil(place, path, statement) -> None:
    """A copy of the database, changed by somebody who may do anything to it."""
    source = place.office.database.engine.url.database
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(path)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA foreign_keys=OFF")
        for trigger in TRIGGERS:
            copy.execute(f"DROP TRIGGER {trigger}")
        assert copy.execute(statement).rowcount
        copy.commit()


async def findings(place, number, path):
    database = Database(f"sqlite+aiosqlite:///{path}")
    verifier = Verifier(database, place.office.contents, place.desk.line, place.desk.evidence)
    verified = await verifier.verify(number)
    await database.close()
    return {(f.code, f.place) for f in verified.findings}


async def test_an_honest_record_proves_itself(proved, tmp_path):
    place, number = proved
    verified = await place.desk.verify(await place.person("audit"), number)

    assert verified.verified
    assert verified.checked["entries"] > 20


SPOILED = [
    ("UPDATE journal SET actor='head' WHERE seq=5", "chain_broken", "#5"),
    ("UPDATE journal SET at='2020-01-01T00:00:00.000000Z' WHERE seq=5", "chain_broken", "#5"),
    ("UPDATE journal SET data=replace(data,'cs','csm') WHERE seq=5", "chain_broken", "#5"),
    ("UPDATE journal SET hash='0' WHERE seq=5", "engine_differs", "#5"),
    ("DELETE FROM journal WHERE seq=5", "engine_differs", "#5"),
    ("DELETE FROM journal WHERE seq=(SELECT max(seq) FROM journal)", "journal_cut", "#"),
    ("UPDATE cases SET stage='S12'", "row_differs", " stage"),
    ("UPDATE cases SET owner='head'", "row_differs", " owner"),
    ("UPDATE cases SET version=version+1", "row_differs", " version"),
    ("UPDATE cases SET state=replace(state,'\"minor\"','\"major\"')", "snapshot_differs", ""),
    ("UPDATE duties SET due_at='2030-01-01 00:00:00.000000' WHERE id='T03.1'", "duty_differs", " T03.1"),
    ("DELETE FROM duties WHERE id='T03.1'", "duty_differs", " T03.1"),
    ("UPDATE approvals SET state='rejected'", "approval_differs", ".A01.1.R03"),
    ("UPDATE approvals SET decided_by='head'", "approval_differs", ".A01.1.R03"),
    ("UPDATE contents SET digest='0' WHERE id='ct-0001'", "content_changed", " ct-0001"),
    ("UPDATE contents SET sealed=x'00' WHERE id='ct-0001'", "content_changed", " ct-0001"),
    ("DELETE FROM contents WHERE id='ct-0001'", "content_missing", " ct-0001"),
    ("UPDATE commands SET state='refused' WHERE position=1", "receipt_differs", ""),
    ("UPDATE commands SET entries='[99]' WHERE position=1", "receipt_differs", ""),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "code", "where"), SPOILED, ids=range(len(SPOILED)))
async def test_what_was_changed_behind_our_back_is_found_and_where(proved, tmp_path, statement, code, where):
    place, number = proved
    spoil(place, tmp_path / "spoiled.db", statement)

    found = await findings(place, number, tmp_path / "spoiled.db")

    assert any(c == code and where in p for c, p in found), found


async def test_an_engine_that_knows_nothing_of_it_is_a_finding(proved, tmp_path):
    place, number = proved
    spoil(place, tmp_path / "other.db", "UPDATE cases SET life=2")

    assert ("history_missing", f"case:{number}:2") in await findings(place, number, tmp_path / "other.db")

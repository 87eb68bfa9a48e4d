"""The same desk on PostgreSQL: order, one effect per id, one sender per case."""

import asyncio

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.desk import test_outlived as outlived
from tests.desk.offices import new_id, place_on
from tests.desk.test_delivering import CONTACT, planned, signed
from tests.store.databases import copied

pytestmark = pytest.mark.postgres


@pytest_asyncio.fixture(loop_scope="session")
async def place(postgres_url, key_ring, dev_server):
    made = await place_on(await copied(postgres_url), key_ring, dev_server.client)
    yield made
    await made.desk.close()
    await made.office.database.close()


async def test_commands_of_many_people_at_once_are_in_one_order(place):
    async with place.working(), place.relaying():
        number = await place.opened()
        receipts = await asyncio.gather(
            *(place.send("cs", number, "log_contact", wait=10, **CONTACT) for _ in range(12))
        )
        verified = await place.desk.verify(await place.person("audit"), number)

    assert {r.state for r in receipts} == {"applied"}
    assert verified.findings == ()


async def test_one_id_eight_times_at_once_is_one_command(place):
    async with place.working():
        number, csm, key = await place.opened(), await place.person("csm"), new_id()
        sent = (place.desk.send(csm, number, key, "assign", {"owner": "cs"}, wait=10) for _ in range(8))
        receipts = await asyncio.gather(*sent)

    assert {r.entries for r in receipts} == {(5,)}


async def test_a_plan_is_signed_once(place):
    async with place.working(), place.relaying():
        number = await planned(place)
        seat = f"{number}.A01.1.R03"
        first, second = await asyncio.gather(
            signed(place, "csm", seat, wait=10), signed(place, "csm1", seat, "reject", "不行", wait=10)
        )

    assert {first.state, second.state} == {"applied", "refused"}
    assert (first.refusal or second.refusal).code == "decided"


async def test_cases_are_listed_and_found(place):
    number = await place.opened()
    cs = await place.person("cs")

    for q in ("", number, "13800000147", "渗水"):
        assert [row.number for row in (await place.desk.cases(cs, q=q)).rows] == [number]
    assert (await place.desk.my_desk(cs)).approvals == ()


async def test_a_campaign_written_by_many_at_once_is_one_chain(place):
    """D29: on the day everybody writes at once; numbers and lines have no gap, and nothing is changed."""
    csm, campaigns = await place.person("csm"), place.desk.campaigns
    day = campaigns.today().isoformat()
    form = {"project": "YXY", "kind": "delivery", "homes": "9", "batch": "一期", "leader": "csm"}
    dates = {"first": day, "last": day}
    numbers = await asyncio.gather(*(campaigns.open(csm, new_id(), form | dates) for _ in range(4)))
    tick = {"seen": ["blocked"], "place": "北门"}
    said = [campaigns.do(csm, new_id(), numbers[0], "car_park_incident", tick) for _ in range(8)]
    lines = await asyncio.gather(*said)
    shown = await campaigns.shown(csm, numbers[0])

    assert sorted(numbers) == [f"YXY-C-{no:04d}" for no in range(1, 5)]
    assert sorted(lines) == list(range(2, 10))
    assert shown.intact
    with pytest.raises(DBAPIError, match="never"):
        async with place.office.database.writing() as session:
            await session.execute(text("DELETE FROM campaign_lines"))


async def test_what_outlives_its_case_is_told_verified_and_counted(place):
    """T25: improvements are joined with the lines of their project by name."""
    await outlived.archived(place)
    await outlived.look(place, "2026-12-23")
    await outlived.verify(place)
    csm = await place.person("csm")

    assert [mark for _, mark, _ in await outlived.told(place)] == ["missed"]
    assert (await place.desk.improvements(csm, state="open")).rows == ()
    assert [(r.no, r.by) for r in (await place.desk.improvements(csm, state="verified")).rows] == [
        (1, "csm"),
        (2, "csm"),
    ]
    assert await outlived.proof(place) == []

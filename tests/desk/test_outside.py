"""The next date of a track lies on legal's desk, whoever owns the case (T33)."""

import pytest_asyncio

from domain.policy import WHOLE_BOOK
from tests.desk.offices import make_place, new_id
from tests.workflows.world import DAY


@pytest_asyncio.fixture(loop_scope="session")
async def place(organised, tmp_path, key_ring, dev_server):
    """An installation after the first day of the whole rule book."""
    made = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=2)
    made.clock.moment = WHOLE_BOOK + DAY
    yield made
    await made.desk.close()
    await made.office.database.close()


async def test_legal_finds_the_next_date_on_its_desk_and_cs_does_not(place):
    form = {"kind": "court", "reason": "多次沟通无果", "next_date": "2027-03-01"}
    async with place.working(), place.relaying():
        number = await place.opened()
        asked = await place.send("legal", number, "legal_track", **form)
        signer, seat = await place.person("head"), f"{number}.A17.1.R06"
        page = await place.desk.approval(signer, seat)
        signed = await place.desk.decide(signer, seat, new_id(), "approve", "", page.approval.digest, wait=5)
        lying = {who: (await place.desk.my_desk(await place.person(who))).duties for who in ("legal", "cs")}

    assert (asked.state, signed.state) == ("applied", "applied")
    assert page.words["reason"] == form["reason"]
    assert [(d.rule, d.next_command) for d in lying["legal"]] == [("T33", "track_date")]
    assert "T33" not in [d.rule for d in lying["cs"]]

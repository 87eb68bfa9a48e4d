"""The demo's story, told twice, is told once; and it proves itself."""

import pytest

from desk.demo import TALES, StoryClock, Teller, id_of
from desk.opening import office
from desk.organisation import PEOPLE
from tests.desk.offices import PlainHasher, evidence_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


async def test_the_story_is_told_once_and_nothing_in_it_is_refused(place):
    clock = StoryClock()
    made = office(
        place.office.database, place.office.contents, place.desk.line.client,
        clock=clock, queue=place.queue, hasher=PlainHasher(), evidence=evidence_of(place),
    )  # fmt: skip
    async with place.working(), place.relaying():
        await Teller(made, clock).tell(TALES)
        receipts = [await made.receipts.get(id_of(tale, no)) for tale in TALES for no in range(len(tale.deeds) + 1)]
        verified = [one async for one in made.verifier.every()]
        again = Teller(made, clock)
        await again.tell(TALES)
        after = [await made.receipts.get(id_of(tale, no)) for tale in TALES for no in range(len(tale.deeds) + 1)]
    await made.desk.close()

    assert [r for r in receipts if r is None or r.state != "applied"] == []
    assert receipts == after
    assert all(one.verified for one in verified), [one for one in verified if not one.verified]
    assert len([one for one in verified if "lives" in one.checked]) == len(TALES)
    rows = (await place.desk.cases(await place.person("audit"))).rows
    assert {"S2", "S3", "S6", "S7", "S8", "S8b", "S9", "S10", "S11", "S14", "X1"} <= {row.stage for row in rows}
    assert any(row.overdue for row in rows)
    assert len(await place.desk.approvals(await place.person("csm"))) == 2


async def test_a_story_broken_off_is_told_to_its_end(place, monkeypatch):
    clock, tale = StoryClock(), next(t for t in TALES if t.key == "ceiling")
    made = office(
        place.office.database, place.office.contents, place.desk.line.client,
        clock=clock, queue=place.queue, hasher=PlainHasher(), evidence=evidence_of(place),
    )  # fmt: skip
    real, calls = made.reception.receive, []

    async def receive(order):
        calls.append(order)
        if len(calls) == 6:
            raise RuntimeError("killed")
        return await real(order)

    monkeypatch.setattr(made.reception, "receive", receive)
    with pytest.raises(RuntimeError):
        await Teller(made, clock).tell((tale,))
    async with place.working(), place.relaying():
        await Teller(made, clock).tell((tale,))
        receipts = [await made.receipts.get(id_of(tale, no)) for no in range(len(tale.deeds) + 1)]
    await made.desk.close()

    assert [r for r in receipts if r is None or r.state != "applied"] == []


def test_everybody_of_the_contract_is_there():
    expected = "cs csm csm1 eng sales prop head head1 cs2 csm2 eng2 head2 region legal pr spokes exec audit admin"

    assert {person.id for person in PEOPLE} == set(expected.split())

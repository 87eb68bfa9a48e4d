"""Which case a duplicate may name: one that is there, in sight, and not merged itself (X2)."""

import pytest
from sqlalchemy import func, select

from desk.errors import Unreadable
from store.tables import CommandRow
from tests.desk.offices import FORM, new_id


async def screened(place, account, number, parent, wait=0.0):
    form = {"outcome": "duplicate", "parent": parent}
    return await place.desk.send(await place.person(account), number, new_id(), "screen_decision", form, wait=wait)


async def commands(place):
    async with place.office.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(CommandRow))


async def opened(place, account="cs", **changes):
    person = await place.person(account)
    return (await place.desk.open_case(person, new_id(), {**FORM, **changes}, wait=0)).number


async def test_a_case_that_is_not_there_and_one_out_of_sight_read_alike(place):
    number = await opened(place)
    elsewhere = await opened(place, "cs2", project="JWL", complainant={**FORM["complainant"], "room": "2-1-0301"})
    before = await commands(place)
    answers = []
    for parent in ("YXY-2026-9999", elsewhere):
        with pytest.raises(Unreadable) as error:
            await screened(place, "cs", number, parent)
        answers.append([(p.field, p.code) for p in error.value.problems])

    assert answers == [[("parent", "unknown_case")]] * 2
    assert await commands(place) == before


async def test_a_case_in_sight_is_taken_and_the_page_names_it_once_signed(place):
    async with place.working(), place.relaying():
        parent, number = await place.opened(), await place.opened()
        assert (await screened(place, "cs", number, parent, wait=5)).state == "applied"
        seat = f"{number}.A27.1.R03"
        signer = await place.person("csm")
        digest = (await place.desk.approval(signer, seat)).approval.digest
        signed = await place.desk.decide(signer, seat, new_id(), "approve", "", digest, wait=5)
        page = await place.desk.case(signer, number)
        verified = await place.desk.verify(signer, number)
        whole = await place.desk.case(signer, parent)
        third = await place.opened()
        with pytest.raises(Unreadable) as error:
            await screened(place, "cs", third, number)

    assert signed.state == "applied"
    assert (str(page.case.stage), page.case.ended, page.case.parent) == ("X2", True, parent)
    assert [p.code for p in error.value.problems] == ["merged_case"]
    assert verified.findings == ()
    assert [one.number for one in whole.merged] == [number]
    assert number in [one.number for one in whole.earlier]

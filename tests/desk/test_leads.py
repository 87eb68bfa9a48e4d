"""A lead through the desk: opened like a complaint, its complainant named later (S0)."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.errors import Unreadable
from domain.entries import moment
from tests.desk.offices import new_id

LEAD = {"project": "YXY", "source": "forum", "subject": "论坛渗水帖", "description": "多户业主发帖", "link": "bbs/4711"}
WHO = {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "complainant": "owner"}


async def reported(place, account="eng", wait=0.0, **changes):
    person = await place.person(account)
    return await place.desk.open_lead(person, new_id(), {**LEAD, **changes}, wait=wait)


async def converted(place, person, number, **changes):
    form = {"channel": "forum", "demand": "修好", **WHO, **changes}
    return await place.desk.send(person, number, new_id(), "convert_lead", form, wait=5)


async def test_a_lead_is_kept_before_anybody_works(place):
    receipt = await reported(place)
    page = await place.desk.case(await place.person("cs"), receipt.number)
    (row,) = (await place.desk.cases(await place.person("cs"))).rows

    assert receipt.state == "received"
    assert (str(page.case.stage), page.subject, page.room, page.phone_masked) == ("S0", LEAD["subject"], "", "")
    assert (row.stage, row.room_masked) == ("S0", "")


async def test_one_key_opens_one_lead(place):
    key, person = new_id(), await place.person("eng")
    first, again = [await place.desk.open_lead(person, key, LEAD, wait=0) for _ in range(2)]

    assert first.number == again.number


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"source": "pigeon"}, ("source", "bad_value")),
        ({"subject": ""}, ("subject", "missing")),
        ({"project": "JWL"}, ("project", "bad_value")),
        ({"phone": "1"}, ("phone", "unknown_field")),
    ],
)
async def test_a_lead_that_cannot_be_read_leaves_nothing(place, changes, problem):
    with pytest.raises(Unreadable) as error:
        await reported(place, **changes)

    assert [(p.field, p.code) for p in error.value.problems] == [problem]


async def test_the_complainant_is_named_later_masked_and_found(place):
    cs = await place.person("cs")
    async with place.working(), place.relaying():
        number = (await reported(place, wait=5)).number
        with pytest.raises(Unreadable) as error:
            await converted(place, cs, number, room="99-1-0101")
        receipt = await converted(place, cs, number)
        page = await place.desk.case(cs, number)
        verified = await place.desk.verify(cs, number)
    found = [(await place.desk.cases(cs, q=q)).rows for q in ("13800000147", "3-2-1201", "林秀岚")]

    assert [p.code for p in error.value.problems] == ["unknown_room"]
    assert receipt.state == "applied"
    assert (str(page.case.stage), page.room, page.complainant_name) == ("S2", "3-2-1201", "林秀岚")
    assert page.phone_masked == "138 **** 0147"
    assert await place.desk.phone(cs, number) == WHO["phone"]
    assert "13800000147" not in str(page.contents)
    assert [[row.number for row in rows] for rows in found] == [[number]] * 3
    assert found[0][0].room_masked == "3-2-12**"
    assert verified.findings == ()


async def test_when_the_contact_came_is_kept_by_the_line_that_opens_the_case(place):
    """T01: what is registered later names when it came; what is no instant is said with everything else."""
    cs, came = await place.person("cs"), datetime.now(UTC) - timedelta(hours=2)
    async with place.working():
        number = await place.opened(happened_at=came.isoformat())
        first = (await place.desk.journal(cs, number))[0]
    with pytest.raises(Unreadable) as error:
        await reported(place, happened_at="gestern", subject="")

    assert (first.type, moment(first.data["happened_at"])) == ("register", came)
    assert {(p.field, p.code) for p in error.value.problems} == {("happened_at", "bad_value"), ("subject", "missing")}


async def test_a_lead_is_converted_while_nobody_is_known(place):
    """S0: the channel is enough; there is nobody to find the case by yet."""
    cs = await place.person("cs")
    number = (await reported(place)).number
    receipt = await place.desk.send(
        cs, number, new_id(), "convert_lead", {"channel": "forum", "demand": "修好"}, wait=0
    )

    assert receipt.state == "received"


async def test_a_lead_of_which_there_is_nothing_to_find_is_taken_all_the_same(place):
    assert (await reported(place, subject="…", description="……", link="")).state == "received"

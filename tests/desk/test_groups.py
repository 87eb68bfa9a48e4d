"""Group cases through the desk: households of their own, split and joined, closed only together (C-30)."""

import pytest

from desk.errors import Unreadable
from tests.desk.offices import FORM, new_id

FACTS = {"cause": "高架噪声", "facts": "检测超标，责任在设计。"}


def form(room: str, group: str, **changes):
    return {**FORM, "complainant": {**FORM["complainant"], "room": room}, "group": group, **changes}


async def made_group(place):
    number = await place.opened()
    assert (await place.send("cs", number, "make_group", **FACTS)).state == "applied"
    return number


async def household(place, room: str, group: str, wait: float = 5):
    receipt = await place.desk.open_case(await place.person("cs"), new_id(), form(room, group), wait=wait)
    return receipt.number


async def test_three_households_go_three_ways_and_the_group_writes_no_line(place):
    async with place.working(), place.relaying():
        group = await made_group(place)
        person = await place.person("cs")
        before = (await place.desk.case(person, group)).case.seq
        first, second, third = [await household(place, f"3-2-120{no}", group) for no in (1, 2, 3)]
        clocks = (await place.desk.case(person, second)).case.duties
        await place.send("cs", second, "leave_group", reason="原因不同")
        left = await place.desk.case(person, second)
        back = await place.send("cs", second, "join_group", group=group, reason="复核后同因")
        joined = await place.desk.case(person, second)
        await place.send("cs", third, "go_on_alone", reason="另有漏水")
        ended = await place.send("cs", first, "screen_decision", outcome="enquiry", explanation="已答复")
        page = await place.desk.case(person, group)
        member = await place.desk.case(person, first)
        verified = [(await place.desk.verify(person, n)).findings for n in (group, first, second, third)]

    assert page.case.seq == before, "the group's journal knows nothing of its households"
    assert (ended.state, member.case.ended) == ("applied", True)
    assert (page.counts.all, page.counts.open, page.counts.unsettled) == (3, 2, 1)
    assert (left.case.group, joined.case.group, back.state) == ("", group, "applied")
    assert clocks == left.case.duties == joined.case.duties, "split and merged without losing a clock"
    assert (member.case.group, member.common) == (group, FACTS["facts"])
    assert verified == [()] * 4


async def test_a_household_names_an_open_group_of_its_project(place):
    person = await place.person("cs")
    async with place.working(), place.relaying():
        single = await place.opened()
        elsewhere = await place.desk.open_case(
            await place.person("cs2"), new_id(),
            {**FORM, "project": "JWL", "complainant": {**FORM["complainant"], "room": "2-1-0301"}}, wait=5,
        )  # fmt: skip
    for number, code in (
        (single, "not_a_group"),
        ("YXY-2026-9999", "unknown_case"),
        (elsewhere.number, "unknown_case"),
    ):
        with pytest.raises(Unreadable) as error:
            await place.desk.open_case(person, new_id(), form("3-2-1201", number), wait=0)
        assert [(p.field, p.code) for p in error.value.problems] == [("group", code)]


async def test_the_same_key_opens_one_household(place):
    async with place.working(), place.relaying():
        group = await made_group(place)
        person, key = await place.person("cs"), new_id()
        twice = [await place.desk.open_case(person, key, form("3-2-1201", group), wait=5) for _ in range(2)]
        page = await place.desk.case(person, group)

    assert twice[0].number == twice[1].number
    assert page.counts.all == 1

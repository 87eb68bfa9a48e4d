"""An interrupted drill is brought to its end by the commands any case has, and nothing but a drill is."""

import pytest

from desk.drill_end import ended
from desk.drilling import left_over
from tests.desk.offices import FORM, new_id

DRILL = {"drill": {"factor": 720}}
FACTS = {"cause": "交付延期", "facts": "交付延期九十天。"}


async def household(place, group: str, room: str) -> str:
    form = {**FORM, **DRILL, "group": group, "complainant": {**FORM["complainant"], "room": room}}
    receipt = await place.desk.open_case(await place.person("cs"), new_id(), form, wait=5)
    return str(receipt.number)


async def test_every_open_case_of_a_drill_is_withdrawn_and_no_other(place):
    async with place.working():
        real, number = await place.opened(), await place.opened(**DRILL)
        await place.send("cs", number, "make_group", **FACTS)
        homes = [await household(place, number, f"3-2-120{no}") for no in (1, 2)]
        await place.send("cs", homes[1], "add_evidence", kind="other", reason="…")
        await place.send("cs", homes[1], "withdraw", reason="…", evidence=[1])
        with pytest.raises(LookupError, match="no drill"):
            await ended(place.office, real)
        numbers, refused = await ended(place.office, number)
        again = await ended(place.office, number)
        person = await place.person("csm")
        cases = [(await place.desk.case(person, one)).case for one in (*numbers, real)]

    assert numbers == (number, *homes)
    assert (refused, again) == ([], (numbers, []))
    assert [str(case.stage) for case in cases] == ["X3", "X3", "X3", "S2"]
    assert len(cases[2].of_kind("evidence")) == 1, "what was asked before is only signed"
    assert await left_over(place.office.database, numbers) == {}

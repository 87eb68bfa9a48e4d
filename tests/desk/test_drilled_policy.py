"""A drill practises the rules that are coming (C-31, decision 8)."""

from datetime import timedelta

from domain.policy import WHOLE_BOOK, drilled, in_force
from tests.desk.offices import FORM, new_id

EVE = WHOLE_BOOK - timedelta(days=9)


def test_a_drill_knows_the_whole_rule_book_before_its_first_day_unless_held_back():
    assert (in_force(EVE).version, drilled(EVE).version) == (1, 2)
    assert drilled(EVE, newest=1).version == 1
    assert drilled(WHOLE_BOOK + timedelta(days=1)).version == 2


async def test_a_drill_opened_now_has_the_clocks_of_the_second_book_and_a_real_case_has_not(place):
    place.office.reception._newest_policy = 0
    place.clock.moment = EVE
    person = await place.person("cs")
    async with place.working(), place.relaying():
        real = await place.desk.open_case(person, new_id(), FORM, wait=5)
        drill = await place.desk.open_case(person, new_id(), {**FORM, "drill": {"factor": 60}}, wait=5)
        found = [(await place.desk.case(person, one.number)).case.policy for one in (real, drill)]

    assert found == [1, 2]

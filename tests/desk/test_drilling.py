"""What a drill is made of: a script that names parts only, a cast from the seats of a project, forty rooms."""

from collections.abc import Iterator

import pytest

from desk.drill_cast import PARTS, EmptySeatError, cast_of
from desk.drill_crisis import CRISIS
from desk.drill_homes import list_of, rooms_of
from desk.drill_script import Act
from desk.drilling import held
from desk.organisation import PEOPLE, SITES
from desk.sheets import read_sheet
from domain.roster import Holding, Roster


def sitting(project: str) -> Roster:
    """The seats of a project of the demo, its region's and the group's included."""
    seats = [(person.id, seat) for person in PEOPLE for seat in person.seats if seat.project in (project, "")]
    return Roster(project, tuple(Holding(s.role, who, s.department, s.deputy) for who, s in seats))


def acts() -> Iterator[Act]:
    for scene in CRISIS.scenes:
        yield from scene.acts
        for homes in scene.homes:
            yield from homes.acts


def test_the_script_names_parts_and_every_household_comes_to_an_end():
    ends = {scene.key: scene.homes for scene in CRISIS.scenes}
    settled = [(h.first, h.last) for h in (*ends["screening"][:1], *ends["agreement"])]

    assert {act.who for act in acts()} <= set(PARTS)
    assert sorted(settled) == [(0, 6), (6, 30), (30, 40)]
    assert [s.hours for s in CRISIS.scenes] == sorted(s.hours for s in CRISIS.scenes)


def test_each_part_is_played_by_who_holds_the_seat_and_an_empty_seat_is_named():
    cast = cast_of(sitting("YXY"))

    assert (cast["head"], cast["deputy"], cast["eng"], cast["prop"]) == ("head", "head1", "eng", "prop")
    with pytest.raises(EmptySeatError, match=r"JWL can play the part sales: .* sales"):
        cast_of(sitting("JWL"))


def test_the_list_of_households_reads_like_any_list():
    rooms = rooms_of(SITES[0].buildings, CRISIS.households)
    rows = read_sheet(list_of(rooms, CRISIS.demand))

    assert [row.values["room"] for row in rows] == rooms
    assert len(set(rooms)) == 40
    assert rooms_of({**SITES[1].buildings, "floors": 1}, 40) == rooms_of(SITES[1].buildings, 24)


async def test_a_project_that_is_not_there_is_said(place):
    with pytest.raises(LookupError, match="no project 'XYZ'"):
        await held(place.office, CRISIS, "XYZ", 720)

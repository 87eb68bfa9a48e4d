"""Cases of one household (D01), of the library, its figures (D13) and improvements (D12), on a real database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update

from desk.verify import Kept, rows
from store.contents import Content
from store.results import improvement_values
from store.tables import CaseRow, DutyRow, ImprovementRow
from tests.desk.offices import FORM, new_id
from tests.domain.scenes import scene

NOW = datetime.now(UTC)
NEIGHBOUR = {**FORM["complainant"], "phone": "13900000000", "room": "3-2-1202"}


async def opened(place, account="cs", **changes):
    person = await place.person(account)
    return (await place.desk.open_case(person, new_id(), {**FORM, **changes}, wait=0)).number


async def change(place, number, **values):
    async with place.office.database.writing() as session:
        await session.execute(update(CaseRow).where(CaseRow.number == number).values(**values))


async def add(place, table, **values):
    async with place.office.database.writing() as session:
        await session.execute(insert(table), values)


async def test_a_household_is_known_by_room_or_telephone_number(place):
    room = await opened(place, complainant={**FORM["complainant"], "phone": "13900000001"})
    phone = await opened(place, complainant={**FORM["complainant"], "room": "1-1-0301"})
    old = await opened(place)
    await opened(place, complainant=NEIGHBOUR)
    await opened(place, drill={"factor": 60})
    await change(place, old, opened_at=NOW - timedelta(days=100))
    number = await opened(place)
    page = await place.desk.case(await place.person("cs"), number)

    assert {one.number: (one.same, one.likely) for one in page.earlier} == {
        room: (("room",), True), phone: (("phone",), True), old: (("room", "phone"), False),
    }  # fmt: skip


async def test_only_cases_in_sight_are_told_before_registering(place):
    """The same number at another project is theirs who see it; a project out of sight is asked for nothing."""
    elsewhere = await opened(place, "cs2", project="JWL", complainant={**FORM["complainant"], "room": "2-1-0301"})
    here = await opened(place)
    known, household = place.desk.known, FORM["complainant"]

    assert [one.number for one in await known(await place.person("cs"), "YXY", household)] == [here]
    assert {one.number for one in await known(await place.person("audit"), "YXY", household)} == {here, elsewhere}
    assert await known(await place.person("cs"), "JWL", household) == ()
    assert await known(await place.person("cs"), "YXY", {"room": "", "phone": "138"}) == ()


async def closed(place, days, **values):
    number = await opened(place)
    at = NOW - timedelta(days=days)
    await change(place, number, stage="S14", ended=True, closed_at=at, seq=9, **values)
    return number


async def test_the_library_is_searched_by_its_columns_a_page_at_a_time(place, monkeypatch):
    monkeypatch.setattr("desk.library.PAGE", 2)
    one = await closed(place, 1, category="quality", cause="design", satisfaction="satisfied")
    two = await closed(place, 2, category="quality", cause="material", satisfaction="dissatisfied")
    three = await closed(place, 3, category="quality", cause="design")
    reopened = await closed(place, 4, category="quality")
    await change(place, reopened, stage="S5", ended=False)
    cs = await place.person("cs")
    page = await place.desk.library(cs, {"category": "quality"})
    rest = await place.desk.library(cs, {"category": "quality"}, page.next)

    assert [row.number for row in (*page.rows, *rest.rows)] == [one, two, three]
    assert rest.next is None
    assert [row.number for row in (await place.desk.library(cs, {"cause": "design"})).rows] == [one, three]
    assert [row.number for row in (await place.desk.library(cs, {"satisfaction": "dissatisfied"})).rows] == [two]
    assert (await place.desk.library(await place.person("csm2"), {})).rows == ()


async def test_figures_count_cases_and_duties_but_no_drills(place):
    number = await closed(place, 1, category="quality", satisfaction="satisfied")
    await change(place, await opened(place), seq=3, stage="S7", level="general")
    await change(place, await opened(place, drill={"factor": 60}), seq=3, stage="S7")
    duty = {"case_number": number, "rule": "T03", "owner_role": "R02", "started_at": NOW, "due_at": NOW}
    for no, state, late in (
        ("T03.1", "met", 0),
        ("T03.2", "met", 60),
        ("T03.3", "overdue", 0),
        ("T03.4", "cancelled", 0),
    ):
        await add(place, DutyRow, **duty, id=no, state=state, late_by=late)
    found = await place.desk.case_figures(await place.person("csm"), "YXY")

    assert (found.open, found.closed) == (1, 1)
    assert (found.stages, found.levels, found.satisfaction) == ({"S7": 1, "S14": 1}, {"general": 1}, {"satisfied": 1})
    assert [(d.rule, d.in_time, d.late, d.overdue, d.share) for d in found.duties] == [("T03", 1, 1, 1, 33)]
    assert (await place.desk.case_figures(await place.person("csm2"))).closed == 0


async def test_an_improvement_shows_what_came_before_it_and_after(place):
    """D12: the cases with the same cause around its verification; overdue only while it is open."""
    number = await closed(place, 1, cause="design")
    for days in (70, 50, 5):
        other = await opened(place)
        await change(place, other, cause="design", opened_at=NOW - timedelta(days=days), seq=1)
    content = Content("ct-9001", "improvement", {"action": "验收加一项"})
    async with place.office.database.writing() as session:
        session.add(place.office.contents.seal(number, content))
    row = {"case_number": number, "project": "YXY", "owner": "eng", "recorded_at": NOW - timedelta(days=40)}
    made = NOW - timedelta(days=30)
    await add(place, ImprovementRow, **row, no=1, content="ct-9001", due="2020-01-01", state="open")
    await add(
        place, ImprovementRow, **row, no=2, due="2020-01-02", state="verified", effect="effective", verified_at=made
    )
    await add(place, ImprovementRow, **row, no=3, due="2020-01-02", state="replaced")
    csm = await place.person("csm")
    lines = (await place.desk.improvements(csm)).rows

    assert [(one.no, one.action, one.overdue) for one in lines] == [(1, "验收加一项", True), (2, "", False)]
    assert (lines[1].effect, lines[1].before, lines[1].after) == ("effective", 2, 2)
    assert [one.no for one in (await place.desk.improvements(csm, state="verified")).rows] == [2]
    assert (await place.desk.improvements(await place.person("csm2"))).rows == ()


async def test_the_longest_silence_comes_first(place):
    """D09: those in which nobody waits are left out."""
    quiet, heard, ended = [await opened(place) for _ in range(3)]
    await change(place, quiet, silent_since=NOW - timedelta(days=5))
    await change(place, heard, silent_since=NOW - timedelta(days=1))
    await change(place, ended, silent_since=None)
    found = await place.desk.cases(await place.person("cs"), order="silence")

    assert [row.number for row in found.rows] == [quiet, heard]
    assert found.rows[0].silent_since == NOW - timedelta(days=5)


def test_an_improvement_that_differs_from_the_journal_is_found():
    """Verify looks at the rows of improvements as at those of duties."""
    story = scene("S13", policy=2)
    story.do("cs", "improvement", action="验收加一项", owner="eng", due="2026-12-20")
    (row,) = improvement_values(story.case)
    kept: dict[str, list] = {"duties": [], "approvals": [], "contents": [], "commands": [], "releases": []}
    same, other = ImprovementRow(**row), ImprovementRow(**{**row, "state": "verified"})

    def found(*improvements):
        rows_kept = Kept(**kept, improvements=list(improvements))
        return [f.place for f in rows("YXY-2026-0001", story.case, rows_kept) if f.code == "improvement_differs"]

    assert (found(same), found(other), found()) == ([], ["YXY-2026-0001 1"], ["YXY-2026-0001 1"])

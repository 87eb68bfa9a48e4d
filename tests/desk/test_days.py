"""The daily sheets of a project on the desk (T04, T05): signed once, late when late, told upwards, and proved."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desk.chains import chains
from desk.errors import IdReused, NotFound, Refused, Unreadable
from domain.days import Due, LookAtDay
from domain.vocabulary import DutyState, Role
from store import days
from store.chained import entry_of
from tests.desk.offices import make_place, new_id

#: Midnight in China: the first day with clocks.
FIRST = datetime(2026, 11, 30, 16, tzinfo=UTC)
DAY1 = date(2026, 12, 1)
COUNTS: dict[str, Any] = {"complaints": 2, "calls": 5, "letters": 0, "screened": 7, "latent": 0}
LOOK: dict[str, Any] = {"places": ["forum", "group"], "groups": 3, "posts": 40, "outcome": "nothing"}
FOUND: dict[str, Any] = {**LOOK, "outcome": "found", "what": "业主群里有人约周末到售楼处"}


def at(hours: float) -> datetime:
    return FIRST + timedelta(hours=hours)


@pytest_asyncio.fixture(loop_scope="session")
async def place(organised, tmp_path, key_ring, dev_server):
    """Under the whole book, on the morning of its first day; nobody works."""
    made = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=2)
    made.clock.moment = at(9)
    await looked(made, -1)
    yield made
    await made.desk.close()
    await made.office.database.close()


async def looked(place, hours: float, project: str = "YXY") -> None:
    """The clock looks, and the time is that."""
    async with place.office.database.writing() as session:
        await days.catch_up(session, LookAtDay(project, at(hours)), 2)


async def sign(place, account: str = "cs", day: date = DAY1, id: str = "", project: str = "YXY", **form):
    who = await place.person(account)
    return await place.desk.days.file(who, project, day, id or new_id(), form or {**COUNTS, **LOOK})


async def lines(place):
    async with place.office.database.reading() as session:
        return tuple(map(entry_of, await days.rows_of(session, "YXY")))


async def proof(place) -> list[str]:
    found = await chains(place.office.database, place.office.contents)
    return [finding.code for one in found for finding in one.findings]


def states(sheet) -> dict:
    return {one.rule: (str(one.state), one.late_by) for one in sheet.duties}


async def test_one_sheet_signs_both_duties_in_time(place):
    sheet = await sign(place)

    assert states(sheet) == {"T04": ("met", 0), "T05": ("met", 0)}
    assert sheet.duties[0].filed_by == "cs"
    assert sheet.duties[1].data["places"] == ["forum", "group"]
    assert await proof(place) == []


async def test_each_part_is_signed_when_it_is_done_and_only_the_other_is_missed(place):
    await sign(place, **LOOK)
    await looked(place, 24)
    book = await place.desk.days.book(await place.person("head"), "YXY")
    news = (await place.desk.my_desk(await place.person("head"))).notices

    assert [(d.rule, str(d.state)) for d in dict(book.days)[DAY1]] == [("T04", "overdue"), ("T05", "met")]
    assert book.missed == 1
    assert [(n.kind, n.data["rule"]) for n in news] == [("day_missed", "T04")]


async def test_a_missed_day_is_signed_late_and_stays_a_gap(place):
    place.clock.moment = at(30)
    sheet = await sign(place)
    book = await place.desk.days.book(await place.person("audit"), "YXY", gaps=True)

    assert states(sheet) == {"T04": ("met", 6 * 3600), "T05": ("met", 6 * 3600)}
    assert [day for day, _ in book.days] == [DAY1]
    assert [line.type for line in await lines(place)].count("day_missed") == 2
    assert await proof(place) == []


async def test_looking_twice_at_once_and_signing_beside_it_writes_every_line_once(place):
    place.clock.moment = at(49)
    await asyncio.gather(looked(place, 49), looked(place, 49), sign(place, day=DAY1), looked(place, 49))
    found = await lines(place)

    assert len({(line.type, str(line.data)) for line in found}) == len(found)
    assert await proof(place) == []


async def test_the_same_id_signs_once_and_another_sheet_under_it_is_refused(place):
    await sign(place, id="day-0000001", **FOUND)
    before = len(await lines(place))
    again = await sign(place, id="day-0000001", **FOUND)

    assert len(await lines(place)) == before
    assert [one.words["what"] for one in again.signed] == [FOUND["what"]]
    with pytest.raises(IdReused):
        await sign(place, id="day-0000001", **{**FOUND, "what": "别的"})
    with pytest.raises(IdReused):
        await sign(place, "csm", id="day-0000001", **FOUND)


async def test_what_was_found_is_sealed_and_read_by_those_who_see_the_project(place):
    await sign(place, **FOUND)
    written = "".join(str(line.data) for line in await lines(place))
    sheet = await place.desk.days.sheet(await place.person("head"), "YXY", DAY1)

    assert FOUND["what"] not in written
    assert sheet.signed[0].words["what"] == FOUND["what"]
    with pytest.raises(NotFound):
        await place.desk.days.sheet(await place.person("cs2"), "YXY", DAY1)


@pytest.mark.parametrize(
    ("account", "day", "form", "code"),
    [
        ("head", DAY1, LOOK, "not_yours"),
        ("cs", DAY1, COUNTS | {"screened": 6}, "unscreened"),
        ("cs", date(2026, 12, 2), LOOK, "day_not_come"),
        ("cs", date(2026, 11, 30), LOOK, "no_sheet"),
    ],
)
async def test_what_may_not_be_signed_is_refused_and_leaves_nothing(place, account, day, form, code):
    before = [line.type for line in await lines(place)]
    with pytest.raises(Refused) as refused:
        await sign(place, account, day, **form)

    assert refused.value.refusal.code == code
    assert [line.type for line in await lines(place)] == before


async def test_everything_that_is_wrong_in_a_sheet_is_said_at_once(place):
    with pytest.raises(Unreadable) as wrong:
        await sign(place, complaints="viele", calls=1, places=["forum"], outcome="found")
    with pytest.raises(Unreadable) as empty:
        await sign(place, note="")

    assert {p.field: p.code for p in wrong.value.problems} == {
        "complaints": "bad_value", "letters": "missing", "screened": "missing", "latent": "missing",
        "groups": "missing", "posts": "missing", "what": "missing",
    }  # fmt: skip
    assert {"complaints", "places"} <= {p.field for p in empty.value.problems}


async def test_it_lies_on_the_desk_of_customer_service_until_it_is_signed(place):
    await looked(place, 1)
    before = await place.desk.my_desk(await place.person("cs"))
    await sign(place, **COUNTS)
    after = await place.desk.my_desk(await place.person("cs"))
    others = await place.desk.my_desk(await place.person("cs2"))

    assert [(p.code, d.rule) for p, d in before.days] == [("YXY", "T04"), ("YXY", "T05")]
    assert [d.rule for _, d in after.days] == ["T05"]
    assert others.days == ()


async def test_the_list_shows_the_days_as_of_now_while_no_worker_looks(place):
    place.clock.moment = at(60)
    book = await place.desk.days.book(await place.person("region"), "YXY")

    assert [(day.day, {str(d.state) for d in duties}) for day, duties in book.days] == [
        (3, {"open"}), (2, {"overdue"}), (1, {"overdue"}),
    ]  # fmt: skip
    assert "day_missed" not in {line.type for line in await lines(place)}


async def test_the_region_makes_a_project_inactive_and_active_again_from_the_next_day(place):
    region, switch = await place.person("region"), place.desk.days.switch
    await switch(region, "YXY", "off-0000001", {"reason": "项目已移交物业"}, active=False)
    await looked(place, 100)
    idle = await place.desk.days.book(region, "YXY")
    place.clock.moment = at(100)
    await switch(region, "YXY", "on-00000001", {"reason": "二期开工"}, active=True)
    await looked(place, 130)
    place.clock.moment = at(130)
    again = await place.desk.days.book(region, "YXY")

    assert (idle.active, again.active) == (False, True)
    assert {d.state for d in dict(idle.days)[DAY1]} == {DutyState.CANCELLED}
    assert [day.day for day, _ in again.days] == [6, 1]
    assert await proof(place) == []
    with pytest.raises(Refused):
        await switch(await place.person("head"), "YXY", new_id(), {"reason": "…"}, active=False)


async def test_something_else_of_a_date_is_told_once_also_when_its_day_was_slept_through(place, monkeypatch):
    async def delivery(_session, project, day):
        near = project == "YXY" and day.day in (2, 4)
        return [Due("T45", f"delivery:{day.day}", "d1", (Role.R06,))] if near else []

    monkeypatch.setattr(days, "DUE_ON", (delivery,))
    for hours in (25, 26, 121, 122):
        await looked(place, hours)
    told = [line.data for line in await lines(place) if line.type == "date_due"]

    assert [(one["about"], one["day"], one["told"][0]["person"]) for one in told] == [
        ("delivery:2", "2026-12-02", "head"), ("delivery:4", "2026-12-04", "head"),
    ]  # fmt: skip


async def test_the_leader_hears_of_a_delivery_that_is_not_ready_the_day_before_and_of_one_not_closed(place):
    """T45: told once each, to the project head and to the leader whatever seat."""
    day = {"first": "2026-12-03", "last": "2026-12-03", "leader": "eng", "homes": "80", "batch": "一期"}
    form = {"project": "YXY", "kind": "delivery", **day}
    number = await place.desk.campaigns.open(await place.person("csm"), new_id(), form)
    for hours in (15, 25, 26, 73, 74):
        await looked(place, hours)
    told = [line.data for line in await lines(place) if line.type == "date_due"]

    assert [(one["about"], one["mark"], one["day"]) for one in told] == [
        (number, "delivery_not_ready", "2026-12-02"), (number, "delivery_not_closed", "2026-12-04"),
    ]  # fmt: skip
    assert {tuple(who["person"] for who in one["told"]) for one in told} == {("eng", "head")}
    assert await proof(place) == []


async def test_a_line_is_neither_changed_nor_deleted_and_a_changed_row_is_found(place):
    await sign(place)
    for statement in ("UPDATE day_lines SET data = data", "DELETE FROM day_lines WHERE seq = 2"):
        with pytest.raises(DBAPIError, match="a line of a project's days is never"):
            async with place.office.database.writing() as session:
                await session.execute(text(statement))
    async with place.office.database.writing() as session:
        await session.execute(text("UPDATE project_days SET late_by = 0, state = 'met', filed_by = 'csm'"))

    assert set(await proof(place)) == {"row_differs"}

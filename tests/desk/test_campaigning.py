"""Campaigns on the desk (D17, D28, D29): kept once and chained, refusals on record, words sealed, proved."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desk.chains import chains
from desk.errors import IdReused, NotFound, Refused, Unreadable
from tests.desk.offices import new_id

HOMES = {"homes": "120", "batch": "一期 1–3 号楼"}


def delivery(place, days=0, **changes):
    """A delivery of one day, so many days from today."""
    first = (place.desk.campaigns.today() + timedelta(days=days)).isoformat()
    dates = {"first": first, "last": first, "leader": "head"}
    return {"project": "YXY", "kind": "delivery", **dates, **HOMES, **changes}


async def opened(place, days=0, **changes):
    return await place.desk.campaigns.open(await place.person("csm"), new_id(), delivery(place, days, **changes))


async def do(place, account, number, name, id="", /, **form):
    return await place.desk.campaigns.do(await place.person(account), id or new_id(), number, name, form)


async def proved(place):
    found = await chains(place.office.database, place.office.contents)
    return [(f.code, f.place) for one in found for f in one.findings]


async def test_it_is_a_chain_of_its_project_numbered_one_after_the_other(place):
    first, second = await opened(place), await opened(place)
    other = await place.person("csm2")

    shown = await place.desk.campaigns.shown(await place.person("cs"), first)
    assert (first, second) == ("YXY-C-0001", "YXY-C-0002")
    assert (shown.campaign.homes, shown.words[1], shown.intact) == (120, {"batch": HOMES["batch"]}, True)
    assert HOMES["batch"] not in str(shown.lines)
    assert (await place.desk.campaigns.all(other)).campaigns == ()
    with pytest.raises(NotFound):
        await place.desk.campaigns.shown(other, first)
    assert await proved(place) == []


async def test_the_same_id_does_it_once_and_other_words_are_refused(place):
    csm, key = await place.person("csm"), new_id()
    one = await place.desk.campaigns.open(csm, key, delivery(place))

    assert await place.desk.campaigns.open(csm, key, delivery(place)) == one
    with pytest.raises(IdReused):
        await place.desk.campaigns.open(csm, key, delivery(place, homes="80"))
    with pytest.raises(IdReused):
        await do(place, "csm", one, "staff_group", key, group="order", others="5")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"project": "JWL"}, "project"),
        ({"kind": "party"}, "kind"),
        ({"homes": ""}, "homes"),
        ({"colour": "1"}, "colour"),
    ],
)
async def test_what_cannot_be_read_is_named(place, changes, field):
    with pytest.raises(Unreadable) as error:
        await opened(place, **changes)

    assert [p.field for p in error.value.problems] == [field]


async def test_a_refusal_is_a_line_and_is_answered_the_same_again(place):
    number = await opened(place)
    await do(place, "head", number, "staff_group", group="filming", members=["prop"])
    film = {"scene": "disturbance", "recording": "video", "distance": "close", "place": "大门", "custody": "2 号机"}
    for _ in range(2):
        with pytest.raises(Refused) as error:
            await do(place, "prop", number, "film", "cl-close-up-1", **film)
        assert error.value.refusal.code == "no_close_up"
    shown = await place.desk.campaigns.shown(await place.person("audit"), number)

    assert [line.type for line in shown.lines] == ["open_campaign", "staff_group", "refused"]
    assert (shown.lines[-1].actor, shown.lines[-1].role) == ("prop", "filming")
    with pytest.raises(IdReused):
        await do(place, "prop", number, "media_came", "cl-close-up-1", outlet="某报", asked="何事", place="大门")


async def test_restricted_words_are_not_for_those_who_only_look(place):
    number = await opened(place)
    await do(place, "head", number, "staff_group", group="order", others="6", names="张三、李四")
    works = await place.desk.campaigns.shown(await place.person("csm"), number)
    looks = await place.desk.campaigns.shown(await place.person("audit"), number)

    assert works.words[2] == {"names": "张三、李四"}
    assert looks.words.get(2, {}) == {}
    assert looks.offers == ()


async def test_a_case_comes_in_when_it_is_of_the_project_and_no_drill(place):
    number, case = await opened(place), await place.opened()
    drill = await place.opened(drill={"factor": 60})
    await do(place, "cs", number, "add_case", case=case)
    with pytest.raises(Refused) as error:
        await do(place, "cs", number, "add_case", case=drill)
    shown = await place.desk.campaigns.shown(await place.person("csm"), number)

    assert error.value.refusal.code == "case_elsewhere"
    assert [(one.number, one.open) for one in shown.cases] == [(case, True)]


async def test_a_complaint_registered_for_it_is_brought_in_once(place):
    number, case, cs = await opened(place), await place.opened(), await place.person("cs")
    await place.desk.campaigns.bring_in(cs, "key-of-the-form", number, case)
    await place.desk.campaigns.bring_in(cs, "key-of-the-form", number, case)

    assert len((await place.desk.campaigns.shown(cs, number)).lines) == 2


async def test_what_is_due_is_asked_for_a_day_and_projects(place):
    number, campaigns = await opened(place, 3), place.desk.campaigns
    eve = campaigns.today() + timedelta(days=2)

    found = await campaigns.due_on(eve, ("YXY", "JWL"))
    assert await campaigns.due_on(campaigns.today(), ("YXY",)) == ()
    assert [(d.rule, d.about, d.leader, d.roles) for d in found] == [("T45", number, "head", ("R06",))]
    assert await campaigns.due_on(eve, ("JWL",)) == ()


async def test_its_chain_and_its_words_are_proved(place):
    number = await opened(place)
    await do(place, "head", number, "staff_group", group="order", others="6", names="张三、李四")
    with closing(sqlite3.connect(place.office.database.engine.url.database)) as raw:
        raw.execute("DROP TRIGGER campaign_lines_no_update")
        raw.execute("UPDATE campaign_lines SET data=replace(data, '120', '20') WHERE seq=1")
        raw.execute("UPDATE campaign_lines SET sealed=x'00' WHERE seq=2")
        raw.commit()

    name = f"campaign:{number}"
    assert await proved(place) == [("chain_broken", f"{name}#1"), ("content_changed", f"{name}#2")]


@pytest.mark.parametrize("statement", ["UPDATE campaign_lines SET data = '{}'", "DELETE FROM campaign_lines"])
async def test_a_line_is_never_changed(place, statement):
    await opened(place)

    with pytest.raises(DBAPIError, match="never"):
        async with place.office.database.writing() as session:
            await session.execute(text(statement))

"""Delegations on the desk (A12): kept once and chained, told to the region, and they carry a signature."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desk.errors import IdReused, Refused, Unreadable
from store.delegations import lines_of
from store.roster import roster
from tests.api.stories import PLAN
from tests.desk.offices import new_id

CHINA = timedelta(hours=8)


def days(first: int = 0, last: int = 2) -> dict[str, str]:
    """From so many days after today to so many."""
    today = (datetime.now(UTC) + CHINA).date()
    return {
        "first": (today + timedelta(days=first)).isoformat(),
        "last": (today + timedelta(days=last)).isoformat(),
    }


def form(**changes):
    return {"delegate": "csm1", "rules": ["A02", "A05"], "outside": "principal", **days(), **changes}


async def give(place, account="head", id="", **changes):
    return await place.desk.delegate(await place.person(account), id or new_id(), form(**changes))


async def test_it_is_kept_in_the_chain_of_its_principal_and_told_to_the_region(place):
    what = await give(place)
    mine = await place.desk.delegations(await place.person("head"))
    theirs = await place.desk.delegations(await place.person("csm1"))
    news = {who: (await place.desk.my_desk(await place.person(who))).notices for who in ("region", "csm1", "csm")}

    assert (what.no, what.principal, what.delegate, what.rules) == (1, "head", "csm1", ("A02", "A05"))
    assert mine.given == (what,)
    assert mine.intact
    assert theirs.received == (what,)
    assert [n.kind for n in news["region"]] == [n.kind for n in news["csm1"]] == ["delegation_given"]
    assert news["csm"] == ()


async def test_news_of_it_can_be_read(place):
    await give(place)
    region = await place.person("region")
    await place.desk.mark_seen(region)

    (one,) = (await place.desk.my_desk(region)).notices
    assert one.seen


async def test_the_same_id_gives_once_and_another_text_is_refused(place):
    one = await give(place, id="dg-00000001")
    again = await give(place, id="dg-00000001")

    assert one == again
    with pytest.raises(IdReused):
        await give(place, id="dg-00000001", rules=["A14"])
    with pytest.raises(IdReused):
        await give(place, "csm", id="dg-00000001", rules=["A01"])


async def test_it_travels_with_the_seats_until_it_is_over_or_ended(place):
    what = await give(place)
    async with place.office.database.reading() as session:
        now = (await roster(session, "YXY", datetime.now(UTC))).delegations
        later = (await roster(session, "YXY", what.until)).delegations
        elsewhere = (await roster(session, "JWL", datetime.now(UTC))).delegations
    ended = await place.desk.end_delegation(await place.person("head"), new_id(), 1)
    async with place.office.database.reading() as session:
        after = (await roster(session, "YXY", datetime.now(UTC))).delegations
        lines = await lines_of(session, "head")

    assert now == (what,)
    assert later == elsewhere == after == ()
    assert ended.until < what.until
    assert [line.type for line in lines] == ["delegation_given", "delegation_ended"]


async def test_one_that_is_over_is_not_ended_again(place):
    await give(place)
    head = await place.person("head")
    await place.desk.end_delegation(head, "dg-end-0001", 1)
    await place.desk.end_delegation(head, "dg-end-0001", 1)

    with pytest.raises(Refused) as again:
        await place.desk.end_delegation(head, new_id(), 1)
    with pytest.raises(Refused) as other:
        await place.desk.end_delegation(await place.person("csm"), new_id(), 1)
    assert (again.value.refusal.code, other.value.refusal.code) == ("delegation_ended", "no_such_delegation")


@pytest.mark.parametrize("statement", ["UPDATE delegations SET data = '{}'", "DELETE FROM delegations"])
async def test_a_line_is_never_changed(place, statement):
    await give(place)

    with pytest.raises(DBAPIError, match="never"):
        async with place.office.database.writing() as session:
            await session.execute(text(statement))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rules": []}, "rules"),
        ({"rules": ["A99"]}, "rules"),
        ({"outside": "nobody"}, "outside"),
        ({"first": "2026-02-30"}, "first"),
        ({"last": "9999-12-31"}, "last"),
        ({"duties": "all"}, "duties"),
    ],
)
async def test_what_cannot_be_read_is_named(place, changes, field):
    with pytest.raises(Unreadable) as error:
        await give(place, **changes)

    assert [p.field for p in error.value.problems] == [field]


@pytest.mark.parametrize(
    ("account", "changes", "code"),
    [
        ("cs", {}, "nothing_to_delegate"),
        ("head", {"delegate": "head"}, "delegate_is_self"),
        ("head", {"delegate": "csm2"}, "not_in_project"),
        ("head", {"delegate": "audit"}, "not_in_project"),
        ("csm", {"delegate": "cs", "rules": ["A19"]}, "not_yours_to_delegate"),
        ("head", days(-3, -1), "delegation_days"),
    ],
)
async def test_what_the_rules_refuse(place, account, changes, code):
    with pytest.raises(Refused) as error:
        await give(place, account, **changes)

    assert error.value.refusal.code == code


async def to_plan_approval(place) -> str:
    number = await place.opened()
    await place.send("cs", number, "screen_decision", outcome="valid", department="engineering")
    await place.send("csm", number, "level_set", level="general", team=["cs"])
    report = {"liability": "ours", "cause": "workmanship", "report": "报告", "no_annex_reason": "无"}
    await place.send("eng", number, "investigation_submitted", **report)
    await place.send("cs", number, "save_plan", **PLAN)
    await place.send("cs", number, "plan_submitted", plan=1)
    return str(number)


async def test_a_delegate_signs_for_the_head_and_bounces_outside_the_scope(place):
    """C-28 end to end: the line says for whom; what is not covered goes back to the principal."""
    async with place.working():
        number = await to_plan_approval(place)
        seat = f"{number}.A02.1.R06"
        await give(place, rules=["A14"])
        csm1 = await place.person("csm1")
        page = await place.desk.approval(csm1, seat)
        bounced = await place.desk.decide(csm1, seat, new_id(), "approve", "", page.approval.digest, wait=5)
        before = await place.desk.approvals(csm1)
        await give(place, rules=["A02"])
        queue = await place.desk.approvals(csm1)
        mine = await place.desk.approval(csm1, seat)
        signed = await place.desk.decide(csm1, seat, new_id(), "approve", "", page.approval.digest, wait=5)
        lines = await place.desk.journal(csm1, number)

    assert page.against.code == bounced.refusal.code == "out_of_scope"
    assert bounced.refusal.details["persons"] == ["head"]
    assert before == ()
    assert [row.id for row in queue] == [seat]
    assert (mine.may_decide, mine.on_behalf) == (True, "head")
    assert signed.refusal is None
    (line,) = [e for e in lines if e.type == "signed"]
    assert (line.actor, line.role, line.data["for"]) == ("csm1", "R06", "head")

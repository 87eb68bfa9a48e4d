"""Changing the limits on the desk (A20): proposed, signed, in force from its first moment; cases keep their own."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from desk.chains import chains
from desk.errors import IdReused, NotFound, Refused, Unreadable
from domain.policy import HOUR, MINUTE
from domain.vocabulary import ApprovalState
from tests.desk.offices import FORM as CASE
from tests.desk.offices import make_place, new_id, place_on
from tests.store.databases import copied

NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)
SINCE = "2026-12-08T00:00"
FORM = {"since": SINCE, "changed": {"T03": 2 * HOUR, "T07": 10 * HOUR, "T50": HOUR}, "reason": "旺季来电多"}


async def here(made):
    """A place whose clock stands in December, held back at no version."""
    made.clock.moment = NOW
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def place(organised, tmp_path, key_ring, dev_server):
    made = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=0)
    yield await here(made)
    await made.desk.close()
    await made.office.database.close()


async def proposed(place, who="admin", id="", **changes):
    return await place.desk.policies.propose(await place.person(who), id or new_id(), {**FORM, **changes})


async def answered(place, what, who="exec", decision="approve", id="", comment="", digest=""):
    person = await place.person(who)
    return await place.desk.policies.answer(person, id or new_id(), what.no, decision, comment, digest or what.digest)


async def refused(work) -> str:
    with pytest.raises(Refused) as caught:
        await work
    return caught.value.refusal.code


async def book_of(place, who="admin"):
    return await place.desk.policies.book(await place.person(who))


async def test_only_what_is_changed_is_proposed_and_it_lies_on_the_executives_desk(place):
    what = await proposed(place)
    desks = {who: await place.desk.my_desk(await place.person(who)) for who in ("exec", "admin", "head")}
    book = await book_of(place)

    assert what.changed == {"T03": (4 * HOUR, 2 * HOUR), "T07": (12 * HOUR, 10 * HOUR)}
    assert (what.version, what.since) == (3, datetime(2026, 12, 7, 16, tzinfo=UTC))
    assert desks["exec"].amendments == (what,)
    assert desks["admin"].amendments == desks["head"].amendments == ()
    assert [n.kind for n in desks["exec"].notices] == ["policy_proposed"]
    assert (book.amendments, book.words, book.intact) == ((what,), {1: "旺季来电多"}, True)
    assert book.waiting(NOW) == what


async def test_a_version_counts_from_its_first_moment_once_it_is_approved(place):
    what = await answered(place, await proposed(place), comment="同意")
    book = await book_of(place, "head")

    assert what.state is ApprovalState.APPROVED
    assert (await place.desk.policy_at(what.since - timedelta(seconds=1))).version == 2
    assert (await place.desk.policy_at(what.since)).limit("T07") == 10 * HOUR
    assert book.now.version == 2
    assert [one.version for one in book.versions] == [1, 2, 3]
    assert book.words[2] == "同意"
    assert "policy_approved" in [n.kind for n in (await place.desk.my_desk(await place.person("csm"))).notices]


async def test_an_open_case_keeps_its_version_and_the_next_has_the_new_one(place):
    old = await place.desk.open_case(await place.person("cs"), new_id(), CASE, wait=0)
    what = await answered(place, await proposed(place))
    place.clock.moment = what.since + timedelta(hours=1)
    new = await place.desk.open_case(await place.person("cs"), new_id(), CASE, wait=0)
    csm = await place.person("csm")

    assert (await book_of(place, "csm")).cases == {1: 0, 2: 1, 3: 1}
    assert [r.number for r in (await place.desk.cases(csm, policy="2")).rows] == [old.number]
    assert [r.number for r in (await place.desk.cases(csm, policy="3")).rows] == [new.number]


async def test_nobody_but_an_administrator_proposes_and_nobody_but_an_executive_approves(place):
    what = await proposed(place)

    assert await refused(proposed(place, "head")) == "not_yours"
    assert await refused(answered(place, what, "admin")) == "not_yours"
    assert await refused(answered(place, what, "head")) == "not_yours"
    with pytest.raises(NotFound):
        await answered(place, what, "cs")
    with pytest.raises(NotFound):
        await book_of(place, "eng")


async def test_one_waits_at_a_time_and_its_proposer_takes_it_back(place):
    what = await proposed(place)

    assert await refused(proposed(place)) == "amendment_open"
    assert (await answered(place, what, "admin", "withdraw")).state is ApprovalState.WITHDRAWN
    assert (await proposed(place)).no == 3


async def test_a_rejection_says_why_and_nothing_counts(place):
    what = await proposed(place)
    with pytest.raises(Unreadable):
        await answered(place, what, decision="reject")
    rejected = await answered(place, what, decision="reject", comment="太短，人手不够")

    assert (rejected.state, (await book_of(place)).words[2]) == (ApprovalState.REJECTED, "太短，人手不够")
    assert (await place.desk.policy_at(what.since)).version == 2
    assert await refused(answered(place, what)) == "decided"


async def test_an_approval_is_bound_to_what_was_shown_and_comes_before_its_first_moment(place):
    what = await proposed(place)

    assert await refused(answered(place, what, digest="0" * 64)) == "stale"
    place.clock.moment = what.since
    assert await refused(answered(place, what)) == "amendment_expired"
    assert (await proposed(place, since="2026-12-09T00:00")).no == 2


async def test_the_same_id_does_it_once_and_another_text_is_refused(place):
    one = await proposed(place, id="pv-00000001")
    again = await proposed(place, id="pv-00000001")
    done = await answered(place, one, id="pv-00000002")

    assert one == again
    assert await answered(place, one, id="pv-00000002") == done
    for changes in ({"reason": "别的"}, {"changed": {"T03": HOUR}}, {"since": "2026-12-10T00:00"}):
        with pytest.raises(IdReused):
            await proposed(place, id="pv-00000001", **changes)
    with pytest.raises(IdReused):
        await answered(place, one, decision="reject", comment="不", id="pv-00000002")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"changed": {"T07": 13 * HOUR}}, "T07"),
        ({"changed": {"T03": 30}}, "T03"),
        ({"changed": {"T03": True}}, "changed"),
        ({"since": "tomorrow"}, "since"),
        ({"reason": " "}, "reason"),
        ({"reason": "长" * 1001}, "reason"),
    ],
)
async def test_what_cannot_be_read_leaves_nothing(place, changes, field):
    with pytest.raises(Unreadable) as caught:
        await proposed(place, **changes)

    assert [p.field for p in caught.value.problems] == [field]
    assert (await book_of(place)).amendments == ()


async def test_a_draft_keeps_nothing(place):
    admin = await place.person("admin")
    what = await place.desk.policies.draft(admin, FORM)

    assert (what.no, what.version, list(what.changed)) == (0, 3, ["T03", "T07"])
    assert (await book_of(place)).amendments == ()


async def test_a_changed_line_is_found_and_does_not_count(place):
    what = await answered(place, await proposed(place), comment="同意")
    assert [one.findings for one in await chains(place.office.database, place.office.contents)] == [()]

    with closing(sqlite3.connect(place.office.database.engine.url.database)) as raw:
        raw.execute("DROP TRIGGER policy_lines_no_update")
        raw.execute(f"UPDATE policy_lines SET data=replace(data,'{10 * HOUR}','{90 * MINUTE}') WHERE seq=1")
        raw.execute("UPDATE policy_lines SET sealed=x'00' WHERE seq=2")
        raw.commit()
    (found,) = [one async for one in place.office.verifier.every()]

    assert {(f.code, f.place) for f in found.findings} == {
        ("chain_broken", "policy#1"),
        ("content_changed", "policy#2"),
    }
    assert (await place.desk.policy_at(what.since)).version == 2
    assert not (await book_of(place)).intact


async def test_a_changed_delegation_is_found(place):
    today = datetime.now(UTC).date()
    days = {"first": today.isoformat(), "last": (today + timedelta(days=30)).isoformat()}
    form = {"delegate": "csm1", "rules": ["A02"], "outside": "principal", **days}
    place.clock.moment = None
    await place.desk.delegate(await place.person("head"), new_id(), form)
    with closing(sqlite3.connect(place.office.database.engine.url.database)) as raw:
        raw.execute("DROP TRIGGER delegations_no_update")
        raw.execute("UPDATE delegations SET data=replace(data,'csm1','csm2')")
        raw.commit()
    found = await chains(place.office.database, place.office.contents)

    assert [str(f) for one in found for f in one.findings] == ["chain_broken delegations:head#1"]


@pytest.mark.postgres
async def test_two_at_once_are_one_on_postgresql(postgres_url, key_ring, dev_server):
    place = await here(await place_on(await copied(postgres_url), key_ring, dev_server.client, policy=0))
    results = await asyncio.gather(*(proposed(place) for _ in range(4)), return_exceptions=True)
    book = await book_of(place)
    done = await answered(place, book.amendments[0])
    await place.office.database.close()

    assert sum(isinstance(one, Refused) for one in results) == 3
    assert done.state is ApprovalState.APPROVED

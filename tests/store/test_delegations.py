"""Delegations as both databases keep them: a chain for each person, written once, read by what stands."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from domain.delegation import line_of
from domain.entries import Draft, breaks, genesis, link
from domain.roster import Delegation
from store.delegations import add_line, in_force, lines_of, standing, to_person, told, told_and_seen
from store.tables import AccountRow

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = timedelta(days=1)
WHAT = Delegation("head", "csm1", ("A02", "A07"), NOW - DAY, NOW + DAY, limit=20_000, no=1)


@pytest.fixture
async def kept(database):
    """One delegation of the head, told to the region."""
    async with database.writing() as session:
        rows = [{"id": who, "name_zh": who, "name_en": who} for who in ("head", "csm1", "region")]
        await session.execute(insert(AccountRow), rows)
    async with database.writing() as session:
        assert await lines_of(session, "head", lock=True) == ()
        draft = Draft("delegation_given", line_of(WHAT), NOW, "head", "R06")
        line = link(draft, 1, NOW, genesis("delegations:head"))
        await add_line(session, line, WHAT, "dg-00000001", ends=0, told=("csm1", "region"))
    return database


async def ended(database) -> None:
    async with database.writing() as session:
        (first,) = await lines_of(session, "head", lock=True)
        draft = Draft("delegation_ended", {"delegation": 1, "delegate": "csm1"}, NOW, "head", "R06")
        await add_line(session, link(draft, 2, NOW, first.hash), WHAT, "dg-00000002", ends=1, told=())


async def test_what_stands_is_found_by_its_people_and_its_days(kept):
    async with kept.reading() as session:
        assert await standing(session, ("head", "csm1"), NOW) == (WHAT,)
        assert await standing(session, ("head", "csm1"), WHAT.until) == ()
        assert await standing(session, ("head", "cs"), NOW) == ()
        assert await in_force(session, "csm1", NOW) == (WHAT,)
        assert await in_force(session, "csm1", NOW - 2 * DAY) == ()
        assert await to_person(session, "csm1") == ("head",)


async def test_what_was_ended_stands_no_more_and_the_chain_holds(kept):
    await ended(kept)
    async with kept.reading() as session:
        lines = await lines_of(session, "head")
        assert await standing(session, ("head", "csm1"), NOW) == ()
        assert await in_force(session, "csm1", NOW) == ()

    assert [line.seq for line in lines] == [1, 2]
    assert breaks("delegations:head", lines) == ()


async def test_who_was_told_has_read_it_once_they_say_so(kept):
    async with kept.writing() as session:
        assert [seen for _, seen in await told(session, "region")] == [False]
        await session.execute(told_and_seen("region"), {"now": NOW})
    async with kept.reading() as session:
        assert [seen for _, seen in await told(session, "region")] == [True]
        assert [seen for _, seen in await told(session, "csm1")] == [False]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE delegations SET until = until", "DELETE FROM delegations WHERE seq = 1"],
)
async def test_a_line_is_neither_changed_nor_deleted(kept, statement):
    with pytest.raises(DBAPIError, match="a line of a delegation is never"):
        async with kept.writing() as session:
            await session.execute(text(statement))

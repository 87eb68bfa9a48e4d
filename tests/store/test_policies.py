"""Versions of the policy as both databases keep them: one chain, written once (A20)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from domain.amendment import decision_line, draft, line_of, result
from domain.entries import Draft, genesis, link
from domain.policy import HOUR, POLICIES
from store.policies import add_line, approved, holders, lines_of, told, told_and_seen
from store.tables import AccountRow, HoldingRow

NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)
WHAT = draft(POLICIES[2], NOW + timedelta(days=1), {"T07": 10 * HOUR})


@pytest.fixture
async def kept(database):
    """One amendment, proposed and approved, told to the executive."""
    async with database.writing() as session:
        rows = [{"id": who, "name_zh": who, "name_en": who} for who in ("admin", "exec")]
        await session.execute(insert(AccountRow), rows)
        await session.execute(insert(HoldingRow), [{"account": "exec", "role": "R10"}])
    async with database.writing() as session:
        assert await lines_of(session, lock=True) == ()
        first = link(Draft("policy_proposed", line_of(WHAT), NOW, "admin", "R32"), 1, NOW, genesis("policy"))
        await add_line(session, first, "pv-00000001", b"", ("exec",))
        one = Draft("policy_approved", {**decision_line(WHAT, ""), "amendment": 1}, NOW, "exec", "R10")
        await add_line(session, link(one, 2, NOW, first.hash), "pv-00000002", b"sealed", ())
    return database


async def test_what_was_approved_is_read_with_its_numbers(kept):
    async with kept.reading() as session:
        (version,) = await approved(session)

    assert version == result(WHAT, POLICIES[2])
    assert version.limit("T07") == 10 * HOUR


async def test_who_was_told_has_read_it_once_they_say_so(kept):
    async with kept.writing() as session:
        assert await holders(session, "R10") == ("exec",)
        assert [(line.type, seen) for line, seen in await told(session, "exec")] == [("policy_proposed", False)]
        await session.execute(told_and_seen("exec"), {"now": NOW})
    async with kept.reading() as session:
        assert [seen for _, seen in await told(session, "exec")] == [True]


@pytest.mark.parametrize("statement", ["UPDATE policy_lines SET data = data", "DELETE FROM policy_lines WHERE seq = 2"])
async def test_a_line_is_neither_changed_nor_deleted(kept, statement):
    with pytest.raises(DBAPIError, match="a line of the policy is never"):
        async with kept.writing() as session:
            await session.execute(text(statement))

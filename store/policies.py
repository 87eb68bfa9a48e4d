"""The policy's chain as it is kept: amendments of the limits and what became of them (A20)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.amendment import versions_of
from domain.entries import Entry
from domain.policy import Policy
from store.chained import entry_of, line_values
from store.tables import AccountRow, HoldingRow, PolicyLineRow, PolicyNoticeRow

#: Built once: every case that is opened asks it.
LINES = select(PolicyLineRow).order_by(PolicyLineRow.seq)
#: PostgreSQL: nobody else adds a line before this transaction ends. SQLite has one writer.
ALONE = text("LOCK TABLE policy_lines IN SHARE ROW EXCLUSIVE MODE")


async def rows_of(session: AsyncSession, *, lock: bool = False) -> tuple[PolicyLineRow, ...]:
    """The chain with its sealed words, oldest first. `lock`: nobody else adds to it before this transaction ends."""
    if lock and session.get_bind().dialect.name != "sqlite":
        await session.execute(ALONE)
    return tuple(await session.scalars(LINES))


async def lines_of(session: AsyncSession, *, lock: bool = False) -> tuple[Entry, ...]:
    """The chain, oldest first."""
    return tuple(entry_of(row) for row in await rows_of(session, lock=lock))


async def approved(session: AsyncSession) -> tuple[Policy, ...]:
    """The versions that were approved here; what is broken in the chain does not count."""
    return versions_of(await lines_of(session))


async def holders(session: AsyncSession, *roles: str) -> tuple[str, ...]:
    """Everybody who holds one of these roles anywhere, deputies included."""
    query = (
        select(HoldingRow.account)
        .join(AccountRow, AccountRow.id == HoldingRow.account)
        .where(HoldingRow.role.in_(roles), AccountRow.disabled_at.is_(None))
        .distinct()
        .order_by(HoldingRow.account)
    )
    return tuple(await session.scalars(query))


async def add_line(session: AsyncSession, line: Entry, command: str, sealed: bytes, told: Iterable[str]) -> None:
    """Write a line, its words, and whom it is told."""
    values = {
        **line_values(line),
        "command": command,
        "sealed": sealed,
    }
    await session.execute(insert(PolicyLineRow), values)
    notices = [{"seq": line.seq, "person": person} for person in told]
    if notices:
        await session.execute(insert(PolicyNoticeRow), notices)


async def told(session: AsyncSession, person: str, most: int = 50) -> tuple[tuple[Entry, bool], ...]:
    """The lines this person was told of, newest first, and whether each was seen."""
    query = (
        select(PolicyLineRow, PolicyNoticeRow.seen_at)
        .join(PolicyNoticeRow, PolicyNoticeRow.seq == PolicyLineRow.seq)
        .where(PolicyNoticeRow.person == person)
        .order_by(PolicyLineRow.seq.desc())
        .limit(most)
    )
    return tuple((entry_of(row), seen is not None) for row, seen in await session.execute(query))


def told_and_seen(person: str) -> Any:
    """All that this person was told is read; `now` is bound when it is executed."""
    mine = (PolicyNoticeRow.person == person) & PolicyNoticeRow.seen_at.is_(None)
    return update(PolicyNoticeRow).where(mine).values(seen_at=bindparam("now"))

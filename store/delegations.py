"""Delegations as they are kept: a chain for each person, and what of all of them stands at an instant."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.delegation import given
from domain.entries import Entry, moment
from domain.roster import Delegation
from store.chained import entry_of, line_values
from store.tables import AccountRow, DelegationNoticeRow, DelegationRow

_D = DelegationRow.__table__.c
_ENDED = DelegationRow.__table__.alias("ended")
#: Given and not taken back; built once, every command asks it.
STANDING = (
    select(_D.principal, _D.seq, _D.data)
    .where(_D.type == "delegation_given")
    .where(
        ~select(_ENDED.c.seq).where(_ENDED.c.principal == _D.principal, _ENDED.c.ends == _D.seq).exists(),
    )
    .order_by(_D.principal, _D.seq)
)


async def standing(session: AsyncSession, people: Iterable[str], at: datetime | None = None) -> tuple[Delegation, ...]:
    """The delegations among these people that are not ended, nor over by `at`."""
    known = set(people)
    query = STANDING if at is None else STANDING.where(_D.until > at)
    rows = await session.execute(query)
    found = (given(row.principal, row.seq, json.loads(row.data)) for row in rows if row.principal in known)
    return tuple(one for one in found if one.delegate in known)


async def lines_of(session: AsyncSession, principal: str, *, lock: bool = False) -> tuple[Entry, ...]:
    """A person's chain, oldest first. `lock`: nobody else adds to it before this transaction ends."""
    if lock:
        await session.execute(select(AccountRow.id).where(AccountRow.id == principal).with_for_update())
    query = select(DelegationRow).where(DelegationRow.principal == principal).order_by(DelegationRow.seq)
    return tuple(entry_of(row) for row in await session.scalars(query))


async def to_person(session: AsyncSession, delegate: str) -> tuple[str, ...]:
    """Whoever ever delegated to this person."""
    query = select(DelegationRow.principal).where(DelegationRow.delegate == delegate).distinct()
    return tuple(await session.scalars(query.order_by(DelegationRow.principal)))


async def in_force(session: AsyncSession, delegate: str, at: datetime) -> tuple[Delegation, ...]:
    """What this person may sign for others at this instant."""
    rows = await session.execute(STANDING.where(_D.delegate == delegate, _D.until > at))
    found = (given(row.principal, row.seq, json.loads(row.data)) for row in rows)
    return tuple(one for one in found if one.holds(at))


async def told(session: AsyncSession, person: str, most: int = 50) -> tuple[tuple[Entry, bool], ...]:
    """The lines this person was told of, newest first, and whether each was seen."""
    query = (
        select(DelegationRow, DelegationNoticeRow.seen_at)
        .join(
            DelegationNoticeRow,
            (DelegationNoticeRow.principal == DelegationRow.principal) & (DelegationNoticeRow.seq == DelegationRow.seq),
        )
        .where(DelegationNoticeRow.person == person)
        .order_by(DelegationRow.at.desc(), DelegationRow.principal, DelegationRow.seq.desc())
        .limit(most)
    )
    return tuple((entry_of(row), seen is not None) for row, seen in await session.execute(query))


def told_and_seen(person: str) -> Any:
    """All that this person was told is read; `now` is bound when it is executed."""
    mine = (DelegationNoticeRow.person == person) & DelegationNoticeRow.seen_at.is_(None)
    return update(DelegationNoticeRow).where(mine).values(seen_at=bindparam("now"))


async def add_line(
    session: AsyncSession, line: Entry, what: Delegation, command: str, *, ends: int, told: Iterable[str]
) -> None:
    """Write a line of `what`, and whom it is told."""
    values = {
        "principal": what.principal,
        **line_values(line),
        "command": command,
        "delegate": what.delegate,
        "until": moment(line.at) if ends else what.until,
        "ends": ends,
    }
    await session.execute(insert(DelegationRow), values)
    notices = [{"principal": what.principal, "seq": line.seq, "person": person} for person in told]
    if notices:
        await session.execute(insert(DelegationNoticeRow), notices)

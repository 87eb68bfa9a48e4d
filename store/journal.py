"""Lines of the journal as they are kept, and as entries again."""

import json
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.entries import Entry, canonical
from store.tables import JournalRow


def line_values(number: str, entry: Entry) -> dict[str, Any]:
    """The columns of a line."""
    return {
        "case_number": number,
        "seq": entry.seq,
        "at": entry.at,
        "applied_at": entry.applied_at,
        "actor": entry.actor,
        "role": entry.role,
        "type": entry.type,
        "data": canonical(entry.data),
        "prev": entry.prev,
        "hash": entry.hash,
    }


def entry_of(row: JournalRow | Row[Any]) -> Entry:
    """The entry exactly as it was chained."""
    return Entry(
        row.seq,
        row.at,
        row.applied_at,
        row.actor,
        row.role,
        row.type,
        json.loads(row.data),
        row.prev,
        row.hash,
    )


async def journal(session: AsyncSession, number: str, *, after: int = 0, most: int | None = None) -> tuple[Entry, ...]:
    """The lines of a case after a sequence number, oldest first."""
    sought = (
        select(JournalRow)
        .where(JournalRow.case_number == number, JournalRow.seq > after)
        .order_by(JournalRow.seq)
        .limit(most)
    )
    return tuple(entry_of(row) for row in await session.scalars(sought))

"""Lines of the journal as they are kept, and as entries again."""

import json

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.entries import Entry
from store.tables import JournalRow


def entry_of(row: JournalRow) -> Entry:
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

"""The journal of a case as entries again."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.entries import Entry
from store.chained import entry_of
from store.tables import JournalRow


async def journal(session: AsyncSession, number: str, *, after: int = 0, most: int | None = None) -> tuple[Entry, ...]:
    """The lines of a case after a sequence number, oldest first."""
    sought = (
        select(JournalRow)
        .where(JournalRow.case_number == number, JournalRow.seq > after)
        .order_by(JournalRow.seq)
        .limit(most)
    )
    return tuple(entry_of(row) for row in await session.scalars(sought))

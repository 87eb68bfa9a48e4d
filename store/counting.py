"""What is counted without gaps: case numbers of a project, commands and contents of a case.

To be called in a writing transaction; the case's row is the lock of its counts.
"""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from store.tables import CaseRow, CommandRow, ContentRow, NumberRow
from store.upsert import insert_into


async def next_number(session: AsyncSession, project: str, year: int, *, drill: bool = False) -> str:
    """A case number that nobody has: `YXY-2026-0147`, a drill's `YXY-D-2026-0003`."""
    counted = (
        insert_into(session, NumberRow)
        .values(project=project, year=year, drill=drill, next=2)
        .on_conflict_do_update(index_elements=["project", "year", "drill"], set_={"next": NumberRow.next + 1})
        .returning(NumberRow.next)
    )
    count = (await session.execute(counted)).scalar_one() - 1
    return f"{project}-{'D-' if drill else ''}{year}-{count:04d}"


async def next_position(session: AsyncSession, number: str) -> int:
    """The position of the case's next command; the first is 1."""
    await _lock(session, number)
    last = select(func.max(CommandRow.position)).where(CommandRow.case_number == number)
    return (await session.scalar(last) or 0) + 1


async def next_content(session: AsyncSession, number: str) -> str:
    """The id of the case's next content: `ct-0001`, `ct-0002` …"""
    await _lock(session, number)
    count = select(func.count()).where(ContentRow.case_number == number)
    return f"ct-{(await session.scalar(count) or 0) + 1:04d}"


async def _lock(session: AsyncSession, number: str) -> None:
    # SQLite has one writer and needs no lock; it leaves FOR UPDATE out
    await session.execute(select(CaseRow.number).where(CaseRow.number == number).with_for_update())

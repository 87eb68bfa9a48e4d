"""Commands and their receipts: what waits to be taken, what waits to be delivered."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from store.tables import CommandRow


async def receipt(session: AsyncSession, command: str) -> CommandRow | None:
    """A command as it stands now."""
    return await session.get(CommandRow, command)


async def waiting(session: AsyncSession, number: str, until: datetime) -> tuple[CommandRow, ...]:
    """The commands of a case received by then that no entry answers yet, in the order of receipt."""
    query = (
        select(CommandRow)
        .where(
            CommandRow.case_number == number,
            CommandRow.state == "received",
            CommandRow.received_at <= until,
        )
        .order_by(CommandRow.position)
    )
    return tuple(await session.scalars(query))


async def undelivered(session: AsyncSession, number: str) -> tuple[CommandRow, ...]:
    """The commands of a case that the engine has not taken yet, in the order of receipt."""
    query = (
        select(CommandRow)
        .where(
            CommandRow.case_number == number,
            CommandRow.state == "received",
            CommandRow.delivered_at.is_(None),
        )
        .order_by(CommandRow.position)
    )
    return tuple(await session.scalars(query))


async def cases_to_deliver(session: AsyncSession, now: datetime, most: int = 100) -> tuple[str, ...]:
    """The cases in which a command waits whose next try has come."""
    query = (
        select(CommandRow.case_number)
        .where(
            CommandRow.state == "received",
            or_(CommandRow.next_try_at.is_(None), CommandRow.next_try_at <= now),
        )
        .distinct()
        .limit(most)
    )
    return tuple(await session.scalars(query))


async def refused_of(session: AsyncSession, actor: str, since: datetime, most: int = 50) -> tuple[CommandRow, ...]:
    """What a person sent since then and was refused, the newest first."""
    query = (
        select(CommandRow)
        .where(
            CommandRow.actor == actor,
            CommandRow.received_at >= since,
            CommandRow.state == "refused",
        )
        .order_by(CommandRow.received_at.desc())
        .limit(most)
    )
    return tuple(await session.scalars(query))

"""How a case stands at the moment a command comes in, read in one go; the case's row is the lock of its counts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.errors import NotFound
from domain.case import Case
from domain.policy import Policy
from store.snapshot import from_json, policy_from_json
from store.tables import CaseRow, CommandRow, ContentRow

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """A case, and what comes next in its counts. `waiting`: older commands that nobody answered yet."""

    case: Case
    policy: Policy
    project: str
    region: str
    life: int
    position: int
    lowest: int
    contents: int
    waiting: int
    latest: datetime


async def standing_of(session: AsyncSession, number: str) -> Standing:
    """Lock the case's counts and read them. Raises NotFound."""
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer
        await session.execute(select(CaseRow.number).where(CaseRow.number == number).with_for_update())
    row = (await session.execute(_standing(number))).one_or_none()
    if row is None:
        raise NotFound
    return Standing(
        case=from_json(row.state),
        policy=policy_from_json(row.policy),
        project=row.project,
        region=row.region,
        life=row.life,
        position=max(row.last or 0, 0) + 1,
        lowest=min(row.first or 0, 0) - 1,
        contents=row.contents,
        waiting=row.waiting,
        latest=row.latest or LONG_AGO,
    )


def _standing(number: str) -> Select[Any]:
    commands = select(CommandRow).where(CommandRow.case_number == number).subquery()

    def count(what: Any, *where: Any) -> Any:
        return select(what).where(*where).scalar_subquery()

    return select(
        CaseRow.state,
        CaseRow.policy,
        CaseRow.project,
        CaseRow.region,
        CaseRow.life,
        count(func.max(commands.c.position)).label("last"),
        count(func.min(commands.c.position)).label("first"),
        count(func.max(commands.c.received_at)).label("latest"),
        count(func.count(), commands.c.state == "received").label("waiting"),
        count(func.count(), ContentRow.case_number == number).label("contents"),
    ).where(CaseRow.number == number)

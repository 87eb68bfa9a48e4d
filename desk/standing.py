"""How a case stands at the moment a command comes in, read in one go; the case's row is the lock of its counts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.errors import NotFound
from domain.case import Case
from domain.policy import Policy
from store.snapshot import from_json, policy_from_json
from store.tables import CaseRow, CommandRow, ContentRow

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """A case, and what comes next in its counts. `waiting`: there are older commands that nobody answered yet."""

    case: Case
    policy: Policy
    project: str
    region: str
    life: int
    position: int
    lowest: int
    contents: int
    waiting: bool
    latest: datetime


async def standing_of(session: AsyncSession, number: str) -> Standing:
    """Lock the case's counts and read them. Raises NotFound."""
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer
        await session.execute(LOCK, {"number": number})
    row = (await session.execute(STANDING, {"number": number})).one_or_none()
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


def _statement() -> Select[Any]:
    """Built once: it stands in the way of every command."""
    cases, commands, contents = (row.__table__.c for row in (CaseRow, CommandRow, ContentRow))
    number: BindParameter[str] = bindparam("number")

    def of_case(what: Any) -> Any:
        return select(what).where(commands.case_number == number)

    waiting = of_case(commands.id).where(commands.state == "received").exists()
    latest = of_case(commands.received_at).order_by(commands.position.desc()).limit(1).scalar_subquery()
    return select(
        cases.state,
        cases.policy,
        cases.project,
        cases.region,
        cases.life,
        of_case(func.max(commands.position)).scalar_subquery().label("last"),
        of_case(func.min(commands.position)).scalar_subquery().label("first"),
        latest.label("latest"),
        waiting.label("waiting"),
        select(func.count()).where(contents.case_number == number).scalar_subquery().label("contents"),
    ).where(cases.number == number)


STANDING = _statement()
LOCK = select(CaseRow.number).where(CaseRow.number == bindparam("number")).with_for_update()

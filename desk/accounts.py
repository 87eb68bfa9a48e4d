"""Accounts and seats of an organisation, put down once; people already there keep their passwords."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import real_time
from desk.opening import Settings
from desk.people import People
from desk.sessions import Sessions
from store.database import Database
from store.tables import AccountRow, HoldingRow, ProjectRow


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat: a role in a project, in a region, or in the group."""

    role: str
    project: str = ""
    region: str = ""
    department: str = ""
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One person with the seats held."""

    id: str
    name_zh: str
    name_en: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """One project with its rooms, each place a count or a list."""

    code: str
    name_zh: str
    name_en: str
    region: str
    buildings: dict[str, Any]


async def ensure(
    database: Database, sessions: Sessions, sites: Iterable[Site], people: Iterable[Account], password: str
) -> None:
    """Put down what is missing, and let this one password open every account."""
    hashed = await _hashed(database, sessions, password)

    async def work(session: AsyncSession) -> None:
        for site in sites:
            await _project(session, site)
        for person in people:
            await _account(session, person, hashed)

    await database.together(work)


async def _hashed(database: Database, sessions: Sessions, password: str) -> str:
    """The hash that is kept already when it fits: a second start costs no hashing of every account."""
    async with database.reading() as session:
        known = await session.scalar(select(AccountRow.password_hash).where(AccountRow.password_hash != "").limit(1))
    return known if known and await sessions.fits(password, known) else await sessions.hashed(password)


async def _project(session: AsyncSession, site: Site) -> None:
    if await session.get(ProjectRow, site.code) is None:
        values = {"code": site.code, "name_zh": site.name_zh, "name_en": site.name_en, "region": site.region}
        await session.execute(insert(ProjectRow).values({**values, "buildings": site.buildings}))


async def _account(session: AsyncSession, person: Account, hashed: str) -> None:
    values = {"name_zh": person.name_zh, "name_en": person.name_en, "password_hash": hashed}
    if await session.get(AccountRow, person.id) is None:
        await session.execute(insert(AccountRow).values({**values, "id": person.id}))
    else:
        await session.execute(update(AccountRow).where(AccountRow.id == person.id).values(values))
    await session.execute(delete(HoldingRow).where(HoldingRow.account == person.id))
    for seat in person.seats:
        held = {"role": seat.role, "project": seat.project, "region": seat.region}
        more = {"department": seat.department, "deputy": seat.deputy, "account": person.id}
        await session.execute(insert(HoldingRow).values({**held, **more}))


async def issue_token(account: str, settings: Settings) -> str:
    """A new API token of an account, for `anlan token`. Needs no engine. Raises LookupError."""
    database = Database(settings.database)
    try:
        return await Sessions(database, People(database), real_time).issue_token(account)
    finally:
        await database.close()

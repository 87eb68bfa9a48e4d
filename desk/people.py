"""Who works with us, where they sit, and what they may see: sight is the desk's, authority the core's."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select

from desk.views import Names, Person, Place
from store.database import Database
from store.tables import AccountRow, HoldingRow, ProjectRow

#: Projects and names change rarely; seats are read for every command.
REMEMBERED = 5.0


@dataclass(frozen=True, slots=True)
class Site:
    """A project: what it is called, where it lies, which rooms it has."""

    code: str
    name_zh: str
    name_en: str
    region: str
    buildings: dict[str, Any]


def seats_of(account: str) -> Select[Any]:
    """The seats one person holds."""
    return select(HoldingRow).where(HoldingRow.account == account).order_by(HoldingRow.id)


def seen_projects(places: Iterable[Place], sites: Iterable[Site], regions: Iterable[str]) -> tuple[str, ...]:
    """The projects that these seats let a person see."""
    scopes = {place.scope for place in places}
    known = frozenset(regions)
    return tuple(site.code for site in sites if site.code in scopes or site.region in scopes & known or "" in scopes)


class People:
    """Accounts, seats and projects as the tables have them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sites: tuple[Site, ...] = ()
        self._names: Names = {}
        self._until = 0.0

    async def sites(self) -> tuple[Site, ...]:
        """Every project."""
        await self._refresh()
        return self._sites

    async def site(self, code: str) -> Site | None:
        return next((site for site in await self.sites() if site.code == code), None)

    async def names(self) -> Names:
        """What every account is called, by id."""
        await self._refresh()
        return self._names

    async def person(self, account: AccountRow, seats: Iterable[Any], locale: str) -> Person:
        """The person behind an account, with all they may see."""
        places = tuple(
            Place(seat.role, seat.project or seat.region, seat.department, bool(seat.deputy)) for seat in seats
        )
        sites = await self.sites()
        person = Person(account.id, account.name_zh, account.name_en, places, locale)
        return replace(person, projects=seen_projects(places, sites, (s.region for s in sites)))

    def forget(self) -> None:
        """Read projects and names anew."""
        self._until = 0.0

    async def _refresh(self) -> None:
        if time.monotonic() < self._until:
            return
        async with self._database.glancing() as session:
            projects = (await session.scalars(select(ProjectRow).order_by(ProjectRow.code))).all()
            accounts = (await session.scalars(select(AccountRow))).all()
            self._sites = tuple(Site(p.code, p.name_zh, p.name_en, p.region, dict(p.buildings)) for p in projects)
            self._names = {a.id: (a.name_zh, a.name_en) for a in accounts}
        self._until = time.monotonic() + REMEMBERED

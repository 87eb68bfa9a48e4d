"""What is asked of a group (C-30)."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from desk.errors import NotFound
from desk.group_views import Group
from desk.homes import counted, homes_of, opened
from desk.household_lists import HouseholdLists
from desk.views import Person
from domain.case import Case
from store.contents import Contents
from store.database import Database
from store.groups import Counts, counts_of
from store.snapshot import from_json
from store.tables import CaseRow, ContentRow


async def common_facts(session: AsyncSession, contents: Contents, case: Case) -> str:
    """What its group says once for all households: one project has both, so who sees one sees the other."""
    group = await session.get(CaseRow, case.group) if case.group else None
    facts = from_json(group.state).of_kind("common_facts") if group else ()
    row = await session.get(ContentRow, (case.group, facts[-1].content)) if facts else None
    return str(opened(contents, row).get("facts", "")) if row else ""


async def group_parts(session: AsyncSession, contents: Contents, case: Case) -> dict[str, Any]:
    """What a case's page tells of its group, or of its households."""
    counts = await counts_of(session, case.number) if case.grouped else Counts()
    return {"counts": counts, "common": await common_facts(session, contents, case)}


class Groups:
    """What is asked of a group."""

    def __init__(self, database: Database, contents: Contents, lists: HouseholdLists) -> None:
        self._database, self._contents = database, contents
        self.lists = lists

    async def households(self, person: Person, number: str) -> Group:
        """All households of a group this person may see. Raises NotFound where there is no such group."""
        async with self._database.reading() as session:
            row = await session.get(CaseRow, number)
            if row is None or row.project not in person.projects or not from_json(row.state).grouped:
                raise NotFound
            homes = await homes_of(session, self._contents, number)
        return Group(counted(homes), homes)

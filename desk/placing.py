"""Whether a person may see a case at all. Sight comes first: nothing is written for a case one may not see."""

from sqlalchemy import select

from desk.errors import NotFound
from desk.views import Person
from store.database import Database
from store.tables import ApprovalRow, CaseRow

#: Case numbers whose project is remembered.
MOST_PLACED = 100_000


class Placing:
    """Which project a case belongs to; it never changes, so it is asked once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._placed: dict[str, str] = {}

    async def sees(self, person: Person, number: str) -> None:
        """Raises NotFound, whether the case is not there or not in sight."""
        if await self._project(number) not in person.projects:
            raise NotFound

    async def sees_approval(self, person: Person, approval: str) -> str:
        """The case of a sign-off this person may see. Raises NotFound."""
        async with self._database.glancing() as session:
            row = await session.get(ApprovalRow, approval)
        if row is None:
            raise NotFound
        await self.sees(person, row.case_number)
        return row.case_number

    async def _project(self, number: str) -> str | None:
        if number not in self._placed:
            async with self._database.glancing() as session:
                project = await session.scalar(select(CaseRow.project).where(CaseRow.number == number))
            if project is None:
                return None
            if len(self._placed) >= MOST_PLACED:
                self._placed.clear()
            self._placed[number] = project
        return self._placed[number]

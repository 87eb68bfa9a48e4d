"""How many open cases live under which version of the policy: a newer one does not touch them."""

from collections.abc import Mapping

from sqlalchemy import func, select

from desk.views import Person
from domain.policy import POLICIES
from store.cases import lives_under
from store.database import Database
from store.tables import CaseRow


class Versions:
    """Counts by version."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_cases(self, person: Person) -> Mapping[int, int]:
        """The open cases this person may see, by the version they live under; drills count as well."""
        counts = {}
        async with self._database.reading() as session:
            for version in POLICIES:
                query = (
                    select(func.count())
                    .select_from(CaseRow)
                    .where(CaseRow.project.in_(person.projects), CaseRow.ended.is_(False), lives_under(version))
                )
                counts[version] = await session.scalar(query) or 0
        return counts

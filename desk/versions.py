"""How many open cases live under which version of the policy: a newer one does not touch them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.views import Person
from domain.policy import Policy
from store.cases import lives_under
from store.tables import CaseRow


async def open_cases(session: AsyncSession, person: Person, versions: Iterable[Policy]) -> Mapping[int, int]:
    """The open cases this person may see, by the version they live under; drills count as well."""
    counts = {}
    for version in (one.version for one in versions):
        query = (
            select(func.count())
            .select_from(CaseRow)
            .where(CaseRow.project.in_(person.projects), CaseRow.ended.is_(False), lives_under(version))
        )
        counts[version] = await session.scalar(query) or 0
    return counts

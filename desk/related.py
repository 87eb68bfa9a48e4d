"""Cases that belong together: of one household (D01), merged into another (X2). Found by keyed hashes, never by words."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from desk.clock import Clock
from desk.record_views import Related
from desk.views import Person
from store.contents import Contents, Kept, normalised
from store.database import Database
from store.tables import CaseRow, ContentRow, FoundRow

#: An open case is suggested as the same matter for so long (D01).
RECENT = timedelta(days=90)
#: More of one household is for the list of cases.
MOST = 20
#: Fewer figures than this are no telephone number.
FIGURES = 7


class Relations:
    """Finds what has to do with a case, among those a person may see."""

    def __init__(self, database: Database, contents: Contents, now: Clock) -> None:
        self._database, self._contents, self._now = database, contents, now

    async def merged(self, session: AsyncSession, person: Person, number: str) -> tuple[Related, ...]:
        """The cases merged into this one, the oldest first."""
        query = _cases(person).where(CaseRow.parent == number).order_by(CaseRow.opened_at, CaseRow.number)
        return tuple(self._related(row) for row in await session.scalars(query))

    async def around(
        self, session: AsyncSession, person: Person, case: CaseRow, contents: Iterable[ContentRow], content: str
    ) -> dict[str, Any]:
        """What a case's page tells; `content` names who complains, in full, and is only looked for."""
        row = next((one for one in contents if one.id == content), None)
        try:
            complainant = self._contents.open(row).fields.get("complainant", {}) if row else {}
        except ValueError:
            complainant = {}
        return {
            "silent_since": case.silent_since,
            "merged": await self.merged(session, person, case.number),
            "earlier": await self.earlier(session, person, case, complainant),
        }

    async def earlier(
        self, session: AsyncSession, person: Person, case: CaseRow, complainant: Mapping[str, Any]
    ) -> tuple[Related, ...]:
        """Other cases of this case's household."""
        found = await self._household(session, person, case.project, complainant, drill=bool(case.factor))
        return tuple(one for one in found if one.number != case.number)

    async def known(self, person: Person, project: str, complainant: Mapping[str, Any]) -> tuple[Related, ...]:
        """The cases of a household before another is registered. A project out of sight has none."""
        if project not in person.projects:
            return ()
        async with self._database.reading() as session:
            return await self._household(session, person, project, complainant, drill=False)

    async def _household(
        self, session: AsyncSession, person: Person, project: str, complainant: Mapping[str, Any], *, drill: bool
    ) -> tuple[Related, ...]:
        """By room within the project, by telephone number anywhere; the newest first."""
        ways = list(self._ways(project, complainant))
        if not ways:
            return ()
        found = select(CaseRow.number, FoundRow.kind).join(FoundRow, FoundRow.case_number == CaseRow.number)
        seen = and_(CaseRow.project.in_(person.projects), CaseRow.factor > 0 if drill else CaseRow.factor == 0)
        newest = found.where(seen, or_(*ways)).order_by(CaseRow.opened_at.desc(), CaseRow.number).limit(2 * MOST)
        same: dict[str, set[str]] = {}
        for number, kind in await session.execute(newest):
            same.setdefault(number, set()).add(kind)
        rows = await session.scalars(_cases(person).where(CaseRow.number.in_(same)))
        ordered = sorted(rows, key=lambda row: (row.opened_at, row.number), reverse=True)[:MOST]
        return tuple(self._related(row, same[row.number]) for row in ordered)

    def _ways(self, project: str, complainant: Mapping[str, Any]) -> Iterable[ColumnElement[bool]]:
        room, phone = str(complainant.get("room", "")), str(complainant.get("phone", ""))
        if normalised("room", room):
            yield and_(self._has("room", room), CaseRow.project == project)
        if len(normalised("phone", phone)) >= FIGURES:
            yield self._has("phone", phone)

    def _has(self, kind: Kept, value: str) -> ColumnElement[bool]:
        return and_(FoundRow.kind == kind, FoundRow.key.in_(self._contents.sought(kind, value)))

    def _related(self, row: CaseRow, same: Iterable[str] = ()) -> Related:
        likely = not row.ended and row.closed_at is None and row.opened_at >= self._now() - RECENT
        ways = tuple(kind for kind in ("room", "phone") if kind in same)
        return Related(
            row.number, row.subject, row.stage, row.level, row.opened_at, row.ended, row.reopened, ways, likely
        )  # fmt: skip


def _cases(person: Person) -> Any:
    return (
        select(CaseRow).options(defer(CaseRow.state), defer(CaseRow.policy)).where(CaseRow.project.in_(person.projects))
    )

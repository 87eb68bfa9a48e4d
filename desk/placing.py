"""Whether a person may see a case at all. Sight comes first: nothing is written for a case one may not see."""

from sqlalchemy import bindparam, select

from desk.errors import NotFound, Unreadable
from desk.intake import has_room
from desk.orders import Order
from desk.people import Site
from desk.views import Person
from domain.commands import fields_of
from domain.fields import Kind, Problem
from domain.grouping import is_settled
from domain.vocabulary import Stage
from store.database import Database
from store.snapshot import from_json
from store.tables import ApprovalRow, CaseRow
from store.tables import EvidenceFileRow as FileRow

#: Case numbers whose project is remembered.
MOST_PLACED = 100_000
GROUP = select(CaseRow.state, CaseRow.project).where(CaseRow.number == bindparam("number"))


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

    async def sees_named(self, person: Person, order: Order) -> None:
        """The files and cases that a command names are there, in sight, and not merged themselves. Raises Unreadable."""
        for field in (f.name for f in fields_of(order.name) if f.kind is Kind.FILES):
            await self._keeps(field, order)
        for name in (field.name for field in fields_of(order.name) if field.kind is Kind.CASE):
            if (number := order.data.get(name)) and number != order.number:
                await self._sees_one(person, name, number)
                if name == "group":
                    await self._takes_in(number, order)

    async def has_room(self, order: Order, sites: tuple[Site, ...]) -> None:
        """The room of a complainant who is named later is one of the project. Raises Unreadable."""
        if room := order.words.get("complainant", {}).get("room"):
            project = await self._project(order.number)
            if not any(site.code == project and has_room(site, room) for site in sites):
                raise Unreadable((Problem("room", "unknown_room"),))

    async def _keeps(self, field: str, order: Order) -> None:
        """The files named were taken in for this very case. Raises Unreadable (D33)."""
        if not (named := set(order.data.get(field, ()))):
            return
        async with self._database.glancing() as session:
            query = select(FileRow.digest).where(FileRow.case_number == order.number, FileRow.digest.in_(named))
            kept = set(await session.scalars(query))
        if named - kept:
            raise Unreadable((Problem(field, "no_such_file"),))

    async def _sees_one(self, person: Person, field: str, number: str) -> None:
        async with self._database.glancing() as session:
            stage = await session.scalar(select(CaseRow.stage).where(CaseRow.number == number))
        if stage is None or await self._project(number) not in person.projects:
            raise Unreadable((Problem(field, "unknown_case"),))
        if stage == Stage.X2:
            raise Unreadable((Problem(field, "merged_case"),))

    async def _takes_in(self, number: str, order: Order) -> None:
        """The case named is an open group of the same project, a drill as this one (C-30). Raises Unreadable."""
        project = order.data.get("project") or await self._project(order.number)
        drill = bool(order.data.get("drill")) or "-D-" in order.number
        async with self._database.glancing() as session:
            row = (await session.execute(GROUP, {"number": number})).one()
        group = from_json(row.state)
        wrong = (
            "not_a_group"
            if not group.grouped
            else "group_closed"
            if is_settled(group.stage, ended=group.ended)
            else "other_project"
            if row.project != project
            else "drill_apart"
            if bool(group.factor) != drill
            else ""
        )
        if wrong:
            raise Unreadable((Problem("group", wrong),))

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

"""Lists of households (D32): tried first, then taken in row by row in the background, once however often it is sent.

The id of a list is the keyed mark of its group and its rows, the id of each household's command follows from that
and the row. So a list sent twice opens the same cases, and one that was cut off goes on where it was.
"""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.errors import NotFound, Unreadable
from desk.group_views import HouseholdList, ListLine
from desk.homes import homes_of
from desk.intake import read_complaint
from desk.people import People, Site
from desk.reception import Reception
from desk.sheets import SheetRow, read_sheet
from desk.taking import KIND, Taking
from desk.views import Person
from domain.case import Case
from domain.commands import COMMANDS
from domain.entries import canonical
from domain.fields import Problem
from domain.grouping import is_settled
from domain.rights import roles_on
from domain.vocabulary import Channel, ComplainantKind
from store.contents import Content, Contents
from store.database import Database
from store.roster import roster
from store.snapshot import from_json
from store.tables import CaseRow, HouseholdListRow
from store.upsert import insert_into

#: A list that was tried and not sent is forgotten after this.
FORGOTTEN = timedelta(days=1)


class HouseholdLists:
    """Trying lists and sending them."""

    def __init__(
        self, database: Database, contents: Contents, people: People, reception: Reception, now: Clock
    ) -> None:
        self._database, self._contents, self._people = database, contents, people
        self._now = now
        self.taking = Taking(database, contents, people, reception, now)

    async def attempt(self, person: Person, number: str, data: bytes) -> HouseholdList:
        """What each row would become; nothing is opened. Raises NotFound, Unreadable."""
        group = await self._group(person, number)
        rows = await asyncio.to_thread(read_sheet, data)
        async with self._database.reading() as session:
            homes = await homes_of(session, self._contents, number)
        read = Reader(person, group, await self._people.sites(), {home.room for home in homes})
        lines = tuple(read.line(row) for row in rows)
        forms = {str(line.no): read.forms[line.no] for line in lines if line.state == "new"}
        mark = await self._keep(person, number, [row.values for row in rows], forms, lines)
        return replace(await self.shown(person, number, mark), lines=lines)

    async def send(self, person: Person, number: str, id: str) -> HouseholdList:
        """Take the list in, in the background. A list with wrong rows waits until it is mended. Raises NotFound."""
        await self._group(person, number)
        found = await self.shown(person, number, id)
        if found.failed and found.state == "tried":
            raise Unreadable((Problem("list", "wrong_rows", len(found.failed)),))
        begin = (
            update(HouseholdListRow)
            .where(HouseholdListRow.id == id, HouseholdListRow.state == "tried")
            .values(state="running", actor=person.id, next_try_at=self._now())
        )

        async def work(session: AsyncSession) -> None:
            await session.execute(begin)

        await self._database.together(work)
        return await self.shown(person, number, id)

    async def shown(self, person: Person, number: str, id: str) -> HouseholdList:
        """How far it is. Raises NotFound."""
        async with self._database.reading() as session:
            case, row = await session.get(CaseRow, number), await session.get(HouseholdListRow, id)
        if case is None or row is None or row.case_number != number or case.project not in person.projects:
            raise NotFound
        return _shown(row)

    async def last(self, person: Person, number: str) -> tuple[HouseholdList, ...]:
        """The lists of a group that were sent, the newest first."""
        query = (
            select(HouseholdListRow)
            .where(HouseholdListRow.case_number == number, HouseholdListRow.state != "tried")
            .order_by(HouseholdListRow.at.desc())
            .limit(5)
        )
        async with self._database.reading() as session:
            case = await session.get(CaseRow, number)
            seen = case is not None and case.project in person.projects
            return tuple(_shown(row) for row in await session.scalars(query)) if seen else ()

    async def _group(self, person: Person, number: str) -> tuple[CaseRow, Case]:
        """An open group this person may see and add to."""
        async with self._database.reading() as session:
            row = await session.get(CaseRow, number)
            if row is None or row.project not in person.projects:
                raise NotFound
            group, sitting = from_json(row.state), await roster(session, row.project, self._now())
        if not group.grouped:
            raise NotFound
        if is_settled(group.stage, ended=group.ended):
            raise Unreadable((Problem("group", "group_closed"),))
        roles, _ = roles_on(group, person.id, sitting)
        if not any(role in roles for role in COMMANDS["make_group"].roles):
            raise NotFound
        return row, group

    async def _keep(
        self,
        person: Person,
        number: str,
        rows: Iterable[Mapping[str, str]],
        forms: Mapping[str, Any],
        lines: Iterable[ListLine],
    ) -> str:
        """The list under its mark; the same list, tried anew, is measured anew, unless it was sent."""
        marks = self._contents.sought("word", f"{KIND} {canonical([number, list(rows)])}")
        lines, sealed = tuple(lines), self._contents.seal(number, Content(marks[0], KIND, {"rows": dict(forms)}))
        values = {
            "id": marks[0],
            "case_number": number,
            "actor": person.id,
            "state": "tried",
            "total": len(lines),
            "taken": 0,
            "skipped": json.dumps([line.no for line in lines if line.state in ("known", "repeated")]),
            "failed": json.dumps([[line.no, "wrong"] for line in lines if line.state == "wrong"]),
            "sealed": sealed.sealed,
            "at": self._now(),
        }

        async def work(session: AsyncSession) -> str:
            old = HouseholdListRow.at < self._now() - FORGOTTEN
            await session.execute(delete(HouseholdListRow).where(HouseholdListRow.state == "tried", old))
            sent = select(HouseholdListRow.id).where(HouseholdListRow.id.in_(marks), HouseholdListRow.state != "tried")
            if known := await session.scalar(sent):
                return known
            put = insert_into(session, HouseholdListRow).values(values)
            await session.execute(put.on_conflict_do_update(index_elements=["id"], set_=values))
            return marks[0]

        return await self._database.together(work)


class Reader:
    """Reads the rows of one list as complaints, each by the rules of the form that registers one."""

    def __init__(
        self, person: Person, group: tuple[CaseRow, Case], sites: tuple[Site, ...], known: Iterable[str]
    ) -> None:
        self._person, (self._row, self._case), self._sites = person, group, sites
        self._known, self._seen = frozenset(known), set[str]()
        self.forms: dict[int, dict[str, Any]] = {}

    def line(self, row: SheetRow) -> ListLine:
        """What this row would become. A room is a household: it is there once."""
        room, name = row.values.get("room", ""), row.values.get("name", "")
        try:
            complaint = read_complaint(self._form(row.values), self._person, self._sites)
        except Unreadable as error:
            return ListLine(row.no, "wrong", room, name, error.problems)
        again = "known" if room in self._known else "repeated" if room in self._seen else ""
        self._seen.add(room)
        if again:
            return ListLine(row.no, again, room, name)
        self.forms[row.no] = {"data": complaint.data, "texts": complaint.texts, "factor": complaint.factor}
        return ListLine(row.no, "new", room, name)

    def _form(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The row with what a list need not repeat: the group's title, that its facts count, who usually complains."""
        start = {
            "channel": str(Channel.GROUP),
            "complainant": str(ComplainantKind.OWNER),
            "subject": self._row.subject,
            "description": "与群诉案件同因，见共同事实。",
        }
        place: dict[str, Any] = {"project": self._row.project, "group": self._row.number}
        return {**start, **values, **place, **({"drill": {"factor": self._case.factor}} if self._case.factor else {})}


def _shown(row: HouseholdListRow) -> HouseholdList:
    failed = tuple((int(no), str(code)) for no, code in json.loads(row.failed or "[]"))
    skipped = len(json.loads(row.skipped or "[]"))
    return HouseholdList(row.id, row.case_number, row.state, row.total, row.taken, skipped, row.at, failed)

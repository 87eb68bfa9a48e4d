"""Improvements of a case that outlive it (T25, lifecycle S13): how each stands, and verifying it without reopening.

What is verified of an ended case is a line of its project's chain, its words sealed beside it. The case does not know
of it; pages and lists count it wherever the case itself says nothing of the improvement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.day_chain import add_line
from desk.day_sheets import opened_words
from desk.errors import IdReused, NotFound, Refused
from desk.forms import Entered, read_form
from desk.orders import check_id
from desk.outlived_views import CaseImprovement, CaseImprovements
from desk.people import People
from desk.views import Person
from domain.case import Case, Record
from domain.days import LookAtDay
from domain.entries import moment
from domain.improving import open_improvements
from domain.messages import Command
from domain.outlived import FIELDS, ROW, against, line_of, name_of, role_in
from domain.rights import roles_on
from domain.roster import Roster
from domain.terms import policy_of
from store import days as kept
from store import outlived
from store.chained import entry_of
from store.contents import Contents
from store.database import Database
from store.roster import roster
from store.snapshot import from_json
from store.tables import CaseRow, ContentRow, DayLineRow


@dataclass(frozen=True, slots=True)
class _Sent:
    """One verification on its way."""

    id: str
    person: Person
    number: str
    no: int
    entered: Entered


class Outlived:
    """What pages and programs ask of a case's improvements. `held`: the newest version of the policy allowed."""

    def __init__(self, database: Database, contents: Contents, people: People, clock: Clock, held: int = 0) -> None:
        self._database, self._contents, self._people = database, contents, people
        self._clock, self._held = clock, held

    async def of_case(self, person: Person, number: str) -> CaseImprovements:
        """The improvements of a case, as they stand in it and on its project's chain. Raises NotFound."""
        async with self._database.reading() as session:
            row = await _seen(session, person, number)
            case, sitting = from_json(row.state), await roster(session, row.project)
            lines = {
                entry_of(one).data["improvement"]: one
                for one in await outlived.verified_in(session, row.project, number)
            }
            contents = await session.scalars(select(ContentRow).where(ContentRow.case_number == number))
            words = {one.id: self._words(one) for one in contents if one.kind in ("improvement", ROW.name)}
        found = tuple(
            self._improvement(case, record, lines.get(record.no), words, self._trial(case, person, record.no, sitting))
            for record in case.of_kind("improvement")
        )
        return CaseImprovements(number, row.project, row.subject, case.ended, found, await self._people.names())

    async def verify(self, person: Person, number: str, no: int, id: str, form: Mapping[str, Any]) -> None:
        """Record on the project's chain that somebody verified it. The id makes it safe to send again.

        Raises NotFound, Unreadable, Refused, IdReused.
        """
        check_id(id)
        sent = _Sent(id, person, number, no, read_form(FIELDS, form))

        async def work(session: AsyncSession) -> None:
            row, now = await _seen(session, person, number), self._clock()
            await kept.catch_up(session, LookAtDay(row.project, now), self._held)
            await session.refresh(row)
            name = name_of(row.project, number, no)
            known = await kept.line_sent_as(session, name)
            if await self._sent_before(session, row.project, known, sent):
                return
            case = from_json(row.state)
            command = self._trial(case, person, no, await roster(session, row.project))
            if refusal := against(case, command, verified=known is not None):
                raise Refused(refusal)
            draft = line_of(number, no, sent.entered.data, id, now, person.id, role_in(case, command))
            await add_line(session, self._contents, row.project, draft, sent.entered.texts, name, now)

        await self._database.together(work)

    async def _sent_before(self, session: AsyncSession, project: str, known: DayLineRow | None, sent: _Sent) -> bool:
        """The same id once more: it is verified already. Raises IdReused where the id said something else."""
        rows = await outlived.sent_under(session, project, sent.id)
        if not rows:
            return False
        same = known is not None and [row.seq for row in rows] == [known.seq] and known.actor == sent.person.id
        if not same or known is None:
            raise IdReused
        said, words = entry_of(known).data, opened_words(self._contents, known)
        codes = {f.name: said[f.name] for f in FIELDS if f.name in said}
        if codes != sent.entered.data or (words.fields if words else {}) != sent.entered.texts:
            raise IdReused
        return True

    def _trial(self, case: Case, person: Person, no: int, sitting: Roster) -> Command:
        """The command this person would give in the case."""
        roles, departments = roles_on(case, person.id, sitting)
        return Command(
            case=case.number,
            name=ROW.name,
            actor=person.id,
            roles=roles,
            departments=departments,
            received_at=self._clock(),
            data={"improvement": no},
            roster=sitting,
        )

    def _improvement(
        self,
        case: Case,
        record: Record,
        line: DayLineRow | None,
        words: Mapping[str, Mapping[str, Any]],
        trial: Command,
    ) -> CaseImprovement:
        """One of them in full; what the case itself says of its verification comes first."""
        inside = next((r for r in case.of_kind("verification") if r.data["improvement"] == record.no), None)
        is_open = record.no in {one.no for one in open_improvements(case)}
        state = "verified" if inside or (line and is_open) else "open" if is_open else "replaced"
        today = policy_of(case).local(self._clock()).date().isoformat()
        values: dict[str, Any] = {}
        if inside:
            said = words.get(inside.content, {})
            values = {"effect": str(inside.data.get("effect", "")), "by": inside.author, "at": inside.at}
            values["note"] = str(said.get("note", ""))
        elif line and is_open:
            entry, opened = entry_of(line), opened_words(self._contents, line)
            values = {"effect": str(entry.data.get("effect", "")), "by": line.actor, "at": moment(entry.at)}
            values |= {"note": str(opened.fields.get("note", "")) if opened else "", "outside": True}
        return CaseImprovement(
            no=record.no,
            action=str(words.get(record.content, {}).get("action", "")),
            owner=record.data["owner"],
            due=record.data["due"],
            state=state,
            overdue=state == "open" and record.data["due"] < today,
            against=against(case, trial, verified=line is not None),
            **values,
        )

    def _words(self, row: ContentRow) -> Mapping[str, Any]:
        try:
            return self._contents.open(row).fields
        except (ValueError, TypeError):
            return {}


async def _seen(session: AsyncSession, person: Person, number: str) -> CaseRow:
    """The case's row. Raises NotFound for a case that is not there or not for this person."""
    row = await session.get(CaseRow, number)
    if row is None or row.project not in person.projects:
        raise NotFound
    return row

"""Delegations of one's signature (A12): giving, ending, and what one has given or been given.

A delegation is a person's matter: it is kept in that person's own chain, not in a case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.errors import IdReused, Refused, Unreadable
from desk.forms import read_form
from desk.orders import check_id
from desk.people import People
from desk.views import Names, Person
from domain.delegation import (
    FORM,
    delegations_of,
    given,
    line_of,
    not_to_be_ended,
    not_to_be_given,
    signable,
    told_of,
)
from domain.entries import Data, Draft, Entry, breaks, genesis, link, not_before
from domain.fields import Problem
from domain.roster import Delegation, Roster
from store.chained import entry_of
from store.database import Database
from store.delegations import add_line, lines_of, to_person
from store.roster import roster
from store.tables import DelegationRow


@dataclass(frozen=True, slots=True)
class MyDelegations:
    """What one person gave, oldest first, and was given; whom and what they could delegate.

    `intact`: the chain of what they gave holds.
    """

    given: tuple[Delegation, ...]
    received: tuple[Delegation, ...]
    colleagues: tuple[str, ...]
    rules: tuple[str, ...]
    names: Names = field(default_factory=dict)
    intact: bool = True


def chain_of(principal: str) -> str:
    """The name under which a person's delegations are chained."""
    return f"delegations:{principal}"


def read_delegation(principal: str, form: Mapping[str, Any], zone: ZoneInfo) -> Delegation:
    """The form as a delegation: whole days of the project's calendar. Raises Unreadable."""
    data = read_form(FORM, form).data
    if data["last"] > LAST_DAY:
        raise Unreadable((Problem("last", "bad_value"),))
    since, until = _midnight(data["first"], zone), _midnight(data["last"], zone, later=1)
    rules = tuple(data["rules"])
    return Delegation(principal, data["delegate"], rules, since, until, data["outside"], data.get("limit", 0))


#: The day after it must still be one.
LAST_DAY = "9999-12-30"


def _midnight(day: str, zone: ZoneInfo, later: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day) + timedelta(days=later), time(), zone)


class Delegations:
    """Everything about delegations that pages and programs ask."""

    def __init__(self, database: Database, people: People, clock: Clock, zone: str) -> None:
        self._database, self._people, self._clock, self._zone = database, people, clock, ZoneInfo(zone)

    async def mine(self, person: Person) -> MyDelegations:
        """What this person gave and was given."""
        async with self._database.reading() as session:
            lines = await lines_of(session, person.id)
            others = [await lines_of(session, one) for one in await to_person(session, person.id)]
            sitting = await seats_with(session, person)
        received = tuple(d for one in others for d in delegations_of(one) if d.delegate == person.id)
        colleagues = tuple(dict.fromkeys(h.person for h in sitting.holdings if h.person != person.id))
        return MyDelegations(
            delegations_of(lines),
            received,
            colleagues,
            signable(person.id, sitting),
            await self._people.names(),
            not breaks(chain_of(person.id), lines),
        )

    async def give(self, person: Person, id: str, form: Mapping[str, Any]) -> Delegation:
        """Give one. The id makes it safe to send again. Raises Unreadable, Refused, IdReused."""
        what = read_delegation(person.id, form, self._zone)
        check_id(id)

        async def work(session: AsyncSession) -> Delegation:
            lines = await lines_of(session, person.id, lock=True)
            if known := await _known(session, id, person.id, line_of(what)):
                return given(person.id, known.seq, known.data)
            at = not_before(lines, self._clock())
            sitting = await seats_with(session, person)
            if refusal := not_to_be_given(what, sitting, at):
                raise Refused(refusal)
            line = _next(lines, person, "delegation_given", line_of(what), at)
            await add_line(session, line, what, id, ends=0, told=told_of(what, sitting))
            return given(person.id, line.seq, line.data)

        return await self._database.together(work)

    async def end(self, person: Person, id: str, no: int) -> Delegation:
        """End one of one's own before its last day. Raises Refused, IdReused."""
        check_id(id)

        async def work(session: AsyncSession) -> Delegation:
            lines = await lines_of(session, person.id, lock=True)
            at = not_before(lines, self._clock())
            what = next((d for d in delegations_of(lines) if d.no == no), None)
            data = {"delegation": no, "delegate": what.delegate if what else ""}
            if await _known(session, id, person.id, data) and what:
                return what
            if refusal := not_to_be_ended(what, at):
                raise Refused(refusal)
            assert what is not None
            line = _next(lines, person, "delegation_ended", data, at)
            told = told_of(what, await seats_with(session, person))
            await add_line(session, line, what, id, ends=no, told=told)
            return next(d for d in delegations_of((*lines, line)) if d.no == no)

        return await self._database.together(work)


def _next(lines: tuple[Entry, ...], person: Person, type: str, data: Data, at: datetime) -> Entry:
    """The next line of this person's chain."""
    role = person.holdings[0].role if person.holdings else ""
    prev = lines[-1].hash if lines else genesis(chain_of(person.id))
    return link(Draft(type, data, at, person.id, role), len(lines) + 1, at, prev)


async def _known(session: AsyncSession, id: str, principal: str, data: Data) -> Entry | None:
    """The line that this id wrote before. Raises IdReused when it was another one."""
    row = await session.scalar(select(DelegationRow).where(DelegationRow.command == id))
    if row is None:
        return None
    line = entry_of(row)
    if row.principal != principal or line.data != data:
        raise IdReused
    return line


async def seats_with(session: AsyncSession, person: Person) -> Roster:
    """The seats of every project that this person may see: their colleagues."""
    holdings = [h for project in person.projects for h in (await roster(session, project)).holdings]
    return Roster("", tuple(dict.fromkeys(holdings)))

"""Campaigns of a project (D17, D28, D29): opening one, what is done in it, and what stands of it.

Lines are kept in a chain for each campaign. A refusal by the rules is a line as well, as it is with a case.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from desk.campaign_chain import CampaignChain, Sent, chain_of
from desk.campaign_forms import read_opening
from desk.campaign_views import CampaignCase, CampaignList, CampaignPage
from desk.clock import Clock
from desk.errors import NotFound, Refused, Unreadable
from desk.forms import read_form
from desk.orders import check_id
from desk.people import People
from desk.views import Person
from domain.campaign import CLOSED, Campaign, campaign_of, cases_of
from domain.campaign_command import HEADS
from domain.campaign_commands import OPENING, against, command_of, offered, seat_of
from domain.campaign_guards import Asking
from domain.days import Due
from domain.entries import breaks, sha256
from domain.fields import Problem
from domain.grouping import is_settled
from domain.refusal import Refusal
from domain.roster import Roster, unique
from domain.vocabulary import Role
from store.campaigns import (
    alone,
    campaigns_of,
    campaigns_with,
    case_rows,
    due_on,
    next_number,
    rows_of,
    sent_under,
)
from store.chained import entry_of
from store.contents import Contents
from store.database import Database
from store.roster import roster
from store.tables import CampaignLineRow, CaseRow


class Campaigns:
    """Everything about campaigns that pages and programs ask."""

    def __init__(self, database: Database, contents: Contents, people: People, clock: Clock, zone: str) -> None:
        self._database, self._people = database, people
        self._chain = CampaignChain(contents, clock)
        self._clock, self._zone = clock, ZoneInfo(zone)

    async def all(self, person: Person) -> CampaignList:
        """The campaigns of the projects this person may see, the last to begin first."""
        async with self._database.reading() as session:
            found = await campaigns_of(session, person.projects)
            seats = {project: await roster(session, project) for project in person.projects}
        may = tuple(p for p, sitting in seats.items() if person.id in (x for r in HEADS for x in sitting.people(r)))
        newest = tuple(sorted(found, key=lambda one: (one.first, one.number), reverse=True))
        return CampaignList(newest, self.today(), may, await self._people.names())

    async def shown(self, person: Person, number: str) -> CampaignPage:
        """One campaign. Raises NotFound."""
        async with self._database.reading() as session:
            rows = await _rows(session, person, number)
            sitting = await roster(session, rows[0].project)
            lines = tuple(map(entry_of, rows))
            campaign = campaign_of(number, lines)
            cases = await case_rows(session, cases_of(campaign))
        asking = Asking(person.id, {}, sitting, self.today())
        speakers = unique((*sitting.people(Role.R15), *sitting.people(Role.R14)))
        return CampaignPage(
            campaign,
            self.today(),
            lines,
            {row.seq: words for row in rows if (words := self._chain.words(person, campaign, row))},
            tuple(map(_case, cases)),
            offered(campaign, asking),
            unique(h.person for h in sitting.holdings),
            speakers,
            await self._people.names(),
            not breaks(chain_of(number), lines),
        )

    async def people(self, person: Person, projects: tuple[str, ...]) -> tuple[str, ...]:
        """Who has a seat in these projects, as far as this person sees them."""
        async with self._database.reading() as session:
            seats = [await roster(session, one) for one in projects if one in person.projects]
        return unique(h.person for sitting in seats for h in sitting.holdings)

    async def open(self, person: Person, id: str, form: Mapping[str, Any]) -> str:
        """Open one; its number. The id makes it safe to send again. Raises Unreadable, Refused, IdReused."""
        check_id(id)
        project, kind, entered = read_opening(form, person.projects)
        sent = Sent(id, person, OPENING[kind], entered)

        async def work(session: AsyncSession) -> str:
            await alone(session, project)
            if known := await sent_under(session, id):
                self._chain.again(known, sent)
                return known.campaign
            blank = Campaign(await next_number(session, project), project, kind)
            asking = Asking(person.id, entered.data, await roster(session, project), self.today())
            if refusal := against(sent.row, blank, asking):
                raise Refused(refusal)
            data = {"project": project, "kind": str(kind), **entered.data}
            await self._chain.add(session, blank, (), sent, str(seat_of(sent.row, blank, asking)), data)
            return blank.number

        return await self._database.together(work)

    async def do(self, person: Person, id: str, number: str, name: str, form: Mapping[str, Any]) -> int:
        """Send a command; the line it wrote. Raises NotFound, Unreadable, Refused, IdReused."""
        check_id(id)
        async with self._database.reading() as session:
            rows = await _rows(session, person, number)
        row = command_of(campaign_of(number, map(entry_of, rows[:1])).kind, name)
        if row is None:
            raise Unreadable((Problem("name", "bad_value"),))
        sent = Sent(id, person, row, read_form(row.fields, form))

        async def work(session: AsyncSession) -> tuple[int, Refusal | None]:
            await alone(session, rows[0].project)
            if known := await sent_under(session, id):
                return known.seq, self._chain.again(known, sent, number)
            lines = tuple(map(entry_of, await rows_of(session, number)))
            campaign = campaign_of(number, lines)
            sitting = await roster(session, campaign.project)
            asking = await self._asking(session, campaign, sent, sitting)
            refusal = against(row, campaign, asking)
            seat = str(seat_of(row, campaign, asking) or "")
            return await self._chain.add(session, campaign, lines, sent, seat, sent.entered.data, refusal), refusal

        seq, refusal = await self._database.together(work)
        if refusal:
            raise Refused(refusal)
        return seq

    async def bring_in(self, person: Person, key: str, number: str, case: str) -> None:
        """A complaint that was registered for a campaign under this key belongs to it: once, however often sent."""
        await self.do(person, sha256(f"{number} {key}")[:40], number, "add_case", {"case": case})

    async def due_on(self, day: date, projects: tuple[str, ...]) -> tuple[Due, ...]:
        """What is due for the campaigns of these projects on a day (T34, T45)."""
        async with self._database.reading() as session:
            return tuple([one for project in projects for one in await due_on(session, project, day)])

    async def with_case(self, number: str) -> tuple[str, ...]:
        """The campaigns that a case, which is in sight, was brought into."""
        async with self._database.glancing() as session:
            return await campaigns_with(session, number)

    def today(self) -> date:
        """The day of the projects' calendar."""
        return self._clock().astimezone(self._zone).date()

    async def _asking(self, session: AsyncSession, campaign: Campaign, sent: Sent, sitting: Roster) -> Asking:
        cases = await case_rows(session, cases_of(campaign)) if sent.row.name == CLOSED else ()
        left = tuple(case.number for case in cases if not is_settled(case.stage, ended=case.ended))
        entered = sent.entered
        fits = await _fits(session, campaign, entered.data.get("case", ""))
        return Asking(sent.person.id, entered.data, sitting, self.today(), tuple(entered.texts), left, fits)


async def _rows(session: AsyncSession, person: Person, number: str) -> tuple[CampaignLineRow, ...]:
    """The lines of a campaign this person may see. Raises NotFound."""
    rows = await rows_of(session, number)
    if not rows or rows[0].project not in person.projects:
        raise NotFound
    return rows


async def _fits(session: AsyncSession, campaign: Campaign, number: str) -> bool:
    """Is a case that is named there, of this project, and no drill?"""
    case = await session.get(CaseRow, number) if number else None
    return case is not None and case.project == campaign.project and not case.factor


def _case(row: CaseRow) -> CampaignCase:
    return CampaignCase(
        row.number, row.subject, row.stage, row.level, not is_settled(row.stage, ended=row.ended), row.overdue > 0
    )

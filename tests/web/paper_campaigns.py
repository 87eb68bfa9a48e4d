"""Campaigns on paper: the real rules, each a list of lines."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from desk.campaign_forms import read_opening
from desk.campaign_views import CampaignCase, CampaignList, CampaignPage
from desk.errors import NotFound, Refused, Unreadable
from desk.forms import Entered, read_form
from desk.news import of_campaign
from desk.views import NoticeRow, Person
from domain.campaign import REFUSED, Campaign, campaign_of, cases_of
from domain.campaign_command import HEADS, CampaignCommand
from domain.campaign_commands import CAMPAIGN_COMMANDS, OPENING, against, command_of, offered, seat_of
from domain.campaign_guards import Asking
from domain.entries import Draft, Entry, genesis, link
from domain.fields import Problem
from domain.grouping import SETTLED
from domain.roster import unique
from tests.web.paper_people import NAMES, roster

#: Lines that somebody is told of, and the field that names who.
TELLING = {row.name: row.tells for row in CAMPAIGN_COMMANDS if row.tells}


class PaperCampaigns:
    """What `desk.campaigns` does, in memory."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk
        self.lines: dict[str, list[Entry]] = {}
        self.words: dict[str, dict[int, dict]] = {}
        self.sent: set[str] = set()

    def today(self) -> date:
        now: datetime = self._desk.now
        return now.astimezone(ZoneInfo("Asia/Shanghai")).date()

    async def all(self, who: Person) -> CampaignList:
        found = [campaign_of(number, lines) for number, lines in self.lines.items()]
        seen = sorted((c for c in found if c.project in who.projects), key=lambda c: c.first, reverse=True)
        may = [p for p in who.projects if who.id in [x for r in HEADS for x in roster(p).people(r)]]
        return CampaignList(tuple(seen), self.today(), tuple(may), NAMES)

    async def people(self, who: Person, projects: tuple[str, ...]) -> tuple[str, ...]:
        return unique(h.person for one in projects for h in roster(one).holdings)

    async def shown(self, who: Person, number: str) -> CampaignPage:
        campaign = self._seen(who, number)
        seats = roster(campaign.project)
        cases = [self._desk.kept[one] for one in cases_of(campaign)]
        rows = [CampaignCase(c.number, "窗边渗水", c.stage, c.level, c.stage not in SETTLED, False) for c in cases]
        offers = offered(campaign, Asking(who.id, {}, seats, self.today()))
        people = unique(h.person for h in seats.holdings)
        lines = tuple(self.lines[number])
        speakers = (*seats.people("R15"), *seats.people("R14"))
        return CampaignPage(
            campaign, self.today(), lines, self.words[number], tuple(rows), offers, people, speakers, NAMES
        )

    async def open(self, who: Person, id: str, form: Mapping[str, Any]) -> str:
        project, kind, entered = read_opening(form, who.projects)
        number = f"{project}-C-{len(self.lines) + 1:04d}"
        blank = Campaign(number, project, kind)
        if refusal := against(OPENING[kind], blank, Asking(who.id, entered.data, roster(project), self.today())):
            raise Refused(refusal)
        self.lines[number], self.words[number] = [], {}
        entered = Entered({"project": project, "kind": str(kind), **entered.data}, entered.texts)
        self._write(number, OPENING[kind], who, entered, "R03")
        return number

    async def do(self, who: Person, id: str, number: str, name: str, form: Mapping[str, Any]) -> int:
        campaign = self._seen(who, number)
        row = command_of(campaign.kind, name)
        if row is None:
            raise Unreadable((Problem("name", "bad_value"),))
        entered = read_form(row.fields, form)
        if id in self.sent:
            return len(self.lines[number])
        self.sent.add(id)
        asking = Asking(who.id, entered.data, roster(campaign.project), self.today(), tuple(entered.texts))
        seat, refusal = str(seat_of(row, campaign, asking) or ""), against(row, campaign, asking)
        if refusal:
            entered = Entered({"command": name, "code": refusal.code, "details": refusal.details})
        self._write(number, row, who, entered, seat, REFUSED if refusal else name)
        if refusal:
            raise Refused(refusal)
        return len(self.lines[number])

    async def bring_in(self, who: Person, key: str, number: str, case: str) -> None:
        await self.do(who, f"{number} {key}", number, "add_case", {"case": case})

    async def with_case(self, case: str) -> tuple[str, ...]:
        found = [campaign_of(number, lines) for number, lines in self.lines.items()]
        return tuple(one.number for one in found if case in cases_of(one))

    def told(self, who: Person) -> tuple[NoticeRow, ...]:
        """What this person was told of campaigns, until they read it."""
        rows = [(number, line) for number, lines in self.lines.items() for line in lines]
        mine = [(number, line) for number, line in rows if line.type in TELLING]
        return tuple(
            of_campaign(number, line, seen=who.id in self._desk.seen)
            for number, line in mine
            if line.data[TELLING[line.type]] == who.id
        )

    def _seen(self, who: Person, number: str) -> Campaign:
        campaign = campaign_of(number, self.lines.get(number, ()))
        if campaign.project not in who.projects:
            raise NotFound
        return campaign

    def _write(
        self, number: str, row: CampaignCommand, who: Person, entered: Entered, seat: str, name: str = ""
    ) -> None:
        lines, now = self.lines[number], self._desk.now
        prev = lines[-1].hash if lines else genesis(number)
        role = seat if seat and seat != "anyone" else who.holdings[0].role
        lines.append(link(Draft(name or row.name, entered.data, now, who.id, role), len(lines) + 1, now, prev))
        self.words[number] |= {len(lines): entered.texts} if entered.texts else {}

"""The days of projects on paper: the real rules, kept in lists."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from desk.day_reads import to_be_signed
from desk.day_sheets import DayBook, DaySheet, ProjectToday, Signed, counts_of, read_reason, read_sheet
from desk.errors import NotFound, Refused
from desk.views import NoticeRow, Person, Project
from domain.daily import FILERS, SWITCHERS, no_sheet, not_to_be_filed, not_to_be_switched
from domain.days import (
    ACTIVE,
    INACTIVE,
    ONE,
    DayDuty,
    Watch,
    all_days,
    chain_of,
    coming,
    due_at,
    filed,
    first_line,
    midnight,
)
from domain.entries import Draft, Entry, genesis, link
from domain.policy import POLICIES
from tests.web.paper_outlived import PaperOutlived
from tests.web.paper_people import NAMES, PROJECTS, roster

POLICY = POLICIES[2]
#: Lines that say on which days a project has duties.
WATCHED = ("day_begun", ACTIVE, INACTIVE)


class PaperDays:
    """What `desk.days` does, in memory, always under the whole book. A project has days once it is begun or looked at."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.outlived = PaperOutlived(desk)
        self.news: dict[str, list[NoticeRow]] = {}
        self.lines: dict[str, list[Entry]] = {}
        self.words: dict[tuple[str, int], dict] = {}
        self.first: dict[str, date] = {}

    @property
    def now(self) -> datetime:
        now: datetime = self.desk.now
        return now

    @property
    def today(self) -> date:
        return POLICY.local(self.now).date()

    def begin(self, project: str, day: date) -> None:
        """A project has days from this one on."""
        self.first[project] = day
        self._add(project, first_line(day, midnight(day, POLICY)))

    def _add(self, project: str, draft: Draft, words: Mapping | None = None) -> None:
        lines = self.lines.setdefault(project, [])
        prev = lines[-1].hash if lines else genesis(chain_of(project))
        lines.append(link(draft, len(lines) + 1, self.now, prev))
        if words:
            self.words[project, len(lines)] = dict(words)

    def _duties(self, project: str) -> dict:
        if project not in self.first:
            self.begin(project, self.today)
        lines = self.lines[project]
        newest = [line for line in lines if line.type in WATCHED][-1]
        start = newest.data.get("from") or newest.data["day"]
        following = date.fromisoformat(start) + (ONE if newest.type == "day_begun" else timedelta())
        running = tuple(d for d in all_days(lines).values() if d.running)
        watch = Watch(newest.type != INACTIVE, following, running)
        for draft in coming(watch, self.now, lambda _: POLICY, roster(project)):
            self._add(project, draft)
        return all_days(self.lines[project])

    def _roles(self, who: Person, project: str) -> list[str]:
        if project not in who.projects:
            raise NotFound
        return [h.role for h in roster(project).holdings if h.person == who.id]

    def _active(self, project: str) -> bool:
        newest = [line.type for line in self.lines[project] if line.type in WATCHED][-1]
        return newest != INACTIVE

    async def everywhere(self, who: Person) -> tuple[ProjectToday, ...]:
        found = []
        for code in who.projects:
            duties = self._duties(code)
            missed = {d.day for d in duties.values() if d.state == "overdue" or d.late_by}
            today = tuple(d for d in duties.values() if d.day == self.today)
            found.append(ProjectToday(Project(code, *PROJECTS[code]), self.today, today, len(missed)))
        return tuple(found)

    async def book(self, who: Person, code: str, before: date | None = None, *, gaps: bool = False) -> DayBook:
        roles, duties = self._roles(who, code), self._duties(code)
        missed = {d.day for d in duties.values() if d.state == "overdue" or d.late_by}
        days = sorted({d.day for d in duties.values() if not gaps or d.day in missed}, reverse=True)
        listed = tuple((day, tuple(d for d in duties.values() if d.day == day)) for day in days)
        may_file, may_switch = bool(set(roles) & set(FILERS)), bool(set(roles) & set(SWITCHERS))
        project = Project(code, *PROJECTS[code])
        return DayBook(project, self.today, self._active(code), listed, len(missed), None, may_file, may_switch, NAMES)

    async def sheet(self, who: Person, code: str, day: date | None = None) -> DaySheet:
        roles, duties, day = self._roles(who, code), self._duties(code), day or self.today
        own = tuple(d for d in duties.values() if d.day == day)
        if not own and day != self.today:
            raise NotFound
        signed = tuple(
            Signed(line, self.words.get((code, line.seq), {}))
            for line in self.lines[code]
            if line.type == "day_filed" and line.data["day"] == day.isoformat()
        )
        may = bool(set(roles) & set(FILERS)) and no_sheet(day, self.today, owed=any(map(to_be_signed, own))) is None
        project = Project(code, *PROJECTS[code])
        return DaySheet(project, day, self.today, own, signed, 3, may, self._active(code), NAMES)

    async def file(self, who: Person, code: str, day: date, id: str, form: Mapping) -> DaySheet:
        roles, entered, duties = self._roles(who, code), read_sheet(form), self._duties(code)
        if refusal := not_to_be_filed(roles, entered.counts):
            raise Refused(refusal)
        for rule, counts in entered.counts.items():
            duty = duties.get((day, rule)) or DayDuty(
                day, rule, midnight(day, POLICY), due_at(rule, day, POLICY), owed=False
            )
            if refusal := no_sheet(day, self.today, owed=to_be_signed(duty)):
                raise Refused(refusal)
            self._add(code, filed(duty, counts_of(counts), self.now, who.id, "R02"), entered.words[rule])
        return await self.sheet(who, code, day)

    async def switch(self, who: Person, code: str, id: str, form: Mapping, *, active: bool) -> None:
        roles, _ = self._roles(who, code), read_reason(form)
        self._duties(code)
        if refusal := not_to_be_switched(roles, active=self._active(code), wanted=active):
            raise Refused(refusal)
        first = self.today + ONE if active else self.today
        self._add(code, Draft(ACTIVE if active else INACTIVE, {"from": first.isoformat()}, self.now, who.id, "R08"))

    def due(self, who: Person) -> tuple:
        """What lies on a desk."""
        filing = [place.scope for place in who.holdings if place.role in FILERS]
        told = who.projects if who.holds("R06", "R08", "R10") else ()
        return tuple(
            (Project(code, *PROJECTS[code]), duty)
            for code in who.projects
            if code in self.first
            for duty in self._duties(code).values()
            if duty.running and (code in filing or (code in told and duty.state == "overdue"))
        )

"""The days of projects as pages read them (T04, T05): a day's sheet, and the list of days with its gaps.

They are shown as of now, also while no worker runs: what is due by now is folded in without being written.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.day_sheets import DayBook, DaySheet, ProjectToday, Signed, opened_words
from desk.errors import NotFound
from desk.people import People
from desk.views import Person, Project, Words
from domain.daily import FILERS, SWITCHERS, no_sheet
from domain.days import DayDuty, LookAtDay, fold_days, midnight
from domain.policy import Policy, in_force
from domain.roster import unique
from domain.vocabulary import DutyState
from store import days as kept
from store.chained import entry_of
from store.contents import Contents
from store.database import Database
from store.policies import approved
from store.roster import roster
from store.tables import CaseRow, DayLineRow

#: Days on one page of the list.
PAGE = 31


@dataclass(frozen=True, slots=True)
class Here:
    """A project at one instant, with whose roles it is about to be changed."""

    project: str
    at: datetime
    policy: Policy
    roles: tuple[str, ...]

    @property
    def today(self) -> date:
        return self.policy.local(self.at).date()

    @property
    def look(self) -> LookAtDay:
        return LookAtDay(self.project, self.at)

    @property
    def filing(self) -> str:
        """The role under which this person signs a sheet."""
        return next((role for role in self.roles if role in FILERS), "")

    @property
    def switching(self) -> str:
        return next((role for role in self.roles if role in SWITCHERS), "")


class DayReads:
    """What pages and programs read. `clock` says what is now, `held` the newest version of the policy allowed."""

    def __init__(self, database: Database, contents: Contents, people: People, clock: Clock, held: int = 0) -> None:
        self._database, self._contents, self._people = database, contents, people
        self._clock, self._held = clock, held

    async def book(self, person: Person, code: str, before: date | None = None, *, gaps: bool = False) -> DayBook:
        """The days of a project, newest first; `gaps`: only those that were not signed in time. Raises NotFound."""
        project = await self._project(person, code)
        async with self._database.reading() as session:
            here = await self._here(session, person, code)
            days, active = await self._as_of_now(session, here, before, gaps=gaps)
            missed = (await kept.gaps_of(session, (code,))).get(code, 0)
        listed = sorted(days, reverse=True)
        return DayBook(
            project,
            here.today,
            active,
            tuple((day, days[day]) for day in listed[:PAGE]),
            missed,
            listed[PAGE - 1] if len(listed) > PAGE else None,
            bool(here.filing),
            bool(here.switching),
            await self._people.names(),
        )

    async def everywhere(self, person: Person) -> tuple[ProjectToday, ...]:
        """Every project in sight, with today's duties as they are kept, and how many days have a gap."""
        async with self._database.reading() as session:
            now = self._clock()
            today = in_force(now, self._held, await approved(session)).local(now).date()
            rows = await kept.on_day(session, person.projects, today)
            missed = await kept.gaps_of(session, person.projects)
        sites = [site for site in await self._people.sites() if site.code in person.projects]
        return tuple(
            ProjectToday(Project(s.code, s.name_zh, s.name_en), today, rows.get(s.code, ()), missed.get(s.code, 0))
            for s in sites
        )

    async def sheet(self, person: Person, code: str, day: date | None = None) -> DaySheet:
        """One day, today unless named. Raises NotFound for a day that is neither today nor known."""
        project = await self._project(person, code)
        async with self._database.reading() as session:
            here = await self._here(session, person, code)
            wanted = day or here.today
            days, active = await self._as_of_now(session, here, None, only=wanted)
            duties = days.get(wanted, ())
            if not duties and wanted != here.today:
                raise NotFound
            signed = await self._signed(session, code, wanted)
            registered = await _registered(session, code, wanted, here.policy)
        may = bool(here.filing) and no_sheet(wanted, here.today, owed=any(map(to_be_signed, duties))) is None
        names = await self._people.names()
        return DaySheet(project, wanted, here.today, duties, signed, registered, may, active, names)

    async def _project(self, person: Person, code: str) -> Project:
        site = await self._people.site(code)
        if site is None or code not in person.projects:
            raise NotFound
        return Project(site.code, site.name_zh, site.name_en)

    async def _here(self, session: AsyncSession, person: Person, code: str) -> Here:
        now = self._clock()
        seats = await roster(session, code)
        roles = unique(h.role for h in seats.holdings if h.person == person.id)
        return Here(code, now, in_force(now, self._held, await approved(session)), roles)

    async def _as_of_now(
        self, session: AsyncSession, here: Here, before: date | None, *, gaps: bool = False, only: date | None = None
    ) -> tuple[dict[date, tuple[DayDuty, ...]], bool]:
        """The days as they stand now, whether a worker has looked or not; and whether the project is active."""
        known = await kept.days_of(session, here.project, before, only, PAGE + 1, gaps=gaps)
        drafts, watch = await kept.coming_up(session, here.look, self._held)
        for draft in drafts:
            known |= fold_days(known | {(d.day, d.rule): d for d in watch.running}, draft, draft.at)
        days: dict[date, tuple[DayDuty, ...]] = {}
        for (day, _), duty in sorted(known.items()):
            fits = (before is None or day < before) and (only in (None, day)) and (not gaps or _gap(duty))
            days |= {day: (*days.get(day, ()), duty)} if fits else {}
        return days, watch.active

    def words(self, row: DayLineRow) -> Words:
        """The words of a line; none when they do not open."""
        opened = opened_words(self._contents, row)
        return opened.fields if opened else {}

    async def _signed(self, session: AsyncSession, code: str, day: date) -> tuple[Signed, ...]:
        rows = await kept.sheets_of(session, code, day)
        return tuple(Signed(entry_of(row), self.words(row)) for row in rows)


def to_be_signed(duty: DayDuty) -> bool:
    """Was there a clock for it, or is there a sheet that can be brought up to date?"""
    return duty.owed or duty.times > 0 or duty.state is DutyState.OVERDUE


def _gap(duty: DayDuty) -> bool:
    return duty.state is DutyState.OVERDUE or duty.late_by > 0


async def _registered(session: AsyncSession, code: str, day: date, policy: Policy) -> int:
    """The cases and leads of a day, without drills: what the sheet's numbers can be held against."""
    start = midnight(day, policy)
    within = (CaseRow.opened_at >= start, CaseRow.opened_at < start + timedelta(days=1))
    query = select(func.count()).where(CaseRow.project == code, CaseRow.factor == 0, *within)
    return await session.scalar(query) or 0

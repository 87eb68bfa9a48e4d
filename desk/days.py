"""Signing the daily sheets of a project (T04, T05), and saying whether it has days at all.

A sheet is written to the project's chain in the transaction in which everything due before it is written: a day that
was missed is missed first, and then signed late.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.day_chain import add_line
from desk.day_reads import DayReads, Here, to_be_signed
from desk.day_sheets import DaySheet, Entered, counts_of, read_reason, read_sheet
from desk.errors import IdReused, Refused
from desk.orders import check_id
from desk.outlived import Outlived
from desk.people import People
from desk.views import Person
from domain.daily import DAILY, no_sheet, not_to_be_filed, not_to_be_switched
from domain.days import ACTIVE, INACTIVE, ONE, DayDuty, due_at, filed, midnight
from domain.entries import Data, Draft
from domain.policy import Policy
from store import days as kept
from store.chained import entry_of
from store.contents import Contents
from store.database import Database
from store.roster import roster


class Days(DayReads):
    """Everything about the days of projects that pages and programs ask; `outlived`: what their chains watch over."""

    def __init__(self, database: Database, contents: Contents, people: People, clock: Clock, held: int = 0) -> None:
        super().__init__(database, contents, people, clock, held)
        self.outlived = Outlived(database, contents, people, clock, held)

    async def file(self, person: Person, code: str, day: date, id: str, form: Mapping[str, Any]) -> DaySheet:
        """Sign a day's sheet, or one part of it. The id makes it safe to send again.

        Raises NotFound, Unreadable, Refused, IdReused.
        """
        await self._project(person, code)
        check_id(id)
        entered = read_sheet(form)

        async def work(session: AsyncSession) -> None:
            if await self._sent_before(session, person, code, id, day, entered):
                return
            here = await self._here(session, person, code)
            if refusal := not_to_be_filed(here.roles, entered.counts):
                raise Refused(refusal)
            await kept.catch_up(session, here.look, self._held)
            owed = [await kept.duty(session, code, day, rule) for rule in entered.counts]
            if refusal := no_sheet(day, here.today, owed=all(one and to_be_signed(one) for one in owed)):
                raise Refused(refusal)
            for rule, duty in zip(entered.counts, owed, strict=True):
                await self._sign(session, here, person, duty or _unasked(day, rule, here.policy), entered, id)

        await self._database.together(work)
        return await self.sheet(person, code, day)

    async def switch(self, person: Person, code: str, id: str, form: Mapping[str, Any], *, active: bool) -> None:
        """Say that a project has days again, from tomorrow; or has none any more, from today.

        Raises NotFound, Unreadable, Refused, IdReused.
        """
        await self._project(person, code)
        check_id(id)
        reason = read_reason(form)

        async def work(session: AsyncSession) -> None:
            type_ = ACTIVE if active else INACTIVE
            if known := await kept.line_sent_as(session, id):
                if (known.project, known.actor, known.type) != (code, person.id, type_):
                    raise IdReused
                return
            here = await self._here(session, person, code)
            await kept.catch_up(session, here.look, self._held)
            watch = await kept.watched(session, code, here.today)
            if refusal := not_to_be_switched(here.roles, active=watch.active, wanted=active):
                raise Refused(refusal)
            first = here.today + ONE if active else here.today
            told = [{"role": "R06", "person": p} for p in (await roster(session, code)).people("R06", deputies=False)]
            data: Data = {"from": first.isoformat(), "told": told}
            draft = Draft(type_, data, here.at, person.id, here.switching)
            await add_line(session, self._contents, code, draft, {"reason": reason}, id, here.at)

        await self._database.together(work)

    async def _sign(
        self, session: AsyncSession, here: Here, person: Person, duty: DayDuty, entered: Entered, id: str
    ) -> None:
        draft = filed(duty, dict(entered.counts[duty.rule]), here.at, person.id, here.filing)
        words, name = entered.words[duty.rule], f"{id}/{duty.rule}"
        await add_line(session, self._contents, here.project, draft, words, name, here.at)

    async def _sent_before(
        self, session: AsyncSession, person: Person, code: str, id: str, day: date, entered: Entered
    ) -> bool:
        """The same id once more: the same sheet is signed already. Raises IdReused for another one."""
        before = {rule.rule: await kept.line_sent_as(session, f"{id}/{rule.rule}") for rule in DAILY}
        rows = {rule: row for rule, row in before.items() if row}
        if not rows:
            return False
        same = set(rows) == set(entered.counts) and all(
            (row.project, row.actor) == (code, person.id)
            and entry_of(row).data["day"] == day.isoformat()
            and counts_of(entry_of(row).data) == entered.counts[rule]
            and dict(self.words(row)) == entered.words[rule]
            for rule, row in rows.items()
        )
        if not same:
            raise IdReused
        return True


def _unasked(day: date, rule: str, policy: Policy) -> DayDuty:
    """A sheet for a day without a clock."""
    return DayDuty(day, rule, midnight(day, policy), due_at(rule, day, policy), owed=False)

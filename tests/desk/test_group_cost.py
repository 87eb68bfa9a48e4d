"""The three hundredth household costs what the third costs: events, statements and bytes, within a tenth (C-30)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from desk.intake import read_complaint
from desk.orders import Order
from desk.receipts import ANSWERED
from desk.views import HistoryEvent
from store.tables import CaseRow, CommandRow, ContentRow, JournalRow
from tests.desk.offices import new_id
from tests.desk.test_groups import form, made_group
from tests.workflows.world import patiently

TENTH = 0.1
ROOMS = [f"{b}-{u}-{f:02}{d:02}" for b in (1, 2, 3) for u in (1, 2) for f in range(1, 19) for d in (1, 2, 3, 4)]


#: Is it answered? Asked every tenth of a second: on a slow machine more often.
ASKED_AGAIN = str(ANSWERED).partition("WHERE")[0].rstrip()


@dataclass
class Cost:
    """What one household, or one command of its group, took. One event or statement more may be chance."""

    events: int
    statements: int
    bytes: int

    def like(self, other: "Cost") -> bool:
        pairs = ((self.events, other.events), (self.statements, other.statements), (self.bytes, other.bytes))
        return all(abs(a - b) <= max(1, TENTH * b) for a, b in pairs)


@contextmanager
def counted(place) -> Iterator[list[str]]:
    """Every statement that this installation sends to its database; not what whoever waits asks by the clock."""
    sent: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        if not statement.startswith(ASKED_AGAIN):
            sent.append(statement)

    engine = place.office.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def size_of(place, number: str) -> int:
    """Bytes kept of a case: its row, its journal, its commands and words."""
    size = 0
    columns = (
        (CaseRow.state, CaseRow.number),
        (JournalRow.data, JournalRow.case_number),
        (CommandRow.sealed, CommandRow.case_number),
        (ContentRow.sealed, ContentRow.case_number),
    )
    async with place.office.database.reading() as session:
        for column, of in columns:
            size += await session.scalar(select(func.coalesce(func.sum(func.length(column)), 0)).where(of == number))
    return size


async def opened(place, person, room: str, group: str) -> tuple[str, Cost]:
    with counted(place) as sent:
        receipt = await place.desk.open_case(person, new_id(), form(room, group), wait=10)
    assert receipt.state == "applied"
    events = len(await rested(place, person, receipt.number))
    return receipt.number, Cost(events, len(sent), await size_of(place, receipt.number))


#: What a task of a workflow or of an activity ends with.
ENDS = ("_TASK_COMPLETED", "_TASK_TIMED_OUT", "_TASK_FAILED")


async def rested(place, person, number: str) -> tuple[HistoryEvent, ...]:
    """The history of a case once nothing is under way in it: every task that was asked for has ended."""
    async for _ in patiently():
        history: tuple[HistoryEvent, ...] = await place.desk.history(person, number)
        asked = sum(event.type.endswith("_TASK_SCHEDULED") for event in history)
        if asked == sum(event.type.endswith(ENDS) for event in history):
            return history
    raise AssertionError(f"{number} does not come to rest")


async def asked_to_close(place, person, group: str) -> Cost:
    """The cheapest of three: whether the relay looked into the table meanwhile is chance."""
    return min([await _asked_to_close(place, person, group) for _ in range(3)], key=lambda cost: cost.statements)


async def _asked_to_close(place, person, group: str) -> Cost:
    """What closes a group counts its households; here the stage refuses it, after the count was sealed."""
    sent_as, before = new_id(), len(await rested(place, person, group))
    form = {"satisfaction": "satisfied", "conditions": ["steps"], "evidence": [1]}
    with counted(place) as sent:
        await place.desk.send(person, group, sent_as, "result_confirmed", form, wait=10)
    async with place.office.database.reading() as session:
        size = await session.scalar(select(func.length(CommandRow.sealed)).where(CommandRow.id == sent_as))
    return Cost(len(await rested(place, person, group)) - before, len(sent), size or 0)


async def filled(place, person, group: str, rooms: list[str]) -> None:
    """Households that nobody delivers: they are there for the tables, whatever their workflows do."""
    sites = await place.office.people.sites()
    site = await place.office.people.site("YXY")
    complaints = [read_complaint(form(room, group), person, sites) for room in rooms]
    orders = [
        (Order(new_id(), "register", person.id, one.data, one.words, tuple(one.texts)), one) for one in complaints
    ]
    await asyncio.gather(*(place.office.reception.open(order, one, site) for order, one in orders))


@pytest.mark.slow
async def test_the_three_hundredth_household_costs_what_the_third_costs(place, monkeypatch):
    # what a process has to ask again after a while, of projects and of its leases, is not counted
    monkeypatch.setattr("desk.people.REMEMBERED", 600.0)
    monkeypatch.setattr("desk.leases.LENGTH", timedelta(minutes=10))
    async with place.working():
        group, person = await made_group(place), await place.person("cs")
        for room in ROOMS[:2]:
            await opened(place, person, room, group)
        third, third_cost = await opened(place, person, ROOMS[2], group)
        closing, history = await asked_to_close(place, person, group), await rested(place, person, group)
        size = await size_of(place, group)
        await filled(place, person, group, ROOMS[3:299])
        last, last_cost = await opened(place, person, ROOMS[299], group)
        page = await place.desk.case(person, group)
        after = await rested(place, person, group), await size_of(place, group)
        closing_late = await asked_to_close(place, person, group)

    assert page.counts.all == 300
    assert last_cost.like(third_cost), (third, third_cost, last, last_cost)
    assert closing_late.like(closing), (closing, closing_late)
    assert after == (history, size), "not one event, not one byte of the group's own"
    assert len(history) < 60

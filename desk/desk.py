"""The desk: everything people and programs may do, in one place. Pages and the API speak to nothing else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import select

from desk.changes import Changes
from desk.delivery import Delivery
from desk.errors import NotFound
from desk.health import Figures
from desk.history import Histories
from desk.intake import read_complaint
from desk.line import LONGEST, EngineDownError, Line
from desk.lists import Lists
from desk.orders import Order, check_id, read_command, read_decision
from desk.people import People
from desk.reads import Reads
from desk.receipts import Receipts
from desk.reception import Received, Reception
from desk.sessions import Sessions
from desk.verify import Verifier
from desk.views import (
    ApprovalPage,
    ApprovalRow,
    CaseList,
    CasePage,
    HistoryEvent,
    MyDesk,
    Person,
    Project,
    Receipt,
    Verified,
)
from domain.entries import Entry
from store.database import Database
from store.tables import ApprovalRow as ApprovalTable
from store.tables import CaseRow, CommandRow

#: Case numbers whose project is remembered.
MOST_PLACED = 100_000


class Desk:
    """The one way in."""

    def __init__(
        self,
        *,
        database: Database,
        people: People,
        sessions: Sessions,
        reception: Reception,
        delivery: Delivery,
        receipts: Receipts,
        line: Line,
        reads: Reads,
        lists: Lists,
        histories: Histories,
        verifier: Verifier,
        changes: Changes,
        figures: Figures,
    ) -> None:
        self._database, self._people, self._sessions = database, people, sessions
        self._reception, self._delivery, self._receipts = reception, delivery, receipts
        self.line = line
        self._reads, self._lists = reads, lists
        self._histories, self._verifier, self._changes = histories, verifier, changes
        self.health, self.figures = figures.health, figures.now
        self._sending: set[asyncio.Task[None]] = set()
        self._placed: dict[str, str] = {}

        self.sign_in, self.sign_out = sessions.sign_in, sessions.sign_out
        self.who, self.bearer = sessions.who, sessions.bearer
        self.set_locale, self.issue_token = sessions.set_locale, sessions.issue_token

    # what people do

    async def open_case(self, person: Person, key: str, form: Mapping[str, Any], wait: float = 2.0) -> Receipt:
        """Take a complaint in. Raises Unreadable, Refused, IdReused."""
        complaint = read_complaint(form, person, await self._people.sites())
        site = await self._people.site(complaint.project)
        assert site is not None
        order = Order(check_id(key), "register", person.id, complaint.data, complaint.words, tuple(complaint.texts))
        return await self._answered(await self._reception.open(order, complaint, site), wait)

    async def send(
        self,
        person: Person,
        number: str,
        id: str,
        name: str,
        values: Mapping[str, Any],
        version: int | None = None,
        wait: float = 2.0,
    ) -> Receipt:
        """Send a command. Raises NotFound, Unreadable, IdReused; a refusal is a receipt."""
        await self.sees(person, number)
        order = read_command(number, person.id, id, name, values, version)
        return await self._answered(await self._reception.receive(order), wait)

    async def decide(
        self,
        person: Person,
        approval_id: str,
        id: str,
        decision: str,
        comment: str,
        digest: str,
        wait: float = 2.0,
    ) -> Receipt:
        """Sign, reject or return. Raises NotFound, Unreadable, IdReused; a refusal is a receipt."""
        number = await self.sees_approval(person, approval_id)
        order = read_decision(number, approval_id, person.id, id, decision, comment, digest)
        return await self._answered(await self._reception.receive(order), wait)

    async def receipt(self, person: Person, id: str) -> Receipt:
        """A receipt as it stands now."""
        query = (
            select(CaseRow.project)
            .join(CommandRow, CommandRow.case_number == CaseRow.number)
            .where(CommandRow.id == id)
        )
        async with self._database.reading() as session:
            project = await session.scalar(query)
        receipt = await self._receipts.get(id) if project in person.projects else None
        if receipt is None:
            raise NotFound
        return receipt

    # what people read

    async def my_desk(self, person: Person) -> MyDesk:
        return await self._lists.my_desk(person)

    async def cases(
        self,
        person: Person,
        project: str = "",
        stage: str = "",
        level: str = "",
        overdue: bool = False,
        q: str = "",
        after: str = "",
    ) -> CaseList:
        """A page of the cases this person may see. Raises Unreadable for a cursor that is none."""
        return await self._lists.cases(person, project, stage, level, overdue=overdue, q=q, after=after)

    async def case(self, person: Person, number: str) -> CasePage:
        return await self._reads.case(person, number)

    async def journal(self, person: Person, number: str) -> tuple[Entry, ...]:
        return await self._reads.journal(person, number)

    async def phone(self, person: Person, number: str) -> str:
        return await self._reads.phone(person, number)

    async def approval(self, person: Person, id: str) -> ApprovalPage:
        return await self._reads.approval(person, id)

    async def approvals(self, person: Person, state: str = "open") -> tuple[ApprovalRow, ...]:
        return await self._lists.approvals(person, state)

    async def history(self, person: Person, number: str) -> tuple[HistoryEvent, ...]:
        """What the engine itself recorded. Raises EngineDownError when it cannot be asked."""
        await self.sees(person, number)
        return await self._histories.events(number)

    async def verify(self, person: Person, number: str) -> Verified:
        await self.sees(person, number)
        return await self._verifier.verify(number)

    async def changes(self, person: Person) -> AsyncIterator[str]:
        """The numbers of cases this person may see, as they change."""
        async for number, project in self._changes.listen():
            if project in person.projects:
                yield number

    async def projects(self, person: Person) -> tuple[Project, ...]:
        """The projects this person may see."""
        sites = await self._people.sites()
        return tuple(Project(s.code, s.name_zh, s.name_en) for s in sites if s.code in person.projects)

    async def names(self) -> Mapping[str, tuple[str, str]]:
        """What every account is called."""
        return await self._people.names()

    async def mark_seen(self, person: Person) -> None:
        """All notices of this person are read."""
        await self._lists.mark_seen(person)

    async def close(self) -> None:
        """Nobody is kept waiting; what is being sent comes to an end, within the limit of a call."""
        await self._receipts.close()
        if self._sending:
            await asyncio.wait(self._sending, timeout=LONGEST)
        await self._changes.close()

    async def sees(self, person: Person, number: str) -> None:
        """Sight comes first: nothing is written for a case one may not see."""
        if await self._project(number) not in person.projects:
            raise NotFound

    async def _project(self, number: str) -> str | None:
        """The project of a case; it never changes, so it is asked once."""
        if number not in self._placed:
            async with self._database.reading() as session:
                project = await session.scalar(select(CaseRow.project).where(CaseRow.number == number))
            if project is None:
                return None
            if len(self._placed) >= MOST_PLACED:
                self._placed.clear()
            self._placed[number] = project
        return self._placed[number]

    async def sees_approval(self, person: Person, approval_id: str) -> str:
        """The case of a sign-off this person may see. Raises NotFound."""
        async with self._database.reading() as session:
            row = await session.get(ApprovalTable, approval_id)
        if row is None:
            raise NotFound
        await self.sees(person, row.case_number)
        return row.case_number

    async def _answered(self, received: Received, wait: float) -> Receipt:
        """Deliver, and wait a moment for what becomes of it; the delivery goes on if the wait ends first."""
        if received.command is None:
            return (
                received.receipt if received.receipt.state != "received" else await self._waited(received.receipt, wait)
            )
        task = asyncio.create_task(self._hand_over(received))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return await self._waited(received.receipt, wait)

    async def _waited(self, receipt: Receipt, wait: float) -> Receipt:
        if wait <= 0 or self.line.silent:
            return await self._receipts.get(receipt.id) or receipt
        return await self._receipts.wait(receipt.id, wait) or receipt

    async def _hand_over(self, received: Received) -> None:
        """In the background: the engine being away is nobody's error here, the relay comes back to it."""
        with contextlib.suppress(EngineDownError):
            await self._delivery.hand_over(received)
            number = received.receipt.number
            if await self._receipts.wait(received.receipt.id, 1.0) is None:
                await self._delivery.settle(number)
        if self.line.silent:
            self._receipts.give_up(received.receipt.id)

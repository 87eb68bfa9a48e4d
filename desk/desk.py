"""The desk: everything people and programs may do, in one place. Pages and the API speak to nothing else."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desk.answering import Answering
from desk.campaigns import Campaigns
from desk.changes import Changes
from desk.days import Days
from desk.delegations import Delegations
from desk.delivery import Delivery
from desk.dossiers import Dossiers
from desk.errors import NotFound
from desk.groups import Groups
from desk.health import Figures
from desk.history import Histories
from desk.intake import Complaint, read_complaint, read_lead
from desk.library import Records
from desk.line import Line
from desk.lists import Lists
from desk.months import Months
from desk.orders import Order, check_id, read_command, read_decision
from desk.people import People
from desk.placing import Placing
from desk.policies import Policies
from desk.publishing import Publishing
from desk.reads import Reads
from desk.receipts import Receipts
from desk.reception import Reception
from desk.sessions import Sessions
from desk.views import (
    CaseList,
    HistoryEvent,
    Person,
    Project,
    Receipt,
)
from store.database import Database
from store.tables import CaseRow, CommandRow


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
        dossiers: Dossiers,
        changes: Changes,
        figures: Figures,
        delegations: Delegations,
        policies: Policies,
        records: Records,
        publishing: Publishing,
        groups: Groups,
        campaigns: Campaigns,
        days: Days,
        months: Months,
    ) -> None:
        self._database, self._people, self._reception, self._receipts = database, people, reception, receipts
        self.line, self.groups, self.days, self.statement = line, groups, days, publishing.statement
        self._lists, self._histories, self._changes = lists, histories, changes
        self.evidence = reads.evidence
        self.verify, self.dossier, self.month = dossiers.verify, dossiers.dossier, months.month
        self.health, self.figures, self.names, self.known = figures.health, figures.now, people.names, records.known
        self.case, self.journal, self.phone, self.approval = reads.case, reads.journal, reads.phone, reads.approval
        self.my_desk, self.approvals, self.mark_seen = lists.my_desk, lists.approvals, lists.mark_seen
        self.delegations, self.delegate, self.end_delegation = delegations.mine, delegations.give, delegations.end
        self.library, self.case_figures, self.improvements = records.library, records.case_figures, records.improvements
        placing, self._answering = Placing(database), Answering(delivery, receipts, line)
        self.sees, self.sees_approval, self._placing = placing.sees, placing.sees_approval, placing
        self.policies, self.policy_at, self.campaigns = policies, policies.at, campaigns
        self.sign_in, self.sign_out, self.who = sessions.sign_in, sessions.sign_out, sessions.who
        self.bearer, self.set_locale, self.issue_token = sessions.bearer, sessions.set_locale, sessions.issue_token

    # what people do

    async def open_case(self, person: Person, key: str, form: Mapping[str, Any], wait: float = 2.0) -> Receipt:
        """Take a complaint in. Raises Unreadable, Refused, IdReused."""
        complaint = read_complaint(form, person, await self._people.sites())
        return await self._open(person, key, "register", complaint, wait)

    async def open_lead(self, person: Person, key: str, form: Mapping[str, Any], wait: float = 2.0) -> Receipt:
        """Take a lead in (S0). Raises Unreadable, Refused, IdReused."""
        complaint = read_lead(form, person, await self._people.sites())
        return await self._open(person, key, "register_lead", complaint, wait)

    async def _open(self, person: Person, key: str, name: str, complaint: Complaint, wait: float) -> Receipt:
        words, texts = complaint.words, tuple(complaint.texts)
        order = Order(check_id(key), name, person.id, complaint.data, words, texts, happened_at=complaint.happened_at)
        await self._placing.sees_named(person, order)
        site = await self._people.site(complaint.project)
        assert site is not None
        return await self._answering.answered(await self._reception.open(order, complaint, site), wait)

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
        await self._placing.sees_named(person, order)
        await self._placing.has_room(order, await self._people.sites())
        return await self._answering.answered(await self._reception.receive(order), wait)

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
        return await self._answering.answered(await self._reception.receive(order), wait)

    async def receipt(self, person: Person, id: str) -> Receipt:
        """A receipt as it stands now."""
        query = (
            select(CaseRow.project, CaseRow.factor)
            .join(CommandRow, CommandRow.case_number == CaseRow.number)
            .where(CommandRow.id == id)
        )
        async with self._database.glancing() as session:
            found = (await session.execute(query)).one_or_none()
        receipt = await self._receipts.get(id) if found and found.project in person.projects else None
        if found is None or receipt is None:
            raise NotFound
        return replace(receipt, drill=bool(found.factor))

    # what people read

    async def cases(
        self,
        person: Person,
        project: str = "",
        stage: str = "",
        level: str = "",
        overdue: bool = False,
        q: str = "",
        after: str = "",
        order: str = "",
        policy: str = "",
        missing: str = "",
    ) -> CaseList:
        """A page of the cases this person may see. Raises Unreadable for a cursor that is none."""
        what = {"q": q, "after": after, "order": order, "policy": policy, "missing": missing}
        return await self._lists.cases(person, project, stage, level, overdue=overdue, **what)

    async def history(self, person: Person, number: str) -> tuple[HistoryEvent, ...]:
        """What the engine itself recorded. Raises EngineDownError when it cannot be asked."""
        await self.sees(person, number)
        return await self._histories.events(number)

    async def changes(self, person: Person) -> AsyncIterator[str]:
        """The numbers of cases this person may see, as they change."""
        async for number, project in self._changes.listen():
            if project in person.projects:
                yield number

    async def projects(self, person: Person) -> tuple[Project, ...]:
        """The projects this person may see."""
        sites = await self._people.sites()
        return tuple(Project(s.code, s.name_zh, s.name_en) for s in sites if s.code in person.projects)

    async def close(self) -> None:
        """Nobody is kept waiting; what is being sent comes to an end, within the limit of a call."""
        await self._answering.close()
        await self._changes.close()

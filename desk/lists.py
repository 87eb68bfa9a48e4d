"""What lies on a desk, and pages of cases: from the read model alone, a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from desk.clock import Clock
from desk.errors import Unreadable
from desk.news import NOTICES, campaign_notices, case_notices, day_notices, delegation_notices, policy_notices
from desk.on_desks import due_today
from desk.people import People
from desk.policies import to_sign
from desk.search import sought
from desk.sight import masked_room, who_complains
from desk.sorting import place_of, sorted_by
from desk.views import ApprovalRow, CaseList, CaseRow, DueRow, MyDesk, Person
from domain.commands import COMMANDS
from domain.crisis import REPORTS
from domain.duties import BY_RULE
from domain.fields import Problem, readable
from domain.roster import Delegation
from domain.vocabulary import ApprovalState, Level, Role, Stage
from store import campaigns, policies
from store.cases import Cursor, Sought, narrowed
from store.contents import Contents
from store.database import Database
from store.days import told_and_seen as days_told_and_seen
from store.delegations import in_force, told_and_seen
from store.snapshot import from_json
from store.tables import ApprovalRow as ApprovalTable
from store.tables import AskeeRow, ContentRow, DutyRow
from store.tables import CaseRow as CaseTable
from store.tables import NoticeRow as NoticeTable

PAGE, DESK = 50, 200
MOST_SOUGHT = 100
#: Who has every duty of the project on the desk; others have their own.
OVERSEERS = (Role.R03, Role.R06)
#: Seats of the group whose own duties lie on their desks: legal, PR, HR and administration.
OF_THE_GROUP = (Role.R13, Role.R14, Role.R15, Role.R16)
#: What lies on the desk of whoever is appointed to speak, whatever seat they hold (A25).
SPOKEN = ("T38", "T39", "D36")
#: Where a case that owes nothing stands among due times.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Lists:
    """Rows of many cases."""

    def __init__(self, database: Database, contents: Contents, people: People, now: Clock) -> None:
        self._database, self._contents, self._people, self._now = database, contents, people, now

    async def my_desk(self, person: Person) -> MyDesk:
        """What this person owes, is asked, waits for and was told."""
        async with self._database.reading() as session:
            duties = await self._duties(session, person)
            approvals = await self._to_sign(session, person, ApprovalState.OPEN)
            waiting = await self._approvals(session, _requested_by(person.id))
            notices = await case_notices(session, person) + await delegation_notices(session, person.id)
            notices += await policy_notices(session, person.id) + await day_notices(session, person.id)
            notices += await campaign_notices(session, person)
            days = await due_today(session, person)
            amendments = await to_sign(session, person, self._now())
        notices = tuple(sorted(notices, key=lambda one: one.at, reverse=True)[:NOTICES])
        return MyDesk(duties, approvals, notices, await self._people.names(), waiting, amendments, days)

    async def approvals(self, person: Person, state: str = "open") -> tuple[ApprovalRow, ...]:
        """The sign-offs that this person is or was asked for."""
        async with self._database.reading() as session:
            return await self._to_sign(session, person, state)

    async def _to_sign(self, session: AsyncSession, person: Person, state: str) -> tuple[ApprovalRow, ...]:
        """What this person is or was asked; while it is open, also what they may sign for another (A12)."""
        mine = await self._approvals(session, _asked_of(person.id, state))
        if state != ApprovalState.OPEN:
            return mine
        others = [
            await self._approvals(session, _asked_for(one)) for one in await in_force(session, person.id, self._now())
        ]
        unique = {row.id: row for rows in (mine, *others) for row in rows if row.requested_by != person.id}
        return tuple(unique.values())

    async def mark_seen(self, person: Person) -> None:
        """All notices of this person are read."""
        mine = update(NoticeTable).where(NoticeTable.person == person.id, NoticeTable.seen_at.is_(None))
        seen = mine.values(seen_at=self._now())

        async def work(session: AsyncSession) -> None:
            await session.execute(seen)
            await session.execute(told_and_seen(person.id), {"now": self._now()})
            await session.execute(policies.told_and_seen(person.id), {"now": self._now()})
            await session.execute(days_told_and_seen(person.id), {"now": self._now()})
            await session.execute(campaigns.told_and_seen(person.id), {"now": self._now()})

        await self._database.together(work)

    async def cases(
        self,
        person: Person,
        project: str,
        stage: str,
        level: str,
        *,
        overdue: bool,
        q: str,
        after: str,
        order: str = "",
        policy: str = "",
        missing: str = "",
    ) -> CaseList:
        """A page of cases: the last changed first, or by `order` "due" the one due next, by "silence" the
        one whose customer has heard nothing for longest.

        `policy` is a version: the open cases that live under it. `missing`: those with a report overdue (D34).
        """
        _check(stage, level, q)
        projects = tuple(p for p in person.projects if project in ("", p))
        query = _narrowed(Sought(projects, stage, level, overdue=overdue), policy, missing)
        if q.strip():
            query = query.where(sought(self._contents, q.strip()))
        query = sorted_by(order)(query, _cursor(after) if after else None).limit(PAGE + 1)
        async with self._database.reading() as session:
            rows = tuple(await session.scalars(query))
            rooms = await self._rooms(session, [row.number for row in rows[:PAGE]])
            due = await _next_due(session, [row.number for row in rows[:PAGE]])
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        following = str(Cursor(place_of(last, order), last.number)) if last else None
        lines = tuple(_case_row(row, rooms, due) for row in rows[:PAGE])
        return CaseList(lines, following, await self._people.names())

    async def _duties(self, session: AsyncSession, person: Person) -> tuple[DueRow, ...]:
        query = (
            select(DutyRow, CaseTable)
            .join(CaseTable, CaseTable.number == DutyRow.case_number)
            .options(defer(CaseTable.state), defer(CaseTable.policy))
            .where(
                DutyRow.state.in_(("open", "overdue")),
                DutyRow.approval == "",
                CaseTable.project.in_(person.projects),
                _theirs(person),
            )
            .order_by(DutyRow.due_at, DutyRow.case_number, DutyRow.id)
            .limit(DESK)
        )
        found = [(duty, case) for duty, case in await session.execute(query)]
        rooms = await self._rooms(session, [case.number for _, case in found])
        return tuple(_due_row(duty, case, rooms) for duty, case in found)

    async def _approvals(self, session: AsyncSession, query: Any) -> tuple[ApprovalRow, ...]:
        rows = list(await session.execute(query))
        return tuple(
            ApprovalRow(
                a.id, a.case_number, subject, a.rule, a.seat, a.subject, a.requested_by, a.asked_at, due,
                a.state, a.expires_at, a.digest, project, bool(factor),
            )
            for a, subject, project, due, factor in rows
        )  # fmt: skip

    async def _rooms(self, session: AsyncSession, numbers: Sequence[str]) -> dict[str, str]:
        """Rooms are sealed: the first content of each case, opened; of a lead the one that names who complains."""
        if not numbers:
            return {}
        query = select(ContentRow).where(ContentRow.case_number.in_(set(numbers)), ContentRow.id == "ct-0001")
        rows = {row.case_number: row for row in await session.scalars(query)}
        leads = [number for number, row in rows.items() if row.kind == "register_lead"]
        for number, state in await _states(session, leads):
            named = await session.get(ContentRow, (number, who_complains(from_json(state))))
            rows |= {number: named} if named else {}
        found = ((number, self._room(row)) for number, row in rows.items())
        return {number: masked_room(room) if room or number not in leads else "" for number, room in found}

    def _room(self, row: ContentRow) -> str:
        try:
            return str(self._contents.open(row).fields.get("complainant", {}).get("room", ""))
        except ValueError:
            return ""


def _narrowed(what: Sought, policy: str, missing: str) -> Any:
    """The cases sought, without their folded states."""
    version = int(policy) if policy.isdecimal() else 0
    what = replace(what, ended=False if version else None, policy=version, missing=REPORTS if missing else ())
    return narrowed(select(CaseTable).options(defer(CaseTable.state), defer(CaseTable.policy)), what)


async def _states(session: AsyncSession, numbers: Sequence[str]) -> Any:
    query = select(CaseTable.number, CaseTable.state).where(CaseTable.number.in_(numbers))
    return (await session.execute(query)).all() if numbers else ()


def _theirs(person: Person) -> Any:
    """Whose desk a duty lies on: who owes it, the accountable person's, the department head's, the overseers'."""
    speaks = (CaseTable.speaker == person.id) & DutyRow.rule.in_(SPOKEN)
    ways = [CaseTable.owner == person.id, DutyRow.person == person.id, speaks]
    for place in person.holdings:
        here = CaseTable.project == place.scope
        if place.role in OVERSEERS:
            ways.append(here)
        elif place.role == Role.R05:
            ways.append(here & (DutyRow.owner_role == Role.R05) & (CaseTable.department == place.department))
        elif place.role == Role.R02:
            ways.append(here & CaseTable.owner.contains(".") & DutyRow.owner_role.in_((Role.R01, Role.R02)))
        elif place.role in OF_THE_GROUP:
            ways.append(DutyRow.owner_role == place.role)
        elif place.role in (Role.R08, Role.R10):
            ways.append(DutyRow.state == "overdue")
    clause = ways[0]
    for way in ways[1:]:
        clause |= way
    return clause


def _asked_of(account: str, state: str) -> Any:
    query = _seats().join(AskeeRow, AskeeRow.approval == ApprovalTable.id).where(AskeeRow.account == account)
    if state == ApprovalState.OPEN:
        return query.where(ApprovalTable.state == state).order_by(ApprovalTable.asked_at).limit(DESK)
    query = query.where(ApprovalTable.state == state) if state else query
    return query.order_by(ApprovalTable.asked_at.desc()).limit(DESK)


def _asked_for(what: Delegation) -> Any:
    """What a delegate may sign for the principal: inside the rules of the scope; the core looks at the rest."""
    return _asked_of(what.principal, ApprovalState.OPEN).where(ApprovalTable.rule.in_(what.rules))


def _requested_by(account: str) -> Any:
    mine = (ApprovalTable.requested_by == account) & (ApprovalTable.state == ApprovalState.OPEN)
    return _seats().where(mine).order_by(ApprovalTable.asked_at).limit(DESK)


def _seats() -> Any:
    return (
        select(ApprovalTable, CaseTable.subject, CaseTable.project, DutyRow.due_at, CaseTable.factor)
        .join(CaseTable, CaseTable.number == ApprovalTable.case_number)
        .outerjoin(
            DutyRow,
            (DutyRow.case_number == ApprovalTable.case_number) & (DutyRow.approval == ApprovalTable.id),
        )
    )


async def _next_due(session: AsyncSession, numbers: Iterable[str]) -> dict[str, DutyRow]:
    query = (
        select(DutyRow)
        .where(DutyRow.case_number.in_(tuple(numbers)), DutyRow.state.in_(("open", "overdue")))
        .order_by(DutyRow.due_at.desc())
    )
    return {row.case_number: row for row in await session.scalars(query)}


def _case_row(row: CaseTable, rooms: dict[str, str], due: dict[str, DutyRow]) -> CaseRow:
    duty = due.get(row.number)
    return CaseRow(
        row.number, row.project, row.subject, rooms.get(row.number, ""), row.stage, row.level, row.phase,
        row.owner, row.opened_at, row.updated_at, row.ended, row.crisis, row.factor, row.version,
        duty.rule if duty else "", duty.due_at if duty else None, row.overdue > 0, row.seq,
        duty.started_at if duty else None,
        row.silent_since,
    )  # fmt: skip


def _due_row(duty: DutyRow, case: CaseTable, rooms: dict[str, str]) -> DueRow:
    owner = duty.person or (case.speaker if duty.owner_role == Role.R15 else "") or case.owner
    owners = (owner,) if owner and "." not in owner else ()
    stops = BY_RULE[duty.rule].stops if duty.rule in BY_RULE else ()
    return DueRow(
        case.number, case.project, case.subject, rooms.get(case.number, ""), case.stage, case.level, duty.rule,
        duty.id, duty.owner_role, owners, duty.started_at, duty.due_at, duty.state, case.factor,
        next((s.command for s in stops if s.command in COMMANDS), ""), duty.contact_by,
    )  # fmt: skip


def _check(stage: str, level: str, q: str) -> None:
    """Filters are codes; a search is short and readable."""
    problems = []
    if stage and stage not in {str(s) for s in Stage}:
        problems.append(Problem("stage", "bad_value"))
    if level and level not in {str(one) for one in Level}:
        problems.append(Problem("level", "bad_value"))
    if len(q) > MOST_SOUGHT:
        problems.append(Problem("q", "too_long", MOST_SOUGHT))
    elif not readable(q):
        problems.append(Problem("q", "characters"))
    if problems:
        raise Unreadable(tuple(problems))


def _cursor(text: str) -> Cursor:
    try:
        return Cursor.parse(text)
    except ValueError:
        raise Unreadable((Problem("after", "bad_value"),)) from None

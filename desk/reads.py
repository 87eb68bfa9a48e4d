"""Pages of one case, of one sign-off: the read model with its words unsealed, as this person may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.earlier import earlier_of
from desk.errors import NotFound
from desk.evidence import Evidence
from desk.groups import group_parts
from desk.line import Line
from desk.looks import Looks
from desk.people import People, Site
from desk.receipts import receipt_of
from desk.related import Relations
from desk.sight import (
    CALLERS,
    reads_restricted,
    restricted_fields,
    shown,
    who_complains,
)
from desk.switches import ALL_OFF, Switches
from desk.views import ApprovalPage, CasePage, Person, Project, Receipt, Words
from domain.accountable import answering
from domain.case import Approval, Case
from domain.clock import alarms
from domain.decide import objection, signs_for
from domain.delegation import principal_of
from domain.entries import Entry
from domain.messages import Command
from domain.offers import offers
from domain.rights import roles_on
from domain.roster import Roster
from domain.vocabulary import Decision
from store.contents import Contents
from store.database import Database
from store.groups import members_of
from store.journal import journal
from store.roster import roster
from store.snapshot import from_json, policy_from_json
from store.tables import ApprovalRow, CaseRow, CommandRow, ContentRow


class Reads:
    """Everything a page shows of one case."""

    def __init__(
        self,
        database: Database,
        contents: Contents,
        people: People,
        line: Line,
        now: Clock,
        relations: Relations,
        evidence: Evidence,
        switches: Switches = ALL_OFF,
    ) -> None:
        self._database, self._contents = database, contents
        self._people, self._line, self._now, self._relations = people, line, now, relations
        self._switches, self._looks, self.evidence = switches, Looks(database, now), evidence

    async def seen(self, session: AsyncSession, person: Person, number: str) -> CaseRow:
        """The case's row. Raises NotFound for a case that is not there or not for this person."""
        row = await session.get(CaseRow, number)
        if row is None or row.project not in person.projects:
            raise NotFound
        return row

    async def case(self, person: Person, number: str) -> CasePage:
        """One case with all that belongs to it."""
        async with self._database.reading() as session:
            row = await self.seen(session, person, number)
            case, sitting = from_json(row.state), await roster(session, row.project, self._now())
            rows = await _contents(session, number)
            entries, pending = await journal(session, number), await _pending(session, number)
            related = await self._relations.around(session, person, row, rows, who_complains(case))
            related |= await group_parts(session, self._contents, case)
            related["files"] = await self.evidence.named_by(session, case)
        roles, departments = roles_on(case, person.id, sitting)
        words = {one.id: self._words(case, one, person, roles) for one in rows}
        complainant = words.get(who_complains(case), {}).get("complainant", {})
        policy, site = policy_from_json(row.policy), await self._people.site(row.project)
        await self._looks.note(person, number, "case", looking=True)
        await self._looks.background(person, number, words.values())
        return CasePage(
            case=case,
            subject=row.subject,
            room=str(complainant.get("room", "")),
            complainant_name=str(complainant.get("name", "")),
            phone_masked=str(complainant.get("phone", "")),
            contents=words,
            names=await self._people.names(),
            offers=self._switches.offered(offers(case, person.id, roles, departments)),
            alarms=alarms(case, policy),
            entries=entries,
            policy=policy,
            pending=pending,
            roles=roles,
            departments=departments,
            project=_project(site),
            engine_answers=not self._line.silent,
            updated_at=row.updated_at,
            **related,
            team_choices=tuple(dict.fromkeys(h.person for h in sitting.holdings)),
            accountable=answering(case, sitting),
            signs_for_others=_for_others(case, person, sitting, self._now()),
        )

    async def journal(self, person: Person, number: str) -> tuple[Entry, ...]:
        """The lines of a case, exactly as chained."""
        async with self._database.reading() as session:
            await self.seen(session, person, number)
            return await journal(session, number)

    async def phone(self, person: Person, number: str) -> str:
        """The complainant's number in full, for those who have to call; every look is kept."""
        async with self._database.reading() as session:
            row = await self.seen(session, person, number)
            case = from_json(row.state)
            roles, _ = roles_on(case, person.id, await roster(session, row.project))
            first = await session.get(ContentRow, (number, who_complains(case)))
        if first is None or not any(role in CALLERS for role in roles):
            raise NotFound
        await self._looks.note(person, number, "phone")
        return str(self._contents.open(first).fields.get("complainant", {}).get("phone", ""))

    async def approval(self, person: Person, approval_id: str) -> ApprovalPage:
        """One seat with exactly what is asked."""
        async with self._database.reading() as session:
            asked = await session.get(ApprovalRow, approval_id)
            if asked is None:
                raise NotFound
            row = await self.seen(session, person, asked.case_number)
            now, case = self._now(), from_json(row.state)
            sitting, rows = await roster(session, row.project, now), await _contents(session, row.number)
            members = await members_of(session, row.number) if case.grouped else None
            files = await self.evidence.named_by(session, case)
        approval = case.approval(approval_id)
        if approval is None:
            raise NotFound
        roles, _ = roles_on(case, person.id, sitting)
        await self._looks.note(person, row.number, "approval", looking=True)
        page = self._asked(case, approval, rows, person, roles)
        await self._looks.background(person, row.number, [page["words"]])
        trial = replace(_trial(case, approval, person, roles, sitting, now), members=members)
        against = objection(case, approval, trial)
        first = next((self._words(case, one, person, roles) for one in rows if one.id == who_complains(case)), {})
        return ApprovalPage(
            approval=approval,
            number=row.number,
            case=case,
            subject=row.subject,
            room=str(first.get("complainant", {}).get("room", "")),
            names=await self._people.names(),
            requested_by=approval.requested_by,
            asked_at=approval.asked_at,
            due_at=next((d.due_at for d in case.duties if d.approval == approval_id), None),
            may_decide=against is None,
            against=against,
            route=case.seats(approval.request),
            policy=policy_from_json(row.policy),
            evidence={r.id: self._words(case, r, person, roles) for r in rows if r.kind == "add_evidence"},
            files=files,
            on_behalf="" if against else signs_for(case, approval, trial),
            **page,
        )

    def _asked(
        self, case: Case, approval: Approval, rows: Iterable[ContentRow], person: Person, roles: tuple[str, ...]
    ) -> dict[str, Any]:
        """What is to be signed, what of it is hidden, and the versions before it."""
        by_id = {row.id: row for row in rows}
        subject = next((row for row in by_id.values() if row.digest == approval.digest), None)
        words: Words = self._words(case, subject, person, roles) if subject else {}
        whole = self._contents.open(subject).fields if subject else {}
        hidden = (
            tuple(name for name in restricted_fields(subject.kind) if name in whole and name not in words)
            if subject
            else ()
        )
        older = earlier_of(case, approval, subject.id) if subject else ()
        earlier = tuple((no, self._words(case, by_id[key], person, roles)) for no, key in older if key in by_id)
        return {"words": words, "hidden": hidden, "earlier": earlier}

    def _words(self, case: Case, row: ContentRow, person: Person, roles: tuple[str, ...]) -> Mapping[str, Any]:
        """The words of a row, as this person may read them; none when they do not open."""
        try:
            content = self._contents.open(row)
        except ValueError:
            return {}
        restricted = reads_restricted(case, row.kind, row.id, person.id, roles)
        return shown(row.kind, content.fields, restricted=restricted, roles=roles)


def _for_others(case: Case, person: Person, sitting: Roster, now: datetime) -> tuple[str, ...]:
    """The open seats that this person may sign as a delegate (A12)."""
    return tuple(a.id for a in case.open_approvals() if principal_of(case, a, person.id, sitting, now))


def _trial(
    case: Case, approval: Approval, person: Person, roles: tuple[str, ...], sitting: Roster, now: datetime
) -> Command:
    """The signature this person would give: what stands against it?"""
    return Command(
        case=case.number,
        name=Decision.APPROVE,
        actor=person.id,
        roles=roles,
        received_at=now,
        data={"approval": approval.id, "digest": approval.digest},
        roster=sitting,
    )


async def _contents(session: AsyncSession, number: str) -> tuple[ContentRow, ...]:
    query = select(ContentRow).where(ContentRow.case_number == number).order_by(ContentRow.id)
    return tuple(await session.scalars(query))


async def _pending(session: AsyncSession, number: str) -> tuple[Receipt, ...]:
    """What was received and is not answered yet."""
    query = (
        select(CommandRow)
        .where(CommandRow.case_number == number, CommandRow.state == "received")
        .order_by(CommandRow.position)
    )
    return tuple(receipt_of(row) for row in await session.scalars(query))


def _project(site: Site | None) -> Project | None:
    return Project(site.code, site.name_zh, site.name_en) if site else None

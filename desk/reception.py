"""Taking things in: content, command, position and instant in ONE transaction; then it can no longer be lost.

Sight and form were checked before. Whether the rules allow it is the workflow's to say, except where
nothing runs that could: an ended case, or one that is yet to be opened.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.carrying import with_what_was_kept
from desk.clock import Clock
from desk.errors import IdReused, Refused
from desk.intake import Complaint
from desk.leases import Leases
from desk.orders import Order
from desk.people import Site
from desk.receipts import receipt_of
from desk.search import found_rows, make_found
from desk.standing import LONG_AGO, Standing, standing_of
from desk.switches import ALL_OFF, Switches
from desk.views import Receipt
from domain.act import act
from domain.case import Case
from domain.commands import DECISIONS, OPENINGS
from domain.grouping import CLOSING
from domain.guards import decided
from domain.messages import Command
from domain.policy import Policy, drilled, in_force
from domain.refusal import Refusal
from domain.rights import roles_on
from domain.roster import Roster
from domain.vocabulary import Role
from store.contents import Content, Contents
from store.counting import next_number
from store.database import Database
from store.groups import household_values, members_of
from store.policies import approved
from store.roster import roster
from store.snapshot import policy_to_json, to_json
from store.tables import CaseRow, CommandRow, ContentRow, FoundRow, Table

#: Whoever received a command delivers it; the relays look at it after this.
GRACE = timedelta(seconds=1)

# built once: they stand in the way of every command
_COMMANDS, _CONTENTS = Table.metadata.tables["commands"], Table.metadata.tables["contents"]
KNOWN = select(_COMMANDS).where(_COMMANDS.c.id == bindparam("id"))
INSERT_COMMAND, INSERT_CONTENT = insert(_COMMANDS), insert(_CONTENTS)


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt, and the command that is now to be delivered, if any. `next`: nothing older waits."""

    receipt: Receipt
    command: Command | None = None
    opening: bool = False
    next: bool = False


class Reception:
    """The desk's one writing unit."""

    def __init__(
        self,
        database: Database,
        contents: Contents,
        leases: Leases,
        clock: Clock,
        now: Clock,
        zone: str,
        newest_policy: int = 0,
        switches: Switches = ALL_OFF,
    ) -> None:
        self._database, self._contents, self._leases = database, contents, leases
        self._clock, self._now, self._zone = clock, now, ZoneInfo(zone)
        self._newest_policy, self._switches = newest_policy, switches

    async def receive(self, order: Order) -> Received:
        """Take a command or decision in. Raises IdReused; NotFound when the case is not there."""
        return await self._database.together(lambda session: self._receive(session, order))

    async def open(self, order: Order, complaint: Complaint, site: Site) -> Received:
        """Take a complaint in: its number, its row, its first command. Raises IdReused, Refused."""
        return await self._database.together(lambda session: self._open(session, order, complaint, site))

    async def _receive(self, session: AsyncSession, order: Order) -> Received:
        stands = await standing_of(session, order.number)
        if known := await self._known(session, order):
            return known
        sitting = await roster(session, stands.project, stands.latest)
        words = await with_what_was_kept(session, self._contents, order, stands.case, sitting)
        content = Content(f"ct-{stands.contents + 1:04d}", order.name, dict(words)) if words else None
        command = self._command(order, stands, sitting, content)
        if stands.case.grouped and command.name in CLOSING:
            command = replace(command, members=await members_of(session, command.case))
        if refusal := self._switches.refusal(order.name) or _closed(stands, command):
            return await self._refuse(session, replace(command, position=stands.lowest), refusal, order)
        opening = command.life > stands.life
        await self._keep(session, order, command, content, opening=opening)
        if command.name == "convert_lead" and not act(stands.case, command, command.received_at, stands.policy).refusal:
            await make_found(session, self._contents, order)
        return Received(_receipt(command), command, opening, not stands.waiting)

    async def _open(self, session: AsyncSession, order: Order, complaint: Complaint, site: Site) -> Received:
        if known := await self._known(session, order):
            return known
        now = self._clock()
        year = now.astimezone(self._zone).year
        number = await next_number(session, site.code, year, drill=bool(complaint.factor))
        lives_under = drilled if complaint.factor else in_force
        policy = lives_under(now, self._newest_policy, await approved(session))
        stands = Standing(Case.unopened(number), policy, site.code, site.region, 1, 1, -1, 0, False, LONG_AGO)
        sitting = await roster(session, site.code)
        content = Content("ct-0001", order.name, order.words)
        command = self._command(replace(order, number=number), stands, sitting, content)
        if refusal := act(stands.case, command, command.received_at, policy).refusal:
            raise Refused(refusal)
        session.add(_placeholder(command, complaint, site, policy))
        await self._keep(session, order, command, content, opening=True)
        if rows := found_rows(self._contents, number, complaint):
            await session.execute(insert(FoundRow), rows)
        return Received(_receipt(command), command, opening=True, next=True)

    async def _known(self, session: AsyncSession, order: Order) -> Received | None:
        """The receipt of a repeated id, as it stands. Raises IdReused when the content is another."""
        row = (await session.execute(KNOWN, {"id": order.id})).one_or_none()
        if row is None:
            return None
        if not any(hmac.compare_digest(row.fingerprint, mark) for mark in self._prints(order)):
            raise IdReused
        return Received(receipt_of(row))

    def _prints(self, order: Order) -> tuple[str, ...]:
        """Keyed: it covers words that must not be guessed from it."""
        return self._contents.sought("word", "command " + order.print)

    def _command(self, order: Order, stands: Standing, sitting: Roster, content: Content | None) -> Command:
        """The order as it will be sealed: when, with which roles, in which place."""
        roles, departments = roles_on(stands.case, order.actor, sitting)
        reopens = stands.case.ended and order.name == "reopen"
        return Command(
            id=order.id,
            case=order.number,
            life=stands.life + reopens,
            name=order.name,
            actor=order.actor,
            roles=roles,
            departments=departments,
            received_at=max(self._clock(), stands.latest),
            happened_at=order.happened_at,
            data=dict(order.data),
            texts=order.texts,
            bad=order.bad,
            content=content.id if content else "",
            digest=content.digest if content else "",
            version=order.version,
            position=stands.position,
            roster=sitting,
        )

    async def _keep(
        self, session: AsyncSession, order: Order, command: Command, content: Content | None, *, opening: bool
    ) -> None:
        values = self._values(order, command)
        values |= {"opening": opening, "sealed": self._contents.seal_command(command)}
        if content:
            sealed = self._contents.seal(command.case, content, command.id)
            await session.execute(INSERT_CONTENT, _columns(sealed))
        await session.execute(INSERT_COMMAND, values)
        await self._leases.claim(session, command.case)

    async def _refuse(self, session: AsyncSession, command: Command, refusal: Refusal, order: Order) -> Received:
        """Nothing runs that could journal it: a receipt, and no words kept."""
        refusal = Refusal(refusal.code, {"name": command.name, **refusal.details})
        values = self._values(order, command) | {
            "sealed": b"",
            "state": "refused",
            "refusal": {"command": command.id, "code": refusal.code, **refusal.details},
            "answered_at": command.received_at,
            "next_try_at": None,
        }
        await session.execute(insert(CommandRow), values)
        return Received(replace(_receipt(command), state="refused", refusal=refusal))

    def _values(self, order: Order, command: Command) -> dict[str, Any]:
        return {
            "id": command.id,
            "case_number": command.case,
            "life": command.life,
            "name": command.name,
            "actor": command.actor,
            "position": command.position,
            "received_at": command.received_at,
            "fingerprint": self._prints(order)[0],
            "decision_on": order.decision_on,
            "next_try_at": self._now() + GRACE,
        }


def _closed(stands: Standing, command: Command) -> Refusal | None:
    """What the desk answers for a case that has ended (ARCHITECTURE 2)."""
    if not stands.case.ended:
        return None
    if command.name == "reopen":
        return act(stands.case, command, command.received_at, stands.policy).refusal
    approval = stands.case.approval(str(command.data.get("approval", "")))
    if command.name in DECISIONS and approval and not approval.open:
        return decided(approval)
    return Refusal("closed")


def _placeholder(command: Command, complaint: Complaint, site: Site, policy: Policy) -> CaseRow:
    """The case as lists show it until its first lines are written."""
    owner = f"{site.code}.{Role.R03}"
    case = replace(
        Case.unopened(command.case),
        project=site.code,
        stage=OPENINGS[command.name],
        channel=str(complaint.data.get("channel", "")),
        complainant=str(complaint.data.get("complainant", "")),
        factor=complaint.factor,
        opened_at=command.received_at,
        entered_at=command.received_at,
        owner=owner,
        registrar=command.actor,
        group=str(complaint.data.get("group", "")),
    )
    return CaseRow(
        number=command.case,
        project=site.code,
        region=site.region,
        owner=owner,
        stage=str(case.stage),
        subject=str(complaint.texts["subject"]),
        channel=case.channel,
        complainant=case.complainant,
        factor=complaint.factor,
        policy=policy_to_json(policy),
        state=to_json(case),
        opened_at=command.received_at,
        updated_at=command.received_at,
        head=case.head,
        **household_values(case),
    )


def _receipt(command: Command) -> Receipt:
    return Receipt(
        command.id, command.case, "received", name=command.name, received_at=command.received_at, life=command.life
    )


def _columns(row: ContentRow) -> dict[str, Any]:
    return {c.key: getattr(row, c.key) for c in ContentRow.__table__.columns}

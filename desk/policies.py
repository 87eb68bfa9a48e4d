"""Changing the limits (A20): the versions there are, proposing the next one, answering it.

Amendments are kept in one chain beside all cases. What is proposed is shown as it would run before it is sent,
and the approval is bound to the digest of that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.amending import Entered, read_amendment, read_decision
from desk.clock import Clock
from desk.errors import IdReused, NotFound, Refused
from desk.orders import check_id
from desk.people import People
from desk.versions import open_cases
from desk.views import Names, Person
from domain.amendment import (
    APPROVER,
    CHAIN,
    PROPOSED,
    PROPOSER,
    READERS,
    Amendment,
    amendments_of,
    decision_line,
    draft,
    line_of,
    newest,
    not_to_be_decided,
    not_to_be_proposed,
    not_to_be_withdrawn,
    versions_of,
)
from domain.entries import Data, Draft, Entry, breaks, genesis, link, not_before
from domain.policy import POLICIES, Policy, in_force
from domain.refusal import Refusal
from domain.vocabulary import ApprovalState, Role
from store.chained import entry_of
from store.contents import Content, Contents
from store.database import Database
from store.policies import add_line, approved, holders, lines_of, rows_of
from store.tables import PolicyLineRow


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Every version and everything that was proposed, oldest first.

    `words` are the reason and the comment by line; `cases` counts open cases in sight by version; `held` is the
    version at which this installation is held back (0: it is not); `intact`: the chain holds.
    """

    versions: tuple[Policy, ...]
    amendments: tuple[Amendment, ...]
    now: Policy
    cases: Mapping[int, int]
    words: Mapping[int, str] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    held: int = 0
    intact: bool = True

    @property
    def newest(self) -> Policy:
        """What the next version is based on."""
        return newest(self.versions)

    def version(self, no: int) -> Policy | None:
        return next((one for one in self.versions if one.version == no), None)

    def amendment(self, no: int) -> Amendment | None:
        return next((one for one in self.amendments if one.no == no), None)

    def waiting(self, at: datetime) -> Amendment | None:
        """The one that waits for its signature."""
        return next((one for one in self.amendments if one.stands(at) is ApprovalState.OPEN), None)


class Policies:
    """Everything about versions of the policy that pages and programs ask."""

    def __init__(
        self, database: Database, contents: Contents, people: People, clock: Clock, zone: str, held: int = 0
    ) -> None:
        self._database, self._contents, self._people = database, contents, people
        self._clock, self._zone, self._held = clock, ZoneInfo(zone), held

    async def at(self, at: datetime) -> Policy:
        """What a case opened here at this instant lives under; an installation may hold versions back."""
        async with self._database.reading() as session:
            return in_force(at, self._held, await approved(session))

    async def book(self, person: Person) -> PolicyBook:
        """All versions, for those who answer for them. Raises NotFound for others."""
        _check_reader(person)
        async with self._database.reading() as session:
            rows = await rows_of(session)
            lines = tuple(map(entry_of, rows))
            versions = (*POLICIES.values(), *versions_of(lines))
            cases = await open_cases(session, person, versions)
        return PolicyBook(
            versions,
            amendments_of(lines),
            in_force(self._clock(), self._held, versions),
            cases,
            {row.seq: words for row in rows if (words := self._words(row))},
            await self._people.names(),
            self._held,
            not breaks(CHAIN, lines),
        )

    async def to_sign(self, person: Person) -> tuple[Amendment, ...]:
        """What waits for this person's signature."""
        async with self._database.glancing() as session:
            return await to_sign(session, person, self._clock())

    async def draft(self, person: Person, form: Mapping[str, Any]) -> Amendment:
        """What this form would propose; nothing is kept. Raises NotFound, Unreadable, Refused."""
        _check_reader(person)
        async with self._database.reading() as session:
            lines = await lines_of(session)
        return self._drafted(person, lines, form)[0]

    async def propose(self, person: Person, id: str, form: Mapping[str, Any], digest: str = "") -> Amendment:
        """Propose a version: exactly what was previewed, when its digest is given. The id makes it safe to send
        again. Raises NotFound, Unreadable, Refused, IdReused."""
        _check_reader(person)
        check_id(id)

        async def work(session: AsyncSession) -> Amendment:
            lines = await lines_of(session, lock=True)
            if known := await _known(session, id):
                return self._proposed_again(known, person, lines, form)
            what, entered = self._drafted(person, lines, form)
            if digest and digest != what.digest:
                raise Refused(Refusal("amendment_moved"))
            told = [one for one in await holders(session, APPROVER) if one != person.id]
            data = {name: value for name, value in line_of(what).items() if name != "reason"}
            await self._add(session, lines, PROPOSED, person, PROPOSER, data, ("reason", entered.reason), id, told)
            return amendments_of(await lines_of(session))[-1]

        return await self._database.together(work)

    async def answer(
        self, person: Person, id: str, no: int, decision: str, comment: str = "", digest: str = ""
    ) -> Amendment:
        """Approve, reject or withdraw. Raises NotFound, Unreadable, Refused, IdReused."""
        _check_reader(person)
        check_id(id)
        kind, comment = read_decision(decision, comment)

        async def work(session: AsyncSession) -> Amendment:
            lines = await lines_of(session, lock=True)
            what = next((one for one in amendments_of(lines) if one.no == no), None)
            if what is None:
                raise NotFound
            if known := await _known(session, id):
                return self._answered_again(known, person, what, kind, comment)
            if refusal := against(what, person, kind, digest, not_before(lines, self._clock())):
                raise Refused(refusal)
            role = PROPOSER if kind == "policy_withdrawn" else APPROVER
            told = await _told(session, kind, what, person)
            data = decision_line(what, "")
            await self._add(session, lines, kind, person, role, data, ("comment", comment), id, told)
            return next(one for one in amendments_of(await lines_of(session)) if one.no == no)

        return await self._database.together(work)

    def _drafted(self, person: Person, lines: tuple[Entry, ...], form: Mapping[str, Any]) -> tuple[Amendment, Entered]:
        """The amendment of this form, when it may be proposed now."""
        if not person.holds(PROPOSER):
            raise Refused(Refusal("not_yours", {"roles": [str(PROPOSER)], "of": "limits"}))
        base = newest(versions_of(lines))
        entered = read_amendment(form, base, self._zone)
        what, at = draft(base, entered.since, entered.changed, entered.book), not_before(lines, self._clock())
        if refusal := not_to_be_proposed(what, base, amendments_of(lines), at, self._held):
            raise Refused(refusal)
        return what, entered

    def _proposed_again(
        self, known: PolicyLineRow, person: Person, lines: tuple[Entry, ...], form: Mapping[str, Any]
    ) -> Amendment:
        """The same id once more: the same text gives the same amendment. Raises IdReused."""
        before = next((one for one in amendments_of(lines) if one.no == known.seq), None)
        if before is None or known.actor != person.id:
            raise IdReused
        base = next(p for p in (*POLICIES.values(), *versions_of(lines)) if p.version == before.based_on)
        entered = read_amendment(form, base, self._zone)
        same = draft(base, entered.since, entered.changed, entered.book).digest == before.digest
        if not same or entered.reason != self._words(known):
            raise IdReused
        return before

    def _answered_again(
        self, known: PolicyLineRow, person: Person, what: Amendment, type: str, comment: str
    ) -> Amendment:
        same = known.seq == what.ended_in and known.actor == person.id and known.type == type
        if not same or comment != self._words(known):
            raise IdReused
        return what

    async def _add(
        self,
        session: AsyncSession,
        lines: tuple[Entry, ...],
        type: str,
        person: Person,
        role: Role,
        data: Data,
        words: tuple[str, str],
        id: str,
        told: list[str],
    ) -> None:
        """The next line of the chain, its words sealed beside it."""
        at, seq, sealed = not_before(lines, self._clock()), len(lines) + 1, b""
        name, text = words
        if text:
            row = self._contents.seal(CHAIN, Content(_content_id(seq), type, {name: text}), id)
            data, sealed = {**data, name: row.digest}, row.sealed
        prev = lines[-1].hash if lines else genesis(CHAIN)
        line = link(Draft(type, data, at, person.id, str(role)), seq, at, prev)
        await add_line(session, line, id, sealed, told)

    def _words(self, row: PolicyLineRow) -> str:
        """The reason or comment of a line; none when it does not open."""
        opened = opened_words(self._contents, row)
        return next((str(text) for text in opened.fields.values()), "") if opened else ""


async def to_sign(session: AsyncSession, person: Person, now: datetime) -> tuple[Amendment, ...]:
    """What waits for this person's signature."""
    if not person.holds(APPROVER):
        return ()
    found = amendments_of(await lines_of(session))
    return tuple(one for one in found if one.stands(now) is ApprovalState.OPEN and one.by != person.id)


def _content_id(seq: int) -> str:
    return f"pv-{seq:04d}"


def opened_words(contents: Contents, row: PolicyLineRow) -> Content | None:
    """The words of a line; None when it has none or they do not open."""
    return contents.opened(CHAIN, _content_id(row.seq), row.sealed)


def _check_reader(person: Person) -> None:
    if not person.holds(*READERS):
        raise NotFound


def against(what: Amendment, person: Person, type: str, digest: str, now: datetime) -> Refusal | None:
    """Why this answer is not taken."""
    if type == "policy_withdrawn":
        return not_to_be_withdrawn(what, person.id, now)
    if not person.holds(APPROVER):
        return Refusal("not_yours", {"roles": [str(APPROVER)], "of": "limits"})
    return not_to_be_decided(what, person.id, digest, now)


async def _known(session: AsyncSession, id: str) -> PolicyLineRow | None:
    """The line that this id wrote before."""
    found: PolicyLineRow | None = await session.scalar(select(PolicyLineRow).where(PolicyLineRow.command == id))
    return found


async def _told(session: AsyncSession, type: str, what: Amendment, person: Person) -> list[str]:
    """Who must know: of an approval everybody who answers for limits, else who proposed it or was to sign."""
    roles = {"policy_approved": READERS, "policy_withdrawn": (APPROVER,)}.get(type, ())
    people = (*(await holders(session, *roles) if roles else ()), what.by)
    return [one for one in dict.fromkeys(people) if one != person.id]

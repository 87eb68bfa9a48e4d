"""Versions of the limits on paper: the real rules, kept in a list of lines."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from desk.amending import read_amendment, read_decision
from desk.errors import NotFound, Refused
from desk.policies import PolicyBook, against
from desk.views import Person
from domain.amendment import (
    APPROVER,
    PROPOSER,
    READERS,
    Amendment,
    amendments_of,
    decision_line,
    draft,
    line_of,
    newest,
    not_to_be_proposed,
    versions_of,
)
from domain.entries import Data, Draft, Entry, genesis, link
from domain.policy import POLICIES, in_force
from domain.refusal import Refusal
from tests.web.paper_people import NAMES


class PaperPolicies:
    """What `desk.policies` does, in memory."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk
        self.lines: list[Entry] = []
        self.words: dict[int, str] = {}

    async def book(self, who: Person) -> PolicyBook:
        if not who.holds(*READERS):
            raise NotFound
        desk, versions = self._desk, (*POLICIES.values(), *versions_of(self.lines))
        alive = [c for c in desk.kept.values() if c.project in who.projects and not c.ended]
        cases = {one.version: sum(c.policy == one.version for c in alive) for one in versions}
        now = in_force(desk.now, desk.newest_policy, versions)
        return PolicyBook(versions, amendments_of(self.lines), now, cases, self.words, NAMES, desk.newest_policy)

    async def to_sign(self, who: Person) -> tuple[Amendment, ...]:
        found = amendments_of(self.lines) if who.holds(APPROVER) else ()
        return tuple(one for one in found if one.stands(self._desk.now) == "open" and one.by != who.id)

    async def draft(self, who: Person, form: Mapping[str, Any]) -> Amendment:
        if not who.holds(PROPOSER):
            raise Refused(Refusal("not_yours", {"roles": [str(PROPOSER)], "of": "limits"}))
        base = newest(versions_of(self.lines))
        entered = read_amendment(form, base, ZoneInfo("Asia/Shanghai"))
        what = draft(base, entered.since, entered.changed, entered.book)
        past = amendments_of(self.lines)
        if refusal := not_to_be_proposed(what, base, past, self._desk.now, self._desk.newest_policy):
            raise Refused(refusal)
        return what

    async def propose(self, who: Person, id: str, form: Mapping[str, Any], digest: str = "") -> Amendment:
        what = await self.draft(who, form)
        if digest and digest != what.digest:
            raise Refused(Refusal("amendment_moved"))
        self._add("policy_proposed", line_of(what), who, str(form["reason"]))
        return amendments_of(self.lines)[-1]

    async def answer(
        self, who: Person, id: str, no: int, decision: str, comment: str = "", digest: str = ""
    ) -> Amendment:
        kind, comment = read_decision(decision, comment)
        what = next(one for one in amendments_of(self.lines) if one.no == no)
        if refusal := against(what, who, kind, digest, self._desk.now):
            raise Refused(refusal)
        self._add(kind, decision_line(what, ""), who, comment)
        return next(one for one in amendments_of(self.lines) if one.no == no)

    def _add(self, kind: str, data: Data, who: Person, words: str) -> None:
        prev, seq = self.lines[-1].hash if self.lines else genesis("policy"), len(self.lines) + 1
        now = self._desk.now
        self.lines.append(link(Draft(kind, data, now, who.id, who.holdings[0].role), seq, now, prev))
        self.words |= {seq: words} if words else {}

"""What must hold of a case after every step, whoever did what; chance plays in `machine`."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine, invariant

from domain.case import Case
from domain.clock import alarms
from domain.commands import COMMANDS
from domain.delegation import covers
from domain.entries import Entry, breaks, canonical, genesis, moment
from domain.fold import fold, fold_all
from domain.outcome import Outcome
from domain.refusal import Refusal
from domain.refusals import sentence
from domain.roster import Roster
from domain.vocabulary import ApprovalState
from tests.domain.chance import WORDS
from tests.walk.paper import PaperCase

#: What the clock says by itself; an expiry is an `ask_ended` of that state.
CLOCK_LINES = ("duty_warned", "duty_breached", "duty_escalated", "asked_wider")
#: Sign-offs that a final case may wait for: the second look, and the way back.
AFTER_THE_END = ("A15", "A27", "A28")
ENDINGS = ("duty_met", "duty_cleared", "duty_cancelled")


class Held(RuleBasedStateMachine):
    """A case on paper, and the promises it keeps. Whoever plays sets `paper` and `now`, and calls `opened`."""

    tally: ClassVar[Counter[str]] = Counter()
    paper: PaperCase
    now: datetime

    def opened(self, rang: datetime) -> None:
        """The case stands as `paper` has it; from here on every line is looked at."""
        self.before, self.checked, self.rang = self.paper.case, len(self.paper.entries), rang
        self.ended = {e.data["duty"] for e in self.paper.entries if e.type in ENDINGS}
        self.versions, self.begun = self.paper.case.version, self.paper.case.seq
        self.rosters: dict[str, Roster] = {}

    def judge(self, before: Case, outcome: Outcome) -> None:
        """What was taken is counted; what was refused changed nothing."""
        self.tally["steps"] += 1
        if outcome.refusal is None:
            self.tally["applied"] += 1
            self.tally[f"applied {outcome.entries[0].type}"] += 1
            self.tally["lives"] += outcome.case.life > before.life > 0
            return
        self.tally.update(
            ("refused", f"refused {outcome.refusal.code}", f"not taken {outcome.refusal.details['name']}")
        )
        self.reads_well(outcome.refusal)
        after = outcome.case
        assert [e.type for e in outcome.entries] == ["refused"]
        assert after == replace(before, seq=before.seq + 1, head=after.head, answered=after.answered)

    def reads_well(self, refusal: Refusal) -> None:
        """A sentence in both languages, with nothing left to fill in."""
        zh, en = sentence(refusal, "zh"), sentence(refusal, "en")
        assert zh.endswith("。")
        assert en.endswith(".")
        assert not {"{", "}", "None"} & {*zh, *en, *en.split()}

    @invariant()
    def everything_holds(self) -> None:
        """In this order: first the new lines are read."""
        self.the_journal_is_the_case()
        self.one_is_accountable()
        self.duties_are_in_one_state()
        self.every_clock_is_wound()
        self.signatures_are_clean()
        self.versions_count_what_was_applied()

    def the_journal_is_the_case(self) -> None:
        """No gaps, the chain holds, no words in it, and the lines alone give the same case."""
        new = self.paper.entries[self.checked :]
        prev = self.paper.entries[self.checked - 1] if self.checked else None
        case = self.before
        for entry in new:
            assert entry.seq == (prev.seq if prev else 0) + 1
            assert entry.prev == (prev.hash if prev else genesis(self.paper.number))
            assert not any(word in canonical(entry.data) for word in WORDS)
            self.in_order(entry)
            case, prev = self.line(case, entry), entry
        assert case == self.paper.case
        self.what_ended_stays(self.before, case)
        self.before, self.checked = case, len(self.paper.entries)

    def line(self, before: Case, entry: Entry) -> Case:
        """One more line: the case after it; counted, with what it tells."""
        after = fold(before, entry)
        self.tally[f"line {entry.type}"] += 1
        self.versions += entry.type == "signed" or entry.type in COMMANDS
        if entry.type == "asked":
            self.tally[f"asked {kind_of(entry.data)}"] += 1
        elif entry.type == "ask_ended":
            self.tally[f"sign-off {entry.data['state']}"] += 1
        elif entry.type == "signed":
            self.signed(before, entry)
        elif entry.type in ENDINGS:
            assert entry.data["duty"] not in self.ended
            self.ended.add(entry.data["duty"])
        if after.stage is not before.stage or before.seq == 0:
            self.tally[f"entered {after.stage}"] += 1
        return after

    def signed(self, before: Case, entry: Entry) -> None:
        """The seat was open; who signs is neither author, requester nor in conflict, and was asked or may stand in."""
        seat, at = before.approval(entry.data["approval"]), moment(entry.at)
        assert seat is not None
        assert seat.open
        assert entry.data["subject_digest"] == seat.digest
        assert entry.actor not in (seat.author, seat.requested_by, *before.conflicts)
        if principal := entry.data.get("for"):
            roster = self.rosters[entry.data["command"]]
            mine = [d for d in roster.delegations if (d.principal, d.delegate) == (principal, entry.actor)]
            assert principal in seat.asked_of
            assert any(d.holds(at) and covers(d, before, seat) for d in mine)
        self.tally["delegations used"] += bool(principal)
        self.tally[f"applied {entry.data['decision']}"] += 1
        self.tally[f"{entry.data['decision']} {seat.rule}/{seat.subject.partition(':')[0]}"] += 1

    def in_order(self, entry: Entry) -> None:
        """What the clock says lies never before what it said last, unless a command came late between them."""
        at = moment(entry.at)
        if rang_by_itself(entry):
            assert at >= self.rang, f"{entry.type} {entry.data} at {at}, after {self.rang}"
            self.rang = at
        elif entry.actor != "system":
            self.rang = min(self.rang, at)

    def what_ended_stays(self, before: Case, case: Case) -> None:
        """A final sign-off and a duty that ended never change; only a conflict takes somebody off a seat."""
        assert {a for a in before.approvals if not a.open} <= set(case.approvals)
        assert {d for d in before.duties if not d.owed} <= set(case.duties)
        for seat in before.open_approvals():
            after = case.approval(seat.id)
            assert after is not None
            assert set(seat.asked_of) - set(case.conflicts) <= set(after.asked_of)

    def one_is_accountable(self) -> None:
        assert self.paper.case.owner

    def duties_are_in_one_state(self) -> None:
        case = self.paper.case
        owed = case.owed()
        running = [(d.rule, d.about) for d in owed if d.rule != "T26"]

        assert len(running) == len(set(running))
        assert not {d.id for d in owed} & self.ended
        assert {d.id for d in case.duties} == {d.id for d in owed} | self.ended
        assert {d.approval for d in case.running("T26")} == {a.id for a in case.open_approvals()}

    def every_clock_is_wound(self) -> None:
        """What is owed will be heard of again, or has been heard of to the last rung."""
        case = self.paper.case
        coming = alarms(case, self.paper.policy)
        subjects = {alarm.subject for alarm in coming}

        assert all(alarm.at > self.now for alarm in coming)
        assert all(duty.id in subjects or "100" in duty.marks for duty in case.owed())
        self.tally[f"stage {case.stage}"] += 1
        if case.ended:
            assert not coming
            assert not case.open_approvals()
            assert not case.owed()
        assert case.ended or not case.final or any(case.open_approvals(rule) for rule in AFTER_THE_END)

    def signatures_are_clean(self) -> None:
        """Nobody signs own work, or twice for one request."""
        done = [a for a in self.paper.case.approvals if a.state is ApprovalState.APPROVED]
        signed = [(a.request, a.decided_by) for a in done]

        assert all(a.decided_by not in ("", a.author, a.requested_by) for a in done)
        assert len(signed) == len(set(signed))

    def versions_count_what_was_applied(self) -> None:
        assert self.paper.case.version == self.versions == len(self.paper.case.applied)

    def teardown(self) -> None:
        if hasattr(self, "before"):
            assert breaks(self.paper.number, self.paper.entries) == ()
            assert fold_all(Case.unopened(self.paper.number), self.paper.entries) == self.paper.case


def rang_by_itself(entry: Entry) -> bool:
    """Said by the clock; a refused decision also names the state of its sign-off, but it was sent by a person."""
    expired = entry.type == "ask_ended" and entry.data["state"] == ApprovalState.EXPIRED
    return expired or entry.type in CLOCK_LINES


def kind_of(asked: dict[str, Any]) -> str:
    """`A27/merge`: the row of the sign-offs that a line or a seat belongs to."""
    return f"{asked['rule']}/{asked['subject'].partition(':')[0]}"

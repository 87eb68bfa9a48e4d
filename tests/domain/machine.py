"""A case in the hands of chance: any command by anybody, any decision, any waiting; what must always hold.

`make check` plays it for some seconds, `make night` for 20,000 steps (tests/night.py).
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.case import Case
from domain.clock import alarms
from domain.commands import COMMANDS, fields_of
from domain.entries import breaks, genesis
from domain.fields import Field, Kind
from domain.fold import fold_all
from domain.moves import MOVES
from domain.offers import offers
from domain.outcome import Outcome
from domain.rights import roles_on
from domain.vocabulary import ApprovalState, Decision, Level
from tests.domain.scenes import DAY, FORWARD, HOUR, JWL, MINUTE, YXY, scene, without

PEOPLE = sorted({h.person for h in (*YXY.holdings, *JWL.holdings)})
ROSTERS = (
    YXY,
    YXY,
    JWL,
    without(YXY, "eng"),
    without(YXY, "csm", "csm1"),
    without(YXY, "head", "head1", "region"),
    without(JWL, "csm2"),
)
STARTS = ("S2", *sorted({end for _, end in FORWARD if end} | {start for start, _ in FORWARD}), "S14")
COMMAND_NAMES = sorted({*COMMANDS} - {"register"})
WAITS = (MINUTE, 20 * MINUTE, HOUR, 5 * HOUR, DAY, 4 * DAY, 15 * DAY)
#: One seed a step: choices are even, and a failing play still shrinks to few steps.
CHANCE = st.randoms(use_true_random=True)
DECISIONS = st.sampled_from(["approve", "approve", "approve", "reject", "return"])
LEADING = sorted({move.command for move in MOVES} - {"register", "withdraw"})
RUBBISH: tuple[Any, ...] = ("", "x", "S99", 7, -1, True, None, [], ["x"], {"a": 1}, "A02", "2026-02-30")


class AnyCase(RuleBasedStateMachine):
    """One case, played by chance from any stage."""

    tally: ClassVar[Counter[str]] = Counter()

    @initialize(
        start=st.sampled_from(STARTS),
        level=st.sampled_from([str(level) for level in Level]),
        roster=st.sampled_from(ROSTERS),
        drill=st.sampled_from([0, 0, 0, 60]),
        policy=st.sampled_from([1, 2, 2]),
    )
    def begin(self, start: str, level: str, roster: Any, drill: int, policy: int) -> None:
        home = JWL if roster.project == "JWL" else YXY
        self.scene = scene(start, roster=home, level=level, drill=drill, policy=policy)
        self.paper = self.scene.paper
        self.paper.roster = roster
        self.sent = [e.data["command"] for e in self.paper.entries if "command" in e.data]
        self.before, self.checked = self.paper.case, len(self.paper.entries)
        self.now = self.scene.now
        self.paper.wait(self.now)

    def shaken(self, chance: Random) -> Random:
        """Seeds repeat and are often small: what the case has come to makes them differ."""
        return Random(f"{chance.random()} {self.paper.case.head} {self.paper.position}")

    def play(self, chance: Random, who: str, name: str, form: dict[str, Any]) -> None:
        """Send one command; a refusal must change nothing."""
        self.now += chance.choice((timedelta(milliseconds=1), MINUTE, HOUR))
        self.paper.wait(self.now)
        received = self.now - chance.choice((timedelta(0), timedelta(0), timedelta(seconds=30)))
        current = self.paper.case.version
        version = chance.choice((None, None, None, None, current, current - 1))
        before = self.paper.case
        command = self.paper.command(who, name, form, received, version=version)
        if name in set(Decision):
            seat = self.paper.case.approval(str(form.get("approval", "")))
            command.data["digest"] = seat.digest if seat and chance.randrange(10) else "0" * 64
        self.sent.append(command.id)
        outcome = self.paper.take(command)
        self.judge(before, outcome)
        if name in set(Decision) and outcome.refusal is None:
            assert seat is not None
            assert seat.open
            assert command.data["digest"] == seat.digest
        self.paper.wait(self.now)

    def judge(self, before: Case, outcome: Outcome) -> None:
        self.tally["steps"] += 1
        if outcome.refusal is None:
            self.tally["applied"] += 1
            self.tally[f"applied {outcome.entries[0].type}"] += 1
            return
        self.tally["refused"] += 1
        self.tally[f"refused {outcome.refusal.code}"] += 1
        after = outcome.case
        assert [e.type for e in outcome.entries] == ["refused"]
        assert after == replace(before, seq=before.seq + 1, head=after.head, answered=after.answered)

    @rule(chance=CHANCE)
    def what_is_offered(self, chance: Random) -> None:
        """A person does something that the page offers them, filled in well."""
        self.take_an_offer(chance, COMMAND_NAMES)

    @rule(chance=CHANCE)
    def what_moves_the_case(self, chance: Random) -> None:
        """The same, of the commands that lead on."""
        self.take_an_offer(chance, LEADING)

    def take_an_offer(self, chance: Random, names: Collection[str]) -> None:
        case = self.paper.case
        found = [(row, p) for p in PEOPLE for row in offers(case, p, *roles_on(case, p, self.paper.roster))]
        rows = {row.name: row for row, _ in found if row.name in names}
        chance = self.shaken(chance)
        if not rows:
            return
        row = rows[chance.choice(sorted(rows))]
        who = chance.choice([p for other, p in found if other is row])
        form: dict[str, Any] = {}
        for field in row.fields:
            if field.asked(form) and (field.required or chance.random() < 0.5):
                form[field.name] = self.good(field, chance)
        self.play(chance, who, row.name, form)

    @rule(chance=CHANCE)
    def anything(self, chance: Random) -> None:
        """Anybody, or somebody with the role, sends anything, with fields missing or nonsense in them."""
        chance, case = self.shaken(chance), self.paper.case
        name = chance.choice(COMMAND_NAMES)
        able = [p for p in PEOPLE if {*map(str, COMMANDS[name].roles)} & {*roles_on(case, p, self.paper.roster)[0]}]
        who = chance.choice(able or PEOPLE) if chance.random() < 0.8 else chance.choice(PEOPLE)
        form = {}
        for field in fields_of(name):
            how = chance.choice(("good", "good", "good", "bad", "left out"))
            if how != "left out":
                form[field.name] = self.good(field, chance) if how == "good" else chance.choice(RUBBISH)
        self.play(chance, who, name, form)

    @precondition(lambda self: self.paper.case.open_approvals())
    @rule(chance=CHANCE, decision=DECISIONS)
    def who_is_asked_decides(self, chance: Random, decision: str) -> None:
        chance = self.shaken(chance)
        seat = chance.choice(self.paper.case.open_approvals())
        who = chance.choice(seat.asked_of or PEOPLE)
        self.play(chance, who, decision, {"approval": seat.id, "comment": "意见"})

    @precondition(lambda self: self.paper.case.approvals)
    @rule(
        chance=CHANCE,
        who=st.sampled_from(PEOPLE),
        decision=DECISIONS,
        comment=st.sampled_from([{}, {"comment": "好"}]),
    )
    def anybody_decides(self, chance: Random, who: str, decision: str, comment: dict[str, str]) -> None:
        chance = self.shaken(chance)
        seat = chance.choice([*self.paper.case.approvals[-3:], *self.paper.case.open_approvals()])
        self.play(chance, who, decision, {"approval": seat.id, **comment})

    @rule(span=st.sampled_from(WAITS))
    def jump(self, span: timedelta) -> None:
        self.tally["steps"] += 1
        self.tally["waits"] += 1
        self.now += span
        self.paper.wait(self.now)

    @precondition(lambda self: self.sent)
    @rule(chance=CHANCE, name=st.sampled_from([*COMMAND_NAMES, "approve"]))
    def an_id_comes_again(self, chance: Random, name: str) -> None:
        """An id that was answered does nothing, whatever comes with it."""
        self.tally["steps"] += 1
        self.tally["repeats"] += 1
        again = chance.choice(self.sent)
        before = self.paper.case
        outcome = self.paper.take(self.paper.command("cs", name, {}, self.now, again))

        assert outcome.entries == ()
        assert outcome.case == before

    def good(self, field: Field, chance: Random) -> Any:
        """A value of the kind, mostly of a thing that exists."""
        case = self.paper.case
        evidence = [r.no for r in case.of_kind("evidence")] or [1]
        people = sorted({h.person for h in self.paper.roster.holdings})
        codes = [str(c) for c in field.codes]
        numbers = [
            len(case.plans),
            len(case.plans),
            *(t.no for t in case.tasks),
            *(r.no for r in case.of_kind("report")),
            1,
        ]
        kinds: dict[Kind, Callable[[], Any]] = {
            Kind.CODE: lambda: chance.choice(codes),
            Kind.CODES: lambda: codes,
            Kind.TEXT: lambda: "字",
            Kind.NUMBER: lambda: chance.choice(numbers),
            Kind.NUMBERS: lambda: evidence,
            Kind.FLAG: lambda: chance.random() < 0.5,
            Kind.DATE: lambda: "2026-12-01",
            Kind.ACCOUNT: lambda: chance.choice(people),
            Kind.ACCOUNTS: lambda: chance.sample(people, 3),
            Kind.APPROVAL: lambda: chance.choice([a.request for a in case.approvals] or ["A02.1"]),
            Kind.DUTY: lambda: chance.choice(
                [d.id for d in case.owed() if d.paused_until or chance.random() < 0.3] or ["T48.1"]
            ),
            Kind.INSTANT: lambda: "2026-12-01T10:00+08:00",
            Kind.DIGEST: lambda: "ab" * 32,
            Kind.CASE: lambda: chance.choice(["YXY-2026-0002", "YXY-2026-0002", "YXY-D-2026-0002", case.number]),
            Kind.STEPS: lambda: [{"no": 1, "text": "做", "due": "2026-12-01", "owner": chance.choice(people)}],
        }
        return kinds[field.kind]()

    @invariant()
    def the_journal_is_the_case(self) -> None:
        """No gaps, the chain holds, and the lines alone give the same case."""
        new = self.paper.entries[self.checked :]
        prev = self.paper.entries[self.checked - 1] if self.checked else None
        for entry in new:
            assert entry.seq == (prev.seq if prev else 0) + 1
            assert entry.prev == (prev.hash if prev else genesis(self.paper.number))
            prev = entry
        self.tally.update(f"line {e.type}" for e in new)
        assert fold_all(self.before, new) == self.paper.case
        self.what_ended_stays(self.before, self.paper.case)
        self.before, self.checked = self.paper.case, len(self.paper.entries)

    def what_ended_stays(self, before: Case, case: Case) -> None:
        """A final sign-off and a duty that ended never change again; only a conflict takes somebody off a seat."""
        assert {a for a in before.approvals if not a.open} <= set(case.approvals)
        assert {d for d in before.duties if not d.owed} <= set(case.duties)
        for seat in before.open_approvals():
            after = case.approval(seat.id)
            assert after is not None
            assert set(seat.asked_of) - set(self.paper.case.conflicts) <= set(after.asked_of)

    @invariant()
    def somebody_is_accountable(self) -> None:
        assert self.paper.case.owner

    @invariant()
    def duties_are_in_one_state(self) -> None:
        case = self.paper.case
        running = [(d.rule, d.about) for d in case.owed() if d.rule != "T26"]
        ended = [e.data["duty"] for e in self.paper.entries if e.type in ("duty_met", "duty_cleared", "duty_cancelled")]

        assert len(running) == len(set(running))
        assert len(ended) == len(set(ended))
        assert not {d.id for d in case.owed()} & set(ended)
        assert {d.approval for d in case.running("T26")} == {a.id for a in case.open_approvals()}

    @invariant()
    def every_clock_is_wound(self) -> None:
        """What is owed will be heard of again, or has been heard of to the last rung."""
        case = self.paper.case
        coming = alarms(case, self.paper.policy)

        assert all(alarm.at > self.now for alarm in coming)
        for duty in case.owed():
            assert any(a.subject == duty.id for a in coming) or "100" in duty.marks

    @invariant()
    def signatures_are_clean(self) -> None:
        case = self.paper.case
        for seat in case.approvals:
            if seat.state is ApprovalState.APPROVED:
                assert seat.decided_by not in ("", seat.author, seat.requested_by)
        signed = [(a.request, a.decided_by) for a in case.approvals if a.state is ApprovalState.APPROVED]
        assert len(signed) == len(set(signed))

    @invariant()
    def versions_count_what_was_applied(self) -> None:
        lines = [e for e in self.paper.entries if e.type == "signed" or e.type in COMMANDS]
        assert self.paper.case.version == len(lines) == len(self.paper.case.applied)

    @invariant()
    def an_ended_case_waits_for_nothing(self) -> None:
        case = self.paper.case
        self.tally[f"stage {case.stage}"] += 1
        if case.ended:
            assert not case.open_approvals()
            assert not case.owed()
            assert alarms(case, self.paper.policy) == ()
        waits = [a for rule in ("A15", "A27", "A28") for a in case.open_approvals(rule)]
        assert case.ended or not case.final or waits

    def teardown(self) -> None:
        if hasattr(self, "paper"):
            assert breaks(self.paper.number, self.paper.entries) == ()
            assert fold_all(Case.unopened(self.paper.number), self.paper.entries) == self.paper.case

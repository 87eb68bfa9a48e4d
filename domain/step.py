"""What follows from one cause, line by line, in the one order of WALK section 0.

Every consequence of a command, a decision or an expiry is laid out here: duties met, sign-offs ended,
the move, duties cancelled, sign-offs asked, duties started, the end.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.announcing import announcements
from domain.case import Approval, Case, Duty
from domain.delegation import above_instead, delegates_of
from domain.duties import (
    DUTIES,
    DutyRule,
    about_of,
    bound_to,
    contact_by,
    due_of,
    replaced,
    scaled,
)
from domain.entries import Data, Draft, Entry, instant, link
from domain.fold import fold
from domain.policy import Policy
from domain.roster import Roster
from domain.signoffs import SignOff, author_of, may_sign, next_signers, sign_off
from domain.vocabulary import ApprovalState, DutyState, Role, Stage


@dataclass(frozen=True, slots=True)
class Asking:
    """A sign-off to be asked: its row, what it is about, the digest of exactly that, by whom."""

    row: SignOff
    subject: str
    digest: str
    requested_by: str
    seats: tuple[Role, ...]
    round: int


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a cause does to a case."""

    target: Stage | None = None
    met: tuple[Duty, ...] = ()
    ended_asks: tuple[Approval, ...] = ()
    ended_as: ApprovalState = ApprovalState.WITHDRAWN
    ended_by: str = "system"
    told: tuple[dict[str, str], ...] = ()
    closing: int = 0
    asking: Asking | None = None
    restarts: tuple[str, ...] = ()
    command: str = ""
    ends: bool = False
    data: Data = field(default_factory=dict, hash=False)
    why: str = ""
    passes_on: str = ""


class Step:
    """One cause and its lines. Each line is folded at once, so that the next sees the case after it."""

    def __init__(self, case: Case, at: datetime, now: datetime, policy: Policy, roster: Roster) -> None:
        self.before = self.case = case
        self.at, self.now, self.policy, self.roster = at, now, policy, roster
        self.entries: list[Entry] = []

    def line(self, draft: Draft) -> None:
        """Write one line and go on from the case after it."""
        entry = link(draft, self.case.seq + 1, self.now, self.case.head)
        self.entries.append(entry)
        self.case = fold(self.case, entry)

    def say(self, type: str, **data: object) -> None:
        """A line by the system, at the time of the cause; fields without a value are left out."""
        self.line(Draft(type, {k: v for k, v in data.items() if v not in (None, "")}, self.at))

    def follow(self, what: Consequence) -> None:
        """All consequences, in their order."""
        for duty in by_rule(what.met):
            self.meet(duty)
        self.end_asks(what)
        pass_on(self, what.passes_on)
        self.move(what.target, what.why)
        if what.closing:
            self.say("closed", closing=what.closing)
        self.cancel(what.ends)
        if what.asking:
            self.ask(what.asking)
        self.start(what)
        if what.ends:
            self.say("ended", life=self.case.life, stage=str(self.case.stage))
        for line, data in announcements(self.before, self.case, what.command, what.data, self.roster):
            self.say(line, **data)

    def meet(self, duty: Duty) -> None:
        """Met, early or late; or done in time and recorded late, when the breach line already stands."""
        if duty.state is DutyState.OVERDUE and self.at <= duty.due_at:
            self.say("duty_cleared", duty=duty.id, breach=duty.breach, recorded_late=seconds(self.now - duty.due_at))
        else:
            late = seconds(min(self.at, duty.paused_at or self.at) - duty.due_at)
            self.say("duty_met", duty=duty.id, late_by=max(0, late))

    def end_asks(self, what: Consequence) -> None:
        """First those the cause ends, then those whose move starts in the stage left, or all at the end."""
        for approval in what.ended_asks:
            self._end(approval, what.ended_as, what.ended_by, what.told)
        leaves = what.target is not None and what.target is not self.case.stage
        for approval in self.case.open_approvals():
            row = row_of(approval)
            left = leaves and row.waits_in is self.case.stage
            if what.ends or left or (row.of_duty and not still_owed(self.case, approval, what.target)):
                self._end(approval, ApprovalState.WITHDRAWN, "system", ())

    def _end(self, approval: Approval, state: ApprovalState, by: str, told: tuple[dict[str, str], ...]) -> None:
        self.say("ask_ended", approval=approval.id, state=str(state), by=by, told=list(told) or None)

    def move(self, target: Stage | None, why: str = "") -> None:
        if target is not None and target is not self.case.stage:
            self.say("moved", **{"from": str(self.case.stage), "to": str(target), "why": why})

    def cancel(self, ends: bool) -> None:
        """Duties that lost their reason: their sign-off ended, their stage was left, the case ends."""
        for duty in by_rule(self.case.owed()):
            if why := self._why_not(duty, ends):
                self.say("duty_cancelled", duty=duty.id, why=why)

    def _why_not(self, duty: Duty, ends: bool) -> str:
        approval = self.case.approval(duty.approval) if duty.approval else None
        if approval and not approval.open:
            return "sign_off_ended"
        if ends or (self.case.final and not approval):
            return "case_ended"
        if duty.about and replaced(self.case, duty):
            return "replaced"
        return "" if bound_to(self.case, duty) else "left_stage"

    def ask(self, asking: Asking) -> None:
        """One line a seat. Whoever signed, or alone can fill another seat of the route, is not asked for this one."""
        taken: list[str] = [a.decided_by for a in self.case.seats(f"{asking.row.rule}.{asking.round}")]
        for role in asking.seats:
            people = self._ask_seat(asking, role, (asking.requested_by, author_of(self.case, asking.subject), *taken))
            taken += people if len(people) == 1 else ()

    def _ask_seat(self, asking: Asking, role: Role, excluded: tuple[str, ...]) -> tuple[str, ...]:
        people = may_sign(self.case, self.roster, asking.row, role, excluded)
        sought = seat_sought(self.case, asking, role, people, self.at)
        people += above_instead(self.case, sought, asking.row, self.roster, self.at)
        self.say(
            "asked",
            approval=f"{self.case.number}.{asking.row.rule}.{asking.round}.{role}",
            rule=asking.row.rule,
            round=asking.round,
            seat=str(role),
            subject=asking.subject,
            subject_digest=asking.digest,
            requested_by=asking.requested_by,
            asked_of=list(people),
            delegates=list(delegates_of(self.case, sought, self.roster, self.at)) or None,
            expires_at=instant(self.at + scaled(self.case, self.policy.valid_for)),
        )
        return people

    def start(self, what: Consequence) -> None:
        """Duties that begin now, by rule."""
        moved = self.case.stage is not self.before.stage or what.command == "register"
        owed = {duty.rule for duty in self.case.owed()}
        starting = [row for row in DUTIES if self._starts(row, what, moved, owed)]
        for row in sorted(starting, key=lambda r: r.rule):
            for approval in self._new_seats() if row.rule == "T26" else ("",):
                self.start_duty(row, approval, what.data)

    def _starts(self, row: DutyRule, what: Consequence, moved: bool, owed: AbstractSet[str]) -> bool:
        if what.ends or row.since > self.case.opened_at or row.book > self.policy.book:
            return False
        if row.rule == "T26":
            return bool(self._new_seats())
        if (row.rule in owed and not row.about) or not row.starts_if(self.case):
            return False
        if row.standing:
            return row.standing(self.case)
        entered = moved and row.enters is self.case.stage
        return entered or row.rule in what.restarts or row.begun_by(what.command, what.data)

    def _new_seats(self) -> tuple[str, ...]:
        return tuple(a.id for a in self.case.open_approvals() if all(d.approval != a.id for d in self.case.duties))

    def start_duty(self, row: DutyRule, approval: str, data: Data) -> None:
        """One duty, with its due time by level and sign-off, or the one that was promised."""
        seat, about = self.case.approval(approval), about_of(self.case, row, data)
        if row.due_field:
            due = sooner(self.case, self.at, self.policy.promised(str(data[row.due_field])))
        else:
            due = due_of(self.case, row.rule, self.at, self.policy, seat.rule if seat else "", about)
        decent = contact_by(self.case, row, self.at, due, self.policy)
        count = sum(d.rule == row.rule for d in self.case.duties) + 1
        self.say(
            "duty_started",
            duty=f"{row.rule}.{count}",
            rule=row.rule,
            owner_role=seat.seat if seat else str(row.owner_role),
            due_at=instant(due),
            approval=approval,
            contact_by=instant(decent) if decent else None,
            about=about or None,
            person=data.get(row.person),
        )


def sooner(case: Case, start: datetime, due: datetime) -> datetime:
    """A day that was named, by a drill's clock."""
    return start + (due - start) / (case.factor or 1)


def still_owed(case: Case, approval: Approval, target: Stage | None) -> bool:
    """Will the duty whose pause or extension is asked be owed when this step is done (A13)?"""
    kind, _, no = approval.subject.partition(":")
    record = case.record(kind, int(no))
    duty = case.duty(str(record.data["duty"])) if record else None
    if target:
        case = replace(case, stage=target, crisis=target is Stage.S9 or bool(case.crisis_since))
    return duty is not None and duty.owed and bound_to(case, duty)


def new_request(case: Case, row: SignOff, subject: str, digest: str, requested_by: str) -> Asking:
    """The next round of a sign-off: all seats together, or the first of the route."""
    route = row.route_of(case, subject)
    count = max((a.round for a in case.approvals if a.rule == row.rule), default=0) + 1
    return Asking(row, subject, digest, requested_by, route if row.together else route[:1], count)


def seat_sought(case: Case, asking: Asking, role: Role, people: tuple[str, ...], at: datetime) -> Approval:
    """The seat that is about to be asked, for the rules of delegation to look at."""
    rule, no = asking.row.rule, asking.round
    subject, digest, by = asking.subject, asking.digest, asking.requested_by
    return Approval("", rule, no, role, subject, digest, by, author_of(case, subject), people, at, at)


def pass_on(step: Step, person: str) -> None:
    """The open seats of somebody who may not sign go to whoever else may."""
    for seat in [a for a in step.case.open_approvals() if person in a.asked_of]:
        added = next_signers(step.case, step.roster, seat, row_of(seat))
        step.say("seat_passed", approval=seat.id, left=person, added=list(added) or None)


def row_of(approval: Approval) -> SignOff:
    """The sign-off's row."""
    return sign_off(approval.rule, approval.subject)


def by_rule(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda d: d.rule)


def seconds(span: timedelta) -> int:
    """Whole seconds of a span."""
    return int(span.total_seconds())

"""What happens because time passed: a warning, a breach, a rung of the ladder, an expiry.

A mark changes nothing but who knows (lifecycle 5.2): it never moves a case and never signs anything.
"""

from datetime import datetime

from domain.case import Approval, Case, Duty
from domain.clock import RESUMES, Alarm
from domain.decide import not_agreed
from domain.delegation import delegates_of
from domain.duties import BY_RULE, DutyRule
from domain.duties_crisis import POST_OF
from domain.entries import Draft, instant
from domain.messages import Stranger
from domain.outcome import Outcome
from domain.pausing import resume
from domain.policy import Policy
from domain.response import holders_of
from domain.rights import owners
from domain.roster import NEXT_SEAT, Roster, unique
from domain.signoffs import climb, sign_off
from domain.spokesman import spokesperson
from domain.step import Consequence, Step, seconds
from domain.vocabulary import ApprovalState, Role

Told = tuple[dict[str, str], ...]


def lapse(case: Case, alarm: Alarm, now: datetime, policy: Policy, roster: Roster) -> Outcome:
    """Act on one alarm. One that no longer stands (met, cancelled, done) does nothing."""
    step = Step(case, alarm.at, now, policy, roster)
    duty, approval = case.duty(alarm.subject), case.approval(alarm.subject)
    if alarm.mark == RESUMES:
        _end_pause(step, duty)
    elif duty and duty.running and alarm.mark not in duty.marks:
        _mark(step, duty, alarm.mark)
    elif approval and approval.open and alarm.mark == "expired":
        _expire(step, approval)
    return Outcome(step.case, tuple(step.entries))


def stranger(case: Case, what: Stranger, now: datetime, policy: Policy, count: int = 0) -> Outcome:
    """Journal what did not come from the desk; it changes nothing else (WALK section 3 i)."""
    step = Step(case, now, now, policy, Roster())
    fields = {
        "door": what.door,
        "name": what.name[:40],
        "approval": what.approval,
        "sha256": what.sha256,
        "count": count or None,
    }
    step.say("not_from_desk", **fields)
    return Outcome(step.case, tuple(step.entries))


def _mark(step: Step, duty: Duty, mark: str) -> None:
    row = BY_RULE[duty.rule]
    if mark == "100":
        _breach(step, duty, row)
    elif mark.isdigit() and int(mark) > 100:
        told = climbers(step, duty, row, int(mark) // 100 - 1)
        step.say("duty_escalated", duty=duty.id, mark=mark, told=list(told))
        _widen(step, duty, mark, told)
    else:
        step.say("duty_warned", duty=duty.id, mark=mark, told=list(reminded(step, duty, row)))


def _end_pause(step: Step, duty: Duty | None) -> None:
    """The remaining time goes on by itself (A13), unless a person was first."""
    if duty and duty.paused_until == step.at:
        resume(step, duty.id)


def _breach(step: Step, duty: Duty, row: DutyRule) -> None:
    told = climbers(step, duty, row, 0)
    data = {
        "duty": duty.id,
        "rule": duty.rule,
        "started_at": instant(duty.started_at),
        "due_at": instant(duty.due_at),
        "late_by": max(0, seconds(step.now - duty.due_at)),
        "told": list(told),
    }
    step.line(Draft("duty_breached", data, step.at))


def reminded(step: Step, duty: Duty, row: DutyRule) -> Told:
    """Who is reminded: for a sign-off those asked, else the roles of the row (WALK 7.19)."""
    if approval := step.case.approval(duty.approval):
        return tuple(spoken(Role(approval.seat), approval.asked_of + covering(step, approval)))
    if duty.person:
        return tuple(spoken(Role(duty.owner_role), (duty.person,)))
    return tuple(line for role in (row.reminds or (row.owner_role,)) for line in spoken(role, holders(step, role)))


def holders(step: Step, role: Role) -> tuple[str, ...]:
    """Who holds a role of this case; a vacant seat passes to the next one up (ARCHITECTURE 11)."""
    case = step.case
    if role in (Role.R02, Role.R04):
        people = owners(case, step.roster)
    elif role is Role.R01:
        people = (case.registrar,)
    elif role is Role.R09:
        people = case.team
    elif role is Role.R15 and (appointed := spokesperson(case)):
        people = (appointed,)
    elif role in POST_OF:
        people = holders_of(case, POST_OF[role])
    else:
        people = step.roster.people(role, str(case.department or ""), deputies=False)
    above = NEXT_SEAT.get(role)
    return people or (holders(step, above) if above else ())


def climbers(step: Step, duty: Duty, row: DutyRule, rung: int) -> Told:
    """Who is told at a rung: the breach goes to the row's seat, each further rung one seat up."""
    approval = step.case.approval(duty.approval)
    if approval is None:
        return tuple(spoken(row.ladder[rung], holders(step, row.ladder[rung])))
    seat = Role(approval.seat)
    if rung == 0:
        deputies = step.roster.deputies(seat, str(step.case.department or ""))
        told = (*(d for d in deputies if d in approval.asked_of), *covering(step, approval))
        return tuple(spoken(seat, told or approval.asked_of))
    return next_up(step, approval, rung)


def covering(step: Step, approval: Approval) -> tuple[str, ...]:
    """The delegates who may sign for those asked."""
    return delegates_of(step.case, approval, step.roster, step.at)


def next_up(step: Step, approval: Approval, rung: int) -> Told:
    """The seat that joins a sign-off at this rung; an empty one passes to the next up."""
    seats = climb(sign_off(approval.rule, approval.subject), Role(approval.seat))
    joins = ((seat, joining(step, approval, seat)) for seat in seats[rung:])
    return next((tuple(spoken(seat, people)) for seat, people in joins if people), ())


def joining(step: Step, approval: Approval, seat: Role) -> tuple[str, ...]:
    """The people of a seat who may sign: not the author, not the requester, in no other seat of the route."""
    others = [p for a in step.case.seats(approval.request) if a.id != approval.id for p in (a.decided_by, *a.asked_of)]
    excluded = {approval.requested_by, approval.author, *others, *step.case.conflicts}
    return tuple(p for p in step.roster.people(seat, deputies=False) if p not in excluded)


def _widen(step: Step, duty: Duty, mark: str, told: Told) -> None:
    """T26 never ends a sign-off: a rung widens who may sign, and takes nobody away (ARCHITECTURE 4)."""
    approval = step.case.approval(duty.approval)
    if approval is None:
        return
    added = [t["person"] for t in told if t["person"] not in approval.asked_of]
    if added:
        step.say("asked_wider", approval=approval.id, added=added, mark=mark)


def spoken(role: Role, people: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"role": str(role), "person": person} for person in unique(people)]


def _expire(step: Step, approval: Approval) -> None:
    """Expired: requester and next boss are told, the case stays where it is and it may be asked again."""
    seats = tuple(a for a in step.case.seats(approval.request) if a.open)
    row = sign_off(approval.rule, approval.subject)
    told = ({"role": str(Role.R01), "person": approval.requested_by}, *next_up(step, approval, 1))
    ended = not_agreed(row, seats, Consequence())
    step.follow(
        Consequence(
            ended_asks=seats,
            ended_as=ApprovalState.EXPIRED,
            told=told,
            restarts=ended.restarts,
            ends=ended.ends or row.expired_ends,
        )
    )

"""When something is next due to happen by itself: the marks of duties and the expiry of sign-offs.

The workflow keeps one durable timer on `next_alarm`; pages show `alarms` as the future.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.case import Case, Duty
from domain.dated import days_before
from domain.duties import BY_RULE, DAY5, DutyRule, limit_of, scaled
from domain.policy import Policy
from domain.signoffs import climb, sign_off
from domain.vocabulary import Role

#: The mark at which a pause ends by itself (A13).
RESUMES = "resumes"
#: The mark of the breach, in per cent of the span; the rungs above it are those that follow.
BREACH = 100


@dataclass(frozen=True, slots=True, order=True)
class Alarm:
    """One instant at which the case acts: a duty's mark, the end of a pause, a sign-off's expiry ("expired")."""

    at: datetime
    subject: str
    mark: str


def ladder_of(case: Case, duty: Duty) -> tuple[Role, ...]:
    """Whose seats the rungs reach: those of the row, or those above the seat that is to sign (T26)."""
    approval = case.approval(duty.approval) if duty.approval else None
    if approval is None:
        return BY_RULE[duty.rule].ladder
    return climb(sign_off(approval.rule, approval.subject), Role(approval.seat))


def marks(case: Case, duty: Duty, policy: Policy) -> tuple[Alarm, ...]:
    """All marks of a duty, done or not, in time: its warnings, the breach and the rungs (time-rules.md)."""
    row = BY_RULE[duty.rule]
    if row.days:
        return tuple(sorted(_dated(case, duty, row, policy)))
    span = duty.due_at - duty.origin
    rungs = [str(100 * (n + 1)) for n in range(len(ladder_of(case, duty)))]
    alarms = [Alarm(duty.origin + span * int(m) // 100, duty.id, m) for m in (*row.warnings, *rungs) if m != "day5"]
    if "day5" in row.warnings and duty.origin + scaled(case, DAY5) < duty.due_at:
        alarms.append(Alarm(duty.origin + scaled(case, DAY5), duty.id, "day5"))
    if duty.contact_by:
        reminder = duty.contact_by - timedelta(seconds=policy.quiet_notice)
        alarms += [Alarm(reminder, duty.id, "quiet")] if reminder > (duty.moved_at or duty.origin) else []
    return tuple(sorted(alarms))


def _dated(case: Case, duty: Duty, row: DutyRule, policy: Policy) -> list[Alarm]:
    """A clock that runs to a day: warned days before it, its rungs a limit apart however far the day was (T33)."""
    warned = [Alarm(duty.due_at - scaled(case, days_before(m)), duty.id, m) for m in row.warnings]
    limit = limit_of(case, row.rule, policy)
    rungs = [Alarm(duty.due_at + limit * n, duty.id, str(100 * (n + 1))) for n in range(len(ladder_of(case, duty)))]
    return [*(alarm for alarm in warned if alarm.at > duty.started_at), *rungs]


def _to_come(case: Case, duty: Duty, policy: Policy) -> list[Alarm]:
    """The marks not done yet. The clock says nothing of the past: of a duty that was started anew after some of them
    (A15), a warning that lies behind is left out, and a rung is told as it starts."""
    left = [alarm for alarm in marks(case, duty, policy) if alarm.mark not in duty.marks]
    anew = duty.moved_at
    if anew is None:
        return left
    rungs = [a for a in left if a.mark.isdigit() and int(a.mark) >= BREACH]
    return [*(a for a in left if a.at >= anew), *(replace(a, at=anew) for a in rungs if a.at < anew)]


def alarms(case: Case, policy: Policy) -> tuple[Alarm, ...]:
    """Everything that will happen by itself if nobody acts, earliest first."""
    if case.ended:
        return ()
    coming = [alarm for duty in case.running() for alarm in _to_come(case, duty, policy)]
    coming += [Alarm(d.paused_until, d.id, RESUMES) for d in case.owed() if d.paused_until]
    coming += [Alarm(a.expires_at, a.id, "expired") for a in case.open_approvals()]
    return tuple(sorted(coming))


def next_alarm(case: Case, policy: Policy) -> Alarm | None:
    """The earliest of them."""
    return min(alarms(case, policy), default=None)

"""A second look that does not agree (A15): the case is screened anew, and what the closing had cut off is owed again.

Closing as invalid cancels what belongs to no stage, the first acknowledgement (T50) first of all: nothing can be
done for the customer in X1. When the case comes back, each of these clocks begins anew as T49 does (WALK 7.11): a
span from the decision on; a day that was promised stays the day it was, and counts from when it was promised.
Its line says when it was started anew: what the clock would have said before that is past.
"""

from datetime import datetime

from domain.case import Duty
from domain.duties import BY_RULE, contact_by, due_of
from domain.entries import Draft, instant
from domain.step import Step
from domain.vocabulary import DutyState, Stage

RULE = "A15"


def taken_up_again(step: Step, closed_at: datetime) -> None:
    """Clocks that the closing at this time cancelled, started anew where the case is screened again."""
    if step.case.stage is Stage.S2:
        for duty in cut_off(step, closed_at):
            _start_anew(step, duty)


def cut_off(step: Step, closed_at: datetime) -> tuple[Duty, ...]:
    """What ran besides the stages when the case was closed, and does not run again yet, by rule."""
    ended = [d for d in step.case.duties if d.state is DutyState.CANCELLED and d.ended_at == closed_at]
    loose = [d for d in ended if not BY_RULE[d.rule].bound and not d.approval]
    return tuple(sorted(loose, key=lambda d: d.rule))


def _start_anew(step: Step, old: Duty) -> None:
    row = BY_RULE[old.rule]
    since = old.started_at if row.due_field else step.at
    due = old.due_at if row.due_field else due_of(step.case, old.rule, step.at, step.policy)
    decent = contact_by(step.case, row, since, due, step.policy)
    clock = {
        "duty": f"{old.rule}.{sum(d.rule == old.rule for d in step.case.duties) + 1}",
        "rule": old.rule,
        "owner_role": old.owner_role,
        "due_at": instant(due),
        "contact_by": instant(decent) if decent else None,
        "about": old.about or None,
        "person": old.person or None,
        "anew_at": instant(step.at) if row.due_field else None,
    }
    step.line(Draft("duty_started", {k: v for k, v in clock.items() if v is not None}, since))

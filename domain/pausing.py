"""More time for one duty: only with a signature, or not at all (A13).

A pause stops the marks; when it ends the remaining time goes on. An extension moves the due time, once.
"""

from datetime import datetime

from domain.case import Approval, Duty
from domain.duties import BY_RULE, contact_by, scaled
from domain.entries import Data, instant
from domain.policy import HOUR
from domain.step import Step, seconds


def grant(step: Step, approval: Approval) -> None:
    """What the last signature of A13 does; nothing when there is no more time to give."""
    kind, _, no = approval.subject.partition(":")
    record = step.case.record(kind, int(no))
    duty = step.case.duty(str(record.data["duty"])) if record else None
    if record is None or duty is None or approval_waits(step, approval):
        return
    if kind == "pause" and duty.running:
        _pause(step, duty, record.data)
    elif kind == "extension" and duty.owed and not duty.extended:
        _extend(step, duty, record.data)


def approval_waits(step: Step, approval: Approval) -> bool:
    """Is another seat of the request still to sign?"""
    return any(a.open for a in step.case.seats(approval.request))


def _until(step: Step, asked: Data, start: datetime) -> datetime:
    """Until when: the end of a day, or so many hours from a start."""
    if "until" in asked:
        return step.policy.promised(str(asked["until"]))
    return start + scaled(step.case, int(asked["hours"]) * HOUR)


def _pause(step: Step, duty: Duty, asked: Data) -> None:
    until = _until(step, asked, step.at)
    if until > step.at:
        step.say("duty_paused", duty=duty.id, until=instant(until))


def _extend(step: Step, duty: Duty, asked: Data) -> None:
    due = _until(step, asked, duty.due_at)
    if due > duty.due_at:
        step.say("duty_extended", duty=duty.id, due_at=instant(due), contact_by=_decent(step, duty, due))


def resume(step: Step, id: str) -> None:
    """The pause is over, by a person or by the clock: due time and marks move by exactly the paused time."""
    duty = step.case.duty(id)
    if duty is None or duty.paused_at is None or not duty.owed:
        return
    due = duty.due_at + (step.at - duty.paused_at)
    step.say(
        "duty_resumed",
        duty=duty.id,
        due_at=instant(due),
        contact_by=_decent(step, duty, due),
        paused=seconds(step.at - duty.paused_at),
    )


def _decent(step: Step, duty: Duty, due: datetime) -> str | None:
    decent = contact_by(step.case, BY_RULE[duty.rule], step.at, due, step.policy)
    return instant(decent) if decent else None

"""T01: a contact is registered within half an hour of when it came; later it is a late report (迟报).

The contact comes before there is a case, so its clock is told by the line that opens the case or turns a lead
into one: started when the contact came, overdue at its limit, met by the registration. A contact that is
registered as it comes names no earlier time and has no clock.
"""

from domain.duties import BY_RULE, due_of
from domain.entries import Draft, instant
from domain.lapse import holders, spoken
from domain.messages import Command
from domain.step import Step, seconds

RULE = "T01"


def told_late(step: Step, command: Command) -> None:
    """The clock of the contact that this command registers, if it names when the contact came."""
    row, came = BY_RULE[RULE], command.happened_at
    if came is None or step.policy.book < row.book or not row.begun_by(command.name, command.data):
        return
    no = sum(d.rule == RULE for d in step.case.duties) + 1
    duty, due = f"{RULE}.{no}", due_of(step.case, RULE, came, step.policy)
    clock = {"duty": duty, "rule": RULE, "owner_role": str(row.owner_role), "due_at": instant(due)}
    step.line(Draft("duty_started", clock, came))
    if step.at > due:
        late = {
            "duty": duty,
            "rule": RULE,
            "started_at": instant(came),
            "due_at": instant(due),
            "late_by": seconds(step.now - due),
            "told": spoken(row.breach_to, holders(step, row.breach_to)),
        }
        step.line(Draft("duty_breached", late, due))
    started = step.case.duty(duty)
    assert started is not None
    step.meet(started)

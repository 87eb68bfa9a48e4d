"""Handing a case on, refusing a dispatch, and noting decisions (lifecycle S4; R04, R05; D30 decision log)."""

from domain.asked import REASON, one_of, text
from domain.case import Case, Record
from domain.command import CommandRow
from domain.entries import Data
from domain.fields import Field, Kind
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.terms import policy_of
from domain.vocabulary import Department, Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}

HAND_OVER = (
    Field("to", Kind.ACCOUNT, "交给谁", "To whom", required=True),
    text("note", "交接说明", "What to know", 2000, required=True),
)
DECLINE_DISPATCH = (
    text("reason", "退回原因", "Reason", 1000, required=True),
    one_of("department", "建议转给", "Proposed department", tuple(Department), required=False),
)
NOTE_DECISION = (
    text("decision", "决定", "Decision", 2000, required=True),
    text("known", "当时知道什么", "What was known", 4000, required=True),
    text("unknown", "当时不知道什么", "What was not known", 2000, required=True),
)


def pending(case: Case) -> Record | None:
    """The handover that waits: not answered, and whoever gave it is still accountable."""
    if not (given := case.of_kind("handover")):
        return None
    newest = given[-1]
    answered = any(r.data["handover"] == newest.no for r in case.of_kind("handover_answer"))
    return None if answered or newest.data["from"] != case.owner else newest


def to_somebody_else(case: Case, command: Command) -> Refusal | None:
    """To a person of the project, not to oneself, one at a time."""
    to = command.data["to"]
    if to in (command.actor, case.owner):
        return Refusal("bad_value", {"fields": ["to"]})
    if not command.roster.knows(to):
        return Refusal("not_in_project", {"fields": ["to"]})
    waits = pending(case)
    return Refusal("handover_waits", {"by": waits.data["to"]}) if waits else None


def addressed(case: Case, command: Command) -> Refusal | None:
    """Only the person named takes or declines."""
    waits = pending(case)
    if waits is None:
        return Refusal("no_handover")
    return None if waits.data["to"] == command.actor else Refusal("not_addressed", {"by": waits.data["to"]})


def in_time_to_decline(case: Case, command: Command) -> Refusal | None:
    """Once, and within four hours [P] of the dispatch or of entering S4, whichever came later."""
    since = max(case.entered_at, case.dispatched_at)
    if any(r.at >= since for r in case.of_kind("declined_dispatch")):
        return Refusal("already")
    limit = policy_of(case).limit("decline_dispatch")
    late = (command.received_at - since).total_seconds() * (case.factor or 1) > limit
    return Refusal("too_late_to_decline", {"hours": limit // 3600}) if late else None


def is_addressed(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    waits = pending(case)
    return waits is not None and waits.data["to"] == actor


def named(case: Case, command: Command, policy: Policy) -> Data:
    """Which handover is answered."""
    waits = pending(case)
    return {"handover": waits.no} if waits else {}


def to_the_managers(case: Case, command: Command, policy: Policy) -> Data:
    """Which department declines, and who decides: the CS managers."""
    people = command.roster.people(R.R03, deputies=False)
    return {"declined": str(case.department), "told": [{"role": str(R.R03), "person": p} for p in people]}


HANDOVER: tuple[CommandRow, ...] = (
    CommandRow(
        "hand_over",
        "移交案件",
        "Hand the case over",
        "it can be handed over",
        OPEN,
        (R.R04,),
        HAND_OVER,
        (to_somebody_else,),
        gives="handover",
        adds=lambda case, command, policy: {"from": case.owner},
    ),
    CommandRow(
        "accept_handover",
        "接收案件",
        "Take the case over",
        "it can be taken over",
        OPEN,
        (R.R01,),
        guards=(addressed,),
        offered=is_addressed,
        adds=named,
    ),
    CommandRow(
        "decline_handover",
        "不接收案件",
        "Decline the handover",
        "it can be declined",
        OPEN,
        (R.R01,),
        REASON,
        (addressed,),
        offered=is_addressed,
        adds=named,
    ),
    CommandRow(
        "decline_dispatch",
        "退回派单",
        "Decline the dispatch",
        "a dispatch can be declined",
        frozenset({Stage.S4}),
        (R.R05,),
        DECLINE_DISPATCH,
        (in_time_to_decline,),
        opens_zh="定级后",
        opens_en="after the level is set",
        own_department=True,
        adds=to_the_managers,
    ),
    CommandRow(
        "note_decision",
        "记录决定",
        "Note a decision",
        "a decision can be noted",
        OPEN,
        (R.R03, R.R04, R.R06, R.R09),
        NOTE_DECISION,
        gives="decision",
    ),
)

"""The promise register (C-16): what was promised to the customer, on whose authority, until when."""

from collections.abc import Mapping

from domain.asked import number, one_of, text
from domain.case import Case
from domain.codes import Liability
from domain.command import CommandRow
from domain.fields import Field, Kind
from domain.liability import liability_of
from domain.messages import Command
from domain.numbered import day_ahead, exists, not_answered, still_open
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, Term, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}


class PromiseKind(Term):
    """What is promised: that we come back with an answer, or that something is done."""

    ANSWER = "answer", "给出答复", "An answer"
    ACTION = "action", "办成一件事", "An action"


#: What may be promised on whose authority: a CS agent promises an answer and no more (D08, C-16).
AUTHORITY: Mapping[Role, tuple[PromiseKind, ...]] = {
    Role.R02: (PromiseKind.ANSWER,),
    Role.R03: tuple(PromiseKind),
    Role.R05: tuple(PromiseKind),
    Role.R06: tuple(PromiseKind),
    Role.R10: tuple(PromiseKind),
}

PROMISE = (
    one_of("kind", "承诺什么", "What is promised", tuple(PromiseKind)),
    text("text", "承诺内容", "The promise", 1000, required=True),
    text("condition", "附带条件", "Condition", 500),
    one_of("authority", "由谁承诺", "On whose authority", tuple(AUTHORITY)),
    Field("due", Kind.DATE, "兑现日期", "To be kept by", required=True),
)
PROMISE_KEPT = (
    number("pledge", "承诺", "Promise"),
    text("note", "怎样兑现的", "How it was kept", 1000, required=True),
)


def authority_held(case: Case, command: Command) -> Refusal | None:
    """Nobody promises on an authority they do not hold; a CS agent's covers an answer only."""
    authority = Role(command.data["authority"])
    if authority not in command.roles:
        return Refusal("no_authority", {"roles": [str(authority)]})
    return None if command.data["kind"] in AUTHORITY[authority] else Refusal("answer_only")


def agrees_with_finding(case: Case, command: Command) -> Refusal | None:
    """While responsibility is undetermined only an answer is promised (C-12)."""
    undetermined = liability_of(case) == Liability.UNDETERMINED
    return Refusal("not_determined") if undetermined and command.data["kind"] == PromiseKind.ACTION else None


PROMISES: tuple[CommandRow, ...] = (
    CommandRow(
        "promise",
        "登记承诺",
        "Record a promise",
        "a promise can be recorded",
        OPEN,
        tuple(AUTHORITY),
        PROMISE,
        (authority_held, agrees_with_finding, day_ahead),
        gives="pledge",
        own_department=True,
    ),
    CommandRow(
        "promise_kept",
        "登记承诺兑现",
        "Record a promise kept",
        "a promise can be recorded as kept",
        OPEN,
        (R.R02, R.R03, R.R04, R.R05, R.R06),
        PROMISE_KEPT,
        (exists("pledge"), not_answered("pledge", "promise_kept")),
        offered=lambda case, actor, roles: bool(still_open(case, "pledge", "promise_kept")),
    ),
)

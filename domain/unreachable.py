"""A customer who cannot be reached (C-26): three attempts on three occasions by two ways, then A14 without the customer.

The attempts count since the customer was last spoken to. Attempts within an hour of each other are one
occasion [P]. Clocks of a contact are stopped by a contact only; the attempts are shown. It may be asked where the
plan cannot be presented (S7) and where the result cannot be confirmed (S11). Whoever is reached meanwhile has
the last word: the request ends. After such a closing a visit that reaches nobody leads on, too.
"""

from datetime import timedelta

from domain.asked import numbers, text
from domain.case import Approval, Case, Record
from domain.codes import Condition, VisitAnswer
from domain.entries import Data
from domain.fields import Field, Kind
from domain.messages import Command
from domain.policy import WHOLE_BOOK_VERSION, Policy
from domain.refusal import Refusal
from domain.vocabulary import ApprovalState, Stage

ATTEMPTS, WAYS = 3, 2
#: What is signed in S7; in S11 it is a closing like any other.
UNREACHABLE = "unreachable"
#: Apart by less, two attempts are one occasion.
OCCASION = timedelta(hours=1)
FIELDS = (
    Field("conditions", Kind.CODES, "结案条件", "Conditions", True, tuple(Condition)),
    numbers("evidence", "证据编号", "Evidence numbers", required=True),
    text("note", "联系经过", "What was tried", 2000, required=True),
)


def tried(case: Case) -> tuple[Record, ...]:
    """The attempts since the customer was last spoken to."""
    last = max((r.seq for r in case.of_kind("contact")), default=0)
    return tuple(r for r in case.of_kind("attempt") if r.seq > last)


def occasions(case: Case) -> int:
    """On how many occasions it was tried."""
    count, last = 0, None
    for attempt in tried(case):
        if last is None or attempt.at - last >= OCCASION:
            count, last = count + 1, attempt.at
    return count


def tried_enough(case: Case, command: Command) -> Refusal | None:
    """Three attempts, three occasions, two ways; whatever is short is said in numbers."""
    ways = len({r.data["way"] for r in tried(case)})
    if occasions(case) >= ATTEMPTS and ways >= WAYS:
        return None
    return Refusal("not_unreachable", {"attempts": len(tried(case)), "occasions": occasions(case), "ways": ways})


def other_conditions(case: Case, command: Command) -> Refusal | None:
    """All conditions of closing but the customer's confirmation; a plan nobody heard of has no steps to be done."""
    waived = (Condition.CUSTOMER, Condition.STEPS) if case.stage is Stage.S7 else (Condition.CUSTOMER,)
    needed = [c for c in Condition if c not in waived]
    todo = [str(c) for c in needed if c not in command.data.get("conditions", [])]
    return Refusal("conditions_open", {"conditions": todo}) if todo else None


def of_the_attempts(case: Case, command: Command, policy: Policy) -> Data:
    """What the line says besides: that nobody confirmed, and how often it was tried."""
    return {"unreachable": True, "attempts": len(tried(case))}


def unconfirmed(case: Case, subject: str) -> bool:
    """Is this a closing without the customer? The project head signs it too."""
    record = case.record("closing", int(subject.partition(":")[2]))
    return bool(record and record.data.get("unreachable"))


def is_unconfirmed(case: Case, approval: Approval) -> bool:
    """Is this sign-off about a closing without the customer?"""
    kind = approval.subject.partition(":")[0]
    return kind == UNREACHABLE or (kind == "closing" and unconfirmed(case, approval.subject))


def overtaken(case: Case, command: Command) -> tuple[Approval, ...]:
    """What a contact with the customer ends: they are reached after all. Older cases were asked all the same."""
    waiting = (a for a in case.open_approvals("A14") if is_unconfirmed(case, a))
    return tuple(a for a in waiting if case.book >= WHOLE_BOOK_VERSION or a.subject.startswith(UNREACHABLE))


def visit_fits(case: Case, command: Command) -> Refusal | None:
    """A visit that reaches nobody is one only where the case was closed without the customer (S13: A14 exception)."""
    if command.data["answer"] != VisitAnswer.NOT_REACHED:
        return None
    closings = [a for a in case.approvals if a.rule == "A14" and a.state is ApprovalState.APPROVED]
    return None if closings and is_unconfirmed(case, closings[-1]) else Refusal("visit_owed")

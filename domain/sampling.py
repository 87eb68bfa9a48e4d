"""The CS manager's sample call (C-37): of the closed cases one in five is called by somebody who did not handle it."""

import hashlib

from domain.asked import one_of, text
from domain.case import Case
from domain.codes import VisitAnswer
from domain.command import CommandRow
from domain.duty import DutyRule, Stop
from domain.entries import Data
from domain.messages import Command
from domain.policy import WHOLE_BOOK_VERSION
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, Term, stages

#: One closed case in so many is called [P].
ONE_IN = 5


class AfterCall(Term):
    """What the manager does with a customer who is not satisfied after all."""

    REOPEN = "reopen", "重启案件", "Reopen the case"
    LEAVE = "leave", "维持结案", "Leave it closed"


SAMPLE_CALL = (
    one_of("answer", "客户评价", "Answer", tuple(VisitAnswer)),
    one_of("then", "怎样处理", "What follows", tuple(AfterCall), when=("answer", (VisitAnswer.UNSATISFIED,))),
    text("record", "通话记录", "Record of the call", 4000, required=True),
)


def sampled(case: Case) -> bool:
    """Is this one of the cases that are called? The number alone decides, so nobody can choose; drills are not."""
    return drawn(case.number) and not case.factor and case.book >= WHOLE_BOOK_VERSION


def drawn(number: str) -> bool:
    """One number in five (C-37)."""
    return int(hashlib.sha256(f"C-37/{number}".encode()).hexdigest(), 16) % ONE_IN == 0


def call_owed(case: Case) -> bool:
    """Is the call of this closing still to be made? A case reopened and closed again is called again."""
    calls = [record for record in case.of_kind("sample_call") if case.closed_at and record.at >= case.closed_at]
    return sampled(case) and not calls


def not_called_yet(case: Case, command: Command) -> Refusal | None:
    """One call a closing."""
    return None if call_owed(case) else Refusal("not_sampled")


def sample_called(case: Case, command: Command) -> Refusal | None:
    """A sampled case is archived when its call was made."""
    return Refusal("sample_call_open") if call_owed(case) else None


def reopens(data: Data) -> bool:
    """Did the manager reopen the case by this call?"""
    return data["answer"] == VisitAnswer.UNSATISFIED and data.get("then") == AfterCall.REOPEN


SAMPLING: tuple[CommandRow, ...] = (
    CommandRow(
        "sample_call",
        "登记抽查电话",
        "Record the sample call",
        "a sample call can be recorded",
        stages(Stage.S12, Stage.S13),
        (Role.R03,),
        SAMPLE_CALL,
        (not_called_yet,),
        opens_zh="结案后",
        opens_en="after the case is closed",
        offered=lambda case, actor, roles: call_owed(case),
    ),
)

SAMPLES: tuple[DutyRule, ...] = (
    DutyRule(
        "C37",
        "抽查客户满意度",
        "Call the customer as a sample",
        Role.R03,
        Role.R06,
        (Stop("sample_call"),),
        Stage.S12,
        bound=False,
        book=2,
        contact=True,
        starts_if=sampled,
    ),
)

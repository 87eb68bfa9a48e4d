"""Compensation (A07, D41, N09): no money without its sign-off, its documents and its basis; never a private deal (N15).

A07 says "plan that uses compensation" and "compensation payment". What binds the house is the payment, and
what is paid is paid in execution; the amount is often settled only with the customer. So the sign-off may be
asked from the investigation on, and every way into execution (S10) asks for it: the customer's yes, an
explanation understood, an agreement in contingency.
"""

from domain.asked import number, numbers, one_of, text
from domain.case import Case
from domain.codes import Basis, ContingencyResult, CustomerAnswer, Understanding
from domain.entries import Data
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.vocabulary import ApprovalState, Level, Role

#: The first version of the policy under which a plan with compensation needs A07.
BOOK = 2
FIELDS = (
    number("amount", "金额（元）", "Amount (yuan)"),
    one_of("basis", "依据", "Basis", tuple(Basis)),
    text("grounds", "理由", "Grounds", 4000, required=True),
    numbers("documents", "单据（证据编号）", "Documents (evidence numbers)"),
    number("plan", "方案版本", "Version of the plan", required=False),
)
#: Answers that lead into execution.
INTO_EXECUTION = (CustomerAnswer.SATISFIED, Understanding.UNDERSTOOD, ContingencyResult.AGREEMENT)


def amount_given(case: Case, command: Command) -> Refusal | None:
    """An amount is at least one yuan, and the plan it belongs to is there."""
    if not command.data["amount"]:
        return Refusal("bad_value", {"fields": ["amount"]})
    plan = command.data.get("plan")
    return Refusal("bad_value", {"fields": ["plan"]}) if plan is not None and case.plan(int(plan)) is None else None


def documented(case: Case, command: Command) -> Refusal | None:
    """The papers are complete first (N09): at least one, and on file."""
    documents = command.data.get("documents", [])
    if not documents:
        return Refusal("no_documents")
    known = {r.no for r in case.of_kind("evidence")}
    return None if set(documents) <= known else Refusal("bad_value", {"fields": ["documents"]})


def advised(case: Case, command: Command) -> Refusal | None:
    """Legal has advised on a general or major case; before a level is set it counts as general."""
    if case.level is Level.MINOR or case.of_kind("opinion"):
        return None
    return Refusal("no_legal_opinion")


def of_the_request(case: Case, command: Command, policy: Policy) -> Data:
    """What the line says besides: the plan it belongs to, and whether it is above the project head's limit."""
    plan = {"plan": case.plans[-1].no} if case.plans and "plan" not in command.data else {}
    above = command.data["amount"] > policy.yuan[f"A07.{Role.R06}"]
    return plan | ({"above_limit": True} if above else {})


def above_limit(case: Case, subject: str) -> bool:
    """Does the executive sign as well (C-27)? Settled by the limits in force when it was asked."""
    record = case.record("compensation", int(subject.partition(":")[2]))
    return bool(record and record.data.get("above_limit"))


def compensation_agreed(case: Case, command: Command) -> Refusal | None:
    """A plan with compensation is not carried out before A07 for that very version is signed (N15)."""
    plan = case.plan(case.approved_plan)
    if case.book < BOOK or command.data.get("outcome") not in INTO_EXECUTION or not plan or not plan.compensation:
        return None
    if any(signed(case, f"compensation:{r.no}") for r in case.of_kind("compensation") if r.data.get("plan") == plan.no):
        return None
    return Refusal("no_compensation", {"plan": plan.no})


def signed(case: Case, subject: str) -> bool:
    """Did every seat of the newest request about it agree?"""
    seats = [a for a in case.approvals if a.subject == subject]
    newest = [a for a in seats if a.round == max(s.round for s in seats)]
    route = 3 if above_limit(case, subject) else 2
    return len(newest) == route and all(a.state is ApprovalState.APPROVED for a in newest)

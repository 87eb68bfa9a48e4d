"""The versions before the one that is to be signed, the last of them being what a signer has seen."""

from domain.case import Approval, Case
from domain.statements import compared_with


def earlier_of(case: Case, approval: Approval, content: str) -> tuple[tuple[int, str], ...]:
    """(number, content id): all other versions of a plan; of a statement the one it is compared with."""
    kind, _, no = approval.subject.partition(":")
    if kind == "statement":
        before = case.record("statement", compared_with(case, int(no)))
        return ((before.no, before.content),) if before else ()
    if kind == "plan":
        return tuple((plan.no, plan.content) for plan in case.plans if plan.content != content)
    return ()

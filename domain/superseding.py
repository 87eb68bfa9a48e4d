"""What is recorded is never deleted, only superseded by a later piece (D31, D33)."""

from domain.case import Case


def superseded_by(case: Case, kind: str) -> dict[int, int]:
    """The facts or pieces of evidence that a later one stands in for, and which one."""
    return {int(r.data["supersedes"]): r.no for r in case.of_kind(kind) if "supersedes" in r.data}

"""Evidence is never deleted, only superseded by a later piece (D33)."""

from domain.case import Case
from domain.messages import Command
from domain.refusal import Refusal


def superseded_by(case: Case) -> dict[int, int]:
    """The pieces that a later one stands in for, and which one."""
    return {int(r.data["supersedes"]): r.no for r in case.of_kind("evidence") if "supersedes" in r.data}


def current_evidence(case: Case, command: Command) -> Refusal | None:
    """What a new piece supersedes is there, and nothing stands in for it yet."""
    no = command.data.get("supersedes")
    if no is None:
        return None
    if case.record("evidence", int(no)) is None:
        return Refusal("no_such_number", {"no": no})
    later = superseded_by(case).get(int(no))
    return Refusal("evidence_superseded", {"no": no, "later": later, "fields": ["supersedes"]}) if later else None

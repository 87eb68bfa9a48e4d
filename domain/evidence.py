"""Evidence is never deleted, only superseded by a later piece (D33)."""

from domain.case import Case
from domain.messages import Command
from domain.refusal import Refusal
from domain.superseding import superseded_by


def current_evidence(case: Case, command: Command) -> Refusal | None:
    """What a new piece supersedes is there, and nothing stands in for it yet."""
    no = command.data.get("supersedes")
    if no is None:
        return None
    if case.record("evidence", int(no)) is None:
        return Refusal("no_such_number", {"no": no})
    later = superseded_by(case, "evidence").get(int(no))
    return Refusal("evidence_superseded", {"no": no, "later": later, "fields": ["supersedes"]}) if later else None

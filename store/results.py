"""What lists ask of a case beyond where it stands: its silence, its classes, what it came to, its improvements."""

from datetime import datetime
from typing import Any

from domain.case import Case, Record
from domain.vocabulary import Stage, stages

#: Stages in which a customer waits to hear from us (D09).
IN_HAND = stages(Stage.S1, Stage.S11)


def result_values(case: Case) -> dict[str, Any]:
    """The columns that follow from the records of a case."""
    return {
        "parent": case.parent,
        "closed_at": case.closed_at,
        "silent_since": silent_since(case),
        "category": _last(case, "category", "assessment"),
        "cause": _last(case, "cause", "investigation"),
        "satisfaction": satisfaction(case),
        "reopened": case.reopened,
    }


def silent_since(case: Case) -> datetime | None:
    """When the customer last heard from us, else since when they wait; None where nobody waits."""
    if case.ended or case.stage not in IN_HAND:
        return None
    return max((contact.at for contact in case.of_kind("contact")), default=case.opened_at)


def satisfaction(case: Case) -> str:
    """What the customer said last, to the manager, at the visit or at the closing; empty while nobody asked."""
    said = [
        *((record, "answer") for kind in ("sample_call", "visit") for record in case.of_kind(kind)),
        *((record, "satisfaction") for record in case.of_kind("closing")),
    ]
    last = max(said, key=lambda pair: pair[0].seq, default=None)
    return SAME.get(found := str(last[0].data.get(last[1], "")), found) if last else ""


#: A visit says "unsatisfied" where a closing says "dissatisfied".
SAME = {"unsatisfied": "dissatisfied"}


def _last(case: Case, name: str, kind: str) -> str:
    """The newest record of a kind that says it."""
    return next((str(r.data[name]) for r in reversed(case.of_kind(kind)) if name in r.data), "")


def improvement_values(case: Case) -> list[dict[str, Any]]:
    """The rows of all improvements of a case."""
    verified = {record.data["improvement"]: record for record in case.of_kind("verification")}
    replaced = {record.data.get("replaces") for record in case.of_kind("improvement")}
    return [_improvement(case, r, verified.get(r.no), r.no in replaced) for r in case.of_kind("improvement")]


def _improvement(case: Case, record: Record, verified: Record | None, replaced: bool) -> dict[str, Any]:
    return {
        "case_number": case.number,
        "no": record.no,
        "project": case.project,
        "content": record.content,
        "owner": record.data["owner"],
        "due": record.data["due"],
        "state": "verified" if verified else "replaced" if replaced else "open",
        "effect": str(verified.data.get("effect", "")) if verified else "",
        "recorded_at": record.at,
        "verified_at": verified.at if verified else None,
    }

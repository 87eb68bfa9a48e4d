"""What the lines around a complaint make of a case: promises, handovers, mediation, improvements, checks."""

from collections.abc import Mapping
from dataclasses import replace

from domain.assessing import assessed
from domain.case import Case
from domain.consequences import Change, kept
from domain.entries import Entry
from domain.improving import unhappy
from domain.mediation import SOLVED, Compliance
from domain.sampling import reopens


def visited(case: Case, entry: Entry) -> Case:
    """A visit that reopens by rule counts like any other reopening (lifecycle S12)."""
    again = 1 if unhappy(case, entry.data) else 0
    return replace(kept("visit")(case, entry), reopened=case.reopened + again)


def _accepted(case: Case, entry: Entry) -> Case:
    """From now on whoever took the case over is accountable."""
    return replace(kept("handover_answer")(case, entry), owner=entry.actor)


def _checked(case: Case, entry: Entry) -> Case:
    """An agreement broken after the case counted as solved reopens it (T42)."""
    again = 1 if entry.data["outcome"] == Compliance.BROKEN and case.stage in SOLVED else 0
    return replace(kept("compliance")(case, entry), reopened=case.reopened + again)


def _called(case: Case, entry: Entry) -> Case:
    """A sample call by which the manager reopens the case counts like any other reopening (C-37)."""
    return replace(kept("sample_call")(case, entry), reopened=case.reopened + int(reopens(entry.data)))


AROUND: Mapping[str, Change] = {
    "assess": assessed,
    "promise": kept("pledge"),
    "promise_kept": kept("promise_kept"),
    "hand_over": kept("handover"),
    "accept_handover": _accepted,
    "decline_handover": kept("handover_answer"),
    "decline_dispatch": kept("declined_dispatch"),
    "note_decision": kept("decision"),
    "mediation": kept("mediation"),
    "mediation_agreement": kept("agreement"),
    "compliance_checked": _checked,
    "improvement": kept("improvement"),
    "improvement_verified": kept("verification"),
    "check_contact": kept("check"),
    "contingency_checked": kept("contingency_check"),
    "liability_found": kept("finding"),
    "sample_call": _called,
}

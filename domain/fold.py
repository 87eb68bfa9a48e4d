"""How a case follows from its journal: `fold(case, entry)` is the only way a case changes.

Workflow, store, `verify`, rebuild and the offline verifier use this same function. It trusts the
entry: whether a thing was allowed was decided before the line was written.
"""

from collections.abc import Iterable
from dataclasses import replace

from domain.case import Applied, Case
from domain.consequences import CLOCK_LINES, unchanged
from domain.deeds import COMMAND_LINES
from domain.entries import Entry


def fold(case: Case, entry: Entry) -> Case:
    """The case after one more line of its journal."""
    change = CLOCK_LINES.get(entry.type)
    if change is None:
        case = _applied(case, entry)
        change = COMMAND_LINES.get(entry.type, unchanged)
    return replace(change(case, entry), seq=entry.seq, head=entry.hash)


def fold_all(case: Case, entries: Iterable[Entry]) -> Case:
    """The case after all these lines."""
    for entry in entries:
        case = fold(case, entry)
    return case


def _applied(case: Case, entry: Entry) -> Case:
    """A command that was taken counts as a version (CONTRACT.md)."""
    version = case.version + 1
    return replace(
        case,
        version=version,
        applied=(*case.applied, Applied(version, entry.seq, entry.type, entry.actor)),
        answered=(*case.answered, entry.data["command"]),
    )

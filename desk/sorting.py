"""How a list of cases may be sorted, and where a page of it ended."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, literal

from store.cases import Cursor
from store.tables import CaseRow as CaseTable
from store.tables import Instant

#: Where a case that owes nothing stands among due times.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
Sorting = Callable[[Any, Cursor | None], Any]


def _by_change(query: Any, after: Cursor | None) -> Any:
    """The last changed first."""
    if after:
        same = (CaseTable.updated_at == after.at) & (CaseTable.number < after.number)
        query = query.where((CaseTable.updated_at < after.at) | same)
    return query.order_by(CaseTable.updated_at.desc(), CaseTable.number.desc())


def _by_due(query: Any, after: Cursor | None) -> Any:
    """The one due next first; those that owe nothing last."""
    due = func.coalesce(CaseTable.next_due_at, literal(NEVER, Instant()), type_=Instant())
    if after:
        query = query.where((due > after.at) | ((due == after.at) & (CaseTable.number > after.number)))
    return query.order_by(due, CaseTable.number)


def _by_silence(query: Any, after: Cursor | None) -> Any:
    """The customer who has heard nothing for longest first; cases in which nobody waits are left out (D09)."""
    since = CaseTable.silent_since
    query = query.where(since.is_not(None))
    if after:
        query = query.where((since > after.at) | ((since == after.at) & (CaseTable.number > after.number)))
    return query.order_by(since, CaseTable.number)


SORTED: Mapping[str, Sorting] = {"due": _by_due, "silence": _by_silence}


def place_of(row: CaseTable, order: str) -> datetime:
    """Where a case stands in the order asked for."""
    at = {"due": row.next_due_at, "silence": row.silent_since}.get(order, row.updated_at)
    return at or NEVER


def sorted_by(order: str) -> Sorting:
    """The way a list is sorted; the last changed first where nothing else was asked."""
    return SORTED.get(order, _by_change)

"""Everything that can be read, in one place: each takes a session of `Database.reading()`."""

from store.approvals import approval_row, open_approvals
from store.cases import Cursor, Page, Sought, case_row, cases, duties_due
from store.commands import cases_to_deliver, receipt, refused_of, undelivered, waiting
from store.journal import journal
from store.roster import roster

__all__ = [
    "Cursor",
    "Page",
    "Sought",
    "approval_row",
    "case_row",
    "cases",
    "cases_to_deliver",
    "duties_due",
    "journal",
    "open_approvals",
    "receipt",
    "refused_of",
    "roster",
    "undelivered",
    "waiting",
]

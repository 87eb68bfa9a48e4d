"""The households of a group: counted by SQL, listed without their folded states (C-30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, not_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.case import Case
from domain.grouping import SETTLED
from domain.messages import Members
from store.tables import CaseRow, ContentRow

#: So many households are named where a group cannot be closed; the rest are counted.
NAMED = 5

#: The id of a case's first words.
FIRST = "ct-0001"

#: What a tile or a line of the table is made of.
COLUMNS = (
    CaseRow.number, CaseRow.stage, CaseRow.level, CaseRow.household, CaseRow.answer, CaseRow.goes_on,
    CaseRow.ended, CaseRow.overdue, CaseRow.next_due_at, CaseRow.opened_at,
)  # fmt: skip


def household_values(one: Case) -> dict[str, Any]:
    """The columns that make a case a household of a group."""
    return {
        "group_number": one.group,
        "household": one.household,
        "answer": answer_of(one),
        "goes_on": one.goes_on,
    }


#: A visit says "unsatisfied" where a contact says "dissatisfied".
SAME = {"unsatisfied": "dissatisfied", "understood": "satisfied", "not_understood": "dissatisfied"}


def answer_of(one: Case) -> str:
    """How the customer took what was said last: satisfied, dissatisfied, undecided; empty while nothing was said."""
    said = [
        *(r for r in one.of_kind("contact") if "answer" in r.data),
        *(r for r in one.of_kind("visit") if "answer" in r.data),
        *(r for r in one.of_kind("closing") if "satisfaction" in r.data),
    ]
    last = max(said, key=lambda record: record.seq, default=None)
    if last is None:
        return ""
    found = str(last.data.get("answer", last.data.get("satisfaction", "")))
    return SAME.get(found, found)


def is_open() -> ColumnElement[bool]:
    """Its handling is not over."""
    return and_(not_(CaseRow.ended), CaseRow.stage.not_in([str(stage) for stage in SETTLED]))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many households a group has, and how they stand."""

    all: int = 0
    open: int = 0
    overdue: int = 0
    satisfied: int = 0
    dissatisfied: int = 0
    unsettled: int = 0


def _sum(condition: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


#: Of the group that is asked of.
OF_THE_GROUP = CaseRow.group_number == bindparam("group")
#: Built once: to build them takes longer than to run them.
COUNTED = select(
    func.count(),
    _sum(is_open()),
    _sum(CaseRow.overdue > 0),
    _sum(CaseRow.answer == "satisfied"),
    _sum(CaseRow.answer == "dissatisfied"),
    _sum(and_(is_open(), not_(CaseRow.goes_on))),
).where(OF_THE_GROUP)
HOUSEHOLDS = (
    select(*COLUMNS, ContentRow.kind, ContentRow.sealed)
    .outerjoin(ContentRow, and_(ContentRow.case_number == CaseRow.number, ContentRow.id == FIRST))
    .where(OF_THE_GROUP)
    .order_by(CaseRow.number)
)


async def counts_of(session: AsyncSession, group: str) -> Counts:
    """One statement, however many households there are."""
    return Counts(*(await session.execute(COUNTED, {"group": group})).one())


async def members_of(session: AsyncSession, group: str) -> Members:
    """What a command that closes the group must know of its households: two statements."""
    counts = await counts_of(session, group)
    open_ones = (
        select(CaseRow.number)
        .where(CaseRow.group_number == group, is_open(), not_(CaseRow.goes_on))
        .order_by(CaseRow.number)
        .limit(NAMED)
    )
    first = tuple(await session.scalars(open_ones)) if counts.unsettled else ()
    return Members(counts.all, counts.open, counts.unsettled, first)


async def households(session: AsyncSession, group: str) -> Sequence[Any]:
    """All households of a group, as `COLUMNS` and their sealed first words; plain rows, because a page has hundreds."""
    rows: Sequence[Any] = (await session.execute(HOUSEHOLDS, {"group": group})).all()
    return rows

"""Cases as lists ask for them, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from domain.entries import instant, moment
from store.tables import CaseRow, DutyRow, FoundRow, Instant


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the next one begins after this case."""

    at: datetime
    number: str

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """What `str` wrote. ValueError when it is none."""
        at, mark, number = text.partition("~")
        if not mark or not number:
            raise ValueError("not a cursor")
        return cls(moment(at), number)

    def __str__(self) -> str:
        return f"{instant(self.at)}~{self.number}"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list asks for; empty means all. `projects` are those the person may see.

    `missing` are rules of which a duty is overdue. `prefix` and `keys` are two readings of one search: a number's beginning, keyed hashes.
    """

    projects: tuple[str, ...]
    stage: str = ""
    level: str = ""
    owner: str = ""
    overdue: bool = False
    ended: bool | None = None
    prefix: str = ""
    keys: tuple[str, ...] = ()
    policy: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, newest first, and where the next page begins; None on the last one."""

    rows: tuple[CaseRow, ...]
    after: Cursor | None


async def case_row(session: AsyncSession, number: str) -> CaseRow | None:
    """One case, its folded state included."""
    return await session.get(CaseRow, number)


async def cases(session: AsyncSession, sought: Sought, after: Cursor | None = None, most: int = 50) -> Page:
    """A page of cases, the last changed first. The folded states stay where they are."""
    query = narrowed(select(CaseRow).options(defer(CaseRow.state), defer(CaseRow.policy)), sought)
    if after is not None:
        here = tuple_(literal(after.at, Instant()), literal(after.number))
        query = query.where(tuple_(CaseRow.updated_at, CaseRow.number) < here)
    query = query.order_by(CaseRow.updated_at.desc(), CaseRow.number.desc()).limit(most + 1)
    rows = tuple(await session.scalars(query))
    last = rows[most - 1] if len(rows) > most else None
    return Page(rows[:most], Cursor(last.updated_at, last.number) if last else None)


def narrowed(query: Select[CaseRow], sought: Sought) -> Select[CaseRow]:
    """The query with what is sought as its conditions."""
    query = query.where(CaseRow.project.in_(sought.projects))
    for column, value in (
        (CaseRow.stage, sought.stage),
        (CaseRow.level, sought.level),
        (CaseRow.owner, sought.owner),
    ):
        query = query.where(column == value) if value else query
    if sought.overdue:
        query = query.where(CaseRow.overdue > 0)
    if sought.ended is not None:
        query = query.where(CaseRow.ended == sought.ended)
    if sought.missing:
        query = query.where(CaseRow.number.in_(overdue_of(sought.missing)))
    if sought.policy:
        query = query.where(lives_under(sought.policy))
    return _found(query, sought)


def overdue_of(rules: Sequence[str]) -> Select[str]:
    """The cases in which a duty of one of these rules is overdue."""
    return select(DutyRow.case_number).where(DutyRow.state == "overdue", DutyRow.rule.in_(rules))


def lives_under(version: int) -> ColumnElement[bool]:
    """Cases whose own policy is of this version; the version stands first in the policy as it is kept."""
    return CaseRow.policy.startswith(f'{{"version":{version},', autoescape=True)


def _found(query: Select[CaseRow], sought: Sought) -> Select[CaseRow]:
    ways = []
    if sought.prefix:
        ways.append(CaseRow.number.startswith(sought.prefix.upper(), autoescape=True))
    if sought.keys:
        found = select(FoundRow.case_number).where(FoundRow.key.in_(sought.keys))
        ways.append(CaseRow.number.in_(found))
    return query.where(or_(*ways)) if ways else query


async def duties_due(
    session: AsyncSession, projects: Sequence[str], until: datetime, most: int = 100
) -> tuple[tuple[DutyRow, CaseRow], ...]:
    """The running duties of these projects that are due by then, the earliest first."""
    query = (
        select(DutyRow, CaseRow)
        .join(CaseRow, CaseRow.number == DutyRow.case_number)
        .options(defer(CaseRow.state), defer(CaseRow.policy))
        .where(
            DutyRow.state.in_(("open", "overdue")),
            DutyRow.due_at <= until,
            CaseRow.project.in_(projects),
        )
        .order_by(DutyRow.due_at, DutyRow.case_number, DutyRow.id)
        .limit(most)
    )
    return tuple((duty, case) for duty, case in await session.execute(query))

"""Improvements that outlive their case as they are kept: what ended cases leave open, and the lines of the project's
chain that verify it (T25). Such a line is named by what it verifies, so that there is one at most."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, case, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.days import Due
from domain.entries import instant
from domain.outlived import RULE, VERIFIED, due, outliving
from store.snapshot import from_json
from store.tables import CaseRow, DayLineRow, ImprovementRow


def of_line() -> ColumnElement[bool]:
    """Joins an improvement with the line of its project's chain that verifies it."""
    row = ImprovementRow
    name = row.project + f"/{RULE}/" + row.case_number + "/" + cast(row.no, String) + "/verified"
    return DayLineRow.command == name


def state_now() -> ColumnElement[str]:
    """How an improvement stands, where `of_line` is joined: also verified outside its case."""
    outside = (ImprovementRow.state == "open") & DayLineRow.seq.is_not(None)
    return case((outside, "verified"), else_=ImprovementRow.state)


def verified_between(start: datetime, end: datetime) -> ColumnElement[bool]:
    """Was it verified outside its case in this time? Where `of_line` is joined."""
    line = DayLineRow.at
    return (ImprovementRow.state == "open") & (line >= instant(start)) & (line < instant(end))


def with_effect(effect: str) -> ColumnElement[bool]:
    """Does the line say that it came to this? Where `of_line` is joined."""
    return DayLineRow.data.contains(f'"effect":"{effect}"', autoescape=True)


async def due_on(session: AsyncSession, project: str, day: date) -> tuple[Due, ...]:
    """What is to be told on a day of the improvements that ended cases of a project leave open; drills are left out."""
    left = (
        select(ImprovementRow.case_number, ImprovementRow.no)
        .join(CaseRow, CaseRow.number == ImprovementRow.case_number)
        .outerjoin(DayLineRow, of_line())
        .where(ImprovementRow.project == project, ImprovementRow.state == "open", DayLineRow.seq.is_(None))
        .where(CaseRow.ended, CaseRow.factor == 0)
    )
    open_ones = {(row[0], row[1]) for row in await session.execute(left)}
    numbers = sorted({number for number, _ in open_ones})
    states = await session.scalars(select(CaseRow.state).where(CaseRow.number.in_(numbers)).order_by(CaseRow.number))
    found = [one for state in states for one in outliving(from_json(state)) if (one.case, one.no) in open_ones]
    return due(found, day)


async def verified_in(session: AsyncSession, project: str, number: str) -> tuple[DayLineRow, ...]:
    """The lines that verify improvements of a case."""
    of_case = DayLineRow.data.contains(f'"case":"{number}"', autoescape=True)
    query = select(DayLineRow).where(DayLineRow.project == project, DayLineRow.type == VERIFIED, of_case)
    return tuple(await session.scalars(query.order_by(DayLineRow.seq)))


async def sent_under(session: AsyncSession, project: str, id: str) -> Sequence[DayLineRow]:
    """What was verified in a project under this id."""
    same = DayLineRow.data.contains(f'"id":"{id}"', autoescape=True)
    query = select(DayLineRow).where(DayLineRow.project == project, DayLineRow.type == VERIFIED, same)
    return tuple(await session.scalars(query))

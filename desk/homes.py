"""The households of a group as tiles and lines: read by an index, their rooms unsealed (C-30)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.group_views import Home
from desk.sight import who_complains
from domain.grouping import SETTLED
from store.contents import Contents
from store.groups import households
from store.snapshot import from_json
from store.tables import CaseRow, ContentRow


def opened(contents: Contents, row: ContentRow) -> Mapping[str, Any]:
    """The words of a row; none when they do not open."""
    try:
        return contents.open(row).fields
    except ValueError:
        return {}


async def homes_of(session: AsyncSession, contents: Contents, number: str) -> tuple[Home, ...]:
    """The households of a group by room: three statements, however many there are."""
    rows = await households(session, number)
    people = await _people(session, contents, number)
    homes = (_home(row, people.get(row.number, {})) for row in rows)
    return tuple(sorted(homes, key=lambda home: (home.room, home.number)))


async def _people(session: AsyncSession, contents: Contents, number: str) -> dict[str, Mapping[str, Any]]:
    """Who complains in each household. A lead that was converted names them later than in its first words."""
    firsts = (
        select(ContentRow)
        .join(CaseRow, CaseRow.number == ContentRow.case_number)
        .where(CaseRow.group_number == number, ContentRow.id == "ct-0001")
    )
    rows = {row.case_number: row for row in await session.scalars(firsts)}
    for lead in [number for number, row in rows.items() if row.kind == "register_lead"]:
        case = await session.get(CaseRow, lead)
        named = await session.get(ContentRow, (lead, who_complains(from_json(case.state)))) if case else None
        rows |= {lead: named} if named else {}
    return {number: opened(contents, row).get("complainant", {}) for number, row in rows.items()}


def _home(row: CaseRow, complainant: Mapping[str, Any]) -> Home:
    settled = row.ended or row.stage in {str(stage) for stage in SETTLED}
    return Home(
        row.number, str(complainant.get("room", "")), str(complainant.get("name", "")), row.stage, row.level,
        row.household, row.answer, not settled, row.overdue > 0, row.goes_on, row.next_due_at, row.opened_at,
    )  # fmt: skip

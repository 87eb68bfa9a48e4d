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

#: The first words of a case, and the stages after which a household is no more open.
FIRST, OVER = "ct-0001", frozenset(str(stage) for stage in SETTLED)


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
        select(ContentRow.case_number, ContentRow.kind, ContentRow.sealed)
        .join(CaseRow, CaseRow.number == ContentRow.case_number)
        .where(CaseRow.group_number == number, ContentRow.id == FIRST)
    )
    people, leads = {}, []
    for home, kind, sealed in await session.execute(firsts):
        people[home] = complainant(contents, home, sealed)
        leads += [home] if kind == "register_lead" else []
    for lead in leads:
        case = await session.get(CaseRow, lead)
        named = await session.get(ContentRow, (lead, who_complains(from_json(case.state)))) if case else None
        people |= {lead: opened(contents, named).get("complainant", {})} if named else {}
    return people


def complainant(contents: Contents, number: str, sealed: bytes) -> Mapping[str, Any]:
    """Who complains, by the first words of a case; nobody when they do not open."""
    try:
        found: Mapping[str, Any] = contents.open_sealed(number, FIRST, sealed).fields.get("complainant", {})
    except ValueError:
        return {}
    return found


def _home(row: Any, person: Mapping[str, Any]) -> Home:
    settled = row.ended or row.stage in OVER
    return Home(
        row.number, str(person.get("room", "")), str(person.get("name", "")), row.stage, row.level,
        row.household, row.answer, not settled, row.overdue > 0, row.goes_on, row.next_due_at, row.opened_at,
    )  # fmt: skip

"""The households of a group as tiles and lines: read by an index, their rooms unsealed (C-30)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from desk.group_views import Home
from desk.sight import who_complains
from domain.grouping import SETTLED
from store.contents import Contents
from store.groups import FIRST, Counts, households
from store.snapshot import from_json
from store.tables import CaseRow, ContentRow

#: The stages after which a household is no more open.
OVER = frozenset(str(stage) for stage in SETTLED)


def opened(contents: Contents, row: ContentRow) -> Mapping[str, Any]:
    """The words of a row; none when they do not open."""
    try:
        return contents.open(row).fields
    except ValueError:
        return {}


async def homes_of(session: AsyncSession, contents: Contents, number: str) -> tuple[Home, ...]:
    """The households of a group by room: one statement, however many there are, and two for each that was a lead."""
    rows = await households(session, number)
    homes = [_home(row, await _person(session, contents, row)) for row in rows]
    return tuple(sorted(homes, key=lambda home: (home.room, home.number)))


async def _person(session: AsyncSession, contents: Contents, row: Any) -> Mapping[str, Any]:
    """Who complains. A lead that was converted names them later than in its first words."""
    if row.kind != "register_lead":
        return complainant(contents, row.number, row.sealed) if row.sealed else {}
    case = await session.get(CaseRow, row.number)
    named = await session.get(ContentRow, (row.number, who_complains(from_json(case.state)))) if case else None
    found: Mapping[str, Any] = opened(contents, named).get("complainant", {}) if named else {}
    return found


def counted(homes: tuple[Home, ...]) -> Counts:
    """The same counts as by SQL, of households that were read anyway."""
    return Counts(
        len(homes),
        sum(home.open for home in homes),
        sum(home.overdue for home in homes),
        sum(home.answer == "satisfied" for home in homes),
        sum(home.answer == "dissatisfied" for home in homes),
        sum(home.open and not home.goes_on for home in homes),
    )


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

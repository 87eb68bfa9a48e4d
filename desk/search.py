"""Finding cases by what is sealed: keyed hashes of rooms, numbers, names and pairs of characters."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.ext.asyncio import AsyncSession

from desk.intake import Complaint
from desk.orders import Order
from store.contents import Contents, Kept, normalised
from store.tables import CaseRow, FoundRow
from store.upsert import put_once

#: Chinese has no blanks: two characters are the smallest word worth finding.
CHINESE = re.compile(r"[㐀-鿿豈-﫿]+")
LATIN = re.compile(r"[a-z0-9]{2,40}")
MOST_WORDS, MOST_SOUGHT = 600, 8
NUMBER = re.compile(r"[A-Za-z0-9]{1,20}-(?:D-)?\d{0,4}(?:-\d{0,9})?", re.ASCII)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: pairs of Chinese characters, Latin words and figures."""
    plain = normalised("word", text)
    pairs = [run[i : i + 2] for run in CHINESE.findall(plain) for i in range(max(1, len(run) - 1))]
    return tuple(dict.fromkeys([*pairs, *LATIN.findall(plain)]))


def found_rows(contents: Contents, number: str, complaint: Complaint) -> list[dict[str, str]]:
    """The rows under which a new case is found."""
    texts = complaint.texts
    kinds: tuple[Kept, ...] = ("room", "phone", "name")
    found: list[tuple[Kept, str]] = [(kind, texts[kind]) for kind in kinds if kind in texts]
    words = words_of("\n".join(str(texts.get(name, "")) for name in ("subject", "description", "demand")))
    found += [("word", word) for word in words[:MOST_WORDS]]
    rows = {(kind, contents.keyed(kind, value)) for kind, value in found}
    return [{"kind": kind, "key": key, "case_number": number} for kind, key in sorted(rows)]


async def make_found(session: AsyncSession, contents: Contents, order: Order) -> None:
    """Find a case by the complainant who was named after it was opened; naming twice finds it once."""
    kinds: tuple[Kept, ...] = ("room", "phone", "name")
    person = order.words.get("complainant", {})
    keys = [(kind, contents.keyed(kind, str(person[kind]))) for kind in kinds if kind in person]
    rows = [{"kind": kind, "key": key, "case_number": order.number} for kind, key in keys]
    if rows:
        await (await session.connection()).run_sync(put_once, FoundRow, rows)


def sought(contents: Contents, q: str) -> ColumnElement[bool]:
    """The condition on cases that a search means: a number, a room, a telephone number, a name or words."""
    ways: list[ColumnElement[bool]] = [CaseRow.subject.contains(q, autoescape=True)]
    if NUMBER.fullmatch(q):
        ways.append(CaseRow.number.startswith(q.upper(), autoescape=True))
    kinds: tuple[Kept, ...] = ("room", "phone", "name")
    ways += [_has(kind, contents.sought(kind, q)) for kind in kinds if normalised(kind, q)]
    if words := words_of(q)[:MOST_SOUGHT]:
        ways.append(and_(*(_has("word", contents.sought("word", word)) for word in words)))
    return or_(*ways)


def _has(kind: str, keys: Iterable[str]) -> ColumnElement[bool]:
    match: Any = and_(FoundRow.case_number == CaseRow.number, FoundRow.kind == kind, FoundRow.key.in_(tuple(keys)))
    return exists().where(match)

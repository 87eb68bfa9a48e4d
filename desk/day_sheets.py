"""A day's sheet as it is filled in and as it is shown (T04, T05): counts of codes and numbers, words apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.errors import Unreadable
from desk.forms import read_form
from desk.views import Names, Project, Words
from domain.daily import DAILY, REASON, SHEET, ill_counted
from domain.days import DayDuty, chain_of
from domain.entries import Data, Draft, Entry
from domain.fields import Problem, sort_out
from store.contents import Content, Contents
from store.tables import DayLineRow

Day = tuple[date, tuple[DayDuty, ...]]


@dataclass(frozen=True, slots=True)
class Signed:
    """One sheet that was signed for a duty: its line, and its words as far as they open."""

    line: Entry
    words: Words


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One day of a project: how its duties stand, what was signed, oldest first. `registered` counts the cases and
    leads that were registered on that day; `may_file`: this person may sign it now."""

    project: Project
    day: date
    today: date
    duties: tuple[DayDuty, ...]
    signed: tuple[Signed, ...]
    registered: int
    may_file: bool
    active: bool
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayBook:
    """A page of days, newest first; `missed` counts all days with a gap. `before`: where the next page begins."""

    project: Project
    today: date
    active: bool
    days: tuple[Day, ...]
    missed: int
    before: date | None
    may_file: bool
    may_switch: bool
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectToday:
    """One project among several: its duties of today, none where no day has begun, and its days with a gap."""

    project: Project
    today: date
    duties: tuple[DayDuty, ...]
    missed: int


@dataclass(frozen=True, slots=True)
class Entered:
    """A sheet as it was filled in: counts and words by rule, only of the parts that were filled in."""

    counts: Mapping[str, Data]
    words: Mapping[str, Data]


def read_sheet(form: Mapping[str, Any]) -> Entered:
    """The form as counts and words. Raises Unreadable with everything that is wrong at once."""
    result = sort_out(SHEET, form)
    touched = {*result.data, *result.texts, *result.bad, *(p.field for p in result.problems)}
    parts = [row for row in DAILY if touched & {f.name for f in row.fields}] or list(DAILY)
    counts = {p.rule: {f.name: result.data[f.name] for f in p.fields if f.name in result.data} for p in parts}
    words = {p.rule: {f.name: result.texts[f.name] for f in p.fields if f.name in result.texts} for p in parts}
    missing = [
        Problem(f.name, "missing")
        for p in parts
        for f in p.fields
        if f.required and f.name not in touched and f.asked(counts[p.rule])
    ]
    wrong = [Problem(name, "bad_value") for name in result.bad]
    if problems := (*result.problems, *wrong, *missing):
        raise Unreadable(problems)
    if ill := tuple(p for part in counts.values() for p in ill_counted(part)):
        raise Unreadable(ill)
    return Entered(counts, words)


def read_reason(form: Mapping[str, Any]) -> str:
    """Why a project is switched. Raises Unreadable."""
    return str(read_form(REASON, form).texts["reason"])


def counts_of(data: Data) -> Data:
    """What a sheet's line counts, without what the line says of itself."""
    return {k: v for k, v in data.items() if k not in ("day", "rule", "due_at", "late_by", "words")}


def with_words(draft: Draft, digest: str) -> Draft:
    """The line that carries the digest of its words."""
    return Draft(draft.type, {**draft.data, "words": digest}, draft.at, draft.actor, draft.role)


def content_id(seq: int) -> str:
    """The id of the words of a line."""
    return f"dl-{seq:04d}"


def opened_words(contents: Contents, row: DayLineRow) -> Content | None:
    """The words of a line; None when it has none or they do not open."""
    return contents.opened(chain_of(row.project), content_id(row.seq), row.sealed)

"""The codes that are signed with the words of a request: satisfaction, conditions, evidence, a level, a place.

They are read from the record that the asking command left on the case, and named by that command's fields.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.views import ApprovalPage
from domain.case import Record
from domain.codes import EvidenceKind
from domain.commands import fields_of
from domain.fields import Field, Kind
from web.evidence import FileShown, files_of
from web.language import Language
from web.telling import Teller


@dataclass(frozen=True, slots=True)
class Thing:
    """One numbered thing that is named: a piece of evidence with its kind, its words and its digest."""

    no: int
    title: str
    words: str
    digest: str
    at: datetime | None = None
    files: tuple[FileShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of what is signed. Of `checks` each says whether it was named; all the codes stand there."""

    label: str
    words: str = ""
    checks: tuple[tuple[str, bool], ...] = ()
    things: tuple[Thing, ...] = ()


def record_of(shown: ApprovalPage) -> Record | None:
    """What the asking command left on the case: by its digest, else by who asked and when."""
    approval, kind = shown.approval, shown.approval.subject.partition(":")[0]
    records = tuple(reversed(shown.case.of_kind(kind)))
    same = (r for r in records if r.digest and r.digest == approval.digest)
    asked = (r for r in records if r.author == approval.requested_by and r.at <= approval.asked_at)
    return next(same, None) or next(asked, None)


def facts(shown: ApprovalPage, command: str, teller: Teller) -> tuple[Fact, ...]:
    """The codes that go with the words, in the order of the form; what the heading says is not said again."""
    record = record_of(shown)
    if record is None:
        return ()
    named = ((field, record.data[field.name]) for field in fields_of(command) if field.name in record.data)
    told = {shown.approval.rule, *shown.approval.subject.split(":")}
    return tuple(_fact(field, value, shown, teller) for field, value in named if str(value) not in told)


def _fact(field: Field, value: Any, shown: ApprovalPage, teller: Teller) -> Fact:
    label, lang = teller.lang.label(field), teller.lang
    if field.kind is Kind.CODES:
        return Fact(label, checks=tuple((lang.term(code), str(code) in set(map(str, value))) for code in field.codes))
    if field.kind is Kind.NUMBERS and field.name == "evidence":
        return Fact(label, things=tuple(things(value, shown, lang)))
    if field.kind is Kind.ACCOUNTS:
        return Fact(label, teller.people(list(value)))
    code = next((c for c in field.codes if str(c) == str(value)), None)
    return Fact(label, lang.term(code) if code is not None else teller.name(str(value)))


def things(numbers: Iterable[Any], shown: ApprovalPage, lang: Language) -> Iterable[Thing]:
    """The pieces of evidence under these numbers; one that is not on the case is named all the same."""
    for no in numbers:
        record = shown.case.record("evidence", int(no))
        if record is None:
            yield Thing(int(no), "", "", "")
            continue
        kind = str(record.data.get("kind", ""))
        title = lang.term(EvidenceKind(kind)) if kind in set(EvidenceKind) else kind
        words = shown.evidence.get(record.content, {})
        text = next((str(words[f.name]) for f in fields_of("add_evidence") if words.get(f.name)), "")
        yield Thing(int(no), title, text, record.digest, record.at, files_of(record, shown.files, lang))

"""The dossier of a case in words (D13, D66): chapter by chapter, every date in full, for a reader of any day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from desk.dossiers import Dossier
from domain.case import Approval, Case, Plan, Record
from domain.commands import COMMANDS, fields_of
from domain.dossier import CHAPTERS, PLAN, SIGN_OFFS, Chapter, shown_in, sorted_in
from domain.entries import Entry, moment
from domain.fields import Field, Kind
from domain.retention import class_of, kept_until
from domain.signoffs import sign_off
from domain.vocabulary import Role, Stage
from web.dossier_values import said
from web.evidence import FileShown, Place, files_of
from web.language import Language
from web.meanings import finding_words
from web.moments import date_of
from web.telling import Tale, Teller, role_name

#: Of the register entry, what stands on the cover.
WHO = ("name", "phone", "room", "subject")
#: Told on such a day, every date has its year: paper is read later.
SOME_DAY = datetime(9999, 1, 1, tzinfo=UTC)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One record: what it is, by whom, when, all that was said in it, and what is not for this reader."""

    title: str
    no: int
    seq: int
    who: str
    at: datetime
    what: str
    facts: tuple[Pair, ...]
    sealed: tuple[str, ...] = ()
    files: tuple[FileShown, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One version of the plan, with the seats that were asked about it."""

    plan: Plan
    who: str
    at: datetime
    text: str
    steps: tuple[tuple[int, str, str, str], ...]
    facts: tuple[Pair, ...]
    seats: tuple["SeatLine", ...]
    sealed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat of a sign-off: what, who was asked and when, who answered, on behalf of whom, with which words."""

    approval: Approval
    what: str
    about: str
    seat: str
    asked_by: str
    asked_of: str
    state: str
    by: str
    comment: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A chapter with what stands in it; `lacking`: the archive asks for it, and nothing is there."""

    chapter: Chapter
    title: str
    pieces: tuple[Piece, ...] = ()
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline; `facts` are words that stand in no chapter."""

    tale: Tale
    facts: tuple[Pair, ...] = ()
    day: bool = field(default=False)


def dossier_view(dossier: Dossier, lang: Language, now: datetime, place: Place = None) -> dict[str, Any]:
    """The data of the dossier, as a page and as a file; `place` says where files lie inside of it."""
    page = dossier.page
    teller = Teller(page.case, page.names, page.contents, lang, SOME_DAY)
    return {
        "page": page,
        "case": page.case,
        "teller": teller,
        "made_at": now,
        "made_for": dossier.reader.name(lang.code),
        "archived_at": entered(page.case, page.entries, Stage.S14),
        "verified": dossier.verified,
        "findings": [finding_words(one, lang) for one in dossier.verified.findings],
        "cover": cover(dossier, teller),
        "answered": [
            (moment(e.at), teller.name(e.data["owner"])) for e in page.entries if e.data.get("owner") in page.names
        ],
        "complaint": complaint(dossier, teller),
        "chapters": chapters(dossier, teller, place),
        "plans": [plan_sheet(plan, dossier, teller) for plan in page.case.plans],
        "signed": [seat_line(one, dossier, teller) for one in page.case.approvals],
        "timeline": timeline(dossier, teller),
        "left_out": left_out(dossier, teller),
        "PLAN": PLAN,
        "SIGN_OFFS": SIGN_OFFS,
    }


def entered(case: Case, entries: Iterable[Entry], stage: Stage) -> datetime | None:
    """When the case came to rest in a stage; None when it is not there."""
    if case.stage is not stage:
        return None
    return next((moment(e.at) for e in reversed(tuple(entries)) if e.data.get("to") == stage), case.entered_at)


def cover(dossier: Dossier, teller: Teller) -> list[Pair]:
    """What stands on the cover; what nobody has said yet is left out."""
    page, case, lang = dossier.page, teller.case, teller.lang
    answers = [f"{role_name(seat, lang)} {teller.people(list(people))}" for seat, people in page.accountable]
    until = kept_until(case)
    rows = (
        (lang.say("Project"), f"{page.project.name(lang.code)} {case.project}" if page.project else case.project),
        (lang.say("Complainant"), " ".join(filter(None, (page.complainant_name, page.room, page.phone_masked)))),
        (lang.say("Level"), lang.term(case.level) if case.level else lang.say("Not set yet")),
        (lang.say("Stage"), f"{case.stage} {lang.term(case.stage)}"),
        (lang.say("Accountable"), lang.listed(answers)),
        (lang.say("Owner"), teller.owner()),
        (lang.say("Response team"), teller.people(list(case.team)) if case.team else ""),
        (lang.say("Group case"), case.group),
        (lang.say("Merged into"), case.parent),
        (lang.say("Limits"), lang.say("Limits of version %(no)s", no=page.policy.version)),
        (lang.say("Class of the file"), lang.term(class_of(case))),
        (lang.say("Kept until"), date_of(until, teller.now, lang) if until else ""),
    )
    return [(label, words) for label, words in rows if words]


def complaint(dossier: Dossier, teller: Teller) -> tuple[Pair, ...]:
    """What was registered, in the words of the register."""
    first = dossier.page.entries[0]
    words = dossier.page.contents.get(str(first.data.get("content", "")), {})
    rows = [row for row in fields_of(first.type) if row.name not in WHO]
    return tuple(facts_of(rows, {**first.data, **words, "complainant": teller.case.complainant}, teller))


def chapters(dossier: Dossier, teller: Teller, place: Place) -> list[Filled]:
    """The chapters in their order; one that nobody asks for and that is empty is not there."""
    found, case = sorted_in(teller.case), teller.case
    lines = {entry.seq: entry for entry in dossier.page.entries}
    filled = []
    for row in CHAPTERS:
        pieces = tuple(piece(record, lines.get(record.seq), dossier, teller, place) for record in found[row.name])
        full = bool(pieces) or (row.name == PLAN and bool(case.plans)) or (row.name == "incident")
        if full or row.needed or (row.name == SIGN_OFFS and case.approvals):
            filled.append(Filled(row, teller.lang.label(row), pieces, row.needed and not full))
    return filled


def piece(record: Record, entry: Entry | None, dossier: Dossier, teller: Teller, place: Place) -> Piece:
    """One record with everything that was said in it."""
    type_ = entry.type if entry else ""
    words = dossier.page.contents.get(record.content, {})
    row = COMMANDS.get(type_)
    what = teller.what(type_, entry.data) if entry else ""
    facts = tuple(facts_of(fields_of(type_), {**record.data, **words}, teller)) if row else ()
    at = moment(entry.at) if entry else record.at
    title = teller.lang.label(row) if row else what
    sealed = sealed_words(record.content, type_, dossier, teller)
    files = files_of(record, dossier.page.files, teller.lang, place)
    return Piece(title, record.no, record.seq, teller.name(record.author), at, what, facts, sealed, files)


def facts_of(rows: Iterable[Field], values: Mapping[str, Any], teller: Teller) -> Iterable[Pair]:
    """Each field that was filled in: its label and what it says."""
    for row in rows:
        if (value := values.get(row.name)) not in (None, "", [], ()) and row.kind is not Kind.STEPS:
            yield teller.lang.label(row), said(row, value, teller)


def sealed_words(content: str, type_: str, dossier: Dossier, teller: Teller) -> tuple[str, ...]:
    """The labels of what this reader may not read of a content."""
    hidden = dossier.sealed.get(content, ())
    return tuple(teller.lang.label(row) for row in fields_of(type_) if row.name in hidden)


def plan_sheet(plan: Plan, dossier: Dossier, teller: Teller) -> PlanSheet:
    """One version in full: every version is part of the dossier, not the last one only."""
    words = dossier.page.contents.get(plan.content, {})
    texts = {step.get("no"): str(step.get("text", "")) for step in words.get("steps", ())}
    rows = [row for row in fields_of("save_plan") if row.name != "text"]
    line = next((entry for entry in dossier.page.entries if entry.seq == plan.seq), None)
    about = [a for a in teller.case.approvals if a.subject == f"plan:{plan.no}"]
    return PlanSheet(
        plan,
        teller.name(plan.author),
        moment(line.at) if line else teller.case.opened_at,
        str(words.get("text", "")),
        tuple((one.no, texts.get(one.no, ""), teller.name(one.owner), teller.on(one.due)) for one in plan.steps),
        tuple(facts_of(rows, words, teller)),
        tuple(seat_line(one, dossier, teller) for one in about),
        sealed_words(plan.content, "save_plan", dossier, teller),
    )


def seat_line(approval: Approval, dossier: Dossier, teller: Teller) -> SeatLine:
    """How one seat was asked and answered; the comment is that of the line that decided it."""
    lang = teller.lang
    line = next((e for e in dossier.page.entries if e.type == "signed" and e.data.get("approval") == approval.id), None)
    words = dossier.page.contents.get(str(line.data.get("content", "")), {}) if line else {}
    by = teller.name(approval.decided_by) if approval.decided_by else ""
    what = lang.label(sign_off(approval.rule, approval.subject))
    if line and (principal := line.data.get("for")):
        by = lang.say("%(who)s for %(other)s", who=by, other=teller.name(principal))
    return SeatLine(
        approval,
        what,
        about if (about := teller.subject(approval.subject)).lower() != what.lower() else "",
        role_name(approval.seat, lang) if approval.seat in set(Role) else approval.seat,
        teller.name(approval.requested_by),
        teller.people(list(approval.asked_of)),
        lang.term(approval.state),
        by,
        str(words.get("comment", "")),
    )


def timeline(dossier: Dossier, teller: Teller) -> list[Line]:
    """Every line of the journal, oldest first; words that stand in no chapter stand here in full."""
    elsewhere = shown_in(teller.case)
    return [_line(entry, entry.seq in elsewhere, dossier, teller) for entry in dossier.page.entries]


def _line(entry: Entry, elsewhere: bool, dossier: Dossier, teller: Teller) -> Line:
    tale = teller.tell(entry)
    words = dossier.page.contents.get(str(entry.data.get("content", "")), {})
    if elsewhere or not words:
        return Line(replace(tale, quote="") if elsewhere else tale)
    rows = [row for row in fields_of(str(entry.data.get("decision", entry.type))) if row.kind is Kind.TEXT]
    named = {row.name for row in rows}
    rest = [(teller.lang.say("What it said"), str(text)) for name, text in words.items() if text and name not in named]
    facts = (*facts_of(rows, words, teller), *rest)
    return Line(replace(tale, quote=""), facts)


def left_out(dossier: Dossier, teller: Teller) -> list[Pair]:
    """What is not in this dossier because its reader may not read it: how many fields of how many texts."""
    lang, found = teller.lang, []
    if fields := sum(len(names) for names in dossier.sealed.values()):
        found.append((lang.say("Restricted fields"), lang.say("Only a few may read them: %(n)s left out.", n=fields)))
    if dossier.page.phone_masked:
        found.append((lang.say("Telephone number"), lang.say("Masked, as on every page.")))
    return found

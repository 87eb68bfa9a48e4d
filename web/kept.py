"""The numbered things of a case in words, as its tabs list them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk.views import CasePage, Words
from domain.case import Record
from domain.commands import COMMANDS, fields_of
from domain.entries import moment
from domain.fields import Kind
from domain.vocabulary import Term
from web.evidence import FileShown, files_of
from web.moments import within
from web.telling import Teller

#: Which kinds of numbered things each tab shows, and the command whose fields name their codes.
SHOWN: Mapping[str, Mapping[str, str]] = {
    "contacts": {
        "contact": "log_contact",
        "attempt": "contact_attempt",
        "visit": "visit_recorded",
        "measure": "interim_measure",
        "fix": "permanent_fix",
        "promise": "promise_visit",
        "arrival": "visit_arrived",
        "pledge": "promise",
        "promise_kept": "promise_kept",
        "check": "check_contact",
        "mediation": "mediation",
        "agreement": "mediation_agreement",
        "compliance": "compliance_checked",
        "handover": "hand_over",
        "declined_dispatch": "decline_dispatch",
        "sample_call": "sample_call",
        "segmentation": "household_role",
    },
    "evidence": {"evidence": "add_evidence"},
    "reports": {
        "investigation": "investigation_submitted",
        "report": "file_report",
        "opinion": "legal_opinion",
        "statement": "draft_statement",
        "turn": "report_turn",
        "third_party": "third_party_involved",
        "media": "media_involved",
        "latent_crisis": "latent_crisis",
        "risk_warning": "risk_warning",
        "emergency": "emergency",
        "emergency_check": "emergency_checked",
        "track": "legal_track",
        "track_date": "track_date",
        "outcome": "legal_outcome",
        "assessment": "assess",
        "decision": "note_decision",
        "improvement": "improvement",
        "verification": "improvement_verified",
        "compensation": "ask_compensation",
        "reopening": "reopen",
        "letter": "lawyers_letter",
        "background": "ask_background",
        "letter_sent": "letter_sent",
        "settlement": "settlement",
        "settlement_signed": "settlement_signed",
        "finding": "liability_found",
        "contingency_check": "contingency_checked",
        "common_facts": "common_facts",
    },
    "crisis": {
        "phase": "change_phase",
        "crisis": "declare_crisis",
        "appointment": "post_person",
        "fact": "record_fact",
        "reception": "set_reception",
        "crisis_contact": "crisis_contact",
        "intensification": "intensification",
        "police_card": "police_card",
        "briefing": "brief_site",
        "support": "ask_support",
        "attendance": "log_attendance",
        "look": "monitor_log",
        "media_contact": "media_contact",
        "sudden_event": "sudden_event",
        "owners_notice": "owners_notified",
        "recovery_plan": "recovery_plan",
        "recovery": "recovery_measure",
        "recovery_done": "recovery_done",
    },
}

#: More codes than this are shown as a sheet, line by line. Where things of many kinds stand, each is named.
MOST_CODES, NAMED = 3, frozenset(SHOWN["reports"].values())


@dataclass(frozen=True, slots=True)
class Kept:
    """A numbered thing of the case in words."""

    record: Record
    title: str
    what: str
    who: str
    words: str
    facts: tuple[tuple[str, str], ...] = ()
    files: tuple[FileShown, ...] = ()


def record(kept: Record, command: str, page: CasePage, teller: Teller) -> Kept:
    """One numbered thing: its codes as a title, its words in full."""
    codes = [_term(command, name, value) for name, value in kept.data.items()]
    head = f"{teller.lang.label(COMMANDS[command])}{teller.lang.say(': ')}" if command in NAMED and any(codes) else ""
    title = head + " · ".join(teller.lang.term(c) for c in codes if c is not None)
    words = page.contents.get(kept.content, {})
    fields = [f for f in fields_of(command) if f.kind is Kind.TEXT and words.get(f.name)]
    texts = [str(words[f.name]) for f in fields if not f.folded]
    if sum(c is not None for c in codes) > MOST_CODES:
        title, texts = "", [*labelled(command, kept, teller), *texts]
    what = teller.what(command, kept.data)
    facts, files = _facts(command, kept, words, teller), files_of(kept, page.files, teller.lang)
    return Kept(kept, title, what, teller.name(kept.author), "\n".join(texts), facts, files)


def _facts(command: str, kept: Record, words: Words, teller: Teller) -> tuple[tuple[str, str], ...]:
    """What a folded sheet says in words, instants and digests, each with its label (D33)."""
    said = {**words, **kept.data}
    shown: Mapping[Kind, Callable[[object], str]] = {
        Kind.TEXT: str,
        Kind.DIGEST: str,
        Kind.INSTANT: lambda value: within(moment(str(value)), teller.now, teller.lang),
    }
    fields = [f for f in fields_of(command) if f.folded and f.kind in shown and said.get(f.name)]
    return tuple((teller.lang.label(f), shown[f.kind](said[f.name])) for f in fields)


def labelled(command: str, kept: Record, teller: Teller) -> list[str]:
    """A sheet of codes as lines, each with what it answers."""
    lines = []
    for field in fields_of(command):
        value = kept.data.get(field.name)
        chosen = [c for c in field.codes if str(c) in (value if isinstance(value, list) else [value])]
        if chosen:
            said = teller.lang.listed([teller.lang.term(c) for c in chosen])
            lines.append(teller.lang.say("%(what)s: %(said)s", what=teller.lang.label(field), said=said))
    return lines


def _term(command: str, name: str, value: object) -> Term | None:
    field = next((f for f in fields_of(command) if f.name == name), None)
    return next((c for c in (field.codes if field else ()) if str(c) == str(value)), None)

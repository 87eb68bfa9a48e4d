"""The tabs of a case: stable addresses, and what each shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.views import CasePage, Words
from domain.case import Approval, Duty, Plan, Record
from domain.commands import COMMANDS, fields_of
from domain.entries import moment
from domain.fields import Kind
from domain.signoffs import sign_off
from domain.vocabulary import ApprovalState, Term
from web.chart import chart
from web.choices import step_words
from web.clocks import Clock, of
from web.documents import documents
from web.language import Language
from web.moments import small, within
from web.telling import Tale, Teller

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

NAMES = ("plan", "contacts", "tasks", "approvals", "evidence", "reports", "crisis", "documents", "clocks", "journal")
#: A tab that is there only once there is something in it.
WITH_SOMETHING = ("crisis",)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name in the address, its words, how much is in it."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A numbered thing of the case in words."""

    record: Record
    title: str
    what: str
    who: str
    words: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Timed:
    """A duty with its clock."""

    duty: Duty
    label: str
    clock: Clock
    told: str


def tabs(page: CasePage, lang: Language) -> tuple[Tab, ...]:
    """All tabs, counted where a count helps."""
    case = page.case
    names = {
        "plan": lang.say("Plan"),
        "contacts": lang.say("Contacts"),
        "tasks": lang.say("Tasks"),
        "approvals": lang.say("Sign-offs"),
        "evidence": lang.say("Evidence"),
        "reports": lang.say("Reports"),
        "documents": lang.say("Documents"),
        "crisis": lang.say("Crisis"),
        "clocks": lang.say("Clocks"),
        "journal": lang.say("Journal"),
    }
    counts = {
        "contacts": _count(page, "contacts"),
        "tasks": len(case.tasks),
        "approvals": len({a.request for a in case.approvals}),
        "evidence": _count(page, "evidence"),
        "reports": _count(page, "reports"),
        "crisis": _count(page, "crisis"),
        "journal": case.seq,
    }
    first = (Tab("households", lang.say("Households"), page.counts.all),) if case.grouped else ()
    shown = {n: label for n, label in names.items() if n not in WITH_SOMETHING or counts[n]}
    return first + tuple(Tab(name, label, counts.get(name, 0)) for name, label in shown.items())


def _count(page: CasePage, tab: str) -> int:
    return sum(len(page.case.of_kind(kind)) for kind in SHOWN[tab])


def content(name: str, page: CasePage, teller: Teller) -> dict[str, Any]:
    """What one tab shows."""
    return CONTENT[name](page, teller)


def _plan(page: CasePage, teller: Teller) -> dict[str, Any]:
    plans = tuple(reversed(page.case.plans))
    return {
        "sheet": lambda words, few: _sheet(words, teller, few=few),
        "plans": [(plan, page.contents.get(plan.content, {}), _signed(page, plan, teller)) for plan in plans],
    }


def _sheet(words: Words, teller: Teller, *, few: bool) -> list[tuple[str, str]]:
    """What a plan says besides its text and steps: for everybody, or for the few who may read it (D06)."""
    rows = [f for f in fields_of("save_plan") if f.kind is Kind.TEXT and f.name != "text" and f.restricted is few]
    return [(teller.lang.label(f), str(words[f.name])) for f in rows if words.get(f.name)]


def _signed(page: CasePage, plan: Plan, teller: Teller) -> list[tuple[Approval, str]]:
    """How the sign-offs of a version stand, newest last."""
    about = [a for a in page.case.approvals if a.subject == f"plan:{plan.no}"]
    return [(a, seat_words(a, teller)) for a in about]


def seat_words(approval: Approval, teller: Teller) -> str:
    """周念 09:12 同意 / 等沈望舒签"""
    if approval.open:
        return teller.lang.say("Waits for %(people)s", people=teller.people(list(approval.asked_of)))
    state = teller.lang.term(approval.state)
    return f"{teller.name(approval.decided_by)} {small(state, teller.lang)}" if approval.decided_by else state


def _kept(tab: str) -> Callable[[CasePage, Teller], dict[str, Any]]:
    def shown(page: CasePage, teller: Teller) -> dict[str, Any]:
        found = [(r, SHOWN[tab][r.kind]) for r in page.case.records if r.kind in SHOWN[tab]]
        return {"kept": [record(r, command, page, teller) for r, command in reversed(found)]}

    return shown


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
    return Kept(kept, title, what, teller.name(kept.author), "\n".join(texts), _facts(command, kept, words, teller))


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


def _tasks(page: CasePage, teller: Teller) -> dict[str, Any]:
    words = step_words(page, page.case.approved_plan)
    return {"tasks": [(task, words.get(task.no, ""), teller.name(task.owner)) for task in page.case.tasks]}


def _approvals(page: CasePage, teller: Teller) -> dict[str, Any]:
    """Requests with their seats, newest first."""
    requests: dict[str, list[Approval]] = {}
    for approval in page.case.approvals:
        requests.setdefault(approval.request, []).append(approval)
    shown = [
        (key, teller.lang.label(sign_off(seats[0].rule, seats[0].subject)), teller.subject(seats[0].subject), seats)
        for key, seats in requests.items()
    ]
    return {"requests": list(reversed(shown)), "State": ApprovalState, "seat_words": seat_words, "teller": teller}


def _clocks(page: CasePage, teller: Teller) -> dict[str, Any]:
    return {"timed": [timed(d, teller) for d in page.case.duties], "chart": chart(page.case.duties, teller.now)}


def timed(duty: Duty, teller: Teller) -> Timed:
    """A duty as the tables show it."""
    told = list(dict.fromkeys(t.person for t in duty.told))
    label = teller.duty({"duty": duty.id})
    return Timed(duty, label, of(duty, teller.now, teller.lang), teller.people(told) if told else "")


def _journal(page: CasePage, teller: Teller) -> dict[str, Any]:
    return {"content_tales": told(page, teller)}


def told(page: CasePage, teller: Teller, most: int = 0) -> list[Tale]:
    """The journal, newest first."""
    return [teller.tell(e) for e in list(reversed(page.entries))[: most or None]]


CONTENT: Mapping[str, Callable[[CasePage, Teller], dict[str, Any]]] = {
    "plan": _plan,
    "contacts": _kept("contacts"),
    "tasks": _tasks,
    "approvals": _approvals,
    "evidence": _kept("evidence"),
    "reports": _kept("reports"),
    "documents": documents,
    "crisis": _kept("crisis"),
    "clocks": _clocks,
    "journal": _journal,
}

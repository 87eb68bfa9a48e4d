"""The tabs of a case: stable addresses, and what each shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desk.views import CasePage, Words
from domain.case import Approval, Duty, Plan
from domain.commands import fields_of
from domain.fields import Kind
from domain.signoffs import sign_off
from domain.superseding import superseded_by
from domain.vocabulary import ApprovalState
from web.chart import chart
from web.choices import step_words
from web.clocks import Clock, of
from web.documents import documents
from web.kept import SHOWN, record
from web.language import Language
from web.moments import small
from web.telling import Tale, Teller

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
        kept = [record(r, command, page, teller) for r, command in reversed(found)]
        return {"kept": kept, "over": superseded_by(page.case, "evidence")}

    return shown


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

"""What a field offers to choose from: the codes of its row, or numbered things and people of the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.views import CasePage
from domain.case import Case, Record
from domain.codes import EvidenceKind, ReportKind
from domain.crisis_codes import PhaseCondition, Strategy
from domain.duties import BY_RULE
from domain.entries import moment
from domain.fields import Field, Kind
from domain.guards import ANSWERS, PURPOSE_STAGES
from domain.phases import STRATEGIES, ticks, ways_from
from domain.signoffs import sign_off
from domain.superseding import superseded_by
from domain.vocabulary import Phase, Term
from web.language import Language
from web.moments import local, short_day, time_of
from web.numbered import OFFERS, Offers

#: A field with more choices than this becomes a list to pull down.
MOST_CHIPS = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose. `note` says what it leads to; `only` is a value of another field it belongs to."""

    value: str
    label: str
    note: str = ""
    rule: str = ""
    only: str = ""


def by_name(page: CasePage, id: str, lang: Language) -> str:
    """A person's name in the reader's language; the account where no name is known."""
    names = page.names.get(id)
    return names[lang.column] if names else id


def people(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Who can be named: those in the project."""
    ids = page.team_choices or tuple(page.names)
    return tuple(Choice(one, by_name(page, one, lang), one) for one in ids if one != "system")


def plans(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Versions of the plan, the newest first."""
    newest = reversed(page.case.plans)
    return tuple(Choice(str(p.no), lang.say("Version %(no)s", no=p.no), by_name(page, p.author, lang)) for p in newest)


def tasks(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Tasks still to do, with their words from the plan."""
    words = step_words(page, page.case.approved_plan)
    todo = (t for t in page.case.tasks if not t.done)
    return tuple(
        Choice(str(t.no), f"{t.no} · {words.get(t.no, '')}", f"{by_name(page, t.owner, lang)} {t.due[5:]}")
        for t in todo
    )


def step_words(page: CasePage, plan_no: int) -> dict[int, str]:
    """What each step of a plan says."""
    plan = page.case.plan(plan_no)
    words = page.contents.get(plan.content, {}) if plan else {}
    return {int(step["no"]): str(step["text"]) for step in words.get("steps", ())}


def evidence(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """What nothing superseded (D33)."""
    over = superseded_by(page.case, "evidence")
    current = (r for r in page.case.of_kind("evidence") if r.no not in over)
    return tuple(_record(page, r, EvidenceKind(r.data["kind"]), lang) for r in current)


def reports(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    newest = reversed(page.case.of_kind("report"))
    return tuple(_record(page, r, ReportKind(r.data["kind"]), lang) for r in newest)


def _record(page: CasePage, record: Record, kind: Term, lang: Language) -> Choice:
    at = f"{short_day(local(record.at))} {time_of(record.at)}"
    return Choice(str(record.no), f"{record.no} · {lang.term(kind)}", f"{by_name(page, record.author, lang)} {at}")


def requests(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Requests that wait to be signed."""
    waiting = {a.request: a for a in page.case.open_approvals()}
    return tuple(Choice(key, lang.label(sign_off(a.rule, a.subject)), rule=a.rule) for key, a in waiting.items())


def clocks(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Clocks that run or are paused; that of a sign-off cannot be given more time (A13)."""
    owed = (d for d in page.case.owed() if not d.approval)
    return tuple(Choice(d.id, lang.label(BY_RULE[d.rule]), d.id) for d in owed)


def promises(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Promised visits, by when they are to be (T40)."""
    return tuple(_dated(page, r, moment(str(r.data["at"])), lang) for r in page.case.of_kind("promise"))


def measures(page: CasePage, lang: Language) -> tuple[Choice, ...]:
    """Interim measures, by when they were taken (T41)."""
    return tuple(_dated(page, r, r.at, lang) for r in page.case.of_kind("measure"))


def _dated(page: CasePage, record: Record, at: datetime, lang: Language) -> Choice:
    label = f"{record.no} · {short_day(local(at))} {time_of(at)}"
    return Choice(str(record.no), label, by_name(page, record.author, lang))


def _offered(found: Offers) -> Callable[[CasePage, Language], tuple[Choice, ...]]:
    return lambda page, lang: tuple(Choice(*offer) for offer in found(page, lang))


#: Numbered things by the field that names them, where two commands differ with the command before it. A field
#: without a row here is typed in.
NUMBERED: Mapping[str, Callable[[CasePage, Language], tuple[Choice, ...]]] = {
    "plan": plans,
    "task": tasks,
    "evidence": evidence,
    "annexes": evidence,
    "documents": evidence,
    "report": reports,
    "approval": requests,
    "duty": clocks,
    "promise": promises,
    "measure": measures,
    "picture": evidence,
    "add_evidence.supersedes": evidence,
    **{name: _offered(found) for name, found in OFFERS.items()},
}


def choices(row: Field, page: CasePage, lang: Language, command: str = "") -> tuple[Choice, ...] | None:
    """What the field of a command offers; None when it is typed in."""
    if row.kind in (Kind.CODE, Kind.CODES):
        return tuple(Choice(str(c), lang.term(c), only=_only(row, c)) for c in row.codes if _belongs(row, c, page))
    if row.kind in (Kind.ACCOUNT, Kind.ACCOUNTS):
        return people(page, lang)
    numbered = NUMBERED.get(f"{command}.{row.name}", NUMBERED.get(row.name)) if row.kind is not Kind.TEXT else None
    return numbered(page, lang) if numbered else None


#: Words of which only some fit a case as it stands: where its phase may go, what is not ticked yet.
AS_IT_STANDS: Mapping[type[Term], Callable[[Case], frozenset[Term]]] = {
    Phase: lambda case: frozenset(way.end for way in ways_from(case.phase)),
    PhaseCondition: lambda case: frozenset(c for way in ways_from(case.phase) for c in way.conditions),
    Strategy: lambda case: frozenset(STRATEGIES[case.phase]) - {Strategy(t) for t in ticks(case)},
}


def _belongs(row: Field, code: Any, page: CasePage) -> bool:
    """A purpose is offered only in the stages it belongs to, a phase or its measure only where it can come next."""
    if fits := AS_IT_STANDS.get(type(row.codes[0])):
        return code in fits(page.case)
    return row.name != "purpose" or page.case.stage in PURPOSE_STAGES.get(code, {page.case.stage})


def _only(row: Field, code: Any) -> str:
    """The purposes an answer belongs to, so that the page can leave out the others."""
    if row.name != "answer" or row.when is None or row.when[0] != "purpose":
        return ""
    return " ".join(purpose for purpose, answers in ANSWERS.items() if code in answers)

"""What the crisis room shows, put together from one case: nothing here is kept for the room alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.views import CasePage
from domain.case import Case, Record
from domain.codes import ReportKind
from domain.crisis_codes import Certainty, ContactKind, FactSource, Finding, PhaseCondition, Place, Post, Strategy, Tone
from domain.monitoring import hour_of, mentions_per_hour
from domain.phases import STRATEGIES, proposed, ticks, ways_from
from domain.response import holders_of, in_post, offered_command
from domain.spokesman import spokesperson
from domain.superseding import superseded_by
from domain.vocabulary import Phase, Role
from web.case_view import teller_of
from web.clocks import urgent
from web.moments import local
from web.pages import Reader
from web.room_clocks import running
from web.room_statements import SAID_OUTSIDE, clocks_outside, spoken
from web.telling import Teller

#: Hours of the chart.
HOURS = 8
#: The chart: width of a bar with its gap, height of the highest, where the axis lies.
STEP, HIGHEST, AXIS = 36, 64, 84
#: From this share of the highest on an hour is drawn hot.
HOT = 0.75


@dataclass(frozen=True, slots=True)
class Fits:
    """How many of each the screen takes: the newest, or those due first."""

    clocks: int
    reports: int
    decisions: int
    news: int
    facts: int


#: A screen that may be scrolled, and a wall that shows the households as well.
ROOMY, NARROW = Fits(6, 3, 5, 5, 12), Fits(5, 0, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of the strip on top. `state`: past, now or empty; `note` says when, or what leads there."""

    phase: Phase
    state: str
    entered: datetime | None
    left: datetime | None
    leads: PhaseCondition | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the picture: its words, where from, how sure, how old (seconds), what it stood in for."""

    record: Record
    text: str
    source: FactSource
    certainty: Certainty
    age: float
    who: str
    over: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the chart."""

    x: int
    y: int
    height: int
    count: int
    label: str
    hot: bool


def room_view(page: CasePage, who: Reader, fits: Fits = ROOMY) -> dict[str, Any]:
    """The data of `room.html`."""
    case, teller = page.case, teller_of(page, who)
    offered = {row.name for row in page.offers}
    facts = _facts(page, teller)
    outside = clocks_outside(case, teller)
    most = fits.clocks - (0 if fits is ROOMY else len(outside))
    standing = [fact for fact in facts if not fact.over]
    clocks = [running(duty, teller) for duty in urgent(case.duties) if duty.rule not in SAID_OUTSIDE]
    return {
        "page": page,
        "case": case,
        "teller": teller,
        "phases": _phases(page),
        "proposal": proposed(case),
        "clocks": clocks[:most],
        "clocks_more": len(clocks[most:]),
        "overdue": sum(one.clock.overdue for one in clocks),
        "reports": _reports(page, teller, fits.reports),
        "spoken": spoken(page, who, teller),
        "outside": outside,
        "posts": _posts(page, teller),
        "handover": offered_command(case),
        "commander": teller.people(list(holders_of(case, Post.COMMANDER))) if holders_of(case, Post.COMMANDER) else "",
        "spokesperson": _spokesperson(case, teller),
        "facts": standing[: fits.facts],
        "facts_all": len(standing),
        "superseded": [f for f in facts if f.over],
        "measures": _measures(page, teller),
        "decisions": _newest(page, "decision", fits.decisions),
        "bars": _bars(page, page.case.entered_at if page.case.ended else teller.now),
        "news": _news(page, teller, fits.news),
        "contacts": [(ContactKind(r.data["kind"]), _words(page, r)) for r in case.of_kind("crisis_contact")],
        "may_call": any(role not in (Role.R31, Role.R32) for role in page.roles),
        "offered": offered,
    }


def _words(page: CasePage, record: Record) -> Mapping[str, Any]:
    return page.contents.get(record.content, {})


def _newest(page: CasePage, kind: str, most: int) -> list[tuple[Record, Mapping[str, Any]]]:
    """The newest things of a kind with their words."""
    return [(r, _words(page, r)) for r in reversed(page.case.of_kind(kind)[-most:])]


def _spokesperson(case: Case, teller: Teller) -> str:
    person = spokesperson(case)
    return teller.name(person) if person else ""


def _phases(page: CasePage) -> list[PhaseStep]:
    """The four phases: when each was entered and left last, and what would lead to the next."""
    case = page.case
    changes = case.of_kind("phase")
    entered = {Phase.LATENT: case.opened_at} | {Phase(str(r.data["phase"])): r.at for r in changes}
    left = {Phase(str(r.data["from"])): r.at for r in changes}
    leads = {way.end: way.conditions[0] for way in ways_from(case.phase)}
    order = list(Phase)
    return [
        PhaseStep(
            phase,
            "now" if phase is case.phase else "past" if order.index(phase) < order.index(case.phase) else "",
            entered.get(phase),
            left.get(phase) if phase is not case.phase else None,
            leads.get(phase),
        )
        for phase in order
    ]


def _reports(page: CasePage, teller: Teller, most: int) -> list[tuple[Record, str, str, int, int]]:
    """The newest reports: their kind, who wrote them, how many of their readers have read them."""
    read: dict[int, set[str]] = {}
    for reading in page.case.of_kind("reading"):
        read.setdefault(int(reading.data["report"]), set()).add(reading.author)
    return [
        (
            r,
            teller.lang.term(ReportKind(str(r.data["kind"]))),
            teller.name(r.author),
            len(read.get(r.no, set()) & told if (told := readers_of(r)) else read.get(r.no, ())),
            len(told),
        )
        for r in tuple(reversed(page.case.of_kind("report")))[:most]
    ]


def readers_of(report: Record) -> set[str]:
    """Those a report went to; of an older case nobody is named."""
    return {str(t["person"]) for t in report.data.get("told", [])}


def _posts(page: CasePage, teller: Teller) -> list[tuple[str, str, str]]:
    """Who has which post, and where; reception last."""
    found = [
        (teller.lang.term(Post(r.data["post"])), teller.name(str(r.data["account"])), _words(page, r).get("where", ""))
        for r in in_post(page.case)
    ]
    reception = page.case.of_kind("reception")[-1:]
    speaks = spokesperson(page.case)
    if speaks:
        found.insert(0, (teller.lang.term(Post.SPOKESPERSON), teller.name(speaks), ""))
    return found + [
        (teller.lang.term(Post.RECEPTION), teller.people(list(r.data["staff"])), _words(page, r).get("venue", ""))
        for r in reception
    ]


def _facts(page: CasePage, teller: Teller) -> list[Fact]:
    """Every fact, newest first."""
    over = superseded_by(page.case, "fact")
    return [
        Fact(
            r,
            str(_words(page, r).get("text", "")),
            FactSource(r.data["source"]),
            Certainty(r.data["certainty"]),
            (teller.now - r.at).total_seconds(),
            teller.name(r.author),
            r.no in over,
        )
        for r in reversed(page.case.of_kind("fact"))
    ]


def _measures(page: CasePage, teller: Teller) -> list[tuple[Strategy, Record | None, str]]:
    """The measures of the phase: who ticked which, and when."""
    ticked = ticks(page.case)
    found = ((strategy, ticked.get(str(strategy))) for strategy in STRATEGIES[page.case.phase])
    return [(strategy, r, teller.name(r.author) if r else "") for strategy, r in found]


def _bars(page: CasePage, now: datetime) -> list[Bar]:
    """Mentions by the hour; an hour with any is at least two points high, so that it is seen."""
    counts = mentions_per_hour(page.case, now, HOURS)
    most = max((count for _, count in counts), default=0) or 1
    bars = []
    for at, (hour, count) in enumerate(counts):
        height = max(2, round(HIGHEST * count / most)) if count else 0
        hot = count > 0 and count >= HOT * most
        bars.append(Bar(6 + at * STEP, AXIS - height, height, count, _hour(page.case, hour), hot))
    return bars


def _hour(case: Case, hour: datetime) -> str:
    """What stands under a bar: the hour of the day, in a drill the hour of the case."""
    if not case.factor:
        return str(local(hour).hour)
    return str(past) if (past := round((hour - case.opened_at) / hour_of(case))) >= 0 else ""


def _news(page: CasePage, teller: Teller, most: int) -> list[tuple[Record, str, Tone | None, str]]:
    """The newest looks: what was found, how people speak of it; nothing found is news too."""
    return [
        (
            r,
            teller.lang.term(Place(r.data["place"])),
            Tone(r.data["tone"]) if "tone" in r.data else None,
            _said(page, r, teller),
        )
        for r in tuple(reversed(page.case.of_kind("look")))[:most]
    ]


def _said(page: CasePage, record: Record, teller: Teller) -> str:
    nothing = record.data["outcome"] == Finding.NOTHING
    return teller.lang.term(Finding.NOTHING) if nothing else str(_words(page, record).get("what", ""))

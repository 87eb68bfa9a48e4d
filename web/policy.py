"""The policy for those who answer for it: versions and their first day, every limit in words, a duty as it would run.

Reading only. Changing a limit is a sign-off of its own (A20), which is not part of this version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.errors import NotFound
from domain.duties import DUTIES, DutyRule
from domain.planned import SIGNING, Planned, planned
from domain.policy import ALWAYS, POLICIES, Policy
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import Level
from web.language import Language
from web.limits import title, words
from web.moments import span
from web.pages import page, reader
from web.session import Me, TheDesk
from web.tales import MARKS

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Version:
    """One version: `state` earlier, now or coming; how many open cases live under it; the clocks it brought."""

    policy: Policy
    state: str
    cases: int
    brings: tuple[DutyRule, ...]

    @property
    def always(self) -> bool:
        return self.policy.effective_at == ALWAYS


@dataclass(frozen=True, slots=True)
class Line:
    """One limit through all versions. `differs`: a later version has another."""

    name: str
    title: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


@router.get("/policy")
async def policy(request: Request, desk: TheDesk, me: Me) -> Response:
    """The versions, the limits and the ladder of one duty."""
    who = reader(request)
    if not who.sees_policy:
        raise NotFound
    now = desk.policy_at(who.now).version
    counts = await desk.open_cases(me)
    shown = [_version(one, now, counts) for one in POLICIES.values()]
    newest = max(POLICIES)
    return page(
        request,
        "policy.html",
        versions=shown,
        newest=newest,
        untouched=sum(count for version, count in counts.items() if version < newest),
        lines=lines(who.lang),
        others=others(who.lang),
        **_ladder(request, now),
    )


def _version(one: Policy, now: int, counts: Mapping[int, int]) -> Version:
    state = "now" if one.version == now else "earlier" if one.version < now else "coming"
    brings = tuple(row for row in DUTIES if row.book == one.version)
    return Version(one, state, counts.get(one.version, 0), brings)


def lines(lang: Language) -> list[Line]:
    """Every limit of every version."""
    books = {row.rule: row.book for row in DUTIES}
    names = dict.fromkeys(name for one in POLICIES.values() for name in one.limits)

    def value(one: Policy, name: str) -> str:
        known = name in one.limits and books.get(name.partition(".")[0], 1) <= one.version
        return words(name, one, lang) if known else "–"

    return [
        Line(name, title(name, lang), tuple(value(one, name) for one in POLICIES.values()))
        for name in sorted(names, key=_by_rule)
    ]


def _by_rule(name: str) -> list[str]:
    return name.split(".")


def others(lang: Language) -> list[tuple[str, tuple[str, ...]]]:
    """What a version fixes besides the limits."""
    found = tuple(POLICIES.values())

    def hour(value: int) -> str:
        return f"{value:02d}:00"

    return [
        (lang.say("A request to sign expires after"), tuple(span(p.valid_for, lang) for p in found)),
        (lang.say("The daily report is due at"), tuple(hour(p.report_hour) for p in found)),
        (
            lang.say("Nobody is disturbed from"),
            tuple(lang.say("%(start)s to %(end)s", start=hour(p.quiet_from), end=hour(p.quiet_until)) for p in found),
        ),
        (
            lang.say("Reminder before the quiet hours"),
            tuple(lang.say("%(span)s before", span=span(p.quiet_notice, lang)) for p in found),
        ),
        (lang.say("Hours of the clock"), tuple(f"UTC{p.utc_offset / 60:+g}" for p in found)),
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose ladder is shown: a duty, or the seat of a sign-off; at a level, under a version."""

    rule: str
    row: SignOff | None
    level: Level
    version: int

    @property
    def name(self) -> str:
        return f"{self.rule}.{self.row.rule}.{self.row.subject}" if self.row else self.rule


def _ladder(request: Request, now: int) -> dict[str, Any]:
    """The ladder that the address asks for, as it would run from now on."""
    who = reader(request)
    asked = asked_for(request.query_params, now)
    ran = planned(asked.rule, asked.level, who.now, POLICIES[asked.version], asked.row)
    return {
        "duties": [(row.rule, who.lang.label(row)) for row in DUTIES if has_limit(row)],
        "signings": [(f"{SIGNING}.{row.rule}.{row.subject}", who.lang.label(row), row.rule) for row in SIGN_OFFS],
        "levels": tuple(Level),
        "asked": asked,
        "ran": ran,
        "rungs": rungs(ran, who.lang),
        "limit": (ran.duty.due_at - ran.duty.started_at).total_seconds(),
    }


def asked_for(query: Mapping[str, str], now: int) -> Asked:
    """What the address names; what is none of ours is the first contact, general, the version in force."""
    level = Level(query["level"]) if query.get("level") in set(Level) else Level.GENERAL
    version = int(query.get("version", "")) if query.get("version", "") in set(map(str, POLICIES)) else now
    rule, _, signing = query.get("rule", "").partition(".")
    row = next((one for one in SIGN_OFFS if f"{one.rule}.{one.subject}" == signing), None)
    if rule == SIGNING and row is not None:
        seated = level if row.route(level) else next(one for one in Level if row.route(one))
        return Asked(rule, row, seated, version)
    known = {one.rule for one in DUTIES if has_limit(one)}
    return Asked(rule if rule in known else first_rule(), None, level, version)


def first_rule() -> str:
    """The first duty of the book that is not a signature."""
    return next(row.rule for row in DUTIES if has_limit(row))


def has_limit(row: DutyRule) -> bool:
    """Does it run for a time of its own? A promise runs to the time that was promised, a signature by its sign-off."""
    return row.rule != SIGNING and not row.due_field


def rungs(ran: Planned, lang: Language) -> list[tuple[datetime, str, str, str]]:
    """Each rung: when, its colour, what happens, the mark in words."""
    told = []
    for rung in ran.rungs:
        who = lang.listed([lang.term(role) for role in rung.roles])
        if not rung.grave:
            what = lang.say("Remind %(people)s", people=who)
        elif rung.mark == "100":
            what = lang.say("Recorded as overdue; %(people)s told", people=who)
        elif ran.duty.approval:
            what = lang.say("%(people)s may sign as well", people=who)
        else:
            what = lang.say("%(people)s told as well", people=who)
        told.append((rung.at, "over" if rung.grave else "warn", what, MARKS[rung.mark][lang.column]))
    return told

"""The policy for those who answer for it: versions and their first day, every limit in words, a duty as it would run.

What was proposed and became of it stands below (A20); `amending` has the pages to propose and to sign.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.errors import NotFound
from desk.policies import PolicyBook
from domain.amendment import PROPOSER
from domain.daily import BY_RULE as DAILY
from domain.duties import BY_RULE, DUTIES, DutyRule
from domain.planned import SIGNING, planned
from domain.policy import ALWAYS, POLICIES, Policy
from domain.policy import YUAN as AMOUNTS
from domain.signoffs import SIGN_OFFS, SignOff
from domain.terms import YUAN
from domain.vocabulary import Level
from web.amended import history
from web.language import Language
from web.limits import number_words, other_title, title, words
from web.moments import span
from web.pages import page, reader
from web.rungs import rungs
from web.session import Me, TheDesk

router = APIRouter()

#: Versions that stand beside each other in the table.
COLUMNS = 4


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
    def rule(self) -> str:
        """The rule it belongs to; empty for what is no limit of a duty."""
        rule = self.name.partition(".")[0]
        return rule if rule in BY_RULE or rule in DAILY else ""

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


@router.get("/policy")
async def policy(request: Request, desk: TheDesk, me: Me) -> Response:
    """The versions, the limits and the ladder of one duty."""
    who = reader(request)
    if not who.sees_policy:
        raise NotFound
    book = await desk.policies.book(me)
    now, newest, columns = book.now.version, book.newest.version, book.versions[-COLUMNS:]
    return page(
        request,
        "policy.html",
        versions=[_version(one, now, book.cases) for one in reversed(book.versions)],
        columns=columns,
        newest=newest,
        untouched=sum(count for version, count in book.cases.items() if version < newest),
        lines=lines(who.lang, columns),
        others=others(who.lang, columns),
        waiting=book.waiting(who.now),
        history=history(book, who),
        held=book.held,
        intact=book.intact,
        proposes=me.holds(PROPOSER),
        **_ladder(request, now, book),
    )


def _version(one: Policy, now: int, counts: Mapping[int, int]) -> Version:
    state = "now" if one.version == now else "earlier" if one.version < now else "coming"
    brings = tuple(row for row in DUTIES if row.book == one.version)
    return Version(one, state, counts.get(one.version, 0), brings)


def lines(lang: Language, found: tuple[Policy, ...]) -> list[Line]:
    """Every limit of these versions."""
    books = {row.rule: row.book for row in DUTIES}
    names = dict.fromkeys(name for one in found for name in one.limits)

    def value(one: Policy, name: str) -> str:
        known = name in one.limits and books.get(name.partition(".")[0], 1) <= one.book
        return words(name, one, lang) if known else "–"

    return [
        Line(name, title(name, lang), tuple(value(one, name) for one in found)) for name in sorted(names, key=_by_rule)
    ]


def _by_rule(name: str) -> list[str]:
    return name.split(".")


def others(lang: Language, found: tuple[Policy, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """What a version fixes besides the limits."""

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
        *(
            (other_title(YUAN + name, lang), tuple(number_words(YUAN + name, p.yuan[name], lang) for p in found))
            for name in AMOUNTS
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


def _ladder(request: Request, now: int, book: PolicyBook) -> dict[str, Any]:
    """The ladder that the address asks for, as it would run from now on."""
    who = reader(request)
    asked = asked_for(request.query_params, now, [one.version for one in book.versions])
    ran = planned(asked.rule, asked.level, who.now, book.version(asked.version) or book.now, asked.row)
    return {
        "duties": [(row.rule, who.lang.label(row)) for row in DUTIES if has_limit(row)],
        "signings": [(f"{SIGNING}.{row.rule}.{row.subject}", who.lang.label(row), row.rule) for row in SIGN_OFFS],
        "levels": tuple(Level),
        "asked": asked,
        "ran": ran,
        "rungs": rungs(ran, who.lang),
        "limit": (ran.duty.due_at - ran.duty.started_at).total_seconds(),
    }


def asked_for(query: Mapping[str, str], now: int, known: Iterable[int] = POLICIES) -> Asked:
    """What the address names; what is none of ours is the first contact, general, the version in force."""
    level = Level(query["level"]) if query.get("level") in set(Level) else Level.GENERAL
    version = int(query.get("version", "")) if query.get("version", "") in set(map(str, known)) else now
    rule, _, signing = query.get("rule", "").partition(".")
    row = next((one for one in SIGN_OFFS if f"{one.rule}.{one.subject}" == signing), None)
    if rule == SIGNING and row is not None:
        seated = level if row.route(level) else next(one for one in Level if row.route(one))
        return Asked(rule, row, seated, version)
    rules = {one.rule for one in DUTIES if has_limit(one)}
    return Asked(rule if rule in rules else first_rule(), None, level, version)


def first_rule() -> str:
    """The first duty of the book that is not a signature."""
    return next(row.rule for row in DUTIES if has_limit(row))


def has_limit(row: DutyRule) -> bool:
    """Does it run for a time of its own? A promise runs to the time that was promised, a signature by its sign-off."""
    return row.rule != SIGNING and not row.due_field

"""The form of an amendment: every number that may be changed, typed as a person would: 12 小时, 90 min."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from desk.errors import Unreadable
from desk.policies import PolicyBook
from domain.amendable import BY_CATEGORY, MONEY, OF_DAY, SETTINGS, SPAN, own_name, setting_of, spelled, unfit, wrong
from domain.amendment import draft, not_to_be_proposed
from domain.classification import Category
from domain.duties import BY_RULE
from domain.fields import Problem
from domain.planned import SIGNING
from domain.policy import Policy
from domain.refusals import sentence
from domain.terms import numbers
from web.forms import fresh_id
from web.language import Language
from web.limits import number_words, other_title, title
from web.moments import local
from web.pages import Reader
from web.problems import problem_words
from web.reading import Posted
from web.spans import seconds_of
from web.work import name_of

#: So many new limits of a category at once; what was added before stands among the numbers.
NEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed: numbers as text by name, and what the desk is to read."""

    typed: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    reason: str = ""
    changed: Mapping[str, int] = field(default_factory=dict)

    @property
    def form(self) -> dict[str, Any]:
        return {"since": self.since, "reason": self.reason, "changed": dict(self.changed)}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the form. `look`: span hour money; `was` is what is in force when something else was typed."""

    name: str
    label: str
    rule: str
    look: str
    value: str
    written: str
    was: str
    error: str


def read_entry(posted: Posted, base: Policy) -> tuple[Entry, tuple[Problem, ...]]:
    """The posted form; a text that is no number is a problem at its name."""
    before, typed, changed, problems = numbers(base), {}, {}, []
    for name, text in _typed(posted).items():
        row = setting_of(name)
        assert row is not None
        typed[name] = text
        value = seconds_of(text) if row.unit == SPAN else whole(text)
        if value is None:
            problems.append(Problem(name, "no_span" if row.unit == SPAN else "no_number"))
        elif value != before.get(name):
            changed[name] = value
    entry = Entry(typed, posted.one("since").strip()[:40], posted.one("reason"), changed)
    return entry, tuple(problems)


def _typed(posted: Posted) -> dict[str, str]:
    """The texts by number; a new limit of a category stands under the name that its two choices make (C-39)."""
    found = {name: posted.one(name) for name in (*SETTINGS, *BY_CATEGORY) if posted.has(name)}
    for no in range(1, NEW_ROWS + 1):
        limit, category, text = (posted.one(f"own.{no}.{part}") for part in ("limit", "category", "span"))
        if text.strip() and (name := own_name(limit, category)) in BY_CATEGORY:
            found[name] = text
    return {name: text.strip()[:40] for name, text in found.items()}


def check(entry: Entry, wrong_texts: tuple[Problem, ...], base: Policy) -> None:
    """Raise Unreadable for texts that are no numbers, and for numbers out of bounds with them."""
    if wrong_texts:
        raise Unreadable((*wrong_texts, *unfit(base, entry.changed)))


def whole(text: str) -> int | None:
    """A whole number, with or without marks of thousands; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else None


def errors_of(problems: Iterable[Problem], lang: Language) -> dict[str, str]:
    """What is wrong, by name; what the form does not show concerns all of it."""
    found: dict[str, str] = {}
    for one in problems:
        name = one.field if setting_of(one.field) or one.field in ("since", "reason") else ""
        found.setdefault(name, wrong(one, lang.code) or problem_words(one, lang))
    return found


def form_view(entry: Entry, errors: Mapping[str, str], book: PolicyBook, who: Reader) -> dict[str, Any]:
    """What `amend.html` shows."""
    base = book.newest
    own = [name for name in BY_CATEGORY if name in base.limits or name in entry.typed]
    inputs = {name: _number(name, entry, errors, base, who.lang) for name in (*SETTINGS, *own)}
    return {
        "base": base,
        "groups": groups(inputs, who.lang),
        "since": entry.since or usual_moment(base, who.now),
        "reason": entry.reason,
        "errors": errors,
        "banner": errors.get("", ""),
        "wrong_fields": [(n, inputs[n].label if n in inputs else "", text) for n, text in errors.items() if n],
        "against": against(book, who),
        "hours": range(24),
        "new_rows": range(1, NEW_ROWS + 1),
        "own_limits": own_limits(who.lang),
        "categories": [(str(one), who.lang.term(one)) for one in Category],
        "id": fresh_id(),
    }


def against(book: PolicyBook, who: Reader) -> str:
    """Why nothing can be proposed now, whatever is entered; empty when it can."""
    what = draft(book.newest, who.now + timedelta(days=2), {"T03": 60})
    refusal = not_to_be_proposed(what, book.newest, book.amendments, who.now, book.held)
    if refusal is None or refusal.code not in ("versions_held", "amendment_open"):
        return ""
    return sentence(refusal, who.lang.code, lambda one: name_of(one, book.names, who.lang))


def _number(name: str, entry: Entry, errors: Mapping[str, str], base: Policy, lang: Language) -> Number:
    row, rule, known_now = setting_of(name), name.partition(".")[0], numbers(base)
    assert row is not None
    now = known_now[name] if name in known_now else known_now[BY_CATEGORY[name]]
    known = rule in BY_RULE
    label = title(name, lang) if known else other_title(name, lang)
    usual = spelled(now, chinese=lang.chinese) if row.unit == SPAN else str(now)
    value = entry.typed.get(name, usual)
    return Number(
        name,
        lang.say("%(about)s: all others", about=label) if name == SIGNING else label,
        rule if known else "",
        {SPAN: "span", OF_DAY: "hour", MONEY: "money"}[row.unit],
        value,
        lang.say("Written procedure: only shorter") if row.written else "",
        number_words(name, now, lang) if value != usual else "",
        errors.get(name, ""),
    )


def groups(inputs: Mapping[str, Number], lang: Language) -> list[tuple[str, str, list[Number]]]:
    """The numbers under headings: clocks, signatures, the day, money; each with the key of its heading."""
    found: dict[str, list[Number]] = {"clocks": [], "signing": [], "own": [], "day": [], "money": []}
    for name in sorted(inputs, key=lambda one: one.split(".")):
        row = inputs[name]
        signs = name == SIGNING or name.startswith(f"{SIGNING}.")
        own = name in BY_CATEGORY
        key = (
            "own"
            if own
            else "money"
            if row.look == "money"
            else "signing"
            if signs
            else "clocks"
            if row.rule
            else "day"
        )
        found[key].append(row)
    words = {
        "clocks": lang.say("Duties"),
        "signing": lang.say("Sign-offs"),
        "own": lang.say("Limits by category"),
        "day": lang.say("Hours and other periods"),
        "money": lang.say("Amounts"),
    }
    return [(key, words[key], rows) for key, rows in found.items()]


def own_limits(lang: Language) -> list[tuple[str, str]]:
    """The limits for which a category may have its own."""
    names = sorted(dict.fromkeys(BY_CATEGORY.values()), key=lambda one: one.split("."))
    return [(name, f"{name.partition('.')[0]} {title(name, lang)}") for name in names]


def usual_moment(base: Policy, now: datetime) -> str:
    """The midnight after tomorrow, on the project's clock; not before the version it is based on."""
    soon = datetime.combine(local(now).date() + timedelta(days=2), time(), local(now).tzinfo)
    return local(max(soon, base.effective_at)).strftime("%Y-%m-%dT%H:%M")

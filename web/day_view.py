"""One day of a project as it looks: how each duty stands, what was counted, what was signed (T04, T05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.day_sheets import DaySheet, Signed, counts_of
from desk.views import Names
from domain.crisis_codes import Finding, Place
from domain.daily import BY_RULE, DAILY, DailyRule, signs_of_crisis
from domain.days import DayDuty
from domain.entries import Data, moment
from domain.vocabulary import DutyState
from web.clocks import Clock, running
from web.forms import Input
from web.language import Language
from web.moments import late, long_day, midday
from web.pages import Reader
from web.work import name_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How one duty of a day stands, in words. `clock` only while it can still be signed in time."""

    rule: str
    short: str
    tone: str
    icon: str
    words: str
    by: str = ""
    counted: str = ""
    duty: DayDuty | None = None
    clock: Clock | None = None

    @property
    def signed(self) -> bool:
        return self.duty is not None and self.duty.times > 0


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day in a list."""

    day: date
    words: str
    parts: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One duty on the sheet of a day: how it stands, and its fields."""

    row: DailyRule
    label: str
    standing: Standing
    before: tuple[Input, ...]
    numbers: tuple[Input, ...]
    after: tuple[Input, ...]
    hint: str

    @property
    def wrong(self) -> bool:
        return any(one.error or one.value for one in (*self.before, *self.numbers, *self.after))


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One signed sheet: who, when, what was counted and written. `lead`: it calls for a lead."""

    signed: Signed
    who: str
    label: str
    at: datetime
    counted: str
    late: str
    words: tuple[str, ...]
    lead: bool


def day_line(day: date, duties: Iterable[DayDuty], names: Names, who: Reader) -> DayLine:
    """A day with both its duties."""
    by_rule = {duty.rule: duty for duty in duties}
    words = long_day(midday(day), who.lang)
    return DayLine(day, words, tuple(standing(row.rule, by_rule.get(row.rule), names, who) for row in DAILY))


def standing(rule: str, duty: DayDuty | None, names: Names, who: Reader) -> Standing:
    """How a duty stands: signed in time, late, missed, to be signed, or not owed."""
    lang = who.lang
    short = lang.say("Screening") if rule == "T04" else lang.say("Look round")
    if duty is None:
        return Standing(rule, short, "rest", "done", lang.say("No clock"))
    by = name_of(duty.filed_by, names, lang) if duty.filed_by else ""
    told: dict[str, Any] = {"by": by, "counted": counted(rule, duty.data, lang), "duty": duty}
    if duty.state is DutyState.MET:
        tone, words = ("late", late(duty.late_by, lang)) if duty.late_by else ("ok", lang.say("Signed"))
        return Standing(rule, short, tone, "late" if duty.late_by else "done", words, **told)
    if duty.state is DutyState.CANCELLED:
        return Standing(rule, short, "rest", "cross", lang.say("Not owed"), **told)
    if duty.state is DutyState.OVERDUE:
        return Standing(rule, short, "over", "overdue", lang.say("Missed"), **told)
    clock = running(duty.started_at, duty.due_at, who.now, lang)
    return Standing(rule, short, clock.tone, "clock", lang.say("To be signed"), **told, clock=clock)


def counted(rule: str, data: Data, lang: Language) -> str:
    """What a sheet counted, in one line."""
    if not data:
        return ""
    if rule == "T04":
        words = lang.say(
            "Complaints %(complaints)s, calls %(calls)s, letters %(letters)s; screened %(screened)s",
            **{name: data[name] for name in ("complaints", "calls", "letters", "screened")},
        )
        latent = lang.say("signs of a crisis %(n)s", n=data["latent"]) if data["latent"] else ""
        return lang.say("%(one)s, %(other)s", one=words, other=latent) if latent else words
    places = lang.listed([lang.term(Place(place)) for place in data["places"]])
    seen = lang.say("groups %(groups)s, posts %(posts)s", groups=data["groups"], posts=data["posts"])
    found = lang.term(Finding(data["outcome"]))
    return lang.say("%(one)s, %(other)s", one=lang.say("%(one)s, %(other)s", one=places, other=seen), other=found)


def part(row: DailyRule, found: DaySheet, inputs: list[Input], who: Reader) -> Part:
    """One duty on the sheet."""
    duty = next((one for one in found.duties if one.rule == row.rule), None)
    numbers = tuple(one for one in inputs if one.look == "number")
    hint = ""
    if row.rule == "T04":
        hint = who.lang.count(
            "%(n)s case or lead was registered in the system on this day.",
            "%(n)s cases and leads were registered in the system on this day.",
            found.registered,
        )
    first = inputs.index(numbers[0])
    before, after = tuple(inputs[:first]), tuple(one for one in inputs[first:] if one.look != "number")
    stands = standing(row.rule, duty, found.names, who)
    return Part(row, who.lang.label(row), stands, before, numbers, after, hint)


def signed_line(one: Signed, names: Names, who: Reader) -> SignedLine:
    """One signed sheet in words."""
    data, rule = one.line.data, one.line.data["rule"]
    return SignedLine(
        one,
        name_of(one.line.actor, names, who.lang),
        who.lang.label(BY_RULE[rule]),
        moment(one.line.at),
        counted(rule, counts_of(data), who.lang),
        late(data["late_by"], who.lang) if data["late_by"] else "",
        tuple(str(words) for words in one.words.values()),
        signs_of_crisis(data),
    )

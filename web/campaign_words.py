"""Campaigns in words: days, how one stands, what is due, and what a line tells, made from its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.campaign_views import CampaignPage
from desk.views import Names, Words
from domain.campaign import OPENED, REFUSED, REMINDERS, Campaign, due, reminder_of, state_of
from domain.campaign_codes import CampaignState, Group, Seat
from domain.campaign_command import CampaignCommand
from domain.campaign_commands import OPENING, command_of
from domain.entries import Data, Entry, moment
from domain.fields import Field, Kind
from domain.refusal import Refusal
from domain.refusals import sentence
from domain.vocabulary import Role, Term
from web.language import Language
from web.moments import EN_MONTHS
from web.pages import Reader
from web.work import name_of

TONES = {
    CampaignState.PREPARING: ("rest", "clock"),
    CampaignState.READY: ("ok", "done"),
    CampaignState.RUNNING: ("mine", "live"),
    CampaignState.CLOSED: ("rest", "lock"),
}


#: Lines whose first fact is the number of what they are about.
ABOUT = ("reinspect", "settle_issue", "contact_key_customer", "answer_question", "hand_over_media")


def day_words(day: date, lang: Language) -> str:
    """6 月 18 日 / 18 June"""
    return f"{day.month} 月 {day.day} 日" if lang.chinese else f"{day.day} {EN_MONTHS[day.month - 1]}"


def days_words(campaign: Campaign, lang: Language) -> str:
    """One day, or the first and the last; with the year."""
    first, last = day_words(campaign.first, lang), day_words(campaign.last, lang)
    span = first if campaign.first == campaign.last else lang.say("%(first)s to %(last)s", first=first, last=last)
    return f"{campaign.first.year} 年 {span}" if lang.chinese else f"{span} {campaign.last.year}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a campaign stands: its state in words with tone and icon, and what is due today."""

    words: str
    tone: str
    icon: str
    due: tuple[tuple[str, str], ...]


def standing(campaign: Campaign, day: date, lang: Language) -> Standing:
    """What the list and the head of its page say."""
    state = state_of(campaign, day)
    found = tuple((lang.either(*REMINDERS[reminder_of(one)]), one.rule) for one in due((campaign,), day))
    return Standing(lang.term(state), *TONES[state], found)


@dataclass(frozen=True, slots=True)
class Told:
    """One line in words. `facts` are codes, numbers and people by label; `quotes` the words that came with it.

    `of` is the command that was refused, where one was.
    """

    seq: int
    no: int
    type: str
    at: datetime
    who: str
    role: str
    what: str
    rule: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    hash: str
    of: str = ""

    @property
    def gist(self) -> str:
        """Its facts in one row."""
        return " · ".join(value for _, value in self.facts)

    @property
    def own(self) -> str:
        """Its facts where it stands under what it is about."""
        about = {self.facts[0]} if self.type in ABOUT and self.facts else set()
        return " · ".join(value for label, value in self.facts if (label, value) not in about)


def told(page: CampaignPage, who: Reader) -> tuple[Told, ...]:
    """Every line in words, oldest first."""
    counts: dict[str, int] = {}
    found = []
    for line in page.lines:
        counts[line.type] = counts.get(line.type, 0) + 1
        found.append(_line(page, line, counts[line.type], who))
    return tuple(found)


def _line(page: CampaignPage, line: Entry, no: int, who: Reader) -> Told:
    campaign, lang = page.campaign, who.lang
    refused = line.type == REFUSED
    row = row_of(campaign, line.data["command"] if refused else line.type)
    what, facts, tone = lang.label(row), facts_of(row, line.data, page.names, lang), ""
    quotes = quotes_of(row, page.words.get(line.seq, {}), lang)
    if refused:
        refusal = Refusal(line.data["code"], line.data["details"])
        said = sentence(refusal, lang.code, lambda one: name_of(one, page.names, lang))
        what, facts, tone = lang.say("Refused: %(what)s", what=what), (("", said),), "refused"
    person = name_of(line.actor, page.names, lang)
    at, seat = moment(line.at), seat_words(line.role, lang)
    of = row.name if refused else ""
    return Told(line.seq, no, line.type, at, person, seat, what, row.rule, tone, facts, quotes, line.hash, of)


def row_of(campaign: Campaign, name: str) -> CampaignCommand:
    """The row that a line came from."""
    row = OPENING[campaign.kind] if name == OPENED else command_of(campaign.kind, name)
    assert row is not None
    return row


def seat_words(code: str, lang: Language) -> str:
    """As what somebody acted."""
    for words in (Group, Seat, Role):
        if code in {str(one) for one in words}:
            return lang.term(words(code))
    return code


def facts_of(row: CampaignCommand, data: Data, names: Names, lang: Language) -> tuple[tuple[str, str], ...]:
    """Codes, numbers, days and people of a line, by the label of their field."""
    found = ((field, data[field.name]) for field in row.fields if field.name in data)
    said = ((lang.label(field), _value(field, value, names, lang)) for field, value in found)
    return tuple((label, value) for label, value in said if value)


def _value(field: Field, value: Any, names: Names, lang: Language) -> str:
    if field.kind is Kind.FLAG:
        return lang.label(field) if value else ""
    if field.kind in (Kind.CODE, Kind.CODES):
        codes = value if isinstance(value, list) else [value]
        return lang.listed([lang.term(term_in(field.codes, code)) for code in codes])
    if field.kind in (Kind.ACCOUNT, Kind.ACCOUNTS):
        people = value if isinstance(value, list) else [value]
        return lang.listed([name_of(one, names, lang) for one in people])
    if field.kind is Kind.DATE:
        return day_words(date.fromisoformat(value), lang)
    return f"{lang.label(field)} {value}"


def term_in(codes: Sequence[Term], code: str) -> Term:
    return next(term for term in codes if term == code)


def quotes_of(row: CampaignCommand, words: Words, lang: Language) -> tuple[tuple[str, str], ...]:
    """The words of a line in the order of its form."""
    return tuple((lang.label(f), str(words[f.name])) for f in row.fields if f.name in words)


def by_number(lines: Sequence[Told], type: str) -> Mapping[int, Told]:
    """The lines of a type by their number."""
    return {line.no: line for line in lines if line.type == type}

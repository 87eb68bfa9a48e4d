"""The board of a campaign: what is missing, the day, the register, the groups and their conduct (D17, D28, D29)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desk.campaign_views import CampaignPage
from domain.campaign import (
    Campaign,
    Item,
    crew_of,
    is_ready,
    least_of,
    media_waiting,
    missing_on,
    needs_reinspection,
    open_issues,
    state_of,
    unanswered,
    unbriefed,
    uncontacted,
    unticked,
)
from domain.campaign_codes import CampaignKind, CampaignState, Group, Unit
from domain.campaign_command import CampaignCommand
from domain.campaign_rows import STANDING_DUTIES, GroupRow, groups_of
from domain.refusals_campaigns import left_words
from domain.vocabulary import Stage
from web.campaign_words import Told, by_number, day_words, days_words, standing, told
from web.language import Language
from web.moments import large
from web.pages import Reader
from web.work import name_of

#: What happened on the day of a delivery, in one log.
OF_THE_DAY = ("site_incident", "car_park_incident", "film", "ask_question", "media_came")
#: What stands in a section of its own and not among the other things one may do.
ELSEWHERE = (
    *("tick_duties", "staff_group", "answer_question", "hand_over_media", "reinspect", "settle_issue"),
    *("contact_key_customer", "register_issue", "add_key_customer", "monitor", "add_case"),
)


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One group: its people, how many it needs, how they behave."""

    row: GroupRow
    heads: int
    least: int
    people: str
    others: int
    briefed: bool
    names: str

    @property
    def short(self) -> bool:
        return self.heads < self.least


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a list, with what became of it and what is to be done with it."""

    line: Told
    answers: tuple[Told, ...] = ()
    open: bool = False
    act: str = ""
    words: str = ""


def board(page: CampaignPage, who: Reader) -> dict[str, Any]:
    """Everything the page of a campaign shows."""
    campaign, lang, lines = page.campaign, who.lang, told(page, who)
    offers = {row.name: row for row in page.offers}
    return {
        "page": page,
        "campaign": campaign,
        "delivery": campaign.kind is CampaignKind.DELIVERY,
        "kind": lang.term(campaign.kind),
        "days": days_words(campaign, lang),
        "standing": standing(campaign, page.day, lang),
        "ready": is_ready(campaign),
        "closed": state_of(campaign, page.day) is CampaignState.CLOSED,
        "leader": name_of(campaign.leader, page.names, lang),
        "batch": page.words.get(1, {}).get("batch", ""),
        "offers": offers,
        "today": campaign.first <= page.day <= campaign.last,
        "at_once": [row for row in page.offers if row.at_once and campaign.first <= page.day],
        "acts": [row for row in page.offers if not row.at_once and row.name not in ELSEWHERE],
        "left": left_of(page, lang),
        "groups": [_group(page, row, lang) for row in groups_of(campaign.kind)],
        "units": _units(campaign, lang),
        "watch": _watch(page, lang),
        "happened": _happened(campaign, lines, offers, lang),
        "issues": _issues(campaign, lines, lang),
        "customers": _customers(campaign, lines, offers),
        "cases": [(case, lang.term(Stage(case.stage))) for case in page.cases],
        "lines": lines,
        "report": next((line for line in reversed(lines) if line.type == "close_campaign"), None),
    }


def left_of(page: CampaignPage, lang: Language) -> list[str]:
    """What is missing now, in words."""
    found = missing_on(page.campaign, page.day, page.open_cases)
    duties = len(found.pop("duties", []))
    short, waiting = (lang.listed([lang.term(Group(g)) for g in found.pop(n, [])]) for n in ("short", "unbriefed"))
    people = [lang.say("Below the least head-count: %(groups)s", groups=short)] if short else []
    people += [lang.say("Not briefed: %(groups)s", groups=waiting)] if waiting else []
    ticks = [lang.count("%(n)s standing duty not done", "%(n)s standing duties not done", duties)] if duties else []
    return [*people, *_left(found, lang), *ticks]


def _left(found: dict[str, Any], lang: Language) -> list[str]:
    return [large(left_words({"left": {name: values}}, lang.column)) for name, values in found.items()]


def _group(page: CampaignPage, row: GroupRow, lang: Language) -> GroupCard:
    campaign = page.campaign
    crew = crew_of(campaign, row.group)
    people = lang.listed([name_of(one, page.names, lang) for one in crew.members])
    lists = [i for i in campaign.of("staff_group") if i.data["group"] == row.group]
    names = str(page.words.get(lists[-1].seq, {}).get("names", "")) if lists else ""
    briefed = row.group not in unbriefed(campaign)
    return GroupCard(row, crew.heads, least_of(campaign, row.group), people, crew.others, briefed, names)


def _units(campaign: Campaign, lang: Language) -> list[tuple[Unit, list[tuple[str, bool]], int]]:
    """D28: each unit with its duties, and how many are done."""
    if campaign.kind is not CampaignKind.DELIVERY:
        return []
    found = []
    for unit in Unit:
        missing = unticked(campaign, unit)
        items = [(lang.term(duty), duty not in missing) for duty in STANDING_DUTIES[unit]]
        found.append((unit, items, len(items) - len(missing)))
    return found


def _watch(page: CampaignPage, lang: Language) -> list[tuple[str, str, str, int]]:
    """The days of a window: its words, how it stands, what was found, its line."""
    campaign = page.campaign
    if campaign.kind is not CampaignKind.CONSUMER_DAY:
        return []
    seen = {item.data["day"]: item for item in campaign.of("monitor")}
    count = (campaign.last - campaign.first).days + 1
    found = []
    for day in (campaign.first + timedelta(days=n) for n in range(count)):
        item = seen.get(day.isoformat())
        state = item.data["found"] if item else "missing" if day < page.day else "today" if day == page.day else "ahead"
        found.append((day_words(day, lang), state, f"{day.month}-{day.day}", item.seq if item else 0))
    return found


def _happened(
    campaign: Campaign, lines: tuple[Told, ...], offers: dict[str, CampaignCommand], lang: Language
) -> list[Happening]:
    """The day in one log, the newest first; what is open carries its next step."""
    questions = {item.no for item in unanswered(campaign)}
    media = {item.no for item in media_waiting(campaign)}
    answers = _answers(campaign, lines, "answer_question", "question")
    handed = _answers(campaign, lines, "hand_over_media", "media")
    found = []
    for line in reversed(lines):
        if line.type == "ask_question":
            waits = line.no in questions
            act = f"answer_question?question={line.no}" if waits and "answer_question" in offers else ""
            words = lang.say("Waits for an answer")
            found.append(Happening(line, answers.get(line.no, ()), waits, act, words))
        elif line.type == "media_came":
            waits = line.no in media
            act = f"hand_over_media?media={line.no}" if waits and "hand_over_media" in offers else ""
            words = lang.say("Not handed on yet")
            found.append(Happening(line, handed.get(line.no, ()), waits, act, words))
        elif line.type in OF_THE_DAY or line.of in OF_THE_DAY:
            found.append(Happening(line))
    return found


def _answers(campaign: Campaign, lines: tuple[Told, ...], type: str, about: str) -> dict[int, tuple[Told, ...]]:
    """The lines of a type by the number of what they are about."""
    words, found = by_number(lines, type), dict[int, tuple[Told, ...]]()
    for item in campaign.of(type):
        no = item.data[about]
        found[no] = (*found.get(no, ()), words[item.no])
    return found


def _issues(campaign: Campaign, lines: tuple[Told, ...], lang: Language) -> list[Happening]:
    """The register, what is open first (D17)."""
    waiting = {item.no: item for item in open_issues(campaign)}
    looks, ends = (_answers(campaign, lines, name, "issue") for name in ("reinspect", "settle_issue"))
    found = []
    for no, line in by_number(lines, "register_issue").items():
        item = waiting.get(no)
        words = _issue_words(campaign, item, lang)
        act = "reinspect" if item and needs_reinspection(campaign, item) else ""
        found.append(Happening(line, (*looks.get(no, ()), *ends.get(no, ())), item is not None, act, words))
    return sorted(found, key=lambda one: (not one.open, one.line.no))


def _issue_words(campaign: Campaign, item: Item | None, lang: Language) -> str:
    if item is None:
        return lang.say("Settled")
    return lang.say("To be re-inspected") if needs_reinspection(campaign, item) else lang.say("Not settled")


def _customers(campaign: Campaign, lines: tuple[Told, ...], offers: dict[str, CampaignCommand]) -> list[Happening]:
    """Key customers, who was not contacted first (T34)."""
    waiting = {item.no for item in uncontacted(campaign)}
    calls = _answers(campaign, lines, "contact_key_customer", "customer")
    may = "contact_key_customer" in offers
    found = []
    for no, line in by_number(lines, "add_key_customer").items():
        act = f"contact_key_customer?customer={no}" if may else ""
        found.append(Happening(line, calls.get(no, ()), no in waiting, act))
    return sorted(found, key=lambda one: (not one.open, one.line.no))

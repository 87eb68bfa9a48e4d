"""What keeps a command of a campaign from being taken: each says what is missing (D17, D28, D29)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.campaign import (
    Campaign,
    cases_of,
    groups_in,
    media_waiting,
    needs_reinspection,
    open_issues,
    short_groups,
    still_open,
    unanswered,
    unbriefed,
)
from domain.campaign_codes import CampaignKind, Distance, Group, Settled, Unit
from domain.campaign_rows import ANSWERS, BY_GROUP, STANDING_DUTIES
from domain.entries import Data
from domain.refusal import Refusal
from domain.roster import Roster
from domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Asking:
    """One command: who sends it, what it says, the seats of the project, and the day there.

    `texts` are the names of the words that came with it; `open_cases` of its cases are not settled; `case_fits`:
    the case it names is there, of this project, and no drill.
    """

    person: str
    data: Data
    roster: Roster
    day: date
    texts: tuple[str, ...] = ()
    open_cases: tuple[str, ...] = ()
    case_fits: bool = True


#: How long a campaign lasts at most, and how far ahead it is planned.
LONGEST, FURTHEST = timedelta(days=92), timedelta(days=731)

Guard = Callable[[Campaign, Asking], Refusal | None]


def known_people(campaign: Campaign, asking: Asking) -> Refusal | None:
    """Whoever is named has a seat in the project."""
    for name in ("leader", "owner", "members", "person"):
        named = asking.data.get(name, [])
        people = [named] if isinstance(named, str) else named
        if any(not asking.roster.knows(one) for one in people):
            return Refusal("campaign_stranger", {"field": name, "persons": [str(one) for one in people]})
    return None


def window_right(campaign: Campaign, asking: Asking) -> Refusal | None:
    """A window ends no earlier than it begins, and not before today."""
    first, last = date.fromisoformat(asking.data["first"]), date.fromisoformat(asking.data["last"])
    if last < first:
        return Refusal("window_backwards", {"fields": ["last"]})
    if last - first >= LONGEST or last > asking.day + FURTHEST:
        return Refusal("window_long", {"fields": ["last"]})
    return Refusal("window_gone", {"fields": ["last"]}) if last < asking.day else None


def group_here(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The group belongs to this kind of campaign."""
    named = [asking.data["group"]] if "group" in asking.data else asking.data.get("groups", [])
    wrong = [str(group) for group in named if BY_GROUP[Group(group)].kind is not campaign.kind]
    return Refusal("group_elsewhere", {"groups": wrong}) if wrong else None


def not_in_it(campaign: Campaign, asking: Asking) -> Refusal | None:
    """A case is brought in once."""
    case = asking.data["case"]
    return Refusal("case_in_campaign", {"case": case}) if case in cases_of(campaign) else None


def of_project(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The case is there, of the same project, and no drill."""
    return None if asking.case_fits else Refusal("case_elsewhere", {"case": asking.data["case"]})


def issue_open(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The issue is there and not settled."""
    found = [item.no for item in open_issues(campaign)]
    return None if asking.data["issue"] in found else Refusal("no_such_issue", {"issue": asking.data["issue"]})


def reinspected(campaign: Campaign, asking: Asking) -> Refusal | None:
    """What is to be re-inspected is resolved only when the owner's re-inspection found it good (D17)."""
    issue = campaign.item("register_issue", asking.data["issue"])
    resolved = asking.data["settled"] == Settled.RESOLVED
    if issue and resolved and needs_reinspection(campaign, issue):
        return Refusal("not_reinspected", {"issue": issue.no})
    return None


def day_of_window(campaign: Campaign, asking: Asking) -> Refusal | None:
    """A day's monitoring is of a day of the window that has come."""
    day = date.fromisoformat(asking.data["day"])
    right = campaign.first <= day <= min(campaign.last, asking.day)
    details = {"first": campaign.first.isoformat(), "last": campaign.last.isoformat()}
    return None if right else Refusal("day_outside", details)


def customer_there(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The key customer stands on the list."""
    no = asking.data["customer"]
    return None if campaign.item("add_key_customer", no) else Refusal("no_such_customer", {"customer": no})


def of_one_unit(campaign: Campaign, asking: Asking) -> Refusal | None:
    """Duties are ticked unit by unit, by who answers for the unit, the CS manager or the project head (D28)."""
    unit = Unit(asking.data["unit"])
    if any(item not in {str(duty) for duty in STANDING_DUTIES[unit]} for item in asking.data["items"]):
        return Refusal("duty_of_other_unit", {"unit": str(unit)})
    role, department = ANSWERS[unit]
    may = (*asking.roster.people(role, department or ""), *asking.roster.people(Role.R03))
    may = (*may, *asking.roster.people(Role.R06), campaign.leader)
    return None if asking.person in may else Refusal("unit_elsewhere", {"unit": str(unit), "persons": list(may[:1])})


def enough_people(campaign: Campaign, asking: Asking) -> Refusal | None:
    """Every group has its least number of heads (D29)."""
    short = [{"group": str(group), "heads": heads, "least": least} for group, heads, least in short_groups(campaign)]
    return Refusal("groups_short", {"short": short}) if short else None


def all_briefed(campaign: Campaign, asking: Asking) -> Refusal | None:
    """Every group was briefed since its list last changed (T45)."""
    groups = [str(group) for group in unbriefed(campaign)]
    return Refusal("groups_unbriefed", {"groups": groups}) if groups else None


def day_has_come(campaign: Campaign, asking: Asking) -> Refusal | None:
    """What happens on the day is recorded from the day on."""
    early = asking.day < campaign.first
    return Refusal("day_not_come", {"first": campaign.first.isoformat()}) if early else None


def no_close_up(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The evidence group takes no close-ups of people (D29, D33: keep distance)."""
    return Refusal("no_close_up") if asking.data["distance"] == Distance.CLOSE else None


def question_waits(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The question is there and waits for its answer."""
    no = asking.data["question"]
    return None if no in {item.no for item in unanswered(campaign)} else Refusal("no_such_question", {"question": no})


def media_waits(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The visit of the media is there and was not handed on."""
    no = asking.data["media"]
    return None if no in {item.no for item in media_waiting(campaign)} else Refusal("no_such_media", {"media": no})


def to_spokesperson(campaign: Campaign, asking: Asking) -> Refusal | None:
    """The media are handed on to who may speak: the spokesperson, or PR; nobody else gives an interview (C-03)."""
    may = (*asking.roster.people(Role.R15), *asking.roster.people(Role.R14))
    return None if asking.data["person"] in may else Refusal("not_spokesperson", {"persons": list(may)})


def over(campaign: Campaign, asking: Asking) -> Refusal | None:
    """It is closed on its last day at the earliest."""
    early = asking.day < campaign.last
    return Refusal("window_running", {"last": campaign.last.isoformat()}) if early else None


def key_customers_listed(campaign: Campaign, asking: Asking) -> Refusal | None:
    """A window without a list of key customers says why there are none (T34)."""
    if campaign.kind is not CampaignKind.CONSUMER_DAY or campaign.of("add_key_customer"):
        return None
    return None if "no_customers" in asking.texts else Refusal("no_key_customers", {"fields": ["no_customers"]})


def nothing_open(campaign: Campaign, asking: Asking) -> Refusal | None:
    """Nothing is left open; cases may go on in their own time, duties stay undone with a reason."""
    found = still_open(campaign, asking.open_cases)
    if asking.data.get("carried"):
        found.pop("cases", None)
    if "undone" in asking.texts:
        found.pop("duties", None)
    return Refusal("campaign_open", {"left": found}) if found else None


def in_a_group(campaign: Campaign, asking: Asking, groups: tuple[Group, ...]) -> bool:
    """Is whoever asks in one of these groups?"""
    return any(group in groups for group in groups_in(campaign, asking.person))

"""Campaigns: what brings the cases of a project together on known dates (D17, D28, D29; T34, T45).

A campaign belongs to a project, not to a case: it is a chain of lines of its own. What stands of it is read from
those lines and from nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.campaign_codes import CampaignKind, CampaignState, Group, Reply, StandingDuty, Unit
from domain.campaign_rows import BY_GROUP, STANDING_DUTIES, groups_of
from domain.days import Due
from domain.entries import Data, Entry, moment
from domain.vocabulary import Role

OPENED, CLOSED, REFUSED = "open_campaign", "close_campaign", "refused"
DAY = timedelta(days=1)
#: Lines that say how a campaign stands and what is due in it; all others are read with its own page only.
STANDS = (*(OPENED, CLOSED, "set_leader", "staff_group", "set_least", "brief_groups", "mark_ready", "monitor"),)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a type, numbered from 1 within its type; `seq` is its place in the chain."""

    no: int
    seq: int
    at: datetime
    by: str
    data: Data = field(hash=False)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who is in a group: people with an account, and how many come without one."""

    members: tuple[str, ...] = ()
    others: int = 0

    @property
    def heads(self) -> int:
        return len(self.members) + self.others


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the lines of one campaign tell. Days are those of the project's calendar, both included."""

    number: str
    project: str = ""
    kind: CampaignKind = CampaignKind.DELIVERY
    first: date = date.min
    last: date = date.min
    leader: str = ""
    homes: int = 0
    opened_by: str = ""
    closed_at: datetime | None = None
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict, hash=False)

    def of(self, *types: str) -> tuple[Item, ...]:
        """The lines of these types, oldest first."""
        found = [item for name in types for item in self.items.get(name, ())]
        return tuple(sorted(found, key=lambda item: item.seq))

    def item(self, type: str, no: object) -> Item | None:
        """The line of a type that is called by this number."""
        return next((item for item in self.of(type) if item.no == no), None)


def campaign_of(number: str, lines: Iterable[Entry]) -> Campaign:
    """Fold the lines of a campaign."""
    found, items = Campaign(number), dict[str, tuple[Item, ...]]()
    for line in lines:
        before, at = items.get(line.type, ()), moment(line.at)
        items[line.type] = (*before, Item(len(before) + 1, line.seq, at, line.actor, line.data))
        if line.type == OPENED:
            found = _opened(found, line)
        elif line.type == "set_leader":
            found = replace(found, leader=line.data["leader"])
        elif line.type == CLOSED:
            found = replace(found, closed_at=at)
    return replace(found, items=items)


def _opened(found: Campaign, line: Entry) -> Campaign:
    data = line.data
    return replace(
        found,
        project=data["project"],
        kind=CampaignKind(data["kind"]),
        first=date.fromisoformat(data["first"]),
        last=date.fromisoformat(data["last"]),
        leader=data["leader"],
        homes=data.get("homes", 0),
        opened_by=line.actor,
    )


def state_of(campaign: Campaign, day: date) -> CampaignState:
    """How it stands on a day."""
    if campaign.closed_at is not None:
        return CampaignState.CLOSED
    if campaign.first <= day:
        return CampaignState.RUNNING
    return CampaignState.READY if is_ready(campaign) else CampaignState.PREPARING


# who is in which group


def crew_of(campaign: Campaign, group: Group) -> Crew:
    """Who is in the group: its last list counts. The leader of a campaign is one of its special group."""
    lists = [item.data for item in campaign.of("staff_group") if item.data["group"] == group]
    data: Data = lists[-1] if lists else {}
    members = tuple(data.get("members", ()))
    if group is Group.SPECIAL and campaign.leader not in members:
        members = (campaign.leader, *members)
    return Crew(members, data.get("others", 0))


def least_of(campaign: Campaign, group: Group) -> int:
    """How many heads the group needs: the default [P], or what the project head set for this campaign."""
    own = [item.data["least"] for item in campaign.of("set_least") if item.data["group"] == group]
    return int(own[-1]) if own else BY_GROUP[group].least


def groups_in(campaign: Campaign, person: str) -> tuple[Group, ...]:
    """The groups that this person is in."""
    return tuple(row.group for row in groups_of(campaign.kind) if person in crew_of(campaign, row.group).members)


def short_groups(campaign: Campaign) -> tuple[tuple[Group, int, int], ...]:
    """Groups below their head-count: which, how many there are, how many it needs."""
    rows = [(r.group, crew_of(campaign, r.group).heads, least_of(campaign, r.group)) for r in groups_of(campaign.kind)]
    return tuple((group, heads, least) for group, heads, least in rows if heads < least)


def unbriefed(campaign: Campaign) -> tuple[Group, ...]:
    """Groups that were not briefed since their list was last changed (T45: staffed and briefed)."""
    told = {group: item.seq for item in campaign.of("brief_groups") for group in item.data["groups"]}
    lists = {item.data["group"]: item.seq for item in campaign.of("staff_group")}
    groups = [row.group for row in groups_of(campaign.kind)]
    return tuple(group for group in groups if told.get(group, 0) <= lists.get(group, 0))


def is_ready(campaign: Campaign) -> bool:
    """Marked ready, and still so: who leaves a group below its head-count takes the readiness away (T45)."""
    return bool(campaign.of("mark_ready")) and not short_groups(campaign) and not unbriefed(campaign)


# what is still open


def open_issues(campaign: Campaign) -> tuple[Item, ...]:
    """Issues of the register that are not settled (D17)."""
    done = {item.data["issue"] for item in campaign.of("settle_issue")}
    return tuple(item for item in campaign.of("register_issue") if item.no not in done)


def needs_reinspection(campaign: Campaign, issue: Item) -> bool:
    """Is it to be re-inspected with the owner, and was it not found good last (D17)?"""
    looks = [item.data["result"] for item in campaign.of("reinspect") if item.data["issue"] == issue.no]
    return bool(issue.data.get("reinspection")) and looks[-1:] != ["passed"]


def unwatched(campaign: Campaign, until: date) -> tuple[date, ...]:
    """Days of the window up to `until` of which nobody wrote what was seen (T34: every day)."""
    seen = {item.data["day"] for item in campaign.of("monitor")}
    last = min(until, campaign.last)
    days = [campaign.first + DAY * n for n in range((last - campaign.first).days + 1)]
    return tuple(day for day in days if day.isoformat() not in seen)


def uncontacted(campaign: Campaign) -> tuple[Item, ...]:
    """Key customers whom nobody has contacted in this window (T34)."""
    done = {item.data["customer"] for item in campaign.of("contact_key_customer")}
    return tuple(item for item in campaign.of("add_key_customer") if item.no not in done)


def unticked(campaign: Campaign, unit: Unit) -> tuple[StandingDuty, ...]:
    """Standing duties of a unit that are not done (D28)."""
    done = {duty for item in campaign.of("tick_duties") for duty in item.data["items"]}
    return tuple(duty for duty in STANDING_DUTIES[unit] if duty not in done)


def unanswered(campaign: Campaign) -> tuple[Item, ...]:
    """Questions that were recorded and not answered (D29)."""
    done = {item.data["question"] for item in campaign.of("answer_question")}
    asked = campaign.of("ask_question")
    return tuple(item for item in asked if item.data["reply"] == Reply.LATER and item.no not in done)


def media_waiting(campaign: Campaign) -> tuple[Item, ...]:
    """Media who came and were not handed on to the spokesperson (C-03)."""
    done = {item.data["media"] for item in campaign.of("hand_over_media")}
    return tuple(item for item in campaign.of("media_came") if item.no not in done)


def cases_of(campaign: Campaign) -> tuple[str, ...]:
    """The cases it brings together, each once, in the order they came."""
    return tuple(dict.fromkeys(item.data["case"] for item in campaign.of("add_case")))


def still_open(campaign: Campaign, open_cases: Iterable[str] = ()) -> Data:
    """What is open, by what it is; what keeps a campaign from being closed. Empty when nothing is."""
    if campaign.kind is CampaignKind.CONSUMER_DAY:
        found: Data = {
            "issues": [item.no for item in open_issues(campaign)],
            "days": [day.isoformat() for day in unwatched(campaign, campaign.last)],
            "customers": [item.no for item in uncontacted(campaign)],
        }
    else:
        found = {
            "questions": [item.no for item in unanswered(campaign)],
            "media": [item.no for item in media_waiting(campaign)],
            "duties": [str(duty) for unit in Unit for duty in unticked(campaign, unit)],
        }
    found["cases"] = list(open_cases)
    return {name: values for name, values in found.items() if values}


def missing_on(campaign: Campaign, day: date, open_cases: Sequence[str]) -> Data:
    """What is missing on a day, by kind of thing: groups up to a delivery, days not watched in a window (T34, T45).

    Beside them what has to be settled before it is closed; its cases from the last day on. Nothing once it is closed.
    """
    if campaign.closed_at is not None:
        return {}
    found = still_open(campaign, open_cases if day >= campaign.last else ())
    if campaign.kind is CampaignKind.DELIVERY and day <= campaign.last:
        found["short"] = [str(group) for group, _, _ in short_groups(campaign)]
        found["unbriefed"] = [str(group) for group in unbriefed(campaign)]
    if campaign.kind is CampaignKind.CONSUMER_DAY:
        found["days"] = [missed.isoformat() for missed in unwatched(campaign, day)]
    return {name: values for name, values in found.items() if values}


# dates


#: What is said of a mark, Chinese and English.
REMINDERS: Mapping[str, tuple[str, str]] = {
    "window_not_closed": ("3·15专项窗口期已过，尚未提交报告关闭", "The window is over and not closed with a report"),
    "day_unwatched": ("昨日没有监测记录", "Nobody recorded yesterday's monitoring"),
    "delivery_not_ready": ("集中交付在即，各组尚未就绪", "The delivery is at hand and its groups are not ready"),
    "delivery_not_closed": ("集中交付已结束，尚未提交报告关闭", "The delivery is over and not closed with a report"),
}


def reminder_of(one: Due) -> str:
    """What a mark reminds of, a code of `REMINDERS`; what comes up day by day carries its day behind it."""
    return one.mark.partition(".")[0]


def due(campaigns: Iterable[Campaign], day: date) -> tuple[Due, ...]:
    """What is due for these campaigns on a day of the project's calendar (T34, T45)."""
    alive = (one for one in campaigns if one.closed_at is None)
    return tuple(found for one in alive for found in (*_of_window(one, day), *_of_delivery(one, day)))


def _of_window(one: Campaign, day: date) -> Iterable[Due]:
    if one.kind is not CampaignKind.CONSUMER_DAY:
        return
    told, yesterday = (Role.R03, Role.R06), day - DAY
    if day > one.last:
        yield Due("T34", one.number, "window_not_closed", told, one.leader)
    if one.first < day <= one.last + DAY and yesterday in unwatched(one, yesterday):
        yield Due("T34", one.number, f"day_unwatched.{yesterday.isoformat()}", told, one.leader)


def _of_delivery(one: Campaign, day: date) -> Iterable[Due]:
    if one.kind is not CampaignKind.DELIVERY:
        return
    told = (Role.R06,)
    if one.first - DAY <= day <= one.last and not is_ready(one):
        yield Due("T45", one.number, "delivery_not_ready", told, one.leader)
    if day > one.last:
        yield Due("T45", one.number, "delivery_not_closed", told, one.leader)

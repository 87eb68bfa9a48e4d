"""The forms of campaigns, made from their rows; what an address says already is filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desk.campaign_views import CampaignPage
from domain.campaign import Campaign, Item, crew_of, media_waiting, open_issues, unanswered, unticked, unwatched
from domain.campaign_codes import CampaignKind, Distance, Group, Unit
from domain.campaign_command import CampaignCommand
from domain.campaign_rows import BY_GROUP, STANDING_DUTIES, usual_window
from domain.fields import Field, Kind
from web.choices import MOST_CHIPS, Choice
from web.forms import LISTS, Input, look_of
from web.language import Language
from web.work import name_of

#: Quotes shown beside a number to choose.
MOST_WORDS = 40


def inputs(
    row: CampaignCommand, page: CampaignPage, values: Mapping[str, Any], errors: Mapping[str, str], lang: Language
) -> tuple[Input, ...]:
    """The fields of a command as they are shown."""
    return tuple(_input(field, page, values, errors.get(field.name, ""), lang) for field in row.fields)


def _input(field: Field, page: CampaignPage, values: Mapping[str, Any], error: str, lang: Language) -> Input:
    offered = _offered(field, page, values, lang)
    value = values.get(field.name, [] if field.kind in LISTS else "")
    if field.kind in LISTS:
        value = [str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one]
    look = look_of(field, offered or (), typed=offered is None)
    if look == "chips" and len(offered or ()) > MOST_CHIPS:
        look = "select"
    return Input(
        field.name,
        lang.label(field),
        look,
        field.required and field.when is None,
        value if isinstance(value, list) else str(value),
        offered or (),
        field.limit,
        error=error,
        when=field.when[0] if field.when else "",
        values=" ".join(map(str, field.when[1])) if field.when else "",
    )


def _offered(field: Field, page: CampaignPage, values: Mapping[str, Any], lang: Language) -> tuple[Choice, ...] | None:
    """What a field offers; None when it is typed in."""
    if field.kind in (Kind.ACCOUNT, Kind.ACCOUNTS):
        people = page.speakers if field.name == "person" else page.people
        return tuple(Choice(one, name_of(one, page.names, lang)) for one in people)
    if field.kind in (Kind.CODE, Kind.CODES):
        return tuple(Choice(str(code), lang.term(code)) for code in field.codes if _fits(field, code, page, values))
    numbered = _numbered(field, page)
    return None if numbered is None else tuple(Choice(str(i.no), _name(i, page)) for i in numbered)


def _fits(field: Field, code: Any, page: CampaignPage, values: Mapping[str, Any]) -> bool:
    """A group is one of the kind's, a duty one of the unit's that is not done."""
    if isinstance(code, Group):
        return BY_GROUP[code].kind is page.campaign.kind
    if field.name == "items" and (unit := values.get("unit", "")) in {str(one) for one in Unit}:
        return code in unticked(page.campaign, Unit(unit)) or str(code) in values.get("items", ())
    if field.name == "items":
        return any(code in STANDING_DUTIES[one] and code in unticked(page.campaign, one) for one in Unit)
    return True


def _key_customers(campaign: Campaign) -> tuple[Item, ...]:
    return campaign.of("add_key_customer")


#: Numbered things by the field that names them.
NUMBERED: Mapping[str, Callable[[Campaign], tuple[Item, ...]]] = {
    "issue": open_issues,
    "question": unanswered,
    "media": media_waiting,
    "customer": _key_customers,
}


def _numbered(field: Field, page: CampaignPage) -> tuple[Item, ...] | None:
    """What is called by a number; None for a number or a text that is typed."""
    found = NUMBERED.get(field.name) if field.kind is Kind.NUMBER else None
    return found(page.campaign) if found else None


def _name(item: Item, page: CampaignPage) -> str:
    """A numbered thing by its number and its first words."""
    words = next((str(text) for text in page.words.get(item.seq, {}).values()), "")
    return f"{item.no} · {words[:MOST_WORDS]}" if words else str(item.no)


def start(row: CampaignCommand, page: CampaignPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a form starts with: what the address names, and what is usual."""
    campaign = page.campaign
    known: dict[str, Any] = {f.name: asked[f.name] for f in row.fields if asked.get(f.name)}
    if row.name == "monitor":
        missed = unwatched(campaign, min(page.day, campaign.last))
        known.setdefault("day", (missed[0] if missed else min(page.day, campaign.last)).isoformat())
    if row.name == "staff_group" and known.get("group") in {str(one) for one in Group}:
        known |= _crew(page, Group(known["group"]))
    if row.name == "tick_duties":
        known.setdefault("unit", str(next((unit for unit in Unit if unticked(campaign, unit)), Unit.HEAD)))
    if row.name == "film":
        known.setdefault("distance", str(Distance.FAR))
    if row.name == "set_leader":
        known.setdefault("leader", campaign.leader)
    return known


def _crew(page: CampaignPage, group: Group) -> dict[str, Any]:
    """A group as its list stands, to be changed."""
    crew = crew_of(page.campaign, group)
    lists = [item for item in page.campaign.of("staff_group") if item.data["group"] == group]
    names = page.words.get(lists[-1].seq, {}).get("names", "") if lists else ""
    return {"members": list(crew.members), "others": str(crew.others or ""), "names": names}


def usual(kind: CampaignKind, today: date, me: str) -> dict[str, Any]:
    """What the form that opens a campaign starts with: the usual window, whoever opens it as leader."""
    if kind is CampaignKind.CONSUMER_DAY:
        first, last = usual_window(today)
        return {"first": first.isoformat(), "last": last.isoformat(), "leader": me}
    return {"leader": me}


def blank(project: str, kind: CampaignKind, people: tuple[str, ...], names: Any, today: date) -> CampaignPage:
    """The page that is not there yet, for the form that opens it."""
    return CampaignPage(Campaign("", project, kind), today, people=people, names=names)

"""My desk: what is due, what waits for my signature, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.views import ApprovalRow, DueRow, MyDesk, Names, NoticeRow
from domain.amendment import ENDS
from domain.case import Case
from domain.commands import COMMANDS
from domain.days import ESCALATED, MISSED
from domain.duties import BY_RULE
from domain.notices import NOTICES
from domain.signoffs import sign_off
from domain.vocabulary import Role
from web.campaign_news import OF_CAMPAIGNS, of_campaigns
from web.clocks import Clock, running
from web.day_news import OF_DAYS, is_late, of_days, place_of
from web.desk_days import days_due
from web.language import Language
from web.moments import large
from web.pages import Reader, page, reader
from web.session import Me, TheDesk
from web.telling import Teller

router = APIRouter()

SOON = timedelta(hours=2)
#: Lines of the policy's chain (A20).
OF_LIMITS = ("policy_proposed", *ENDS)
#: News that fit beside the desk.
NEWS = 12
#: Which line of the journal a notice tells of.
LINE_OF: Mapping[str, str] = {kind: line for line, (kind, _) in reversed(list(NOTICES.items()))}
ICONS = {
    "refused": "refused",
    "breached": "overdue",
    "escalated": "overdue",
    "signed": "done",
    "asked": "sign",
    "warned": "bell",
    "assigned": "user",
    "cleared": "done",
    "ask_ended": "return",
    "handover_offered": "user",
    "handover_accepted": "done",
    "handover_declined": "return",
    "dispatch_declined": "return",
    "proposed": "crisis",
    "level_raised": "crisis",
    "latent_crisis": "crisis",
    "third_party": "crisis",
    "media": "crisis",
    "emergency": "crisis",
    "sudden_event": "crisis",
    "conflict": "warn",
    "conflict_lifted": "done",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A duty on the desk."""

    row: DueRow
    clock: Clock
    what: str
    who: str
    act: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign-off on the desk."""

    row: ApprovalRow
    clock: Clock | None
    what: str
    subject: str
    by: str


@dataclass(frozen=True, slots=True)
class News:
    """One line of news. `place`: where it leads, when that follows from neither its case nor its project."""

    row: NoticeRow
    what: str
    quote: str
    rule: str
    icon: str
    refused: bool
    who: str = ""
    place: str = ""


@router.get("/")
async def my_desk(request: Request, desk: TheDesk, me: Me) -> Response:
    """The first page of the day."""
    lying = await desk.my_desk(me)
    return page(request, "desk.html", **desk_view(lying, reader(request)))


@router.post("/seen")
async def seen(desk: TheDesk, me: Me) -> Response:
    """All news is read."""
    await desk.mark_seen(me)
    return RedirectResponse("/", status_code=303)


def desk_view(lying: MyDesk, who: Reader) -> dict[str, Any]:
    """What `desk.html` shows."""
    duties = [due(row, lying.names, who) for row in lying.duties]
    return {
        "duties": duties,
        "overdue": sum(d.clock.overdue for d in duties),
        "soon": sum(timedelta() <= d.row.due_at - who.now < SOON for d in duties),
        "approvals": [asked(row, lying.names, who) for row in lying.approvals],
        "amendments": [(one, name_of(one.by, lying.names, who.lang)) for one in lying.amendments],
        "days": days_due(lying, who),
        "waits": [asked(row, lying.names, who) for row in lying.waiting_for],
        "news": [news(row, lying.names, who) for row in lying.notices[:NEWS]],
        "fresh": any(not row.seen for row in lying.notices),
    }


def name_of(id: str, names: Names, lang: Language) -> str:
    return names[id][lang.column] if id in names else id


def due(row: DueRow, names: Names, who: Reader) -> Due:
    """A duty with its clock, its people and the button that usually meets it."""
    mine = who.me is not None and who.me.id in row.owners
    seat = who.lang.term(Role(row.owner_role)) if row.owner_role in set(Role) else row.owner_role
    people = who.lang.say("Me") if mine else who.lang.listed([name_of(one, names, who.lang) for one in row.owners])
    command, rule = COMMANDS.get(row.next_command), BY_RULE.get(row.rule)
    said = rule is not None and any(stop.command == "statement_released" for stop in rule.stops)
    way = "/statements" if said else f"/do/{row.next_command}" if row.next_command else ""
    return Due(
        row,
        running(row.started_at, row.due_at, who.now, who.lang),
        who.lang.label(rule) if rule else row.rule,
        people or seat,
        who.lang.say("Statements") if said else who.lang.label(command) if command else who.lang.say("Open"),
        f"/cases/{row.number}{way}",
    )


def asked(row: ApprovalRow, names: Names, who: Reader) -> Asked:
    """A sign-off with its clock and what it is about."""
    clock = running(row.asked_at, row.due_at, who.now, who.lang) if row.due_at else None
    teller = _teller(row.number, names, who)
    return Asked(
        row,
        clock,
        who.lang.label(sign_off(row.rule, row.subject)),
        teller.subject(row.subject),
        name_of(row.requested_by, names, who.lang),
    )


def news(row: NoticeRow, names: Names, who: Reader) -> News:
    """A notice in the words of the journal line it tells of."""
    if row.kind in OF_LIMITS:
        return News(
            row, of_limits(row, who.lang), "", "A20", "clock", refused=False, who=name_of(row.actor, names, who.lang)
        )
    if row.kind in OF_DAYS:
        rule, late = str(row.data.get("rule", "")), row.kind in (MISSED, ESCALATED) or is_late(row)
        icon = "overdue" if late else OF_DAYS[row.kind]
        return News(row, of_days(row, who), "", rule, icon, refused=late, place=place_of(row))
    if row.kind in OF_CAMPAIGNS:
        by = name_of(row.actor, names, who.lang)
        return News(row, of_campaigns(row, who.lang), "", "C-03", OF_CAMPAIGNS[row.kind], refused=False, who=by)
    if not row.number:
        return News(row, of_delegation(row, names, who.lang), "", "A12", "team", refused=False)
    teller = _teller(row.number, names, who)
    type_ = LINE_OF.get(row.kind, row.kind)
    refused = row.kind == "refused"
    quote = teller.refusal(row.data) if refused else ""
    by = row.actor if row.actor not in ("", "system", who.me.id if who.me else "") else ""
    what = teller.what(type_, row.data)
    return News(
        row,
        what if by else large(what),
        quote,
        teller.rule(row.data),
        ICONS.get(row.kind, "bell"),
        refused,
        teller.name(by) if by else "",
    )


def of_limits(row: NoticeRow, lang: Language) -> str:
    """A line of the policy's chain: what somebody did about a version of the limits."""
    words = {
        "policy_proposed": lang.say("proposed version %(no)s of the limits", no=row.data["version"]),
        "policy_approved": lang.say("approved version %(no)s of the limits", no=row.data["version"]),
        "policy_rejected": lang.say("rejected version %(no)s of the limits", no=row.data["version"]),
        "policy_withdrawn": lang.say("withdrew version %(no)s of the limits", no=row.data["version"]),
    }
    return words[row.kind]


def of_delegation(row: NoticeRow, names: Names, lang: Language) -> str:
    """A line of somebody's delegations; the only news that belongs to no case."""
    principal, delegate = (name_of(str(row.data[key]), names, lang) for key in ("principal", "delegate"))
    if row.kind == "delegation_ended":
        return lang.say("%(principal)s ended the delegation to %(delegate)s", principal=principal, delegate=delegate)
    rules = lang.listed([str(rule) for rule in row.data["rules"]])
    return lang.say(
        "%(principal)s lets %(delegate)s sign: %(rules)s", principal=principal, delegate=delegate, rules=rules
    )


def _teller(number: str, names: Names, who: Reader) -> Teller:
    return Teller(Case.unopened(number), names, {}, who.lang, who.now)

"""Registering a complaint: written while listening, so this form alone is laid out by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.campaign_complaints import open_for_campaign
from desk.errors import IdReused, Refused, Unreadable
from desk.record_views import Related
from desk.views import Person, Receipt
from domain.commands import COMMANDS
from domain.duties import BY_RULE
from domain.policy import Policy
from domain.refusals import sentence
from domain.vocabulary import Channel, ComplainantKind
from web import happened
from web.addresses import CampaignNumber, CaseNumber
from web.forms import fresh_id
from web.language import Language
from web.pages import is_htmx, page, reader
from web.problems import field_errors
from web.reading import Posted, read_form
from web.session import Me, TheDesk

router = APIRouter()

FIELDS = ("project", "channel", "subject", "description", "demand", "group")
OF_THE_COMPLAINANT = ("name", "phone", "room", "kind")
#: Every field that can carry its own error.
SHOWN = (*FIELDS, *OF_THE_COMPLAINANT, "drill", happened.NAME)
#: An hour as a minute: what a drill usually runs at.
USUAL_FACTOR = "60"
SOON = ("T03", "T50")
#: Cases of the same household, each with by what they are the same.
Known = Sequence[tuple[Related, str]]


@router.get("/cases/new")
async def blank(
    request: Request, desk: TheDesk, me: Me, group: CaseNumber = "", campaign: CampaignNumber = ""
) -> Response:
    """An empty form; of a group, for one of its households: the same project, the owners' group as the channel.

    Of a campaign, for a complaint on its day: its project, a visit, a title that says where (D29, R21).
    """
    values = {"group": group, "channel": str(Channel.GROUP), "project": group.partition("-")[0]} if group else {}
    if campaign:
        found = (await desk.campaigns.shown(me, campaign)).campaign
        title = reader(request).lang.say("%(kind)s: complaint on site", kind=reader(request).lang.term(found.kind))
        values = {"campaign": campaign, "project": found.project, "channel": str(Channel.VISIT), "subject": title}
    return await _form(request, desk, me, values, {}, fresh_id(), 200)


@router.post("/cases/new")
async def register(request: Request, desk: TheDesk, me: Me) -> Response:
    """Open a case; everything that is wrong is said at once."""
    posted, lang = await read_form(request), reader(request).lang
    key = posted.one("_id") or fresh_id()
    try:
        posted.check()
        receipt = await _opened_in(desk, me, key, posted)
    except Unreadable as error:
        return await _form(request, desk, me, _typed(posted), field_errors(error, lang, SHOWN), key, error.status)
    except Refused as error:
        return await _form(
            request, desk, me, _typed(posted), {"": sentence(error.refusal, lang.code)}, key, error.status
        )
    except IdReused:
        return await _form(request, desk, me, _typed(posted), sent_once(lang), fresh_id(), 409)
    return opened(request, receipt)


async def _opened_in(desk: TheDesk, me: Person, key: str, posted: Posted) -> Receipt:
    """The case that is opened; on the day of a campaign it is brought in as well (D29)."""
    form, number = complaint(posted), posted.one("campaign")
    return await (open_for_campaign(desk, me, key, number, form) if number else desk.open_case(me, key, form))


def opened(request: Request, receipt: Receipt) -> Response:
    """On to the case that was opened, with or without a script."""
    address = f"/cases/{receipt.number}?done={receipt.id}"
    if is_htmx(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, status_code=303)


def sent_once(lang: Language) -> dict[str, str]:
    """What is said when the form's id came before with other words."""
    return {
        "": lang.say("This form was sent once already with other words. Check the list of cases, then send it again.")
    }


async def look_again(request: Request, desk: TheDesk, me: Person, posted: Posted, known: Known) -> Response:
    """The form as it was typed, with the household's cases beside it: for browsers without script."""
    key = posted.one("_id") or fresh_id()
    return await _form(request, desk, me, _typed(posted), {}, key, 200, known)


def complaint(posted: Posted) -> dict[str, Any]:
    """The form in the shape the desk takes."""
    form: dict[str, Any] = {name: posted.one(name) for name in FIELDS if posted.one(name)}
    form["complainant"] = {name: posted.one(name) for name in OF_THE_COMPLAINANT if posted.one(name)}
    if posted.one("drill"):
        factor = posted.one("factor")
        form["drill"] = {"factor": int(factor) if factor.isdecimal() and len(factor) < 7 else factor}
    came = happened.instant_of(posted)
    return form | {happened.NAME: came} if came else form


def _typed(posted: Posted) -> dict[str, str]:
    return {name: posted.one(name) for name in posted.names()}


async def _form(
    request: Request,
    desk: TheDesk,
    me: Person,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    id: str,
    status: int,
    known: Known | None = None,
) -> Response:
    lang = reader(request).lang
    projects = await desk.projects(me)
    labels = {f.name: lang.label(f) for f in COMMANDS["register"].fields}
    labels |= {"kind": labels["complainant"], happened.NAME: happened.label(lang)}
    limits = {f.name: f.limit for f in COMMANDS["register"].fields}
    start = {
        "project": projects[0].code if projects else "",
        "channel": str(Channel.HOTLINE),
        "kind": str(ComplainantKind.OWNER),
        "factor": USUAL_FACTOR,
    }
    data = {
        "projects": projects,
        "channels": tuple(Channel),
        "kinds": tuple(ComplainantKind),
        "labels": labels,
        "limits": limits,
        "values": {**dict.fromkeys((*SHOWN, "factor", "campaign"), ""), **start, **values},
        "latest": happened.latest(reader(request).now),
        "errors": errors,
        "wrong_fields": [(name, labels.get(name, name), text) for name, text in errors.items() if name],
        "id": id,
        "soon": _soon(lang, await desk.policy_at(reader(request).now)),
        "known": known or (),
        "looked": known is not None,
        "channel_icons": {"hotline": "phone", "visit": "house", "chat": "message"},
    }
    return page(request, "_intake.html" if is_htmx(request) else "intake.html", status=status, **data)


def _soon(lang: Language, policy: Policy) -> list[tuple[str, str, int]]:
    """What will run as soon as it is registered."""
    rows = [(lang.label(BY_RULE[rule]), rule, policy.limit(rule)) for rule in SOON if rule in BY_RULE]
    return sorted(rows, key=lambda row: row[2])

"""Campaigns: the list, opening one, its board, and the forms of what is done in it. Works without script."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from desk.campaign_views import CampaignList, CampaignPage
from desk.errors import IdReused, NotFound, Refused, Unreadable
from desk.views import Names
from domain.campaign_codes import CampaignKind
from domain.campaign_command import CampaignCommand
from domain.campaign_commands import OPENING, command_of, not_offered
from domain.campaign_rows import BY_GROUP
from domain.refusals import sentence
from web.addresses import CommandName
from web.campaign_forms import blank, inputs, start, usual
from web.campaign_view import board
from web.campaign_words import days_words, standing
from web.forms import fresh_id, read
from web.pages import Reader, page, reader
from web.problems import field_errors
from web.reading import Posted, read_form
from web.session import Me, TheDesk
from web.work import name_of

router = APIRouter()
Number = Annotated[str, Path(pattern=r"^[A-Z0-9]{1,20}-C-\d{4,9}$")]


@router.get("/campaigns")
async def campaigns(request: Request, desk: TheDesk, me: Me) -> Response:
    """The campaigns of the projects in sight, the last to begin first."""
    found, who = await desk.campaigns.all(me), reader(request)
    names = {project.code: project.name(who.lang.code) for project in who.projects}
    rows = [
        (
            one,
            who.lang.term(one.kind),
            names.get(one.project, one.project),
            days_words(one, who.lang),
            standing(one, found.day, who.lang),
            name_of(one.leader, found.names, who.lang),
        )
        for one in found.campaigns
    ]
    openings = [(kind, who.lang.label(row)) for kind, row in OPENING.items()] if found.may_open else []
    return page(request, "campaigns.html", rows=rows, openings=openings)


@router.get("/campaigns/new/{kind}")
async def begin(request: Request, kind: str, desk: TheDesk, me: Me) -> Response:
    """The form that opens one."""
    found, which = await _may_open(desk, me, kind)
    return await _opening(request, desk, me, (found, which), usual(which, found.day, me.id), {})


@router.post("/campaigns/new/{kind}")
async def open_one(request: Request, kind: str, desk: TheDesk, me: Me) -> Response:
    """Open it; everything that is wrong is said at its field."""
    (found, which), posted, who = await _may_open(desk, me, kind), await read_form(request), reader(request)
    typed = _typed(OPENING[which], posted)
    form = {**_filled(typed), "project": posted.one("project"), "kind": str(which)}
    key = posted.one("_id") or fresh_id()
    try:
        posted.check()
        number = await desk.campaigns.open(me, key, form)
    except (Unreadable, Refused, IdReused) as error:
        errors = _errors(error, OPENING[which], found.names, who)
        chosen = (found, which)
        return await _opening(request, desk, me, chosen, {**typed, "project": form["project"]}, errors, error.status)
    return RedirectResponse(f"/campaigns/{number}", status_code=303)


@router.get("/campaigns/{number}")
async def show(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """The board."""
    shown, who = await desk.campaigns.shown(me, number), reader(request)
    project = next((p.name(who.lang.code) for p in who.projects if p.code == shown.campaign.project), "")
    return page(request, "campaign.html", project=project, **board(shown, who))


@router.get("/campaigns/{number}/do/{name}")
async def ask(request: Request, number: Number, name: CommandName, desk: TheDesk, me: Me) -> Response:
    """The form of a command."""
    shown = await desk.campaigns.shown(me, number)
    row = _row(shown, name)
    known = start(row, shown, request.query_params)
    if row in shown.offers:
        return _form(request, shown, row, known, {})
    error = Refused(not_offered(row, shown.campaign))
    return _form(request, shown, row, known, _errors(error, row, shown.names, reader(request)), error.status)


@router.post("/campaigns/{number}/do/{name}")
async def do(request: Request, number: Number, name: CommandName, desk: TheDesk, me: Me) -> Response:
    """Send it; back to the board, or the form with what is wrong."""
    shown, posted, who = await desk.campaigns.shown(me, number), await read_form(request), reader(request)
    row = _row(shown, name)
    typed, key = _typed(row, posted), posted.one("_id") or fresh_id()
    try:
        posted.check()
        seq = await desk.campaigns.do(me, key, number, name, _filled(typed))
    except (Unreadable, Refused, IdReused) as error:
        errors = _errors(error, row, shown.names, who)
        return _form(request, shown, row, typed, errors, error.status)
    return RedirectResponse(f"/campaigns/{number}#l{seq}", status_code=303)


def _row(shown: CampaignPage, name: str) -> CampaignCommand:
    """The row of a command of this campaign. Raises NotFound."""
    row = command_of(shown.campaign.kind, name)
    if row is None:
        raise NotFound
    return row


async def _may_open(desk: TheDesk, me: Me, kind: str) -> tuple[CampaignList, CampaignKind]:
    """For whoever may open one somewhere. Raises NotFound."""
    found = await desk.campaigns.all(me)
    if not found.may_open or kind not in {str(one) for one in CampaignKind}:
        raise NotFound
    return found, CampaignKind(kind)


async def _opening(
    request: Request,
    desk: TheDesk,
    me: Me,
    chosen: tuple[CampaignList, CampaignKind],
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    status: int = 200,
) -> Response:
    (found, kind), who = chosen, reader(request)
    row, people = OPENING[kind], (await desk.campaigns.people(me, found.may_open))
    projects = [one for one in who.projects if one.code in found.may_open]
    empty = blank("", kind, people, found.names, found.day)
    data = {
        "title": who.lang.label(row),
        "rule_id": row.rule,
        "inputs": inputs(row, empty, values, errors, who.lang),
        "projects": projects,
        "project": values.get("project") or projects[0].code,
        "banner": errors.get("", ""),
        "id": fresh_id(),
        "action": f"/campaigns/new/{kind}",
        "back": ("/campaigns", who.lang.say("Campaigns and deliveries")),
        "conduct": (),
        "submit": "",
    }
    return page(request, "campaign_form.html", status=status, **data)


def _form(
    request: Request,
    shown: CampaignPage,
    row: CampaignCommand,
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    status: int = 200,
) -> Response:
    who, number = reader(request), shown.campaign.number
    data = {
        "title": who.lang.label(row),
        "rule_id": row.rule,
        "inputs": inputs(row, shown, values, errors, who.lang),
        "projects": (),
        "project": "",
        "banner": errors.get("", ""),
        "id": fresh_id(),
        "action": f"/campaigns/{number}/do/{row.name}",
        "back": (f"/campaigns/{number}", number),
        "conduct": conduct_of(row, who) if row.at_once else (),
        "submit": who.lang.say("Record it") if row.at_once else "",
    }
    return page(request, "campaign_form.html", status=status, **data)


def conduct_of(row: CampaignCommand, who: Reader) -> tuple[str, ...]:
    """How the group behaves whose form this is (D29)."""
    found = next((BY_GROUP[one] for one in BY_GROUP if one == row.who[0]), None)
    if found is None:
        return ()
    return found.conduct_zh if who.lang.chinese else found.conduct_en


def _typed(row: CampaignCommand, posted: Posted) -> dict[str, Any]:
    """What was posted, by field; what other answers make superfluous is left out."""
    typed = {field.name: read(field, posted) for field in row.fields}
    return {field.name: typed[field.name] for field in row.fields if field.asked(typed)}


def _filled(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if value not in ("", [])}


def _errors(error: Unreadable | Refused | IdReused, row: CampaignCommand, names: Names, who: Reader) -> dict[str, str]:
    """What is wrong, at its field; "" concerns the whole form."""
    if isinstance(error, Unreadable):
        return field_errors(error, who.lang, [field.name for field in row.fields])
    if isinstance(error, IdReused):
        return {"": who.lang.say("This was answered once already; load the page again.")}
    words = sentence(error.refusal, who.lang.code, lambda one: name_of(one, names, who.lang))
    named = [str(name) for name in error.refusal.details.get("fields", ())]
    return {name: words for name in named if name in {field.name for field in row.fields}} or {"": words}

"""The page of a case and its commands: every form posts here, with or without script."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.errors import IdReused, NotFound, Refused, Unreadable
from desk.views import CasePage, Receipt
from domain.act import roles_for
from domain.commands import COMMANDS, OPENINGS, CommandRow
from domain.refusal import Refusal
from domain.speaking import SPEAKING
from domain.stating import STATING
from web.addresses import CommandName, Done, Number
from web.case_view import case_view, teller_of
from web.evidence import taken_in
from web.forms import Form, Maker, asked_values, fresh_id, typed_values
from web.groups import HOUSEHOLDS, group_view, may_add
from web.happened import NAME, latest
from web.outlived_view import left
from web.pages import Reader, is_htmx, page, reader
from web.problems import field_errors, refusal_errors
from web.reading import Posted, read_form
from web.session import Me, TheDesk

router = APIRouter()

#: Commands after which one is back at the statement desk.
OF_STATEMENTS = frozenset(row.name for row in (*STATING, *SPEAKING))


@router.get("/cases/{number}")
async def show(
    request: Request,
    number: Number,
    desk: TheDesk,
    me: Me,
    tab: str = "",
    done: Done = "",
    view: str = "",
    show: str = "",
) -> Response:
    """The case at a glance, then the likely step; of a group also its households."""
    shown, who = await desk.case(me, number), reader(request)
    receipt = await receipt_here(desk, me, done, number)
    data = case_view(shown, who, tab, done=receipt) | {"campaigns": await desk.campaigns.with_case(number)}
    data |= await _outliving(desk, me, shown, who)
    if tab == HOUSEHOLDS and shown.case.grouped:
        data |= group_view(await desk.groups.households(me, number), who, number, view, show)
        data |= {"tab": tab, "sent": await desk.groups.lists.last(me, number), "may_add": may_add(shown)}
    return page(request, "case.html", **data)


async def _outliving(desk: TheDesk, me: Me, shown: CasePage, who: Reader) -> dict[str, Any]:
    """What of its improvements outlives an ended case, or was verified while it had ended (T25)."""
    if not shown.case.of_kind("improvement") or not (shown.case.ended or shown.case.life > 1):
        return {}
    return {"outliving": left(await desk.days.outlived.of_case(me, shown.case.number), who)}


async def receipt_here(desk: TheDesk, me: Me, id: str, number: str) -> Receipt | None:
    """The receipt of the command that led here, if it is this person's and of this case."""
    try:
        found: Receipt | None = await desk.receipt(me, id) if id else None
    except NotFound:
        return None
    return found if found and found.number == number else None


@router.get("/cases/{number}/phone")
async def hidden_again(number: Number) -> Response:
    """A number that was shown is not shown again by its address."""
    return RedirectResponse(f"/cases/{number}", status_code=303)


@router.post("/cases/{number}/phone")
async def reveal(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """The complainant's telephone number, once; the desk keeps who looked. Nothing of it stays in an address."""
    phone = await desk.phone(me, number)
    shown = await desk.case(me, number)
    if is_htmx(request):
        return page(request, "_phone.html", page=shown, case=shown.case, phone=phone, may_call=True)
    return page(request, "case.html", **case_view(shown, reader(request)) | {"phone": phone})


@router.get("/cases/{number}/do/{name}")
async def ask(request: Request, number: Number, name: CommandName, desk: TheDesk, me: Me) -> Response:
    """The form of one command on a page of its own."""
    row, shown = _row(name), await desk.case(me, number)
    offered = any(offer.name == name for offer in shown.offers)
    form = Maker(shown, reader(request).lang).form(row)
    not_now = "" if offered else _not_now(request, shown, row)
    return _form_page(request, shown, form, Wrong(200), not_now)


def _not_now(request: Request, shown: CasePage, row: CommandRow) -> str:
    """Why the command is not offered: the stage, the person, or that there is nothing to do it to."""
    who = reader(request)
    if shown.case.stage not in row.stages:
        return row.wrong_stage(shown.case.stage, who.lang.column)
    if roles_for(shown.case, row, shown.roles, shown.departments):
        return who.lang.say("Nothing in the case asks for it just now.")
    roles = [str(role) for role in row.roles]
    return teller_of(shown, who).refusal({"code": "not_yours", "roles": roles})


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a form comes back: errors by field ("" concerns all of it), and the line that made it stale."""

    status: int
    errors: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    changed_at: int = 0


@router.post("/cases/{number}/do/{name}")
async def do(request: Request, number: Number, name: CommandName, desk: TheDesk, me: Me) -> Response:
    """A command was sent."""
    row, posted = _row(name), await read_form(request)
    sent = await _sent(request, desk, me, number, row, posted)
    if isinstance(sent, Receipt):
        return await _done(request, desk, me, sent)
    shown = await desk.case(me, number)
    if posted.files:
        shown = replace(shown, files=await desk.evidence.of_case(me, number))
    form = Maker(shown, reader(request).lang).form(row, typed_values(row, posted), sent.id, sent.errors)
    return _form_page(request, shown, form, sent)


async def _sent(
    request: Request, desk: TheDesk, me: Me, number: str, row: CommandRow, posted: Posted
) -> Receipt | Wrong:
    """The receipt of a command that was taken, or what is wrong with it."""
    lang = reader(request).lang
    if posted.has("_more"):
        return Wrong(200, id=posted.one("_id"))
    try:
        await taken_in(desk, me, number, row, posted)
        values = asked_values(row, posted)
        version = int(posted.one("_version")) if posted.one("_version").isdecimal() else None
        receipt = await desk.send(me, number, posted.one("_id") or fresh_id(), row.name, values, version)
    except Refused as error:  # by a file, before anything was sent
        return await _refused(request, desk, me, number, row, error.refusal)
    except Unreadable as error:
        return Wrong(error.status, field_errors(error, lang, [*(f.name for f in row.fields), NAME]))
    except IdReused as error:
        again = lang.say("This form was sent once already; look at the case, then send it again.")
        return Wrong(error.status, {"": again})
    return await _refused(request, desk, me, number, row, receipt.refusal) if receipt.refusal else receipt


async def _refused(request: Request, desk: TheDesk, me: Me, number: str, row: CommandRow, refusal: Refusal) -> Wrong:
    """A refusal in words, at the fields it concerns."""
    teller = teller_of(await desk.case(me, number), reader(request))
    changed = refusal.details.get("changed") or [{"seq": 0}]
    return Wrong(refusal.status, refusal_errors(refusal, row, teller), changed_at=int(changed[0]["seq"]))


def _form_page(request: Request, shown: CasePage, form: Form, wrong: Wrong, not_now: str = "") -> Response:
    template = "_form.html" if is_htmx(request) else "command.html"
    return page(
        request,
        template,
        status=wrong.status,
        page=shown,
        case=shown.case,
        form=form,
        banner=wrong.errors.get("", ""),
        changed_at=wrong.changed_at,
        not_now=not_now,
        latest=latest(reader(request).now),
    )


async def _done(request: Request, desk: TheDesk, me: Me, receipt: Receipt) -> Response:
    """Applied or received: the whole case anew for htmx, the page with the receipt for everybody else."""
    address = f"/cases/{receipt.number}" + ("/statements" if receipt.name in OF_STATEMENTS else "")
    if not is_htmx(request):
        return RedirectResponse(f"{address}?done={receipt.id}", status_code=303)
    at = urlsplit(request.headers.get("hx-current-url", address)).path
    if at != address or receipt.name in OF_STATEMENTS:
        return Response(status_code=204, headers={"HX-Redirect": f"{address}?done={receipt.id}"})
    shown = await desk.case(me, receipt.number)
    data = case_view(shown, reader(request), done=receipt) | await _outliving(desk, me, shown, reader(request))
    answer = page(request, "_case.html", **data)
    answer.headers["HX-Retarget"] = "#case"
    answer.headers["HX-Reswap"] = "outerHTML"
    answer.headers["HX-Push-Url"] = address
    return answer


def _row(name: str) -> CommandRow:
    if name not in COMMANDS or name in OPENINGS:
        raise NotFound
    return COMMANDS[name]

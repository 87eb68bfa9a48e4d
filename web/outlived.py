"""One improvement of a case (T25): how it stands, and verifying it once the case has ended."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from desk.errors import IdReused, NotFound, Refused, Unreadable
from desk.outlived_views import CaseImprovements
from domain.outlived import FIELDS, ROW
from domain.refusal import Refusal
from domain.refusals import sentence
from web.addresses import Number
from web.forms import fresh_id
from web.intake import sent_once
from web.outlived_view import in_words, inputs
from web.pages import Reader, page, reader
from web.problems import field_errors
from web.reading import read_form
from web.session import Me, TheDesk
from web.work import name_of

router = APIRouter()

No = Annotated[int, Path(ge=1, le=9999)]
NAMES = tuple(field.name for field in FIELDS)


@router.get("/cases/{number}/improvements/{no}")
async def improvement(request: Request, number: Number, no: No, desk: TheDesk, me: Me) -> Response:
    """One improvement, with the form that verifies it where the reader may."""
    return _page(request, await desk.days.outlived.of_case(me, number), no, {}, {})


@router.post("/cases/{number}/improvements/{no}")
async def verify(request: Request, number: Number, no: No, desk: TheDesk, me: Me) -> Response:
    """It was verified outside its case."""
    posted, who = await read_form(request), reader(request)
    typed, key = {name: posted.one(name) for name in NAMES}, posted.one("_id") or fresh_id()
    filled = {name: value for name, value in typed.items() if value}
    try:
        posted.check()
        await desk.days.outlived.verify(me, number, no, key, filled)
    except Unreadable as error:
        errors, status = field_errors(error, who.lang, NAMES), error.status
    except Refused as error:
        found = await desk.days.outlived.of_case(me, number)
        errors, status = {"": _why(error.refusal, found, who)}, error.status
    except IdReused:
        errors, status, key = sent_once(who.lang), 409, ""
    else:
        return RedirectResponse(f"/cases/{number}/improvements/{no}", status_code=303)
    return _page(request, await desk.days.outlived.of_case(me, number), no, typed, errors, key, status)


def _why(refusal: Refusal, found: CaseImprovements, who: Reader) -> str:
    return sentence(refusal, who.lang.code, lambda person: name_of(person, found.names, who.lang))


def _page(
    request: Request,
    found: CaseImprovements,
    no: int,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    key: str = "",
    status: int = 200,
) -> Response:
    who, one = reader(request), found.one(no)
    if one is None:
        raise NotFound
    may = one.against is None
    data = {
        "found": found,
        "line": in_words(one, found, who),
        "may": may,
        "why": _why(one.against, found, who) if one.against and found.ended and one.state == "open" else "",
        "inside": ROW.name,
        "inputs": inputs(typed, errors, who.lang) if may else [],
        "banner": errors.get("", ""),
        "id": key or fresh_id(),
    }
    return page(request, "improvement.html", status=status, **data)

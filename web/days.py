"""The daily sheets of a project (T04, T05): today's sheet, signing it, the days and their gaps, active or not."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from desk.day_sheets import DayBook, DaySheet
from desk.errors import IdReused, Refused, Unreadable
from domain.daily import DAILY, REASON, SHEET
from domain.fields import Field, Kind
from domain.refusals import sentence
from web.choices import Choice
from web.day_view import day_line, part, signed_line
from web.forms import ONE_LINE, SMALL_TEXT, Input, fresh_id, read
from web.intake import sent_once
from web.pages import Reader, page, reader
from web.problems import field_errors
from web.reading import read_form
from web.session import Me, TheDesk

router = APIRouter()

Code = Annotated[str, Path(pattern=r"^[A-Z0-9]{1,20}$")]
Before = Annotated[date | None, Query()]
FIELDS = tuple(row.name for row in SHEET)
#: Which field a refusal concerns.
FIELD_OF = {"unscreened": "screened"}


@router.get("/days")
async def everywhere(request: Request, desk: TheDesk, me: Me) -> Response:
    """Every project in sight, as it stands today; with one project straight to its days."""
    found = await desk.days.everywhere(me)
    if len(found) == 1:
        return RedirectResponse(f"/projects/{found[0].project.code}/days", status_code=303)
    lines = [(one, day_line(one.today, one.duties, {}, reader(request))) for one in found]
    return page(request, "days_everywhere.html", lines=lines, rules=DAILY)


@router.get("/projects/{code}/days")
async def days(request: Request, code: Code, desk: TheDesk, me: Me, show: str = "", before: Before = None) -> Response:
    """The days of a project, newest first; gaps are rows, not the absence of rows."""
    gaps = show == "gaps"
    return _book(request, await desk.days.book(me, code, before, gaps=gaps), {}, {}, gaps=gaps)


@router.get("/projects/{code}/days/today")
async def today(code: Code, desk: TheDesk, me: Me) -> Response:
    """Today's sheet, whatever day that is on the project's clock."""
    sheet = await desk.days.sheet(me, code)
    return RedirectResponse(f"/projects/{code}/days/{sheet.day}", status_code=303)


@router.get("/projects/{code}/days/{day}")
async def day(request: Request, code: Code, day: date, desk: TheDesk, me: Me) -> Response:
    """One day: how its duties stand, the sheet to sign, what was signed."""
    return _sheet(request, await desk.days.sheet(me, code, day), {}, {})


@router.post("/projects/{code}/days/{day}")
async def sign(request: Request, code: Code, day: date, desk: TheDesk, me: Me) -> Response:
    """Sign the sheet; with the second button go on to a lead, filled from what was found."""
    posted, who = await read_form(request), reader(request)
    typed, key = {f.name: read(f, posted) for f in SHEET}, posted.one("_id") or fresh_id()
    try:
        posted.check()
        await desk.days.file(me, code, day, key, _filled(typed))
    except Unreadable as error:
        errors, status = field_errors(error, who.lang, FIELDS), error.status
    except Refused as error:
        field = FIELD_OF.get(error.refusal.code, "")
        errors, status = {field: sentence(error.refusal, who.lang.code)}, error.status
    except IdReused:
        errors, status, key = sent_once(who.lang), 409, ""
    else:
        lead = f"/leads/new?project={code}&day={day}"
        return RedirectResponse(lead if posted.one("_then") else f"/projects/{code}/days/{day}", status_code=303)
    return _sheet(request, await desk.days.sheet(me, code, day), typed, errors, key, status)


@router.post("/projects/{code}/active")
async def switch(request: Request, code: Code, desk: TheDesk, me: Me) -> Response:
    """Make a project active or inactive, with a reason."""
    posted, who = await read_form(request), reader(request)
    typed = {"reason": posted.one("reason")}
    try:
        posted.check()
        await desk.days.switch(
            me, code, posted.one("_id") or fresh_id(), _filled(typed), active=posted.one("_active") == "true"
        )
    except Unreadable as error:
        errors, status = field_errors(error, who.lang, ("reason",)), error.status
    except Refused as error:
        errors, status = {"": sentence(error.refusal, who.lang.code)}, error.status
    except IdReused:
        errors, status = sent_once(who.lang), 409
    else:
        return RedirectResponse(f"/projects/{code}/days", status_code=303)
    return _book(request, await desk.days.book(me, code), typed, errors, status)


def _filled(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if value not in ("", [])}


def _book(
    request: Request,
    found: DayBook,
    typed: Mapping[str, Any],
    errors: Mapping[str, str],
    status: int = 200,
    *,
    gaps: bool = False,
) -> Response:
    who = reader(request)
    (reason,) = (_input(f, typed.get(f.name, ""), errors.get(f.name, ""), who) for f in REASON)
    data = {
        "found": found,
        "lines": [day_line(day, duties, found.names, who) for day, duties in found.days],
        "gaps": gaps,
        "rules": DAILY,
        "reason": reason,
        "banner": errors.get("", ""),
        "id": fresh_id(),
        "projects": who.projects,
    }
    return page(request, "days.html", status=status, **data)


def _sheet(
    request: Request,
    found: DaySheet,
    typed: Mapping[str, Any],
    errors: Mapping[str, str],
    key: str = "",
    status: int = 200,
) -> Response:
    who = reader(request)
    inputs = {f.name: _input(f, typed.get(f.name, ""), errors.get(f.name, ""), who) for f in SHEET}
    data = {
        "found": found,
        "line": day_line(found.day, found.duties, found.names, who),
        "parts": [part(row, found, [inputs[f.name] for f in row.fields], who) for row in DAILY],
        "signed": [signed_line(one, found.names, who) for one in reversed(found.signed)],
        "banner": errors.get("", ""),
        "wrong": [one for one in inputs.values() if one.error],
        "id": key or fresh_id(),
    }
    return page(request, "day.html", status=status, **data)


def _input(row: Field, value: Any, error: str, who: Reader) -> Input:
    look = {Kind.CODES: "checks", Kind.NUMBER: "number", Kind.CODE: "radio"}.get(row.kind, "")
    look = look or ("line" if row.limit <= ONE_LINE else "small" if row.limit <= SMALL_TEXT else "area")
    value = value or ([] if row.kind is Kind.CODES else "")
    offered = tuple(Choice(str(code), who.lang.term(code)) for code in row.codes)
    when, values = (row.when[0], " ".join(map(str, row.when[1]))) if row.when else ("", "")
    return Input(
        row.name,
        who.lang.label(row),
        look,
        row.required,
        value,
        offered,
        row.limit,
        "",
        error,
        when=when,
        values=values,
    )

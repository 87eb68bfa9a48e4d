"""The daily sheets of a project (T04, T05): the days with their gaps, one day, signing it, active or not."""

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import USUAL, ok, shown_in
from api.callers import Caller, TheDesk
from api.documents import ACTIVE, DAY_SHEET
from api.reading import body_of, flag_of, only
from desk.day_sheets import DayBook, DaySheet, Signed, counts_of
from desk.errors import Unreadable
from domain.daily import SHEET
from domain.days import DayDuty
from domain.entries import Data, moment
from domain.fields import DATE_FORM, Problem

router = APIRouter(tags=["days"])


@router.get("/projects/{code}/days")
async def days(code: str, request: Request, desk: TheDesk, me: Caller) -> Response:
    """The days of a project, newest first; `gaps=true`: only those that were not signed in time."""
    found = await desk.days.book(me, code, _day(request.query_params.get("before")), gaps=flag_of(request, "gaps"))
    return ok(_book(found))


@router.get("/projects/{code}/days/{day}")
async def day(code: str, day: str, desk: TheDesk, me: Caller) -> Response:
    """One day, or `today`: how its duties stand, and every sheet that was signed for it."""
    return ok(_sheet(await desk.days.sheet(me, code, None if day == "today" else _day(day))))


@router.post("/projects/{code}/days/{day}", status_code=201, openapi_extra=DAY_SHEET)
async def sign(code: str, day: str, request: Request, desk: TheDesk, me: Caller) -> Response:
    """Sign a day's sheet: the fields of one duty, or of both. The id makes it safe to send again."""
    body = only(await body_of(request), "id", *(field.name for field in SHEET))
    form = {name: value for name, value in body.items() if name != "id"}
    wanted = (await desk.days.sheet(me, code)).today if day == "today" else _day(day)
    assert wanted is not None
    return ok(_sheet(await desk.days.file(me, code, wanted, body.get("id", ""), form)), 201)


@router.post("/projects/{code}/active", openapi_extra=ACTIVE)
async def switch(code: str, request: Request, desk: TheDesk, me: Caller) -> Response:
    """Make a project inactive from today, or active again from tomorrow, with a reason."""
    body = only(await body_of(request), "id", "active", "reason")
    if not isinstance(body.get("active"), bool):
        raise Unreadable((Problem("active", "missing" if "active" not in body else "bad_value"),))
    form = {"reason": body["reason"]} if "reason" in body else {}
    await desk.days.switch(me, code, body.get("id", ""), form, active=body["active"])
    return ok(_book(await desk.days.book(me, code)))


def _day(text: str | None) -> date | None:
    """A day as `2026-12-01`. Raises Unreadable."""
    if not text:
        return None
    try:
        if DATE_FORM.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unreadable((Problem("day", "bad_value"),))


def _book(found: DayBook) -> Data:
    return {
        "project": found.project.code,
        "today": found.today.isoformat(),
        "active": found.active,
        "gaps": found.missed,
        "days": [{"day": day.isoformat(), "duties": [duty_data(one) for one in duties]} for day, duties in found.days],
        "before": found.before.isoformat() if found.before else None,
    }


def _sheet(found: DaySheet) -> Data:
    return {
        "project": found.project.code,
        "day": found.day.isoformat(),
        "active": found.active,
        "may_sign": found.may_file,
        "registered": found.registered,
        "duties": [duty_data(one) for one in found.duties],
        "signed": [signed_data(one) for one in found.signed],
    }


def duty_data(duty: DayDuty) -> Data:
    """One duty of one day, in the words of a case's duties. `owed`: a clock runs, or ran, for it."""
    shown = shown_in(USUAL)
    return {
        "rule": duty.rule,
        "owed": duty.owed,
        "started_at": shown(duty.started_at),
        "due_at": shown(duty.due_at),
        "state": str(duty.state),
        "late_by": duty.late_by,
        "signed_by": duty.filed_by or None,
        "signed_at": shown(duty.filed_at) if duty.filed_at else None,
        "counts": duty.data,
    }


def signed_data(one: Signed) -> Data:
    """One signed sheet: its line, its counts and its words."""
    data = one.line.data
    return {
        "seq": one.line.seq,
        "rule": data["rule"],
        "by": one.line.actor,
        "at": shown_in(USUAL)(moment(one.line.at)),
        "late_by": data["late_by"],
        **counts_of(data),
        **dict(one.words),
    }

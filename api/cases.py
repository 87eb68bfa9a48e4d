"""Cases: open, list, show, command; the journal, the engine's history, the proof."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import (
    case_data,
    entry_data,
    event_data,
    ok,
    receipt_answer,
    row_data,
    verified_data,
)
from api.callers import Caller, Language, TheDesk
from api.documents import COMMAND, COMPLAINT, LEAD, WAIT
from api.problems import EngineSilentError
from api.reading import body_of, flag_of, only, wait_of
from desk.clock import real_time
from desk.errors import Unreadable
from desk.line import EngineDownError
from domain.fields import Problem

router = APIRouter(tags=["cases"])


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key")
    if key is None:
        raise Unreadable((Problem("Idempotency-Key", "missing"),))
    return key


@router.post("/cases", status_code=201, openapi_extra=COMPLAINT)
async def open_case(request: Request, desk: TheDesk, me: Caller) -> Response:
    """Open a case. The key makes it safe to send again."""
    receipt = await desk.open_case(me, _key(request), await body_of(request), wait_of(request))
    return ok({"number": receipt.number, "state": receipt.state}, 201)


@router.post("/leads", status_code=201, openapi_extra=LEAD)
async def open_lead(request: Request, desk: TheDesk, me: Caller) -> Response:
    """Report a lead: nobody complains yet. The key makes it safe to send again."""
    receipt = await desk.open_lead(me, _key(request), await body_of(request), wait_of(request))
    return ok({"number": receipt.number, "state": receipt.state}, 201)


@router.get("/cases")
async def list_cases(request: Request, desk: TheDesk, me: Caller) -> Response:
    """A page of cases: `project`, `stage`, `level`, `overdue`, `missing` (a report), `q`, `order` (`due`, `silence`), and `after` for the next page."""
    asked = {
        name: request.query_params.get(name, "")
        for name in ("project", "stage", "level", "q", "after", "order", "missing")
    }
    found = await desk.cases(me, **asked, overdue=flag_of(request, "overdue"))
    return ok({"cases": [row_data(row) for row in found.rows], "next": found.next})


@router.get("/cases/{number}")
async def show_case(number: str, desk: TheDesk, me: Caller, language: Language) -> Response:
    """One case, and what you may send now."""
    return ok(case_data(await desk.case(me, number), real_time(), language))


@router.post("/cases/{number}/commands", openapi_extra=COMMAND | WAIT)
async def send(number: str, request: Request, desk: TheDesk, me: Caller, language: Language) -> Response:
    """Send a command: applied, received, or refused with its reason."""
    await desk.sees(me, number)
    body = only(await body_of(request), "id", "name", "data", "version")
    data = body.get("data", {})
    receipt = await desk.send(
        me, number, body.get("id", ""), body.get("name", ""), data, body.get("version"), wait_of(request)
    )
    return receipt_answer(receipt, await desk.names(), language)


@router.get("/cases/{number}/journal")
async def show_journal(number: str, desk: TheDesk, me: Caller) -> Response:
    """The entries, oldest first, exactly as chained."""
    return ok({"number": number, "entries": [entry_data(e) for e in await desk.journal(me, number)]})


@router.get("/cases/{number}/history")
async def show_history(number: str, desk: TheDesk, me: Caller, language: Language) -> Response:
    """What the engine recorded: every event of every life and run, and what it means."""
    try:
        events = await desk.history(me, number)
    except EngineDownError:
        raise EngineSilentError from None
    return ok({"number": number, "events": [event_data(event, language) for event in events]})


@router.get("/cases/{number}/verify")
async def verify(number: str, desk: TheDesk, me: Caller) -> Response:
    """Is the record what it says it is?"""
    return ok(verified_data(await desk.verify(me, number)))

"""The households of a group, and lists of them, over HTTP. One household is added by `POST /cases` with `group`."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.answers import ok
from api.callers import Caller, Language, TheDesk
from api.documents import SHEET
from api.reading import bytes_of
from api.words import problem_text
from desk.group_views import Home, HouseholdList
from domain.entries import instant

router = APIRouter(tags=["groups"])


@router.get("/cases/{number}/households")
async def households(number: str, desk: TheDesk, me: Caller) -> Response:
    """All households of a group, and how many stand how."""
    group = await desk.groups.households(me, number)
    counts = group.counts
    return ok(
        {
            "number": number,
            "counts": {
                "all": counts.all,
                "open": counts.open,
                "overdue": counts.overdue,
                "satisfied": counts.satisfied,
                "dissatisfied": counts.dissatisfied,
                "unsettled": counts.unsettled,
            },
            "households": [_home(home) for home in group.homes],
        }
    )


@router.post("/cases/{number}/households/lists", openapi_extra=SHEET)
async def attempt(number: str, request: Request, desk: TheDesk, me: Caller, language: Language) -> Response:
    """Try a list: what each row would become. Nothing is opened."""
    await desk.sees(me, number)
    return ok(_list(await desk.groups.lists.attempt(me, number, await bytes_of(request)), language))


@router.post("/cases/{number}/households/lists/{id}")
async def send(number: str, id: str, desk: TheDesk, me: Caller, language: Language) -> Response:
    """Take a list that was tried in, in the background; sending it again changes nothing."""
    return ok(_list(await desk.groups.lists.send(me, number, id), language), 202)


@router.get("/cases/{number}/households/lists/{id}")
async def progress(number: str, id: str, desk: TheDesk, me: Caller, language: Language) -> Response:
    """How far it is."""
    return ok(_list(await desk.groups.lists.shown(me, number, id), language))


def _home(home: Home) -> dict[str, object]:
    return {
        "number": home.number,
        "room": home.room,
        "stage": home.stage,
        "level": home.level,
        "role": home.role,
        "answer": home.answer,
        "open": home.open,
        "overdue": home.overdue,
        "goes_on": home.goes_on,
        "due_at": instant(home.due_at) if home.due_at else None,
    }


def _list(found: HouseholdList, language: str) -> dict[str, object]:
    rows = [
        {
            "row": line.no,
            "state": line.state,
            "errors": [{"field": p.field, "code": p.code, "message": problem_text(p, language)} for p in line.problems],
        }
        for line in found.lines
    ]
    counts = {"total": found.total, "new": found.new, "taken": found.taken, "skipped": found.skipped}
    failed = [{"row": no, "code": code} for no, code in found.failed]
    return {"id": found.id, "state": found.state, **counts, "failed": failed, "rows": rows}

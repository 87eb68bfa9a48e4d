"""Improvements of a case (T25): how each stands, and verifying what outlived its case."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import USUAL, ok, shown_in
from api.callers import Caller, TheDesk
from api.documents import VERIFIED_IMPROVEMENT
from api.reading import body_of, only
from desk.outlived_views import CaseImprovement, CaseImprovements
from domain.entries import Data
from domain.outlived import FIELDS

router = APIRouter(tags=["improvements"])


@router.get("/cases/{number}/improvements")
async def improvements(number: str, desk: TheDesk, me: Caller) -> Response:
    """The improvements of a case, as they stand in it and on its project's chain."""
    return ok(_data(await desk.days.outlived.of_case(me, number)))


@router.post("/cases/{number}/improvements/{no}", status_code=201, openapi_extra=VERIFIED_IMPROVEMENT)
async def verify(number: str, no: int, request: Request, desk: TheDesk, me: Caller) -> Response:
    """Verify an improvement of an ended case, without reopening it. The id makes it safe to send again."""
    body = only(await body_of(request), "id", *(field.name for field in FIELDS))
    form = {name: value for name, value in body.items() if name != "id"}
    await desk.days.outlived.verify(me, number, no, body.get("id", ""), form)
    return ok(_data(await desk.days.outlived.of_case(me, number)), 201)


def _data(found: CaseImprovements) -> Data:
    return {
        "case": found.number,
        "project": found.project,
        "ended": found.ended,
        "improvements": [improvement_data(one) for one in found.rows],
    }


def improvement_data(one: CaseImprovement) -> Data:
    """One improvement. `outside`: verified on the project's chain; `may_verify`: the caller may do it there now."""
    return {
        "no": one.no,
        "action": one.action,
        "owner": one.owner,
        "due": one.due,
        "state": one.state,
        "overdue": one.overdue,
        "effect": one.effect or None,
        "verified_by": one.by or None,
        "verified_at": shown_in(USUAL)(one.at) if one.at else None,
        "note": one.note,
        "outside": one.outside,
        "may_verify": one.against is None,
    }

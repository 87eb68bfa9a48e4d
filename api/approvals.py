"""Sign-offs: the queue of this user, and the decisions."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import ok, queue_data, receipt_answer, receipt_data
from api.callers import Caller, Language, TheDesk
from api.documents import DECISION, WAIT
from api.reading import body_of, only, wait_of
from desk.errors import Unreadable
from domain.fields import Problem
from domain.vocabulary import ApprovalState

router = APIRouter()


@router.get("/approvals", tags=["approvals"])
async def queue(request: Request, desk: TheDesk, me: Caller) -> Response:
    """What waits for your signature; another `state` shows what waited."""
    state = request.query_params.get("state", ApprovalState.OPEN)
    if state not in {str(s) for s in ApprovalState}:
        raise Unreadable((Problem("state", "bad_value"),))
    return ok({"approvals": [queue_data(row) for row in await desk.approvals(me, state)]})


@router.post("/approvals/{approval_id}", tags=["approvals"], openapi_extra=DECISION | WAIT)
async def decide(approval_id: str, request: Request, desk: TheDesk, me: Caller, language: Language) -> Response:
    """Approve, reject or return exactly what `digest` names."""
    await desk.sees_approval(me, approval_id)
    body = only(await body_of(request), "id", "decision", "comment", "digest")
    receipt = await desk.decide(
        me,
        approval_id,
        body.get("id", ""),
        body.get("decision", ""),
        body.get("comment", ""),
        body.get("digest", ""),
        wait_of(request),
    )
    return receipt_answer(receipt, await desk.names(), language)


@router.get("/commands/{command_id}", tags=["commands"])
async def receipt(command_id: str, desk: TheDesk, me: Caller, language: Language) -> Response:
    """A receipt as it stands now."""
    found = await desk.receipt(me, command_id)
    return ok(receipt_data(found, await desk.names(), language))

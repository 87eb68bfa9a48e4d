"""Delegations of one's signature (A12): what one gave and was given; giving and ending."""

from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import USUAL, ok, shown_in
from api.callers import Caller, TheDesk
from api.documents import DELEGATION, END_OF_DELEGATION
from api.reading import body_of, only
from desk.clock import real_time
from desk.errors import NotFound
from domain.entries import Data
from domain.roster import Delegation

router = APIRouter(tags=["delegations"])


@router.get("/delegations")
async def mine(desk: TheDesk, me: Caller) -> Response:
    """What you gave and were given; which sign-offs you could delegate, and to whom."""
    found, now = await desk.delegations(me), real_time()
    return ok(
        {
            "given": [delegation_data(one, now) for one in found.given],
            "received": [delegation_data(one, now) for one in found.received],
            "rules": list(found.rules),
            "colleagues": list(found.colleagues),
            "intact": found.intact,
        }
    )


@router.post("/delegations", status_code=201, openapi_extra=DELEGATION)
async def give(request: Request, desk: TheDesk, me: Caller) -> Response:
    """Let a colleague sign for you: which sign-offs, up to which amount, from which day to which."""
    body = only(await body_of(request), "id", "delegate", "rules", "limit", "first", "last", "outside")
    form = {name: value for name, value in body.items() if name != "id"}
    return ok(delegation_data(await desk.delegate(me, body.get("id", ""), form), real_time()), 201)


@router.post("/delegations/{no}/end", openapi_extra=END_OF_DELEGATION)
async def end(no: int, request: Request, desk: TheDesk, me: Caller) -> Response:
    """End one of your own before its last day."""
    if no not in {one.no for one in (await desk.delegations(me)).given}:
        raise NotFound
    body = only(await body_of(request), "id")
    return ok(delegation_data(await desk.end_delegation(me, body.get("id", ""), no), real_time()))


def delegation_data(what: Delegation, now: datetime) -> Data:
    """One delegation. `last` is its last day; one that was ended early holds until `until`."""
    shown = shown_in(USUAL)
    data: Data = {
        "no": what.no,
        "principal": what.principal,
        "delegate": what.delegate,
        "rules": list(what.rules),
        "outside": what.outside,
        "first": USUAL.local(what.since).date().isoformat(),
        "last": USUAL.local(what.until - timedelta(microseconds=1)).date().isoformat(),
        "until": shown(what.until),
        "state": state_of(what, now),
    }
    return data | ({"limit": what.limit} if what.limit else {})


def state_of(what: Delegation, now: datetime) -> str:
    """`coming`, `in_force` or `over`."""
    if now < what.since:
        return "coming"
    return "in_force" if what.holds(now) else "over"

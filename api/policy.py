"""Changing the limits (A20): the versions, a preview with every clock as it would run, proposing and answering."""

from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import USUAL, ok, shown_in
from api.callers import Caller, TheDesk
from api.documents import AMENDMENT, ANSWER
from api.reading import body_of, only
from desk.clock import real_time
from desk.errors import Unreadable
from desk.policies import PolicyBook
from domain.amendment import Amendment, result
from domain.entries import Data
from domain.fields import Problem
from domain.planned import clock_of
from domain.policy import Policy
from domain.terms import numbers

router = APIRouter(tags=["policy"])


@router.get("/policy")
async def book(desk: TheDesk, me: Caller) -> Response:
    """Every version with its numbers, and everything that was proposed."""
    found, now = await desk.policies.book(me), real_time()
    return ok(
        {
            "in_force": found.now.version,
            "held": found.held or None,
            "intact": found.intact,
            "versions": [_version(one, found) for one in found.versions],
            "amendments": [amendment_data(one, found, now) for one in found.amendments],
        }
    )


@router.post("/policy/preview", openapi_extra=AMENDMENT)
async def preview(request: Request, desk: TheDesk, me: Caller) -> Response:
    """What would be proposed: old and new numbers, each clock from `since` on. Nothing is kept."""
    form = only(await body_of(request), "since", "changed", "reason", "book")
    what, found = await desk.policies.draft(me, form), await desk.policies.book(me)
    older = {str(version): count for version, count in found.cases.items() if version < what.version}
    ladders = {name: clock for name in what.changed if (clock := _clock(name, what, found))}
    return ok(
        {
            **amendment_data(what, found, real_time()),
            "reason": form["reason"],
            "clocks": ladders,
            "open_cases_untouched": older,
        }
    )


@router.post("/policy/amendments", status_code=201, openapi_extra=AMENDMENT)
async def propose(request: Request, desk: TheDesk, me: Caller) -> Response:
    """Propose a version. With the digest of a preview: exactly what was shown there."""
    body = only(await body_of(request), "id", "since", "changed", "reason", "book", "digest")
    form = {name: value for name, value in body.items() if name not in ("id", "digest")}
    what = await desk.policies.propose(me, body.get("id", ""), form, _text(body, "digest"))
    return ok(amendment_data(what, await desk.policies.book(me), real_time()), 201)


@router.post("/policy/amendments/{no}", openapi_extra=ANSWER)
async def answer(no: int, request: Request, desk: TheDesk, me: Caller) -> Response:
    """Approve or reject exactly what was shown; or take back one's own."""
    body = only(await body_of(request), "id", "decision", "comment", "digest")
    decision, comment, digest = (_text(body, name) for name in ("decision", "comment", "digest"))
    what = await desk.policies.answer(me, body.get("id", ""), no, decision, comment, digest)
    return ok(amendment_data(what, await desk.policies.book(me), real_time()))


def amendment_data(what: Amendment, found: PolicyBook, now: datetime) -> Data:
    """One amendment; seconds, hours of the clock or yuan, by the name of each number."""
    shown = shown_in(USUAL)
    data: Data = {
        "no": what.no or None,
        "version": what.version,
        "based_on": what.based_on,
        "since": shown(what.since),
        "changed": {name: {"from": old, "to": new} for name, (old, new) in what.changed.items()},
        "digest": what.digest,
        "state": str(what.stands(now)) if what.no else "draft",
        "proposed_by": what.by or None,
        "reason": found.words.get(what.no, ""),
    }
    if what.decided_at:
        comment = found.words.get(what.ended_in, "")
        data |= {"decided_by": what.decided_by, "decided_at": shown(what.decided_at), "comment": comment}
    return data


def _version(one: Policy, found: PolicyBook) -> Data:
    return {
        "version": one.version,
        "book": one.book,
        "since": shown_in(USUAL)(one.effective_at),
        "open_cases": found.cases.get(one.version, 0),
        "numbers": numbers(one),
    }


def _clock(name: str, what: Amendment, found: PolicyBook) -> list[Data]:
    """The rungs of the clock that a number drives, as it would run from the first moment on."""
    clock, base, shown = clock_of(name), found.version(what.based_on), shown_in(USUAL)
    if clock is None or base is None:
        return []
    ran = clock.runs(what.since, result(what, base))
    return [{"mark": one.mark, "at": shown(one.at), "roles": [str(role) for role in one.roles]} for one in ran.rungs]


def _text(body: Data, name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Unreadable((Problem(name, "bad_value"),))
    return value

"""The HTML application over a desk. `create` is all that the wiring needs."""

from collections.abc import Callable
from datetime import UTC, datetime

from asgi_cross_origin_protection import CrossOriginProtection
from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from desk.desk import Desk
from web import (
    amending,
    approvals,
    campaigns,
    cases,
    days,
    delegations,
    dossier,
    evidence,
    figures,
    history,
    household_lists,
    improvements,
    intake,
    known,
    leads,
    library,
    listing,
    month,
    outlived,
    policy,
    process,
    receipts,
    room,
    sign_in,
    statements,
    work,
)
from web.guards import Answer, BodyLimit, Faults, LiveStreams, SecurityHeaders
from web.pages import STATIC
from web.problems import add_problems, problem

#: In this order: `/cases/new` must come before `/cases/{number}`.
ROUTERS = (
    *(sign_in, work, known, intake, leads, listing, history, statements, room, household_lists),
    *(cases, approvals, delegations, process, policy, amending, receipts),
    *(library, figures, improvements, outlived, campaigns, days, dossier, evidence, month),
)


def now() -> datetime:
    return datetime.now(UTC)


def create(desk: Desk, *, clock: Callable[[], datetime] = now) -> FastAPI:
    """The pages, to be mounted at the root behind everything else."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk, app.state.now = desk, clock
    for module in ROUTERS:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_problems(app)
    app.add_middleware(BodyLimit, too_large=answer(app, 413))
    app.add_middleware(CrossOriginProtection, deny_app=answer(app, 403))
    app.add_middleware(Faults, broken=answer(app, 500))
    app.add_middleware(SecurityHeaders)
    app.add_middleware(LiveStreams, path="/events")
    return app


def answer(app: FastAPI, status: int) -> Answer:
    """An error page from outside the routes."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request({**scope, "app": app, "state": {}}, receive)
        await problem(request, status)(scope, receive, send)

    return respond

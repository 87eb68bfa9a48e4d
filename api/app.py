"""The application: JSON under /api/v1, health and figures at the root."""

from fastapi import APIRouter, FastAPI

from api import about, approvals, campaigns, cases, days, delegations, evidence, households, outlived, policy, problems
from api.metrics import Counted
from desk.desk import Desk


def create(desk: Desk) -> FastAPI:
    """The API over a desk."""
    app = FastAPI(
        title="Anlan 安澜", version="1", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.desk = desk
    routes = APIRouter(prefix="/api/v1")
    for module in (cases, evidence, households, approvals, delegations, policy, campaigns, days, outlived, about):
        routes.include_router(module.router)
    app.include_router(routes)
    about.install(app)
    problems.install(app)
    app.add_middleware(Counted)
    return app

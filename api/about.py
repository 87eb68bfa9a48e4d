"""The rule book as data, the OpenAPI document, health and figures."""

import ipaddress

from fastapi import APIRouter, FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.answers import ok
from api.callers import Caller, Language, TheDesk, caller, desk_of
from api.metrics import REQUESTS
from desk.clock import real_time
from domain.rulebook import as_data

router = APIRouter()


@router.get("/process", tags=["process"])
async def process(_: Caller, desk: TheDesk, language: Language) -> Response:
    """Stages, moves, commands with fields, duties with the limits in force, sign-offs, roles, refusal codes."""
    return ok(as_data(await desk.policy_at(real_time()), language))


def install(app: FastAPI) -> None:
    """What lies at the root."""
    app.add_api_route("/openapi.json", openapi, include_in_schema=False)
    app.add_api_route("/healthz", alive, include_in_schema=False)
    app.add_api_route("/readyz", ready, include_in_schema=False)
    app.add_api_route("/metrics", metrics, include_in_schema=False)


async def openapi(request: Request, _: Caller) -> Response:
    """The description of this API, for any token."""
    return JSONResponse(request.app.openapi())


async def alive() -> Response:
    """The process runs."""
    return ok({"status": "ok"})


async def ready(desk: TheDesk) -> Response:
    """What it depends on. Without the engine it still takes commands: degraded, and ready."""
    health = await desk.health()
    status = "ready" if health.database and health.engine else "degraded" if health.ready else "unavailable"
    parts = {"database": health.database, "engine": health.engine}
    answers = {name: "ok" if answers else "silent" for name, answers in parts.items()}
    return ok({"status": status, **answers}, 200 if health.ready else 503)


async def metrics(request: Request) -> Response:
    """Prometheus: on loopback, or with a token."""
    if not _loopback(request.client.host if request.client else ""):
        await caller(request)
    figures = CollectorRegistry()
    for name, value in (await desk_of(request).figures()).items():
        Gauge(f"anlan_{name}", name.replace("_", " "), registry=figures).set(value)
    return Response(generate_latest(REQUESTS) + generate_latest(figures), media_type=CONTENT_TYPE_LATEST)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

"""How often each route was called, with what answer, and how long it took. Routes, never addresses: no ids."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = CollectorRegistry()
COUNT = Counter("anlan_http_requests", "Requests by route and status.", ("route", "status"), registry=REQUESTS)
SECONDS = Histogram("anlan_http_seconds", "Time to answer, by route.", ("route",), registry=REQUESTS)


class Counted:
    """ASGI middleware that counts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), "500"

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = str(getattr(scope.get("route"), "path", "other"))
            COUNT.labels(route, status).inc()
            SECONDS.labels(route).observe(time.perf_counter() - began)

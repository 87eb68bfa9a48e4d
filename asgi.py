"""A web process: the pages, the API and a relay over one desk. Wiring only."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

import settings as environment
from api.app import create as create_api
from desk.opening import Office, opened
from web.app import create as create_pages

#: What is not a page.
API = ("/api/", "/openapi.json", "/healthz", "/readyz", "/metrics")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Front:
    """The one door: opens the desk when the server starts, and sends every request to API or pages."""

    def __init__(self) -> None:
        self._door: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        assert self._door is not None
        await self._door(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with self._opened():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except environment.SettingsError as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.shutdown.complete"})

    @contextlib.asynccontextmanager
    async def _opened(self) -> AsyncIterator[None]:
        settings = environment.load()
        async with opened(settings) as office, relaying(office):
            self._door = guarded(either(create_api(office.desk), create_pages(office.desk)), settings.host)
            yield


def either(api: ASGIApp, pages: ASGIApp) -> ASGIApp:
    """API or pages, by the address."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = api if str(scope.get("path", "")).startswith(API) else pages
        await chosen(scope, receive, send)

    return app


@contextlib.asynccontextmanager
async def relaying(office: Office) -> AsyncIterator[None]:
    """With a relay beside it."""
    relay = asyncio.create_task(office.relay.run())
    try:
        yield
    finally:
        relay.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await relay


def guarded(front: ASGIApp, host: str) -> ASGIApp:
    """On loopback only our own names are answered: another page must not reach us under its name."""
    return TrustedHostMiddleware(front, list(LOOPBACK)) if host in LOOPBACK else front


app = Front()

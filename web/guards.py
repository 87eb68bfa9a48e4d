"""What surrounds every request: body limits, security headers, no kept copies of signed-in pages."""

import asyncio
import logging
import re
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.reading import WITH_FILES

log = logging.getLogger("anlan.web")

#: A form of ours never comes near it (WALK section 4: over 1 MB 413).
BODY_LIMIT = 1024 * 1024
#: What a form with files may weigh: some photographs at once.
FILES_LIMIT = 64 * 1024 * 1024
FORM_WITH_FILES = re.compile(r"/cases/[A-Za-z0-9-]{1,40}/do/[a-z_]{1,40}")

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

FOR_EVER = "public, max-age=31536000, immutable"
Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


class SecurityHeaders:
    """Every answer carries them, errors too; only static files may be kept by anyone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope, message["status"])
            await send(message)

        await self.app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope, status: int) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        static = scope["path"].startswith("/static/") and status in (200, 304)
        headers["Cache-Control"] = FOR_EVER if static and b"v=" in scope["query_string"] else "no-store"
        if not static:
            headers.add_vary_header("HX-Request")


class Faults:
    """What nobody expected: a page that says so. The log has the place, never what was typed."""

    def __init__(self, app: ASGIApp, broken: Answer) -> None:
        self.app, self.broken = app, broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)[-8:]
            places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
            log.error("page failed: %s at %s", type(error).__name__, places)  # noqa: TRY400 - the message may hold words
            if begun:
                raise
            await self.broken(scope, receive, send)


class LiveStreams:
    """A live page never ends by itself: when the server ends it, that is its end and no fault."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self.path:
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, send)
        except asyncio.CancelledError:
            await send({"type": "http.response.body", "body": b""})


class _OverflowError(Exception):
    pass


def carries_files(scope: Scope) -> bool:
    """Only the form of a command may, and only as parts."""
    parts = Headers(scope=scope).get("content-type", "").startswith(WITH_FILES)
    return parts and FORM_WITH_FILES.fullmatch(scope["path"]) is not None


class BodyLimit:
    """Bodies are counted while they stream in; what is too long never reaches a route."""

    def __init__(self, app: ASGIApp, too_large: Answer, limit: int = BODY_LIMIT) -> None:
        self.app, self.too_large, self.limit = app, too_large, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = FILES_LIMIT if carries_files(scope) else self.limit
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > limit:
            await self.too_large(scope, receive, send)
            return
        try:
            await self.app(scope, self._counted(receive, limit), send)
        except _OverflowError:
            await self.too_large(scope, receive, send)

    def _counted(self, receive: Receive, limit: int) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message: dict[str, Any] = dict(await receive())
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _OverflowError
            return message

        return counted

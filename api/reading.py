"""Reading a request strictly: UTF-8, JSON, an object, no key twice, no character that could deceive."""

import json
from typing import Any, NoReturn

from starlette.requests import Request

from desk.errors import DeskError, Unreadable
from domain.fields import Problem, clean, readable

LIMIT = 1_000_000
LONGEST_WAIT, USUAL_WAIT = 10.0, 2.0
DEEPEST = 20


class TooLargeError(DeskError):
    """More than is ever needed; nothing was stored."""

    code, status = "too_large", 413


class NotJsonError(DeskError):
    """Not an object in JSON; nothing was stored."""

    code, status = "not_json", 422


async def bytes_of(request: Request, most: int = LIMIT) -> bytes:
    """The bytes of a body. Raises TooLargeError while they still stream in."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > most:
            raise TooLargeError
    return bytes(raw)


async def body_of(request: Request) -> dict[str, Any]:
    """The object that was sent. Raises TooLargeError, NotJsonError, Unreadable."""
    raw = await bytes_of(request)
    try:
        read = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError):
        raise NotJsonError from None
    if not isinstance(read, dict):
        raise NotJsonError
    _check(read)
    return read


def only(body: dict[str, Any], *names: str) -> dict[str, Any]:
    """The body, when it has no other keys than these."""
    strange = [Problem(name[:40], "unknown_field") for name in body if name not in names]
    if strange:
        raise Unreadable(tuple(strange))
    return body


def wait_of(request: Request) -> float:
    """How long the caller wants to wait for the receipt: 2 s unless said, 10 at most."""
    text = request.query_params.get("wait")
    if text is None:
        return USUAL_WAIT
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0.0 <= seconds <= LONGEST_WAIT or not text.isascii():
        raise Unreadable((Problem("wait", "bad_value"),))
    return seconds


def flag_of(request: Request, name: str) -> bool:
    """A yes or no in the address."""
    text = request.query_params.get(name, "")
    if text not in ("", "true", "false", "1", "0"):
        raise Unreadable((Problem(name, "bad_value"),))
    return text in ("true", "1")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key twice")
    return read


def _never(_: str) -> NoReturn:
    raise ValueError("not a number")


def _check(value: object, place: str = "", depth: int = 0) -> None:
    """Every text anywhere in it must be readable, so that nothing later has to ask again."""
    if depth > DEEPEST:
        raise NotJsonError
    if isinstance(value, str) and not readable(clean(value)):
        raise Unreadable((Problem(place[:80] or "body", "characters"),))
    if isinstance(value, dict):
        for key, inner in value.items():
            if not readable(key) or len(key) > 80:
                raise Unreadable((Problem(place[:80] or "body", "characters"),))
            _check(inner, f"{place}.{key}".lstrip("."), depth + 1)
    if isinstance(value, list):
        for inner in value:
            _check(inner, place, depth + 1)

"""Errors as problem details: a stable code, and a message in the language asked for. Input is never echoed."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.answers import NO_STORE, PROBLEM
from api.language import language_of
from api.words import error_text, problem_text
from desk.errors import DeskError, Refused, TooMany, Unreadable
from domain.fields import Problem
from domain.refusals import sentence

OF_STATUS = {401: "unauthorised", 404: "not_found", 405: "not_allowed", 413: "too_large", 422: "unreadable"}

log = logging.getLogger(__name__)


class UnauthorisedError(DeskError):
    """No token, or one that is not valid any more."""

    code, status = "unauthorised", 401


class EngineSilentError(DeskError):
    """Only the engine could answer this, and it does not."""

    code, status = "engine_silent", 503


def problem(status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """One problem. `title` and `status` are those of RFC 9457."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "message": message, **more}
    return JSONResponse(body, status, headers={**NO_STORE, **(headers or {})}, media_type=PROBLEM)


def desk_error(request: Request, error: Exception) -> Response:
    """What the desk raises on purpose."""
    assert isinstance(error, DeskError)
    language = language_of(request)
    if isinstance(error, Refused):
        return problem(error.status, error.refusal.code, sentence(error.refusal, language))
    if isinstance(error, Unreadable):
        return unreadable(error.problems, language)
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    seconds = error.retry_after if isinstance(error, TooMany) else 0
    headers |= {"Retry-After": str(seconds)} if seconds else {}
    return problem(error.status, error.code, error_text(error.code, language, seconds=seconds), headers)


def unreadable(problems: tuple[Problem, ...], language: str) -> Response:
    """Which fields, and what is wrong with each; never what was in them."""
    words = ("；" if language.startswith("zh") else "; ").join(problem_text(p, language) for p in problems[:20])
    errors = [{"field": p.field, "code": p.code} | ({"limit": p.limit} if p.limit else {}) for p in problems[:20]]
    return problem(422, "unreadable", error_text("unreadable", language, problems=words), errors=errors)


def http_error(request: Request, error: Exception) -> Response:
    """No such route, no such method."""
    assert isinstance(error, HTTPException)
    code = OF_STATUS.get(error.status_code, "internal")
    message = error_text(code, language_of(request), problems="")
    return problem(error.status_code, code, message, error.headers)


def bad_request(request: Request, error: Exception) -> Response:
    """What FastAPI itself could not read; its own answer would echo it."""
    assert isinstance(error, RequestValidationError)
    fields = tuple(Problem(str(e["loc"][-1])[:40] if e["loc"] else "body", "bad_value") for e in error.errors())
    return unreadable(fields, language_of(request))


def accident(request: Request, error: Exception) -> Response:
    """Our fault. The log has its kind and place, never what a person typed."""
    log.error("%s %s: %s", request.method, request.scope.get("path"), type(error).__name__, exc_info=error)
    return problem(500, "internal", error_text("internal", language_of(request)))


def install(app: FastAPI) -> None:
    """All handlers."""
    app.add_exception_handler(DeskError, desk_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, bad_request)
    app.add_exception_handler(Exception, accident)

"""What is wrong with a form, in words, by field; and the pages of errors."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.errors import DeskError, Unreadable
from domain.commands import CommandRow
from domain.fields import Problem
from domain.refusals import Refusal
from web.happened import NAME
from web.language import Language
from web.pages import is_htmx, page
from web.session import SignedOutError, door, ours
from web.telling import Teller

#: Refusals that name the fields they concern.
OF_FIELDS = ("missing", "bad_value", "not_in_project", "date_gone")
#: Refusals whose field is known by their code.
FIELD_OF = {
    "no_annex": "no_annex_reason",
    "no_department": "department",
    "no_team": "team",
    "below_floor": "level",
    "same_level": "level",
    "plan_incomplete": "plan",
    "already_rejected": "plan",
    "risk_not_excluded": "no_customer_risk",
    "conditions_open": "conditions",
    "no_confirmation": "evidence",
    "no_such_task": "task",
    "no_decision": "document",
    "same_case": "parent",
    "drill_apart": "parent",
    "no_documents": "documents",
}


def problem_words(problem: Problem, lang: Language) -> str:
    """One thing that cannot be read, and the way out."""
    if problem.code == "too_long":
        return lang.count(
            "At most %(n)s character; shorten it.", "At most %(n)s characters; shorten it.", problem.limit
        )
    words = {
        "characters": lang.say("There are characters in it that cannot be kept; type it again."),
        "missing": lang.say("Still missing."),
        "twice": lang.say("It was sent twice in one form; load the page again."),
        "bad_moment": lang.say("That is no moment; write it as 2026-03-12 14:20."),
        "bad_value": lang.say("Not a valid value; choose one of those offered."),
        "unknown_room": lang.say("There is no such room; write it as building-unit-room, 3-2-1201."),
        "unknown_case": lang.say("There is no such case; write its number as YXY-2026-0147."),
        "not_a_group": lang.say("That case is no group case; make it one first."),
        "group_closed": lang.say("That group case is closed; reopen it first."),
        "other_project": lang.say("That case is of another project."),
        "drill_apart": lang.say("A drill and a real case do not belong together."),
        "no_list": lang.say("This is no Excel list that can be read; save it as .xlsx."),
        "list_too_large": lang.say("The list is too large; at most %(n)s rows and 1 MB.", n=problem.limit),
        "no_columns": lang.say("The first row must name the columns: room, name, telephone and what is asked."),
        "wrong_rows": lang.count(
            "%(n)s row is wrong; mend it in the sheet.", "%(n)s rows are wrong; mend them in the sheet.", problem.limit
        ),
        "empty_list": lang.say("There are no households in this list."),
        "merged_case": lang.say("That case was merged itself; name the one it was merged into."),
        "empty_file": lang.say("The file is empty."),
        "file_too_large": lang.say("A file may have at most %(n)s MB.", n=problem.limit),
        "case_full": lang.say("The files of a case may have %(n)s MB together; no more fit in.", n=problem.limit),
        "no_such_media": lang.say("Only photos, PDF, Word, Excel, sound and video can be kept."),
        "no_picture": lang.say("It says it is a picture, and does not open as one."),
        "no_such_file": lang.say("This case keeps no such file; choose it again."),
        "unknown_field": lang.say("The form has no such field; load the page again."),
        "too_many": lang.say("Too many fields; load the page again."),
    }
    return words.get(problem.code, words["bad_value"])


def field_errors(error: Unreadable, lang: Language, known: Collection[str] | None = None) -> dict[str, str]:
    """Problems by the name of the field; "" concerns the whole form, or a field it does not show."""
    found: dict[str, str] = {}
    for one in error.problems:
        name = one.field.rpartition(".")[2]
        found.setdefault(name if known is None or name in known else "", problem_words(one, lang))
    return found


def refusal_errors(refusal: Refusal, row: CommandRow, teller: Teller) -> dict[str, str]:
    """A refusal by the fields it concerns, else for the whole form."""
    sentence = teller.refusal({"code": refusal.code, **refusal.details})
    known = {*(f.name for f in row.fields), NAME}
    named = (
        [str(f) for f in refusal.details.get("fields", ())]
        if refusal.code in OF_FIELDS
        else [FIELD_OF.get(refusal.code, "")]
    )
    fields = [name for name in named if name in known]
    if not fields:
        return {"": sentence}
    if fields == [NAME]:
        return {NAME: teller.lang.say("It cannot have happened after it was written down.")}
    if refusal.code == "missing":
        return dict.fromkeys(fields, teller.lang.say("Still missing."))
    return dict.fromkeys(fields, sentence)


def add_problems(app: FastAPI) -> None:
    """Every error becomes a page or a region in the reader's language."""
    app.add_exception_handler(SignedOutError, _signed_out)
    app.add_exception_handler(DeskError, _desk_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _unreadable)


async def _signed_out(request: Request, error: Exception) -> Response:
    assert isinstance(error, SignedOutError)
    if is_htmx(request):
        return problem(request, 401, next_page=door(ours(urlsplit(request.headers.get("hx-current-url", "")).path)))
    return RedirectResponse(door(error.next), status_code=303)


async def _desk_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DeskError)
    return problem(request, error.status)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code)


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    no_address = request.method == "GET" or any(one["loc"][0] == "path" for one in error.errors())
    return problem(request, 404 if no_address else 422)


def problem(request: Request, status: int, **data: Any) -> Response:
    """The page of an error; htmx gets a notice that does not disturb what was typed."""
    shown = status if status in (401, 403, 404, 405, 409, 413, 422, 429, 500) else 500 if status >= 500 else 404
    values = {"next_page": "/", **data, "code": shown}
    if not is_htmx(request):
        return page(request, "problem.html", status=status, **values)
    answer = page(request, "_problem.html", status=status, **values)
    answer.headers["HX-Retarget"] = "#toasts"
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer

"""Taking in a list of households: tried first, each row shown as it would become, then sent; and how far it is."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from desk.errors import Unreadable
from desk.group_views import HouseholdList, ListLine
from desk.sheets import MOST_ROWS, NEEDED
from desk.views import CasePage
from domain.commands import label_of_field
from domain.fields import Problem
from domain.refusal import Refusal
from domain.refusals import SENTENCES, sentence
from web.addresses import Digest, Number
from web.language import Language
from web.pages import Reader, page, reader
from web.problems import problem_words
from web.session import Me, TheDesk

router = APIRouter()


@router.get("/cases/{number}/households/import")
async def blank(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """Choose a list."""
    return _page(request, await desk.case(me, number))


@router.post("/cases/{number}/households/import")
async def attempt(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """Try a list; nothing is opened yet."""
    shown, who = await desk.case(me, number), reader(request)
    try:
        tried = await desk.groups.lists.attempt(me, number, await _file(request))
    except Unreadable as error:
        words = " ".join(problem_words(p, who.lang) for p in error.problems)
        return _page(request, shown, wrong=words, status=error.status)
    return _page(request, shown, tried)


@router.post("/cases/{number}/households/lists/{id}")
async def send(request: Request, number: Number, id: Digest, desk: TheDesk, me: Me) -> Response:
    """Take it in."""
    try:
        await desk.groups.lists.send(me, number, id)
    except Unreadable as error:
        words = " ".join(problem_words(p, reader(request).lang) for p in error.problems)
        return _page(request, await desk.case(me, number), wrong=words, status=error.status)
    return RedirectResponse(f"/cases/{number}/households/lists/{id}", status_code=303)


@router.get("/cases/{number}/households/lists/{id}")
async def progress(request: Request, number: Number, id: Digest, desk: TheDesk, me: Me) -> Response:
    """How far it is."""
    shown, found, who = await desk.case(me, number), await desk.groups.lists.shown(me, number, id), reader(request)
    failed = [(no, _why(code, who.lang)) for no, code in found.failed]
    return page(request, "household_list.html", page=shown, case=shown.case, list=found, failed=failed)


async def _file(request: Request) -> bytes:
    """The one file of the form. Nothing of it is written to a disk: it is smaller than what stays in memory."""
    async with request.form(max_files=1, max_fields=2) as form:
        file = form.get("list")
        data = await file.read() if isinstance(file, UploadFile) else b""
    if not data:
        raise Unreadable((Problem("list", "missing"),))
    return data


def _page(
    request: Request, shown: CasePage, tried: HouseholdList | None = None, wrong: str = "", status: int = 200
) -> Response:
    who = reader(request)
    data: dict[str, Any] = {"tried": tried, "wrong": wrong, "lines": [], "columns": _columns(who), "most": MOST_ROWS}
    if tried:
        lines = sorted(tried.lines, key=lambda line: (line.state != "wrong", line.no))
        data |= {"lines": [(line, *_state(line, who.lang)) for line in lines], "wrong_rows": len(tried.failed)}
    return page(request, "household_import.html", status=status, page=shown, case=shown.case, **data)


def _columns(who: Reader) -> list[str]:
    return [label_of_field("register", name, who.lang.column) for name in NEEDED]


def _state(line: ListLine, lang: Language) -> tuple[str, str]:
    """The tone and the words of a row: what it becomes, or what is wrong with which column."""
    if line.state == "wrong":
        return "over", " ".join(_said(problem, lang) for problem in line.problems)
    return {
        "new": ("ok", lang.say("Becomes a case")),
        "known": ("rest", lang.say("A household of this group already; left out")),
        "repeated": ("warn", lang.say("The room stands in the list already; left out")),
    }[line.state]


def _said(problem: Problem, lang: Language) -> str:
    label = label_of_field("register", problem.field.rpartition(".")[2], lang.column)
    return lang.say("%(what)s: %(said)s", what=label, said=problem_words(problem, lang))


def _why(code: str, lang: Language) -> str:
    """Why a row of a list that ran became no case."""
    known = code in SENTENCES and code not in ("not_yours", "wrong_stage")
    if known:
        return sentence(Refusal(code), lang.code)
    return problem_words(Problem("list", code), lang) if code == "group_closed" else lang.say("It was refused.")

"""The statement desk of a case, its forms filled as far as they can be, and the page that everybody may read."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from desk.errors import NotFound
from desk.views import CasePage
from domain.case import Record
from domain.commands import COMMANDS
from domain.first_words import first_words
from domain.statement_codes import Audience, Incident, StatementKind
from domain.statements import RULES, audience_of, heads
from web.addresses import Done, Number
from web.case_view import teller_of
from web.cases import OF_STATEMENTS, receipt_here
from web.forms import Maker
from web.happened import latest
from web.moments import long_day
from web.pages import Reader, page, reader
from web.session import Me, TheDesk
from web.statement_view import statements_view

router = APIRouter()

Text = Annotated[int, Path(ge=1, le=10**6)]
Word = Annotated[str, Query(pattern=r"^[a-z_]{0,20}$")]
Small = Annotated[int, Query(ge=0, le=10**6)]
PublicName = Annotated[str, Path(pattern=r"^[0-9a-f]{24}$")]


@router.get("/cases/{number}/statements")
async def show(request: Request, number: Number, desk: TheDesk, me: Me, done: Done = "") -> Response:
    """Every statement of a case, by audience."""
    shown, who = await desk.case(me, number), reader(request)
    receipt = await receipt_here(desk, me, done, number)
    view = statements_view(shown, who, teller_of(shown, who))
    return page(request, "statements.html", **view, incidents=tuple(Incident), rules=RULES, done=receipt)


@router.get("/cases/{number}/statements/draft")
async def draft(
    request: Request,
    number: Number,
    desk: TheDesk,
    me: Me,
    audience: Word = "",
    incident: Word = "",
    corrects: Small = 0,
) -> Response:
    """The form of a draft; a first response starts with words for what happened (T38)."""
    shown, who = await desk.case(me, number), reader(request)
    values: dict[str, Any] = {"audience": audience if audience in set(Audience) else ""}
    if corrects:
        values |= {"kind": str(StatementKind.CORRECTION), "corrects": str(corrects)}
    elif incident in set(Incident):
        project = shown.project.name(who.lang.code) if shown.project else ""
        title, text = first_words(Incident(incident), who.lang.code, project, long_day(who.now, who.lang))
        values |= {"kind": str(StatementKind.HOLDING), "incident": incident, "title": title, "text": text}
    return _form(request, shown, "draft_statement", values)


@router.get("/cases/{number}/statements/{no}/{name}")
async def ask(
    request: Request,
    number: Number,
    no: Text,
    name: Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")],
    desk: TheDesk,
    me: Me,
    other: Small = 0,
) -> Response:
    """The form of one command about one text, with that text in full beside it."""
    shown = await desk.case(me, number)
    text = shown.case.record("statement", no)
    row = COMMANDS.get(name)
    if row is None or name not in OF_STATEMENTS or text is None or row.field("statement") is None:
        raise NotFound
    values: dict[str, Any] = {"statement": str(no), "with": str(other) if other else ""}
    if name == "edit_statement":
        values |= {**shown.contents.get(text.content, {}), "evidence": text.data.get("evidence", [])}
    return _form(request, shown, name, values, text if name in ("release_statement", "ask_statement") else None)


def _form(request: Request, shown: CasePage, name: str, values: dict[str, Any], text: Record | None = None) -> Response:
    who: Reader = reader(request)
    form = Maker(shown, who.lang).form(COMMANDS[name], values)
    words = shown.contents.get(text.content, {}) if text else {}
    return page(
        request,
        "statement_form.html",
        page=shown,
        case=shown.case,
        form=form,
        text=text,
        words=words,
        audience=who.lang.term(audience_of(text)) if text else "",
        banner="",
        changed_at=0,
        not_now="",
        latest=latest(who.now),
        newest=[r.no for r in heads(shown.case)],
    )


@router.get("/statements/{name}")
async def read(request: Request, name: PublicName, desk: TheDesk) -> Response:
    """A statement as it went out, for everybody; nothing else of the case is here."""
    return page(request, "published.html", statement=await desk.statement(name))

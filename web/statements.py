"""The statement desk of a case, its forms filled as far as they can be, and the page that everybody may read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from desk.errors import NotFound
from desk.views import CasePage
from domain.case import Case, Record
from domain.commands import COMMANDS
from domain.first_words import first_words
from domain.statement_codes import OUTLETS, Audience, Incident, StatementKind
from domain.statements import RULES, audience_of, outings
from domain.weekly import Signed, weekly_words
from web.addresses import Done, Number
from web.case_view import teller_of
from web.cases import OF_STATEMENTS, receipt_here
from web.forms import Input, Maker
from web.happened import latest
from web.language import Language
from web.moments import local
from web.pages import Reader, page, reader
from web.session import Me, TheDesk
from web.statement_view import statements_view

router = APIRouter()

Text = Annotated[int, Path(ge=1, le=10**6)]
Word = Annotated[str, Query(pattern=r"^[a-z_]{0,20}$")]
Small = Annotated[int, Query(ge=0, le=10**6)]
#: Forms that show the text they are about: one reads it once more before one sends it on.
WHOLE = ("release_statement", "ask_statement", "compare_statements")
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
    kind: Word = "",
) -> Response:
    """The form of a draft; a first response starts with words for what happened (T38), a weekly notice with what was done."""
    shown, who = await desk.case(me, number), reader(request)
    values: dict[str, Any] = {"audience": audience if audience in set(Audience) else ""}
    if corrects:
        values |= {"kind": str(StatementKind.CORRECTION), "corrects": str(corrects)}
    elif kind == StatementKind.WEEKLY:
        values |= _weekly(shown, who)
    elif incident in set(Incident):
        title, text = first_words(Incident(incident), who.lang.code, *_signed(shown, who))
        values |= {"kind": str(StatementKind.HOLDING), "incident": incident, "title": title, "text": text}
    return _form(request, shown, "draft_statement", values)


def _signed(shown: CasePage, who: Reader) -> tuple[str, str]:
    """Under a text: the project and the day."""
    return shown.project.name(who.lang.code) if shown.project else "", _day(who.now, who.lang)


def _weekly(shown: CasePage, who: Reader) -> dict[str, Any]:
    """The weekly notice as the journal since the last one begins it (T18)."""
    counts = shown.counts
    signed = Signed(*_signed(shown, who), counts.all, counts.all - counts.open)
    title, text = weekly_words(shown.case, shown.entries, signed, who.lang.code)
    return {"audience": str(Audience.CUSTOMERS), "kind": str(StatementKind.WEEKLY), "title": title, "text": text}


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
    only: dict[str, tuple[str, ...]] = {"statement": (str(no),)}
    if name == "release_statement":
        only["outlet"] = open_outlets(shown.case, text)
    if name == "compare_statements":
        only["with"] = tuple(str(one.no) for one in shown.case.of_kind("statement") if one.no != no)
    if name == "edit_statement":
        values |= {**shown.contents.get(text.content, {}), "evidence": text.data.get("evidence", [])}
    beside = shown.case.record("statement", other) if name == "compare_statements" else None
    whole = (text,) if name in WHOLE else ()
    return _form(request, shown, name, values, (*whole, beside) if beside else whole, only)


def open_outlets(case: Case, text: Record) -> tuple[str, ...]:
    """Where a text may still go out."""
    used = {r.data["outlet"] for r in outings(case, text.no)}
    return tuple(str(o) for o in OUTLETS[audience_of(text)] if o not in used)


def _form(
    request: Request,
    shown: CasePage,
    name: str,
    values: dict[str, Any],
    texts: tuple[Record, ...] = (),
    only: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Response:
    """`texts` stand above the form in full; `only` leaves fields with the choices that this text has."""
    who: Reader = reader(request)
    form = Maker(shown, who.lang).form(COMMANDS[name], values)
    form = replace(form, inputs=tuple(_narrowed(one, only.get(one.name)) for one in form.inputs))
    return page(
        request,
        "statement_form.html",
        page=shown,
        case=shown.case,
        form=form,
        texts=[(text, shown.contents.get(text.content, {}), audience_of(text)) for text in texts],
        banner="",
        changed_at=0,
        not_now="",
        latest=latest(who.now),
    )


def _narrowed(one: Input, values: tuple[str, ...] | None) -> Input:
    return one if values is None else replace(one, choices=tuple(c for c in one.choices if c.value in values))


def _day(moment: datetime, lang: Language) -> str:
    """The day as it is signed: 2026 年 3 月 12 日."""
    day = local(moment)
    return lang.either(f"{day.year} 年 {day.month} 月 {day.day} 日", f"{day.day} {day:%B} {day.year}")


@router.get("/statements/{name}")
async def read(request: Request, name: PublicName, desk: TheDesk) -> Response:
    """A statement as it went out, for everybody; nothing else of the case is here."""
    return page(request, "published.html", statement=await desk.statement(name))

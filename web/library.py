"""The case library: closed cases, to learn from (D13). Found by codes alone; nobody who complained is named."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.record_views import LibraryRow
from domain.classification import Category
from domain.codes import Cause, Satisfaction
from domain.vocabulary import Level, Stage, Term
from web.addresses import Cursor
from web.language import Language
from web.listing import one_of
from web.pages import page, reader
from web.session import Me, TheDesk

router = APIRouter()

#: What the library is searched by, besides the project.
FILTERS: dict[str, type[Term]] = {
    "category": Category,
    "cause": Cause,
    "satisfaction": Satisfaction,
    "level": Level,
}


#: How a satisfaction is coloured.
TONES = {str(Satisfaction.SATISFIED): "ok", str(Satisfaction.DISSATISFIED): "over"}


@router.get("/library")
async def library(request: Request, desk: TheDesk, me: Me, after: Cursor = "") -> Response:
    """A page of closed cases; the address holds the filters, which are codes."""
    who, asked = reader(request), request.query_params
    picked = {name: one_of(asked.get(name, ""), tuple(terms)) for name, terms in FILTERS.items()}
    picked["project"] = one_of(asked.get("project", ""), me.projects)
    found = await desk.library(me, picked, after)
    kept = {name: value for name, value in picked.items() if value}
    labels = {
        "category": who.lang.say("All categories"),
        "cause": who.lang.say("All causes"),
        "satisfaction": who.lang.say("Any rating"),
        "level": who.lang.say("All levels"),
    }
    return page(
        request,
        "library.html",
        rows=[_told(row, who.lang) for row in found.rows],
        picked=picked,
        projects=who.projects,
        choices=[(name, labels[name], tuple(terms)) for name, terms in FILTERS.items()],
        filters=len(kept),
        following=f"/library?{urlencode({**kept, 'after': found.next})}" if found.next else "",
        paged=bool(after),
        first=f"/library?{urlencode(kept)}",
    )


def term_of(code: str, terms: type[Term], lang: Language) -> str:
    """A code in words; a dash where nobody said."""
    return lang.term(terms(code)) if code in set(terms) else "–"


def _told(row: LibraryRow, lang: Language) -> dict[str, object]:
    """A row in words: what it was, how it ended, how long it took."""
    return {
        "row": row,
        "category": term_of(row.category, Category, lang),
        "cause": term_of(row.cause, Cause, lang),
        "satisfaction": term_of(row.satisfaction, Satisfaction, lang),
        "tone": TONES.get(row.satisfaction, "rest"),
        "outcome": lang.term(Stage(row.stage)),
        "days": max((row.closed_at - row.opened_at).days, 1),
    }

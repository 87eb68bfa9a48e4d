"""Improvements of all cases: open, overdue, verified, and what came of them (D12)."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.record_views import ImprovementLine, Names
from domain.codes import Cause
from domain.improving import Effect
from web.library import term_of
from web.listing import one_of
from web.outlived_view import TONES
from web.pages import Reader, page, reader
from web.session import Me, TheDesk
from web.work import name_of

router = APIRouter()

STATES = ("open", "verified")


@router.get("/improvements")
async def improvements(request: Request, desk: TheDesk, me: Me) -> Response:
    """The list, of one project or of all in sight."""
    who, asked = reader(request), request.query_params
    state, project = one_of(asked.get("state", ""), STATES), one_of(asked.get("project", ""), me.projects)
    found = await desk.improvements(me, project, state)
    lines = [_told(line, found.names, who) for line in found.rows]
    return page(
        request,
        "improvements.html",
        lines=lines,
        state=state,
        project=project,
        projects=who.projects,
        more=found.more,
        overdue=sum(line.overdue for line in found.rows),
    )


def _told(line: ImprovementLine, names: Names, who: Reader) -> dict[str, object]:
    """One improvement in words."""
    effect = Effect(line.effect) if line.effect in set(Effect) else None
    return {
        "line": line,
        "owner": name_of(line.owner, names, who.lang),
        "by": name_of(line.by, names, who.lang) if line.by else "",
        "effect": who.lang.term(effect) if effect else "",
        "tone": TONES[effect] if effect else "rest",
        "cause": term_of(line.cause, Cause, who.lang),
    }

"""Figures of a project: cases by stage, level, category and cause, duties kept in time, satisfaction (D13)."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.record_views import DutyFigure
from domain.classification import Category
from domain.codes import Cause, Satisfaction
from domain.duties import BY_RULE
from domain.vocabulary import Channel, Level, Stage, Term
from web.language import Language
from web.listing import one_of
from web.pages import page, reader
from web.session import Me, TheDesk

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One count: its words, and its share of the largest in per cent, as wide as its bar."""

    label: str
    count: int
    width: int


@router.get("/figures")
async def figures(request: Request, desk: TheDesk, me: Me) -> Response:
    """The counts of one project, or of all in sight. Drills are not counted."""
    lang = reader(request).lang
    project = one_of(request.query_params.get("project", ""), me.projects)
    found = await desk.case_figures(me, project)
    blocks = (
        (lang.say("By stage"), lines(found.stages, Stage, lang)),
        (lang.say("By level"), lines(found.levels, Level, lang)),
        (lang.say("By category"), lines(found.categories, Category, lang)),
        (lang.say("By cause"), lines(found.causes, Cause, lang)),
        (lang.say("By channel"), lines(found.channels, Channel, lang)),
        (lang.say("Satisfaction at the end"), lines(found.satisfaction, Satisfaction, lang)),
    )
    return page(
        request,
        "figures.html",
        found=found,
        blocks=blocks,
        duties=[(_label(one, lang), one) for one in found.duties],
        project=project,
        projects=reader(request).projects,
    )


def lines(counts: Mapping[str, int], terms: type[Term], lang: Language) -> list[Line]:
    """The counts in the order of the words, each against the largest."""
    most = max(counts.values(), default=0)
    return [Line(lang.term(t), counts[t], round(100 * counts[t] / most)) for t in terms if counts.get(t)]


def _label(figure: DutyFigure, lang: Language) -> str:
    return lang.label(BY_RULE[figure.rule]) if figure.rule in BY_RULE else figure.rule

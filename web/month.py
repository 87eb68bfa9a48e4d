"""The monthly report of a project (T27, D13): a page to print, and the same as a sheet."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from desk.month_views import MonthReport
from desk.record_views import DutyFigure
from domain.classification import Category
from domain.codes import Cause, Satisfaction
from domain.duties import BY_RULE
from domain.month import month_after, month_before
from domain.vocabulary import Channel, Level, Term
from web.figures import Line, lines
from web.language import Language
from web.listing import one_of
from web.moments import EN_MONTHS, full, span
from web.month_sheet import XLSX, sheet
from web.pages import page, reader
from web.session import Me, TheDesk

router = APIRouter()

Asked = Annotated[str, Query(max_length=20)]
Block = tuple[str, list[Line]]


@router.get("/reports/month")
async def month(request: Request, desk: TheDesk, me: Me, project: Asked = "", month: Asked = "") -> Response:
    """One project, one month; the project's own month so far unless another is asked for."""
    who = reader(request)
    code = one_of(project, me.projects) or next(iter(me.projects), "")
    found = await desk.month(me, code, month)
    return page(request, "month.html", projects=who.projects, **told(found, who.lang))


@router.get("/reports/month.xlsx")
async def as_sheet(request: Request, desk: TheDesk, me: Me, project: Asked = "", month: Asked = "") -> Response:
    """The same figures, to calculate with. Raises NotFound for a project out of sight."""
    lang = reader(request).lang
    found = await desk.month(me, project, month)
    name = f"{found.project.code}-{found.month:%Y-%m}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(sheet(told(found, lang), lang), media_type=XLSX, headers=headers)


def told(found: MonthReport, lang: Language) -> dict[str, Any]:
    """The report in words."""
    later = month_after(found.month)
    return {
        "found": found,
        "title": month_words(found.month, lang),
        "until": full(found.end, lang),
        "before": f"{month_before(found.month):%Y-%m}",
        "after": "" if found.lasting else f"{later:%Y-%m}",
        "balance": balance(found, lang),
        "blocks": blocks(found, lang),
        "satisfaction": [
            (lang.say("With the result"), lines(found.outcome, Satisfaction, lang)),
            (lang.say("With how they were treated"), lines(found.treatment, Satisfaction, lang)),
        ],
        "duties": [(duty_words(one.rule, lang), one) for one in found.duties],
        "kept": kept_of(found.duties),
        "overdue": [(one, duty_words(one.rule, lang), span(one.late, lang)) for one in found.overdue],
    }


def balance(found: MonthReport, lang: Language) -> list[tuple[str, str, int]]:
    """What was open, what came, what went, what is left: each with its sign in the sum."""
    sums = found.balance
    end = lang.say("Open now") if found.lasting else lang.say("Open at the end")
    return [
        ("", lang.say("Open at the beginning"), sums.before),
        ("+", lang.say("Opened this month"), sums.opened),
        ("+", lang.say("Reopened"), sums.reopened),
        ("−", lang.say("Closed"), sums.closed),
        ("=", end, sums.after),
    ]


def blocks(found: MonthReport, lang: Language) -> list[Block]:
    """What was opened, told apart in four ways; where nobody has said yet stands last."""
    return [
        (lang.say("By level"), counted(found.levels, Level, lang)),
        (lang.say("By category"), counted(found.categories, Category, lang)),
        (lang.say("By cause"), counted(found.causes, Cause, lang)),
        (lang.say("By channel"), counted(found.channels, Channel, lang)),
    ]


def counted(counts: Mapping[str, int], terms: type[Term], lang: Language) -> list[Line]:
    """The counts in the order of the words, and how many say nothing yet."""
    unsaid = counts.get("", 0)
    most = max(counts.values(), default=0)
    said = lines(counts, terms, lang)
    return said + ([Line(lang.say("Not said yet"), unsaid, round(100 * unsaid / most))] if unsaid else [])


def kept_of(duties: tuple[DutyFigure, ...]) -> DutyFigure:
    """All rules together."""
    return DutyFigure("", *(sum(getattr(one, name) for one in duties) for name in ("in_time", "late", "overdue")))


def duty_words(rule: str, lang: Language) -> str:
    return lang.label(BY_RULE[rule]) if rule in BY_RULE else rule


def month_words(first: date, lang: Language) -> str:
    """2026 年 11 月 / November 2026"""
    return lang.either(f"{first.year} 年 {first.month} 月", f"{EN_MONTHS[first.month - 1]} {first.year}")

"""The list of cases: to find and to compare."""

import re
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.views import CaseList, CaseRow
from domain.vocabulary import Level, Role, Stage
from web.addresses import Cursor
from web.around import Silence, silence
from web.clocks import Clock, running
from web.pages import Reader, page, reader
from web.session import Me, TheDesk
from web.work import name_of

router = APIRouter()

#: How a list may be sorted.
DUE, CHANGED, SILENCE = "due", "changed", "silence"
#: Filters that are a view of their own.
VIEWS = ("overdue", "missing")
#: A search longer than this finds nothing anyway.
LONGEST = 80
VERSION = re.compile(r"[1-9]\d{0,5}", re.ASCII)


@router.get("/cases")
async def cases(request: Request, desk: TheDesk, me: Me, after: Cursor = "") -> Response:
    """A page of cases with filters; the address holds them all."""
    picked, who = pick(request, me), reader(request)
    project, stage, level, overdue, q, policy, order, missing = picked.values()
    usual = usual_order(who)
    order = order or usual
    found = await desk.cases(
        me,
        project,
        stage,
        level,
        overdue=bool(overdue),
        q=q,
        after=after,
        order=order,
        policy=policy,
        missing=missing,
    )
    kept = {name: value for name, value in picked.items() if value and value != usual}
    return page(
        request,
        "cases.html",
        rows=[_row(row, found, who) for row in found.rows],
        picked=picked,
        filters=len(kept.keys() - {"order"}),
        order=order,
        orders=(DUE, CHANGED, SILENCE),
        projects=who.projects,
        stages=tuple(Stage),
        levels=tuple(Level),
        following=address({**kept, "after": found.next}) if found.next else "",
        paged=bool(after),
        with_silence=address({k: v for k, v in kept.items() if k not in VIEWS} | {"order": SILENCE}),
        without_overdue=address({k: v for k, v in kept.items() if k not in VIEWS}),
        with_overdue=address({k: v for k, v in kept.items() if k not in VIEWS} | {"overdue": "1"}),
        with_missing=address({k: v for k, v in kept.items() if k not in VIEWS} | {"missing": "1"}),
    )


def pick(request: Request, me: Me) -> dict[str, str]:
    """The filters in the address; what is none of ours filters nothing."""
    asked = request.query_params
    q = asked.get("q", "")
    return {
        "project": one_of(asked.get("project", ""), me.projects),
        "stage": one_of(asked.get("stage", ""), tuple(Stage)),
        "level": one_of(asked.get("level", ""), tuple(Level)),
        "overdue": "1" if asked.get("overdue") else "",
        "q": q.strip()[:LONGEST] if q.isprintable() else "",
        "policy": version_of(asked.get("policy", "")),
        "order": one_of(asked.get("order", ""), (DUE, CHANGED, SILENCE)),
        "missing": "1" if asked.get("missing") else "",
    }


def version_of(text: str) -> str:
    """A version of the limits, as its number; empty for anything else."""
    return text if VERSION.fullmatch(text) else ""


def usual_order(who: Reader) -> str:
    """Who works looks at what is due next; who only reads, at what changed last."""
    return DUE if who.works else CHANGED


def one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else ""


def address(filters: dict[str, str]) -> str:
    return f"/cases?{urlencode(filters)}" if filters else "/cases"


def _row(row: CaseRow, found: CaseList, who: Reader) -> tuple[CaseRow, Clock | None, str, Silence | None]:
    clock = running(row.due_started, row.due_at, who.now, who.lang) if row.due_at and row.due_started else None
    seat = row.owner.rpartition(".")[2]
    owner = (
        who.lang.term(Role(seat))
        if "." in row.owner and seat in set(Role)
        else name_of(row.owner, found.names, who.lang)
    )
    return row, clock, owner, silence(row.silent_since, who.now, who.lang)

"""The rules as a page: stages, commands, deadlines, sign-offs, refusals, all from their rows."""

import re

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from domain.commands import ROWS
from domain.duties import DUTIES
from domain.moves import MOVES
from domain.policy import Policy
from domain.refusals import SENTENCES
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import Level, Role, Stage
from web.language import Language
from web.moments import span
from web.pages import page, reader
from web.session import the_person

router = APIRouter()

#: What a sentence names when it is said; the rule book has no case to name.
HOLE = re.compile(r"\{\w+\}")


@router.get("/process", dependencies=[Depends(the_person)])
async def process(request: Request) -> Response:
    """The rule book."""
    lang = reader(request).lang
    return page(
        request,
        "process.html",
        stages=tuple(Stage),
        commands=[(row, outcomes(row.name, lang)) for row in ROWS],
        duties=[(row, limits(row.rule, lang)) for row in DUTIES],
        sign_offs=SIGN_OFFS,
        roles=tuple(Role),
        levels=tuple(Level),
        refusals=[(code, HOLE.sub("…", lang.either(*pair))) for code, pair in SENTENCES.items() if pair[0]],
        lang_=lang,
    )


def outcomes(command: str, lang: Language) -> list[str]:
    """Where a command leads, whatever its alternative."""
    moves = [m for m in MOVES if m.command == command]
    stages = dict.fromkeys(m.target for m in moves if m.target)
    asks = dict.fromkeys(m.asks for m in moves if m.asks)
    return [f"→ {lang.term(stage)} {stage}" for stage in stages] + [
        lang.say("asks %(rule)s", rule=rule) for rule in asks
    ]


def limits(rule: str, lang: Language) -> list[str]:
    """The limits of a rule, each with what it holds for."""
    found = {name: seconds for name, seconds in Policy().limits.items() if name.split(".")[0] == rule}
    return [f"{_scope(name, lang)}{span(seconds, lang)}" for name, seconds in found.items()]


def _scope(name: str, lang: Language) -> str:
    parts = name.split(".")[1:]
    words = [lang.term(Level(p)) if p in set(Level) else p for p in parts]
    return f"{' '.join(words)} " if words else ""

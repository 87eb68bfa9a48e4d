"""The rules as a page: stages, commands, deadlines, sign-offs, refusals, all from their rows."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from desk.desk import Desk
from domain.campaign_command import CampaignCommand
from domain.campaign_commands import CAMPAIGN_COMMANDS, OPENING
from domain.commands import ROWS, CommandRow
from domain.daily import DAILY, FILERS
from domain.duties import DUTIES
from domain.moves import MOVES
from domain.policy import POLICIES
from domain.refusals import SENTENCES
from domain.rights import LOOKERS
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import FINAL_STAGES, Level, Role, Stage
from web.addresses import Number
from web.language import Language
from web.limits import limits
from web.pages import page, reader
from web.session import Me, TheDesk, the_person
from web.stages import Chart, path_of, roles_of, start_words

router = APIRouter()

#: What a sentence names when it is said; the rule book has no case to name.
HOLE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Rights:
    """Commands by roles. A cell is empty, `may`, or `own`: only for the department in charge."""

    roles: tuple[Role, ...]
    rows: tuple[tuple[CommandRow, tuple[tuple[Role, str], ...]], ...]


def rights() -> Rights:
    """The table of commands and roles; roles that only read, and the system, have no column."""
    named = {role for row in ROWS for role in row.roles}
    roles = tuple(role for role in Role if role in named or role not in (*LOOKERS, Role.SYSTEM))
    return Rights(roles, tuple((row, tuple((role, _cell(row, role)) for role in roles)) for row in ROWS))


def _cell(row: CommandRow, role: Role) -> str:
    if role not in row.roles:
        return ""
    return "own" if row.own_department and role is Role.R05 else "may"


def campaign_commands() -> list[tuple[CampaignCommand, str]]:
    """What can be done in a campaign, each with the anchor of its rule: the first of a rule has it."""
    taken = {row.rule for row in DUTIES} | {row.rule for row in SIGN_OFFS} | {row.rule for row in DAILY}
    rows = []
    for row in (*OPENING.values(), *CAMPAIGN_COMMANDS):
        rows.append((row, "" if row.rule in taken else row.rule))
        taken.add(row.rule)
    return rows


@router.get("/process", dependencies=[Depends(the_person)])
async def process(request: Request, desk: TheDesk, stage: str = "") -> Response:
    """The rule book. `stage` is opened."""
    who = reader(request)
    lang, today, whole = who.lang, await desk.policy_at(who.now), POLICIES[max(POLICIES)]
    newest = today if today.book >= whole.book else whole
    return page(
        request,
        "process.html",
        rows=Chart(lang, newest).rows(),
        opened=stage if stage in set(Stage) else "",
        commands=[(row, outcomes(row.name, lang)) for row in ROWS],
        duties=[(row, limits(row.rule, newest, lang), start_words(row, lang)) for row in DUTIES],
        sign_offs=[(row, limits(f"T26.{row.rule}", newest, lang)) for row in SIGN_OFFS],
        rights=rights(),
        daily=[(row, limits(row.rule, newest, lang)) for row in DAILY],
        filers=FILERS,
        campaigns=campaign_commands(),
        refusals=[(code, HOLE.sub("…", lang.either(*pair))) for code, pair in SENTENCES.items() if pair[0]],
        **await _shared(request, desk),
    )


@router.get("/cases/{number}/process")
async def place(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """Where a case stands in the process: the path it took, and the ways that may come next."""
    shown = await desk.case(me, number)
    path = path_of(shown.case, shown.entries)
    rows = Chart(reader(request).lang, shown.policy, shown.case, path).rows()
    data: dict[str, Any] = {**await _shared(request, desk), "force": shown.policy.book}
    return page(request, "place.html", page=shown, case=shown.case, visits=path, rows=rows, opened="", **data)


async def _shared(request: Request, desk: Desk) -> dict[str, Any]:
    """What the chart needs besides its rows. `force` is the book a new case gets today."""
    return {
        "levels": tuple(Level),
        "finals": FINAL_STAGES,
        "force": (await desk.policy_at(reader(request).now)).book,
        "roles_of": roles_of,
    }


def outcomes(command: str, lang: Language) -> list[str]:
    """Where a command leads, whatever its alternative."""
    moves = [m for m in MOVES if m.command == command]
    stages = dict.fromkeys(m.target for m in moves if m.target)
    asks = dict.fromkeys(m.asks for m in moves if m.asks)
    return [f"→ {lang.term(stage)} {stage}" for stage in stages] + [
        lang.say("asks %(rule)s", rule=rule) for rule in asks
    ]

"""Campaigns of a project (D17, D28, D29): what stands of them, opening one, what is done in it, its lines."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from api.answers import USUAL, ok, shown_in
from api.callers import Caller, TheDesk
from api.documents import CAMPAIGN, CAMPAIGN_COMMAND
from api.reading import body_of, only
from desk.campaign_views import CampaignPage
from desk.errors import Unreadable
from domain.campaign import Campaign, crew_of, due, least_of, reminder_of, state_of, still_open
from domain.campaign_command import CampaignCommand
from domain.campaign_rows import groups_of
from domain.entries import Data
from domain.fields import Problem
from domain.schema import form_schema

router = APIRouter(tags=["campaigns"])
Number = Annotated[str, Path(pattern=r"^[A-Z0-9]{1,20}-C-\d{4,9}$")]


@router.get("/campaigns")
async def campaigns(desk: TheDesk, me: Caller) -> Response:
    """The campaigns of the projects you may see, the last to begin first."""
    found = await desk.campaigns.all(me)
    brief = [{**_brief(one), "state": str(state_of(one, found.day))} for one in found.campaigns]
    return ok({"campaigns": brief, "may_open": list(found.may_open)})


@router.post("/campaigns", status_code=201, openapi_extra=CAMPAIGN)
async def begin(request: Request, desk: TheDesk, me: Caller) -> Response:
    """Open one: in which project, of which kind, its days and its leader."""
    body = await body_of(request)
    form = {name: value for name, value in body.items() if name != "id"}
    number = await desk.campaigns.open(me, body.get("id", ""), form)
    return ok(campaign_data(await desk.campaigns.shown(me, number)), 201)


@router.get("/campaigns/{number}")
async def show(number: Number, desk: TheDesk, me: Caller) -> Response:
    """One campaign: its groups, what is open and due, its cases, and what you may send now."""
    return ok(campaign_data(await desk.campaigns.shown(me, number)))


@router.post("/campaigns/{number}/commands", openapi_extra=CAMPAIGN_COMMAND)
async def send(number: Number, request: Request, desk: TheDesk, me: Caller) -> Response:
    """Send a command. A refusal is a line of the campaign as well."""
    body = only(await body_of(request), "id", "name", "data")
    name, data = body.get("name", ""), body.get("data", {})
    if not isinstance(name, str) or not isinstance(data, dict):
        raise Unreadable((Problem("data", "bad_value"),))
    seq = await desk.campaigns.do(me, body.get("id", ""), number, name, data)
    return ok({"id": body["id"], "state": "applied", "entries": [seq]})


@router.get("/campaigns/{number}/lines")
async def lines(number: Number, desk: TheDesk, me: Caller) -> Response:
    """The lines of its chain, oldest first, exactly as chained, and the words that came with them."""
    page = await desk.campaigns.shown(me, number)
    return ok(
        {
            "chain": f"campaign:{number}",
            "lines": [_line(line) for line in page.lines],
            "words": {str(seq): dict(words) for seq, words in page.words.items()},
            "intact": page.intact,
        }
    )


def campaign_data(page: CampaignPage) -> Data:
    """One campaign as it stands."""
    campaign, closed = page.campaign, page.campaign.closed_at is not None
    return {
        **_brief(campaign),
        "state": str(state_of(campaign, page.day)),
        "groups": [
            {
                "group": str(row.group),
                "members": list(crew_of(campaign, row.group).members),
                "others": crew_of(campaign, row.group).others,
                "least": least_of(campaign, row.group),
            }
            for row in groups_of(campaign.kind)
        ],
        "open": {} if closed else still_open(campaign, page.open_cases),
        "due": [
            {"rule": one.rule, "what": reminder_of(one), "person": one.leader} for one in due((campaign,), page.day)
        ],
        "cases": [{"number": one.number, "stage": one.stage, "open": one.open} for one in page.cases],
        "commands": [_offer(row) for row in page.offers],
        "intact": page.intact,
    }


def _brief(one: Campaign) -> Data:
    return {
        "number": one.number,
        "project": one.project,
        "kind": str(one.kind),
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "leader": one.leader,
        "homes": one.homes or None,
        "closed_at": _shown(one.closed_at),
    }


def _shown(at: datetime | None) -> str | None:
    return shown_in(USUAL)(at) if at else None


def _offer(row: CampaignCommand) -> Data:
    schema = form_schema(row.fields, {"type": "string"})
    schema["properties"].pop("id")
    schema["required"] = [f.name for f in row.fields if f.required and f.when is None]
    return {"name": row.name, "zh": row.zh, "en": row.en, "schema": schema}


def _line(line: object) -> Data:
    names = ("seq", "at", "applied_at", "actor", "role", "type", "data", "prev", "hash")
    return {name: getattr(line, name) for name in names}

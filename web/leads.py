"""Reporting a lead: what was heard before anybody complained (S0). Short, so that anyone writes it down at once."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from desk.day_sheets import DaySheet
from desk.errors import IdReused, Refused, Unreadable
from desk.views import CasePage, Person
from domain.codes import LeadSource
from domain.crisis_codes import Place
from domain.daily import signs_of_crisis
from domain.leads import REGISTER_LEAD
from domain.refusals import sentence
from web.addresses import Done
from web.forms import fresh_id
from web.intake import opened, sent_once
from web.pages import is_htmx, page, reader
from web.problems import field_errors
from web.reading import read_form
from web.session import Me, TheDesk

router = APIRouter()

#: Where a look was made, as the source of a lead; anywhere else it is a rumour.
HEARD = {Place.FORUM: LeadSource.FORUM, Place.GROUP: LeadSource.GROUP}

OfDay = Annotated[date | None, Query()]
FIELDS = ("project", "source", "subject", "description", "link")


@router.get("/leads/new")
async def blank(
    request: Request, desk: TheDesk, me: Me, case: Done = "", look: int = 0, project: Done = "", day: OfDay = None
) -> Response:
    """An empty form; or one filled from a look at opinion that was recorded in a case (D37), or on a day's sheet."""
    heard = from_look(await desk.case(me, case), look) if case else {}
    if project and day:
        heard = from_sheet(await desk.days.sheet(me, project, day))
    return await _form(request, desk, me, heard, {}, fresh_id(), 200)


def from_look(shown: CasePage, no: int) -> dict[str, str]:
    """What a look at opinion says of a lead: where it was heard, what, the link."""
    record = shown.case.record("look", no)
    if record is None:
        return {}
    words = shown.contents.get(record.content, {})
    said = {
        "project": shown.case.project,
        "source": str(HEARD.get(record.data["place"], LeadSource.RUMOUR)),
        "description": str(words.get("what", "")),
        "link": str(words.get("link", "")),
    }
    return {name: value for name, value in said.items() if value}


def from_sheet(sheet: DaySheet) -> dict[str, str]:
    """What the newest sheets of a day say of a lead: what was found in forums and groups, else what is latent."""
    newest = {one.line.data["rule"]: one for one in sheet.signed if signs_of_crisis(one.line.data)}
    heard = newest.get("T05") or newest.get("T04")
    said = {"project": sheet.project.code}
    if heard:
        places = [HEARD[place] for place in heard.line.data.get("places", ()) if place in HEARD]
        said["source"] = str(places[0] if places else LeadSource.RUMOUR if "T05" in newest else LeadSource.EMPLOYEE)
        said["description"] = str(heard.words.get("what") or heard.words.get("note") or "")
        said["link"] = str(heard.words.get("link", ""))
    return {name: value for name, value in said.items() if value}


@router.post("/leads/new")
async def report(request: Request, desk: TheDesk, me: Me) -> Response:
    """Open a case with the lead; everything that is wrong is said at once."""
    posted, lang = await read_form(request), reader(request).lang
    key = posted.one("_id") or fresh_id()
    values = {name: posted.one(name) for name in FIELDS if posted.one(name)}
    try:
        posted.check()
        receipt = await desk.open_lead(me, key, values)
    except Unreadable as error:
        return await _form(request, desk, me, values, field_errors(error, lang, FIELDS), key, error.status)
    except Refused as error:
        words = {"": sentence(error.refusal, lang.code)}
        return await _form(request, desk, me, values, words, key, error.status)
    except IdReused:
        return await _form(request, desk, me, values, sent_once(lang), fresh_id(), 409)
    return opened(request, receipt)


async def _form(
    request: Request,
    desk: TheDesk,
    me: Person,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    id: str,
    status: int,
) -> Response:
    lang, projects = reader(request).lang, await desk.projects(me)
    labels = {f.name: lang.label(f) for f in REGISTER_LEAD}
    start = {"project": projects[0].code if projects else "", "source": str(LeadSource.EMPLOYEE)}
    data = {
        "projects": projects,
        "sources": tuple(LeadSource),
        "labels": labels,
        "limits": {f.name: f.limit for f in REGISTER_LEAD},
        "values": {**dict.fromkeys(FIELDS, ""), **start, **values},
        "errors": errors,
        "wrong_fields": [(name, labels.get(name, name)) for name in errors if name],
        "id": id,
    }
    return page(request, "_lead.html" if is_htmx(request) else "lead.html", status=status, **data)

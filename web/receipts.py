"""A receipt as it stands now, and the stream of what changed."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from domain.commands import COMMANDS
from domain.refusals import sentence
from web.addresses import CommandId
from web.pages import is_htmx, page, reader
from web.session import Me, TheDesk
from web.tales import DECIDED_WORDS
from web.work import name_of

router = APIRouter()

#: A stream ends after this long and is opened again: the session is looked at anew.
STREAM_SECONDS = 600


@router.get("/commands/{id}")
async def receipt(request: Request, id: CommandId, desk: TheDesk, me: Me) -> Response:
    """What became of a command."""
    found, who = await desk.receipt(me, id), reader(request)
    row = COMMANDS.get(found.name)
    title = who.lang.label(row) if row else DECIDED_WORDS.get(found.name, (found.name,) * 2)[who.lang.column]
    refusal = ""
    if found.refusal:
        names = await desk.names()
        refusal = sentence(found.refusal, who.lang.code, lambda one: name_of(one, names, who.lang))
    template = "_receipt.html" if is_htmx(request) else "receipt.html"
    return page(request, template, receipt=found, title=title, refusal=refusal)


@router.get("/events", response_class=EventSourceResponse)
async def events(desk: TheDesk, me: Me) -> AsyncIterator[ServerSentEvent]:
    """The numbers of cases that changed, as they change; pages then ask for what they show."""
    yield ServerSentEvent(raw_data=await _to_sign(desk, me), event="ready", retry=3000)
    try:
        async with asyncio.timeout(STREAM_SECONDS):
            async for number in desk.changes(me):
                yield ServerSentEvent(raw_data=number, event="case")
                yield ServerSentEvent(raw_data=await _to_sign(desk, me), event="sign")
    except TimeoutError:
        return


async def _to_sign(desk: TheDesk, me: Me) -> str:
    """How many sign-offs wait for this person: the number beside the word in the navigation."""
    return str(len(await desk.approvals(me)) + len(await desk.policies.to_sign(me)))

"""The crisis room: one picture of a running crisis that all can stand before (`?wall=1`: without navigation)."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.errors import NotFound
from domain.response import watched
from web.addresses import Number
from web.groups import room_homes
from web.pages import page, reader
from web.room_view import NARROW, ROOMY, room_view
from web.session import Me, TheDesk

router = APIRouter()


@router.get("/cases/{number}/room")
async def room(request: Request, number: Number, desk: TheDesk, me: Me, wall: str = "", view: str = "") -> Response:
    """The room of a case that is or was a crisis, or whose phases are looked at. Any other has none (404)."""
    shown, who = await desk.case(me, number), reader(request)
    if not (watched(shown.case) or shown.case.of_kind("phase") or shown.case.of_kind("crisis")):
        raise NotFound
    grouped = await desk.groups.households(me, number) if shown.case.grouped else None
    homes = room_homes(grouped, who, "" if wall else view) if grouped else None
    return page(
        request, "room.html", wall=bool(wall), homes=homes, **room_view(shown, who, NARROW if homes and wall else ROOMY)
    )

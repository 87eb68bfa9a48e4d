"""The crisis room: one picture of a running crisis that all can stand before (`?wall=1`: without navigation)."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.errors import NotFound
from domain.response import watched
from web.addresses import Number
from web.pages import page, reader
from web.room_view import room_view
from web.session import Me, TheDesk

router = APIRouter()


@router.get("/cases/{number}/room")
async def room(request: Request, number: Number, desk: TheDesk, me: Me, wall: str = "") -> Response:
    """The room of a case that is or was a crisis, or whose phases are looked at. Any other has none (404)."""
    shown = await desk.case(me, number)
    if not (watched(shown.case) or shown.case.of_kind("phase") or shown.case.of_kind("crisis")):
        raise NotFound
    return page(request, "room.html", wall=bool(wall), **room_view(shown, reader(request)))

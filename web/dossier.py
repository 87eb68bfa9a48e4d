"""The dossier of a case (D13): a page to read and print, and a file to take away. The desk keeps who made one."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from desk.dossiers import FILE
from web.addresses import Number
from web.dossier_file import ZIP, name_of_file, packed
from web.dossier_view import dossier_view
from web.pages import page, reader
from web.session import Me, TheDesk

router = APIRouter()


@router.get("/cases/{number}/dossier")
async def dossier(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """All of a case in the order of the archive."""
    who = reader(request)
    return page(request, "dossier.html", **dossier_view(await desk.dossier(me, number), who.lang, who.now))


@router.get("/cases/{number}/dossier.zip")
async def file(request: Request, number: Number, desk: TheDesk, me: Me) -> Response:
    """The same, with the journal and how to check it."""
    who = reader(request)
    found = await desk.dossier(me, number, FILE)
    headers = {"Content-Disposition": f'attachment; filename="{name_of_file(number)}"'}
    return Response(packed(found, who.lang, who.now), media_type=ZIP, headers=headers)

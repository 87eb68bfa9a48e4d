"""The dossier of a case (D13): a page to read and print, and a file to take away. The desk keeps who made one."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from desk.dossiers import FILE
from web.addresses import Number
from web.dossier_file import ZIP, name_of_file, pack
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
    packed = TemporaryFile()  # noqa: SIM115 - closed when it was sent; it has no name that could be left behind
    await pack(packed, found, who.lang, who.now, desk.evidence.bytes_of(found.page.files))
    headers["Content-Length"] = str(packed.tell())
    packed.seek(0)
    return StreamingResponse(_pieces(packed), media_type=ZIP, headers=headers)


def _pieces(packed: IO[bytes]) -> Iterator[bytes]:
    with packed:
        while piece := packed.read(256 * 1024):
            yield piece

"""Files of evidence: kept sealed under their digest, given back as they were (D33)."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from api.answers import NO_STORE, kept_file_data, ok
from api.callers import Caller, TheDesk
from api.documents import FILE
from api.reading import bytes_of
from domain.files import LARGEST

router = APIRouter(tags=["evidence"])

Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.post("/cases/{number}/evidence", status_code=201, openapi_extra=FILE)
async def keep(number: str, request: Request, desk: TheDesk, me: Caller) -> Response:
    """Keep a file: its bytes are the body. `add_evidence` then names it by its digest. The same again changes nothing."""
    await desk.sees(me, number)
    return ok(kept_file_data(await desk.evidence.keep(me, number, await bytes_of(request, LARGEST))), 201)


@router.get("/cases/{number}/evidence/{digest}")
async def show(number: str, digest: Digest, desk: TheDesk, me: Caller) -> Response:
    """The file as it was taken in. Who took it away is kept."""
    kept, data = await desk.evidence.original(me, number, digest)
    return Response(data, media_type=kept.media.code, headers=NO_STORE | {"Content-Disposition": "attachment"})

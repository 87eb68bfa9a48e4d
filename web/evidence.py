"""Files of evidence: taken in with a form, shown small, taken away as they were (D33)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from desk.evidence_views import Files, KeptFile
from domain.case import Record
from domain.commands import CommandRow
from domain.fields import Kind
from domain.files import MB
from web.addresses import Digest, Number
from web.language import Language
from web.reading import Posted
from web.session import Me, TheDesk

router = APIRouter()

#: A file of somebody else's is never a page of ours: it is saved, and if it is shown, nothing in it runs.
APART = {"Content-Security-Policy": "default-src 'none'; sandbox"}


#: Where a file lies that left the house, if it did.
Place = Callable[[KeptFile], str] | None


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file as a list shows it. `small` is the address of its small copy; empty where there is none."""

    digest: str
    label: str
    kind: str
    size: str
    address: str
    small: str


async def taken_in(desk: TheDesk, me: Me, number: str, row: CommandRow, posted: Posted) -> None:
    """Keep the files that came with a form; from now on the form names them by their digests. Raises Unreadable.

    A form that comes back has them already, so that nobody chooses them twice.
    """
    fields = {field.name for field in row.fields if field.kind is Kind.FILES}
    for file in posted.files:
        if file.field in fields:
            kept = await desk.evidence.keep(me, number, file.data, file.name)
            if kept.digest not in posted.all(file.field):
                posted.pairs.append((file.field, kept.digest))


@router.get("/cases/{number}/evidence/{digest}")
async def original(number: Number, digest: Digest, desk: TheDesk, me: Me) -> Response:
    """The file as it was taken in; the desk keeps who took it away."""
    kept, data = await desk.evidence.original(me, number, digest)
    name = quote(file_name(kept), safe="")
    headers = {**APART, "Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(data, media_type=kept.media.code, headers=headers)


@router.get("/cases/{number}/evidence/{digest}/small")
async def small(number: Number, digest: Digest, desk: TheDesk, me: Me) -> Response:
    """The small copy of a picture."""
    return Response(await desk.evidence.small(me, number, digest), media_type="image/jpeg", headers=APART)


def file_name(kept: KeptFile) -> str:
    """What a file is called when it is taken away: its case and digest, so that it is found again."""
    return f"{kept.number}-{kept.digest[:12]}.{kept.media.extension}"


def files_of(record: Record, files: Files, lang: Language, place: Place = None) -> tuple[FileShown, ...]:
    """The files of one piece of evidence, in the order they were named."""
    return files_named(record.data.get("files", ()), files, lang, place)


def files_named(digests: Iterable[str], files: Files, lang: Language, place: Place = None) -> tuple[FileShown, ...]:
    """The files under these digests."""
    return tuple(file_shown(files[d], lang, place) for d in digests if d in files)


def file_shown(kept: KeptFile, lang: Language, place: Place = None) -> FileShown:
    """One file: its name, or what it is. Outside of our pages it lies at its `place` and is its own picture."""
    if place:
        inside, kind = place(kept), lang.label(kept.media)
        shown = inside if kept.pictured else ""
        return FileShown(kept.digest, kept.name or kind, kind, weight(kept.size), inside, shown)
    address = f"/cases/{kept.number}/evidence/{kept.digest}"
    kind = lang.label(kept.media)
    return FileShown(
        kept.digest, kept.name or kind, kind, weight(kept.size), address, f"{address}/small" if kept.pictured else ""
    )


def weight(size: int) -> str:
    """Bytes as people say them."""
    return f"{size / MB:.1f} MB" if size >= MB // 10 else f"{max(1, round(size / 1024))} KB"

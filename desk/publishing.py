"""What everybody may read: statements that went out on the public page, and nothing else of a case."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from desk.errors import NotFound
from desk.people import People
from desk.views import Finding
from domain.case import Case
from domain.entries import sha256
from store.contents import Contents
from store.database import Database
from store.releases import published
from store.tables import CaseRow, ReleaseRow


@dataclass(frozen=True, slots=True)
class Published:
    """A statement as it went out: no case, no names but those in the text."""

    title: str
    text: str
    at: datetime
    project_zh: str
    project_en: str


def went_out(case: Case, rows: Iterable[ReleaseRow], contents: Contents) -> Iterator[Finding]:
    """What is outside is what the journal says went out, unchanged. Of a drill nothing is outside."""
    told = {(r.data["statement"], r.data["outlet"]): r.data["text_digest"] for r in case.of_kind("released")}
    kept = {(row.statement, row.outlet): row for row in rows}
    for no, outlet in sorted(kept.keys() ^ ({} if case.factor else told).keys()):
        yield Finding("release_differs", f"{case.number} {no} {outlet}")
    for (no, outlet), row in kept.items():
        if told.get((no, outlet), row.digest) != row.digest or not unchanged(row, contents):
            yield Finding("release_differs", f"{case.number} {no} {outlet}")


def unchanged(row: ReleaseRow, contents: Contents) -> bool:
    """The words open and have the digest they went out with."""
    try:
        return sha256(contents.open_released(row)) == row.sha256
    except ValueError:
        return False


class Publishing:
    """The public page."""

    def __init__(self, database: Database, contents: Contents, people: People) -> None:
        self._database, self._contents, self._people = database, contents, people

    async def statement(self, name: str) -> Published:
        """A text by its public name. Raises NotFound for a name that is none, and for a row that does not open."""
        async with self._database.reading() as session:
            row = await published(session, name)
            case = await session.get(CaseRow, row.case_number) if row else None
        if row is None or case is None:
            raise NotFound
        try:
            words = json.loads(self._contents.open_released(row))
        except ValueError:
            raise NotFound from None
        site = await self._people.site(case.project)
        names = (site.name_zh, site.name_en) if site else ("", "")
        return Published(str(words.get("title", "")), str(words["text"]), row.at, *names)

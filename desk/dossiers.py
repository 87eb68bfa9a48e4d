"""The dossier of a case (D13): everything of it that its reader may read, what verification says, what is left out.

Every dossier that is made is kept in the access log, whoever makes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from desk.clock import Clock
from desk.looks import Looks
from desk.placing import Placing
from desk.reads import Reads
from desk.sight import restricted_fields
from desk.verify import Verifier
from desk.views import CasePage, Person, Verified, Words
from store.contents import Contents
from store.database import Database
from store.tables import ContentRow

#: How a dossier stands in the access log: read or printed as a page, taken away as a file.
PAGE, FILE = "dossier", "export"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case for its reader. `sealed` names the fields of a content that are not for this reader."""

    page: CasePage
    reader: Person
    verified: Verified
    sealed: Mapping[str, tuple[str, ...]]


class Dossiers:
    """Makes dossiers, and proves cases."""

    def __init__(self, database: Database, contents: Contents, reads: Reads, verifier: Verifier, now: Clock) -> None:
        self._database, self._contents, self._reads, self._verifier = database, contents, reads, verifier
        self._looks, self._sees = Looks(database, now), Placing(database).sees

    async def dossier(self, person: Person, number: str, what: str = PAGE) -> Dossier:
        """The dossier of a case in sight. Raises NotFound."""
        page = await self._reads.case(person, number)
        await self._looks.note(person, number, what)
        verified = await self._verifier.verify(number)
        return Dossier(page, person, verified, await self._sealed(number, page.contents))

    async def verify(self, person: Person, number: str) -> Verified:
        """What verification says of a case in sight. Raises NotFound."""
        await self._sees(person, number)
        return await self._verifier.verify(number)

    async def _sealed(self, number: str, shown: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
        """What each content holds beyond what was shown; a content that does not open is verification's."""
        query = select(ContentRow).where(ContentRow.case_number == number).order_by(ContentRow.id)
        async with self._database.reading() as session:
            rows = tuple(await session.scalars(query))
        found = {row.id: self._left_out(row, shown.get(row.id, {})) for row in rows if restricted_fields(row.kind)}
        return {content: fields for content, fields in found.items() if fields}

    def _left_out(self, row: ContentRow, shown: Words) -> tuple[str, ...]:
        try:
            whole = self._contents.open(row).fields
        except ValueError:
            return ()
        return tuple(name for name in restricted_fields(row.kind) if whole.get(name) and not shown.get(name))

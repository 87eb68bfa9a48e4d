"""What everybody may read: statements that went out on the public page, and nothing else of a case."""

import json
from dataclasses import dataclass
from datetime import datetime

from desk.errors import NotFound
from desk.people import People
from store.contents import Contents
from store.database import Database
from store.releases import published
from store.tables import CaseRow


@dataclass(frozen=True, slots=True)
class Published:
    """A statement as it went out: no case, no names but those in the text."""

    title: str
    text: str
    at: datetime
    project_zh: str
    project_en: str


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

"""The access log: who looked at what of a case, and when."""

from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.views import Person, Words
from domain.rights import LOOKERS
from store.database import Database
from store.tables import ReadRow


class Looks:
    """Writes down every full number, every look at background data, and every view of those who only look."""

    def __init__(self, database: Database, now: Clock) -> None:
        self._database, self._now = database, now

    async def note(self, person: Person, number: str, what: str, *, looking: bool = False) -> None:
        """One look; with `looking` only of those who do nothing but look."""
        if looking and not person.holds(*LOOKERS):
            return
        values = {"person": person.id, "case_number": number, "what": what, "at": self._now()}

        async def work(session: AsyncSession) -> None:
            await session.execute(insert(ReadRow), values)

        await self._database.together(work)

    async def background(self, person: Person, number: str, shown: Iterable[Words]) -> None:
        """A look at background data, where any was shown (A24)."""
        if any("background" in words for words in shown):
            await self.note(person, number, "background")

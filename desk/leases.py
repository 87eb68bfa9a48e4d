"""One sender per case: a lease in the table, remembered here so that a busy case costs no statement."""

import time
from datetime import timedelta

from sqlalchemy import delete, or_
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from store.tables import LeaseRow

#: How long a sender keeps a case without saying so again.
LENGTH = timedelta(seconds=3)
#: Less than this left is not enough for a call.
MARGIN = 1.0


class Leases:
    """The cases whose commands this process delivers now."""

    def __init__(self, holder: str, now: Clock) -> None:
        self._holder, self._now = holder, now
        self._held: dict[str, float] = {}

    def holds(self, number: str) -> bool:
        """Is the case ours for long enough?"""
        return self._held.get(number, 0.0) > time.monotonic() + MARGIN

    async def claim(self, session: AsyncSession, number: str) -> bool:
        """Take or prolong the lease; False while another process holds it."""
        if self.holds(number):
            return True
        now = self._now()
        sqlite = session.get_bind().dialect.name == "sqlite"
        values = {"case_number": number, "holder": self._holder, "until": now + LENGTH}
        taken = (
            (sqlite_insert if sqlite else postgresql_insert)(LeaseRow)
            .values(values)
            .on_conflict_do_update(
                index_elements=["case_number"],
                set_={"holder": self._holder, "until": now + LENGTH},
                where=or_(LeaseRow.holder == self._holder, LeaseRow.until < now),
            )
            .returning(LeaseRow.holder)
        )
        ours = (await session.execute(taken)).first() is not None
        self._remember(number, ours)
        return ours

    async def release(self, session: AsyncSession, number: str) -> None:
        """Let others have the case."""
        self._held.pop(number, None)
        mine = delete(LeaseRow).where(LeaseRow.case_number == number, LeaseRow.holder == self._holder)
        await session.execute(mine)

    def _remember(self, number: str, ours: bool) -> None:
        if len(self._held) > 10_000:
            self._held.clear()
        if ours:
            self._held[number] = time.monotonic() + LENGTH.total_seconds()
        else:
            self._held.pop(number, None)

"""Taking the rows of a list in, in the background: some at a look, each a unit of its own.

Any number of processes may look; one has the list at a time. Whatever was done is found done, by its id.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.errors import IdReused, Refused
from desk.intake import Complaint
from desk.orders import Order
from desk.people import People, Site
from desk.reception import Reception
from domain.grouping import is_settled
from store.contents import Contents
from store.database import Database
from store.tables import CaseRow, ContentRow, HouseholdListRow

KIND = "household_list"
#: Whoever takes rows in has the list for so long; after that another process goes on.
CLAIMED = timedelta(seconds=30)
#: So many rows are taken in at a look, so that other work comes between.
AT_A_LOOK = 50


class Taking:
    """The background of lists of households."""

    def __init__(
        self, database: Database, contents: Contents, people: People, reception: Reception, now: Clock
    ) -> None:
        self._database, self._contents, self._people = database, contents, people
        self._reception, self._now = reception, now

    async def tick(self) -> int:
        """Take some rows of some list in; how many."""
        now = self._now()
        waiting = select(HouseholdListRow.id).where(
            HouseholdListRow.state == "running", HouseholdListRow.next_try_at <= now
        )
        async with self._database.glancing() as session:
            first = await session.scalar(waiting.order_by(HouseholdListRow.at).limit(1))
        row = await self._claim(first) if first else None
        return await self._take(row) if row else 0

    async def _claim(self, id: str) -> HouseholdListRow | None:
        """Ours for a while, unless another process was quicker."""
        now = self._now()

        async def work(session: AsyncSession) -> HouseholdListRow | None:
            row = await session.get(HouseholdListRow, id, with_for_update=True)
            if row is None or row.state != "running" or row.next_try_at is None or row.next_try_at > now:
                return None
            row.next_try_at = now + CLAIMED
            return row

        return await self._database.together(work)

    async def _take(self, row: HouseholdListRow) -> int:
        """The next rows, each whole or not at all; doing one again finds it done."""
        forms = self._forms(row)
        numbers = sorted(forms)[row.taken : row.taken + AT_A_LOOK]
        failed = json.loads(row.failed)
        async with self._database.reading() as session:
            group = await session.get(CaseRow, row.case_number)
        site = await self._people.site(group.project) if group else None
        closed = group is None or site is None or is_settled(group.stage, ended=group.ended)
        if closed or site is None:
            codes = ["group_closed"] * len(numbers)
        else:  # at once, so that they share transactions
            codes = await asyncio.gather(*(self._open(row, no, forms[no], site) for no in numbers))
        failed += [[no, code] for no, code in zip(numbers, codes, strict=True) if code]
        taken = row.taken + len(numbers)
        done = taken >= len(forms)
        values = {"taken": taken, "failed": json.dumps(failed), "state": "done" if done else "running"}
        values |= {"sealed": b"", "next_try_at": None} if done else {"next_try_at": self._now()}
        await self._write(update(HouseholdListRow).where(HouseholdListRow.id == row.id).values(values))
        return len(numbers)

    async def _open(self, row: HouseholdListRow, no: int, form: Mapping[str, Any], site: Site) -> str:
        """Open one household; the code of a refusal, empty when it is there."""
        complaint = Complaint(site.code, int(form["factor"]), form["data"], form["texts"])
        order = Order(
            command_id(row.id, no), "register", row.actor, complaint.data, complaint.words, tuple(complaint.texts)
        )
        try:
            await self._reception.open(order, complaint, site)
        except Refused as error:
            return error.refusal.code
        except IdReused:
            return "id_reused"
        return ""

    def _forms(self, row: HouseholdListRow) -> dict[int, Mapping[str, Any]]:
        sealed = ContentRow(case_number=row.case_number, id=row.id, kind=KIND, sealed=row.sealed)
        return {int(no): form for no, form in self._contents.open(sealed).fields["rows"].items()}

    async def _write(self, statement: Any) -> None:
        async def work(session: AsyncSession) -> None:
            await session.execute(statement)

        await self._database.together(work)


def command_id(list_id: str, no: int) -> str:
    """The id under which a row of a list is opened, always the same."""
    return f"list-{list_id[:48]}-{no:04d}"

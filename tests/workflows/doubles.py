"""Activities that stand aside, so that a test decides what the worker gets to know, and when."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from temporalio import activity

from activities.journal import Journal
from activities.table import Table
from domain.messages import Look, Recording, Seen
from tests.workflows.world import World, patiently

#: No more blindness: every mark may be read for.
ALL = datetime.max.replace(tzinfo=UTC)


class Eyes:
    """The table as the clock sees it: not readable for marks after `until`, so no such line is written.

    `then` happens just after the table was read for a mark.
    """

    def __init__(self, made: World, until: datetime) -> None:
        self._table, self.until = Table(made.office.database, made.office.contents), until
        self.then: dict[datetime, Callable[[], Awaitable[object]]] = {}

    @activity.defn(name="look")
    async def look(self, look: Look) -> Seen:
        async for _ in patiently():
            if look.until <= self.until:
                break
        seen = await self._table.look(look)
        if look.until in self.then:
            await self.then.pop(look.until)()
        return seen


def after_record(made: World, type: str, then: Callable[[], Awaitable[object]]) -> Callable[..., Any]:
    """Something happens when a line of this type is written and the workflow does not know it yet."""
    journal = Journal(made.office.database)

    @activity.defn(name="record")
    async def record(recording: Recording) -> int:
        seq = await journal.record(recording)
        if any(entry.type == type for entry in recording.entries):
            await then()
        return seq

    return record

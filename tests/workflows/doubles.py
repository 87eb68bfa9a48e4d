"""Activities that stand aside, so that a test decides what the worker gets to know, and when."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.journal import Journal
from activities.table import Table
from domain.messages import Look, Recording, Seen
from tests.workflows.world import World


def not_yet(why: str) -> ApplicationError:
    """Tried again in a moment, as by a worker that is not there."""
    pause = timedelta(milliseconds=50)
    return ApplicationError(why, next_retry_delay=pause, category=ApplicationErrorCategory.BENIGN)


def blind_after(made: World, moment: datetime) -> Callable[..., Any]:
    """The table cannot be read for later marks: no line of the clock is written after this instant."""
    table = Table(made.office.database, made.office.contents)

    @activity.defn(name="look")
    async def look(look: Look) -> Seen:
        if look.until > moment:
            raise not_yet("the table is not there")
        return await table.look(look)

    return look


def after_look(made: World, moment: datetime, then: Callable[[], Awaitable[object]]) -> Callable[..., Any]:
    """Something happens just after the table was read for the mark at this instant."""
    table = Table(made.office.database, made.office.contents)

    @activity.defn(name="look")
    async def look(look: Look) -> Seen:
        seen = await table.look(look)
        if look.until == moment:
            await then()
        return seen

    return look


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

"""The clock of a project's days on the engine (T04, T05): signed, missed on time, and nobody at work over days."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from temporalio import activity

from activities.days import Days
from domain.days import BEGUN, LookAtDay, all_days, gaps
from domain.entries import breaks, moment
from domain.vocabulary import DutyState
from engine.client import days_id
from store.chained import entry_of
from store.days import rows_of, told
from tests.workflows.conftest import MakeWorld
from tests.workflows.world import DAY, HOUR, patiently

#: Midnight in China: the first day with clocks of its own.
FIRST = datetime(2026, 11, 30, 16, tzinfo=UTC)

SCREENED = {"complaints": 0, "calls": 4, "letters": 0, "screened": 4, "latent": 0}


def at(days: int, hours: float = 0) -> datetime:
    """So many days and hours after the first one began."""
    return FIRST + days * DAY + timedelta(hours=hours)


@asynccontextmanager
async def watching(made, look=None):
    """A worker that also looks at days."""
    async with made.working(look or Days(made.office.database).look):
        yield


async def lines_of(made, project: str = "YXY"):
    async with made.office.database.reading() as session:
        return tuple(entry_of(row) for row in await rows_of(session, project))


async def until(made, wanted: str, project: str = "YXY"):
    """The lines, once there is this one; named by its type and its day of December."""
    lines: tuple = ()
    async for _ in patiently():
        lines = await lines_of(made, project)
        if wanted in {f"{line.type} {line.data.get('day', '')}" for line in lines}:
            return lines
    raise AssertionError(f"no {wanted} among {[(line.type, line.data) for line in lines]}")


class Later:
    """Looks at another time than it is, and wants to look again in a moment."""

    def __init__(self, made, moment_: datetime) -> None:
        self._days, self._moment = Days(made.office.database), moment_

    @activity.defn(name="look_at_day")
    async def look(self, look: LookAtDay) -> datetime:
        await self._days.look(replace(look, at=self._moment))
        return look.at + timedelta(seconds=1)


async def test_what_is_signed_rests_and_what_is_not_is_reminded_missed_and_told_on_time_once(skipping: MakeWorld):
    async with skipping(policy=2) as made, watching(made):
        await made.office.desk.line.watch("JWL")
        await made.office.desk.line.watch("JWL")
        await made.at(at(0, 13))
        await until(made, "day_warned 2026-12-01", "JWL")
        await made.office.desk.days.file(made.people["cs2"], "JWL", FIRST.date() + DAY, "signed-0001", SCREENED)
        await made.at(at(1, 1))
        lines = await until(made, f"{BEGUN} 2026-12-02", "JWL")
        async with made.office.database.reading() as session:
            news = await told(session, "head2")

    def marks(rule: str) -> list:
        return [(line.type, moment(line.at)) for line in lines if line.data.get("rule") == rule]

    late = [moment(line.applied_at) - moment(line.at) for line in lines if line.data.get("rule") == "T05"]
    reminded = ("day_warned", at(0, 12))
    assert marks("T04") == [reminded, ("day_filed", at(0, 13))]
    assert marks("T05") == [reminded, ("day_warned", at(0, 19.2)), ("day_missed", at(1))]
    assert max(late) < timedelta(minutes=1)
    assert [line.data["rule"] for _, line, _ in news] == ["T05"]
    assert (breaks("days:JWL", lines), gaps(lines)) == ((), ())


async def test_no_day_is_lost_while_nobody_works(on_engine: MakeWorld):
    async with on_engine(policy=2) as made:
        async with watching(made, Later(made, at(0, 13)).look):
            await made.office.desk.line.watch("YXY")
            await until(made, "day_warned 2026-12-01")
        async with watching(made, Later(made, at(3, 1)).look):
            lines = await until(made, f"{BEGUN} 2026-12-04")
        await made.client.get_workflow_handle(days_id("YXY")).terminate()
        async with watching(made, Later(made, at(3, 13)).look):
            await made.office.desk.line.watch("YXY")
            lines = await until(made, "day_warned 2026-12-04")
        await made.client.get_workflow_handle(days_id("YXY")).terminate()

    days = all_days(lines)
    states = {day.day.day: day.state for day in days.values() if day.rule == "T04"}
    missed = [line for line in lines if line.type == "day_missed" and line.data["rule"] == "T04"]
    assert states == {1: DutyState.OVERDUE, 2: DutyState.OVERDUE, 3: DutyState.OVERDUE, 4: DutyState.OPEN}
    assert (breaks("days:YXY", lines), gaps(lines)) == ((), ())
    assert len({(line.type, str(line.data)) for line in lines}) == len(lines)
    assert [timedelta(seconds=line.data["late_by"]) for line in missed] == [49 * HOUR, 25 * HOUR, HOUR]

"""The walk up to a sign-off, begun at any time, and what its journal says in one line each."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from desk.views import Receipt
from domain.entries import Entry
from domain.entries import moment as instant_of
from domain.policy import POLICIES, Policy
from engine.client import workflow_id
from tests.walk.n46 import WALK
from tests.workflows.doubles import Eyes
from tests.workflows.world import COMPLAINT, MINUTE, World, patiently

ZONE = ZoneInfo("Asia/Shanghai")
CALLS = tuple(row for row in WALK if not row.by_clock)
#: The policy the walk is played under.
WALKS = POLICIES[1]
#: The walk's call after which A02.1.R06 is open, and the lines until then.
ASKED = next(row for row in CALLS if row.call == "plan_submitted")
LINES_BEFORE = ASKED.lines[-1].seq

#: The lines of the decision of 09:00.
SIGNED = [
    "23T09:00 head signed A02.1.R06 approve",
    "23T09:00 duty_met T26.1 0",
    "23T09:00 moved S6 S7",
    "23T09:00 duty_started T07.1 T07",
]

#: What a brief line shows of an entry's data, in this order.
SHOWN = [
    "name",
    "code",
    "duty",
    "rule",
    "approval",
    "decision",
    "mark",
    "state",
    "by",
    "why",
    "from",
    "to",
    "door",
    "count",
    "late_by",
    "recorded_late",
    "fields",
    "closing",
    "life",
    "stage",
]


@dataclass(frozen=True)
class Story:
    """A case that plays the walk, moved in time by `shift`. Times are written as the walk's: `23T09:00`."""

    made: World
    number: str
    shift: timedelta
    seat: str

    def at(self, when: str) -> datetime:
        """An instant of the walk, moved."""
        return walk_time(when) + self.shift

    def brief(self, entry: Entry) -> str:
        """An entry in one line: when by the walk's clock, what, and what matters of it."""
        local = (instant_of(entry.at) - self.shift).astimezone(ZONE)
        day = "%d" if local.month == 11 else "%m-%d"
        when = local.strftime(f"{day}T%H:%M:%S" if local.second else f"{day}T%H:%M")
        told = ",".join(t["person"] for t in entry.data.get("told", []))
        facts = [str(entry.data[name]).removeprefix(f"{self.number}.") for name in SHOWN if name in entry.data]
        people = [f"told {told}"] if told else []
        return " ".join([when, *([entry.actor] if entry.actor != "system" else []), entry.type, *facts, *people])

    async def lines(self, since: int = LINES_BEFORE) -> list[str]:
        """The journal after a line, in brief."""
        return [self.brief(e) for e in await self.made.journal(self.number) if e.seq > since]

    def due(self, entries: tuple[Entry, ...], duty: str) -> datetime:
        """When a duty is due."""
        started = next(e for e in entries if e.type == "duty_started" and e.data["duty"] == duty)
        return instant_of(started.data["due_at"])

    async def send(self, who: str, name: str, when: str, *, key: str = "", wait: float = 0, **values: Any) -> Receipt:
        """A command received at an instant of the walk."""
        self.made.moment = self.at(when)
        return await self.made.send(who, self.number, name, values, key=key, wait=wait)

    async def sign(
        self, who: str, when: str, decision: str = "approve", comment: str = "", *, key: str = "", wait: float = 0
    ) -> Receipt:
        """A decision on A02, received at an instant of the walk."""
        self.made.moment = self.at(when)
        return await self.made.sign(who, self.seat, decision, comment, key=key, wait=wait)


def walk_time(when: str) -> datetime:
    """An instant of the walk: `23T09:00` in its November, or `12-07T09:00`."""
    day = when if when[2] == "-" else f"11-{when}"
    return datetime.fromisoformat(f"2026-{day}").replace(tzinfo=ZONE).astimezone(UTC)


def ending_now(when: str, now: datetime) -> timedelta:
    """The shift by which an instant of the walk is now."""
    return now - walk_time(when)


def moved_clock(shift: timedelta) -> Policy:
    """The project's clock moves along, so that quiet hours and report hours fall where they fall in the walk."""
    minutes = (WALKS.utc_offset - shift // MINUTE) % (24 * 60)
    return replace(WALKS, utc_offset=minutes if minutes < 12 * 60 else minutes - 24 * 60)


async def begin(made: World, shift: timedelta, tag: str = "n46") -> Story:
    """The walk's calls until A02 is asked, received while no worker runs: nothing is lost and nothing is late."""
    number = ""
    for no, row in enumerate(CALLS[: CALLS.index(ASKED) + 1], start=1):
        made.moment, key = row.at + shift, f"{tag}-cmd-{no:02}"
        if row.call == "register":
            with patch.dict(POLICIES, {WALKS.version: moved_clock(shift)}):
                number = (await made.open(row.account, {**COMPLAINT, **row.body}, key=key, wait=0)).number
        else:
            await made.send(row.account, number, row.call, row.body, key=key, wait=0)
    await made.delivered(number)
    return Story(made, number, shift, f"{number}.A02.1.R06")


async def until_asked(story: Story, tag: str = "n46") -> None:
    """The worker has come this far: the lines are the walk's, mark of the clock included."""
    await story.made.answered("audit", f"{tag}-cmd-{CALLS.index(ASKED) + 1:02}")
    entries = await story.made.journal(story.number)
    expected = [line.type for row in WALK for line in row.lines if line.seq <= LINES_BEFORE]
    assert [e.type for e in entries[:LINES_BEFORE]] == expected


async def until_seated(story: Story) -> None:
    """The seat waits in the engine as well: the line is written one task of the workflow before that."""
    handle = story.made.client.get_workflow_handle(workflow_id(story.number, 1))
    async for _ in patiently():
        found = (await handle.describe()).raw_description.pending_activities
        if any(a.activity_id == story.seat and a.HasField("last_started_time") for a in found):
            return
    raise AssertionError(f"{story.seat} is not asked")


async def presented_by_nobody(story: Story, eyes: Eyes) -> None:
    """A02 is approved at 09:00 and nobody calls: T07.1 runs, reminded at 15:00 and 18:36; the clock then stands."""
    await until_asked(story)
    await story.sign("head", "23T09:00")
    eyes.until = story.at("23T20:00")
    await story.made.until(story.number, "duty_warned", 3)
    reminders = ["23T15:00 duty_warned T07.1 50 told cs", "23T18:36 duty_warned T07.1 80 told cs"]
    assert await story.lines() == [*SIGNED, *reminders]

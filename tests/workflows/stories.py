"""The walk up to a sign-off, begun at any time, and what its journal says in one line each."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.views import Receipt
from domain.entries import Entry
from domain.entries import moment as instant_of
from tests.walk.n46 import WALK
from tests.workflows.world import COMPLAINT, DAY, World

ZONE = ZoneInfo("Asia/Shanghai")
CALLS = tuple(row for row in WALK if not row.by_clock)
#: The walk's call after which A02.1.R06 is open, and the lines until then.
ASKED = next(row for row in CALLS if row.call == "plan_submitted")
LINES_BEFORE = ASKED.lines[-1].seq

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
        return datetime.fromisoformat(f"2026-11-{when}").replace(tzinfo=ZONE).astimezone(UTC) + self.shift

    def brief(self, entry: Entry) -> str:
        """An entry in one line: when by the walk's clock, what, and what matters of it."""
        local = (instant_of(entry.at) - self.shift).astimezone(ZONE)
        when = local.strftime("%dT%H:%M:%S" if local.second else "%dT%H:%M")
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

    async def send(
        self, who: str, name: str, when: str, *, key: str = "", wait: float = 0, **values: object
    ) -> Receipt:
        """A command received at an instant of the walk."""
        self.made.moment = self.at(when)
        return await self.made.send(who, self.number, name, values, key=key, wait=wait)


def days_to(moment: datetime) -> timedelta:
    """Whole days that bring the walk's request, 08:20, to the last 08:20 before an instant."""
    return (moment - ASKED.at) // DAY * DAY


async def begin(made: World, shift: timedelta, tag: str = "n46") -> Story:
    """The walk's calls until A02 is asked, received while no worker runs: nothing is lost and nothing is late."""
    number = ""
    for no, row in enumerate(CALLS[: CALLS.index(ASKED) + 1], start=1):
        made.moment, key = row.at + shift, f"{tag}-cmd-{no:02}"
        if row.call == "register":
            number = (await made.open(row.account, {**COMPLAINT, **row.body}, key=key, wait=0)).number
        else:
            await made.send(row.account, number, row.call, row.body, key=key, wait=0)
    return Story(made, number, shift, f"{number}.A02.1.R06")


def ending_now(when: str, now: datetime) -> timedelta:
    """The shift by which an instant of the walk is now."""
    return now - datetime.fromisoformat(f"2026-11-{when}").replace(tzinfo=ZONE).astimezone(UTC)


async def until_asked(story: Story, tag: str = "n46") -> None:
    """The worker has come this far: the lines are the walk's, mark of the clock included."""
    await story.made.answered("audit", f"{tag}-cmd-{CALLS.index(ASKED) + 1:02}")
    entries = await story.made.journal(story.number)
    expected = [line.type for row in WALK for line in row.lines if line.seq <= LINES_BEFORE]
    assert [e.type for e in entries[:LINES_BEFORE]] == expected

"""Holding a drill: a script played through the desk in real time, an hour of the case in seconds.

Nothing here is special to drills but the clock of the script: the cases are opened as drills, so every page
marks them and no figure counts them; commands, clocks, signatures and releases are those of any case.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from desk.desk import Desk
from desk.drill_homes import list_of, rooms_of
from desk.drill_script import Act, Day, Homes, Part, Scene, Script
from desk.errors import DeskError
from desk.group_views import Home
from desk.views import Person, Receipt
from domain.case import Duty
from domain.vocabulary import DutyState, Stage

#: How long one command may take before the drill is given up, in seconds.
PATIENCE = 120.0
#: So many households are worked on at once: as a service centre would.
AT_ONCE = 8
#: How often the list and a clock that runs out are looked at, in seconds.
LOOK = 0.25
#: A signature that is late is later by so much of the case's time, so that the page says so.
LATE = timedelta(minutes=30)
BEFORE = datetime.min.replace(tzinfo=UTC)

Follow = Callable[[str, Scene], Awaitable[None]]


class DrillError(RuntimeError):
    """The drill cannot go on: the message says where."""


@dataclass(slots=True)
class Held:
    """A drill as it is held: the case, its households in the order of the list, what was refused, when it began."""

    number: str = ""
    homes: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    began: datetime = BEFORE

    @property
    def numbers(self) -> tuple[str, ...]:
        return (self.number, *self.homes)


async def _nobody(number: str, scene: Scene) -> None:
    """Nobody looks on."""


class Player:
    """Plays a script in one project."""

    def __init__(
        self,
        desk: Desk,
        people: Mapping[str, Person],
        project: str,
        layout: dict[str, Any],
        factor: int,
        begins: Follow = _nobody,
        done: Follow = _nobody,
    ) -> None:
        self._desk, self._people, self._project = desk, people, project
        self._layout, self._factor, self._begins, self._done = layout, factor, begins, done
        self._places = asyncio.Semaphore(AT_ONCE)
        self.held = Held()

    async def play(self, script: Script) -> Held:
        """From the first word to the last signature. Raises DrillError when a command is never answered."""
        await self._open(script)
        for scene in script.scenes:
            await self._until(self.held.began + timedelta(hours=scene.hours) / self._factor)
            if scene.runs_over:
                await self._run_out(scene.runs_over)
            await self._begins(self.held.number, scene)
            if scene.takes_in:
                await self._take_in(script)
            for no, act in enumerate(scene.acts):
                await self.do(self.held.number, act, f"{scene.key}-{no}")
            for homes in scene.homes:
                await self._at_homes(scene, homes)
            await self._done(self.held.number, scene)
        return self.held

    async def _open(self, script: Script) -> None:
        room = rooms_of(self._layout, 1)[0]
        form = {**script.form, "project": self._project, "drill": {"factor": self._factor}}
        form["complainant"] = {**script.form["complainant"], "room": room}
        receipt = await self._desk.open_case(self._people[script.who], f"drill-{uuid.uuid4().hex}", form, PATIENCE)
        self.held = Held(receipt.number, began=receipt.received_at or datetime.now(UTC))

    async def _take_in(self, script: Script) -> None:
        """The list of households, tried and sent; then until each of them is there."""
        lists, person = self._desk.groups.lists, self._people[script.who]
        rooms = rooms_of(self._layout, script.households)
        tried = await lists.attempt(person, self.held.number, list_of(rooms, script.demand))
        await lists.send(person, self.held.number, tried.id)
        async with patiently("the list of households"):
            # any process may open them, so there is nothing here that would tell
            while len(homes := await self._homes()) < tried.new or any(home.stage == Stage.S1 for home in homes):  # noqa: ASYNC110
                await asyncio.sleep(LOOK)
        self.held.homes = [home.number for home in homes]

    async def _homes(self) -> tuple[Home, ...]:
        return (await self._desk.groups.households(self._people["cs"], self.held.number)).homes

    async def _at_homes(self, scene: Scene, homes: Homes) -> None:
        """The same in each household, some of them at once, in each one thing after the other."""

        async def one(number: str) -> None:
            async with self._places:
                for no, act in enumerate(homes.acts):
                    await self.do(number, act, f"{scene.key}-{homes.first}-{homes.last}-{no}")

        await asyncio.gather(*map(one, self.held.homes[homes.first : homes.last]))

    async def do(self, number: str, act: Act, key: str) -> None:
        """One command to its answer; a refusal is noted, and the drill goes on: a colleague may have been first."""
        async with patiently(f"{number} {act.name}"):
            try:
                receipt = await self._send(number, act, f"{number}-{key}")
                while receipt.state == "received":
                    receipt = await self._send(number, act, receipt.id)
                code = receipt.refusal.code if receipt.refusal else ""
            except DeskError as error:
                code = error.code
        if code:
            self.held.refused.append(f"{number} {act.who} {act.name} {act.seat}: {code}")

    async def _send(self, number: str, act: Act, id: str) -> Receipt:
        person = self._people[act.who]
        if not act.seat:
            return await self._desk.send(person, number, id, act.name, self._filled(act.data), wait=PATIENCE)
        seat = f"{number}.{act.seat}"
        asked = (await self._desk.approval(person, seat)).approval
        return await self._desk.decide(person, seat, id, act.name, "", asked.digest, PATIENCE)

    def _filled(self, value: Any) -> Any:
        """A form with people, days and the group's number in their places."""
        if isinstance(value, Part):
            return self.held.number if value.name == "group" else self._people[value.name].id
        if isinstance(value, Day):
            return (self.held.began + timedelta(hours=8, days=value.days)).date().isoformat()
        if isinstance(value, Mapping):
            return {name: self._filled(one) for name, one in value.items()}
        return [self._filled(one) for one in value] if isinstance(value, list) else value

    async def _run_out(self, seat: str) -> None:
        """Wait until the limit of a seat is over and the journal says so (T26)."""
        async with patiently(f"{seat} to run over"):
            while (duty := await self._clock_of(seat)) and duty.state is DutyState.OPEN:
                await self._until(duty.due_at)
                await asyncio.sleep(LOOK)
        await asyncio.sleep(LATE.total_seconds() / self._factor)

    async def _clock_of(self, seat: str) -> Duty | None:
        case = (await self._desk.case(self._people["head"], self.held.number)).case
        return next((duty for duty in case.duties if duty.approval == f"{case.number}.{seat}"), None)

    async def _until(self, moment: datetime) -> None:
        await asyncio.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


@asynccontextmanager
async def patiently(what: str) -> AsyncIterator[None]:
    """Wait so long and no longer, then say for what. Raises DrillError."""
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except TimeoutError:
        raise DrillError(f"no answer in {PATIENCE:.0f} s: {what}") from None

"""`anlan drill`: a drill held on a running installation, and what is left over of it.

Its people are those who hold the seats of the project: they are told on their desks, marked as a drill, and may
do any step themselves before the script does.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy import func, select

from desk.drill import Follow, Held, Player
from desk.drill_cast import cast_of
from desk.drill_crisis import CRISIS
from desk.drill_script import Scene, Script
from desk.opening import Office, Settings, opened
from domain.vocabulary import ApprovalState, DutyState
from store.database import Database
from store.roster import roster
from store.tables import ApprovalRow, CaseRow, CommandRow, DutyRow, HouseholdListRow

SCRIPTS: Mapping[str, Script] = {CRISIS.name: CRISIS}
#: An hour of the case in five seconds.
FACTOR = 720
OWED = (str(DutyState.OPEN), str(DutyState.OVERDUE), str(DutyState.PAUSED))


class DrillSettings(Settings, Protocol):
    """Where the pages are."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...


async def held(office: Office, script: Script, project: str, factor: int, **follow: Follow) -> Held:
    """Hold a drill here. Raises LookupError where the project is unknown or a part has nobody to play it."""
    site = await office.people.site(project)
    if site is None:
        raise LookupError(f"there is no project {project!r}")
    async with office.database.reading() as session:
        cast = cast_of(await roster(session, project))
    people = {part: await office.sessions.person(account) for part, account in cast.items()}
    return await Player(office.desk, people, project, site.buildings, factor, **follow).play(script)


async def left_over(database: Database, numbers: Iterable[str]) -> dict[str, int]:
    """What of these cases still waits for somebody, by what it is; nothing is the end of a drill."""
    mine = tuple(numbers)
    async with database.reading() as session:

        async def count(row: Any, *conditions: Any) -> int:
            return await session.scalar(select(func.count()).select_from(row).where(*conditions)) or 0

        found = {
            "cases": await count(CaseRow, CaseRow.number.in_(mine), CaseRow.ended.is_(False)),
            "duties": await count(DutyRow, DutyRow.case_number.in_(mine), DutyRow.state.in_(OWED)),
            "sign-offs": await count(
                ApprovalRow, ApprovalRow.case_number.in_(mine), ApprovalRow.state == str(ApprovalState.OPEN)
            ),
            "commands": await count(CommandRow, CommandRow.case_number.in_(mine), CommandRow.state == "received"),
            "lists": await count(
                HouseholdListRow, HouseholdListRow.case_number.in_(mine), HouseholdListRow.state == "running"
            ),
        }
    return {what: number for what, number in found.items() if number}


async def hold(name: str, project: str, factor: int, settings: DrillSettings, say: Any = print) -> bool:
    """Hold a drill on this installation and say how it goes; is nothing left over? Raises LookupError, DrillError."""
    script, room = SCRIPTS[name], f"http://{settings.host}:{settings.port}/cases"

    async def begins(number: str, scene: Scene) -> None:
        if scene is script.scenes[0]:
            say(f"The drill is case {number}: {room}/{number}/room (the wall: ?wall=1)")
            say(f"If it is interrupted, this ends its cases: anlan drill end {number}")
        say(f"{scene.hours:5.1f} h  {scene.zh} / {scene.en}")

    async with opened(settings) as office:
        done = await held(office, script, project, factor, begins=begins)
        for line in done.refused:
            say(f"refused: {line}")
        rest = await left_over(office.database, done.numbers)
        findings = [str(f) for number in done.numbers for f in (await office.verifier.verify(number)).findings]
    for line in (*(f"left over: {count} {what}" for what, count in rest.items()), *findings):
        say(line)
    if not rest and not findings:
        say(f"Nothing is left over: {len(done.numbers)} cases have ended and are verified.")
    return not rest and not findings

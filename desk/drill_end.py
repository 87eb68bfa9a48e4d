"""`anlan drill end`: what an interrupted drill left open is brought to its end, by the commands any case has.

A drill whose process was stopped cannot be taken up again: nobody knows which act was its last. So each of its cases
is withdrawn with the signature that this takes (A27): the households first, then the case that brought them together.
The journal says that the drill was broken off.
"""

import asyncio
import uuid
from typing import Any

from sqlalchemy import func, select

from desk.drill import AT_ONCE, LOOK, Player, patiently
from desk.drill_cast import cast_of
from desk.drill_script import Act
from desk.drilling import left_over
from desk.opening import Office, Settings, opened
from desk.views import Person
from domain.case import Case
from domain.vocabulary import Stage, stages
from store.roster import roster
from store.tables import CaseRow, HouseholdListRow

#: Who withdraws, and who signs it.
PARTS = ("cs", "csm")
#: A case that is closed is not withdrawn any more: it is visited and archived at its page.
WITHDRAWN_IN = stages(Stage.S1, Stage.S11)
BROKEN_OFF = {
    "add_evidence": {"kind": "other", "reason": "演练中断，没有当事人的材料。"},
    "withdraw": {"reason": "演练中断，结束演练案件。"},
}


async def ended(office: Office, number: str) -> tuple[tuple[str, ...], list[str]]:
    """End every open case of this drill: their numbers, and what was refused. Raises LookupError, DrillError."""
    async with office.database.reading() as session:
        row = await session.get(CaseRow, number)
        if row is None or not row.factor:
            raise LookupError(f"there is no drill {number!r}")
        cast = cast_of(await roster(session, row.project), PARTS)
    people = {part: await office.sessions.person(account) for part, account in cast.items()}
    ending = _Ending(office, Player(office.desk, people, row.project, {}, row.factor), people)
    homes = await ending.homes_of(number)
    await asyncio.gather(*map(ending.end, homes))
    await ending.end(number)
    return (number, *homes), ending.player.held.refused


async def call_off(number: str, settings: Settings, say: Any = print) -> bool:
    """End what a drill left open on this installation; is nothing left over? Raises LookupError, DrillError."""
    async with opened(settings) as office:
        numbers, refused = await ended(office, number)
        rest = await left_over(office.database, numbers)
    for line in (*(f"refused: {one}" for one in refused), *(f"left over: {n} {what}" for what, n in rest.items())):
        say(line)
    if not rest:
        say(f"Nothing is left over: {len(numbers)} cases have ended.")
    return not rest


class _Ending:
    """Ends the cases of one drill, some at once."""

    def __init__(self, office: Office, player: Player, people: dict[str, Person]) -> None:
        self._office, self.player, self._people = office, player, people
        self._places = asyncio.Semaphore(AT_ONCE)

    async def homes_of(self, number: str) -> tuple[str, ...]:
        """Its households, once no list of them is being taken in any more."""
        database = self._office.database
        running = select(func.count()).where(
            HouseholdListRow.case_number == number, HouseholdListRow.state == "running"
        )
        async with patiently("the list of households"):
            while True:
                async with database.reading() as session:
                    if not await session.scalar(running):
                        mine = select(CaseRow.number).where(CaseRow.group_number == number).order_by(CaseRow.number)
                        return tuple(await session.scalars(mine))
                await asyncio.sleep(LOOK)

    async def end(self, number: str) -> None:
        """Withdrawn and signed, unless it has ended; what is asked already is only signed."""
        async with self._places:
            case = await self._case(number)
            if case.ended or case.stage not in WITHDRAWN_IN:
                return
            if not self._seat(case):
                await self._do(number, "add_evidence")
                kept = (await self._case(number)).of_kind("evidence")
                await self._do(number, "withdraw", evidence=[kept[-1].no])
            if seat := self._seat(await self._case(number)):
                await self.player.do(number, Act("csm", "approve", seat=seat), uuid.uuid4().hex)

    async def _do(self, number: str, name: str, **more: Any) -> None:
        await self.player.do(number, Act("cs", name, {**BROKEN_OFF[name], **more}), uuid.uuid4().hex)

    async def _case(self, number: str) -> Case:
        return (await self._office.desk.case(self._people["cs"], number)).case

    def _seat(self, case: Case) -> str:
        """The seat that signs its withdrawal, while it is asked."""
        asked = (a for a in case.open_approvals() if a.rule == "A27" and a.subject.startswith("withdrawal"))
        return next((a.id.removeprefix(f"{case.number}.") for a in asked), "")

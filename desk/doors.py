"""The three doors to the engine: start a life, signal it, complete a seat; and what is done when nobody is there."""

import asyncio
import logging
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.line import Line, NobodyThereError
from domain.case import Case
from domain.commands import DECISIONS
from domain.guards import decided
from domain.messages import CaseToGoOn, Command
from domain.refusal import Refusal
from store.database import Database
from store.snapshot import from_json, policy_from_json
from store.tables import CaseRow, CommandRow

#: The gap before a seat is asked, or asked again, is well under a second.
NOT_YET, LONGEST_PAUSE = 0.5, 5.0
#: Between the line `asked` and its activity lies one task of the workflow.
BEFORE_LATER = (0.03, 0.06, 0.12)

log = logging.getLogger(__name__)


class Doors:
    """Hands one command over, by the door that is right for it."""

    def __init__(self, database: Database, line: Line, now: Clock) -> None:
        self._database, self._line, self._now = database, line, now

    async def send(self, command: Command, *, opening: bool) -> bool:
        """False: not now, it is tried again later. Raises EngineDownError."""
        if command.name in DECISIONS:
            return await self._decide(command)
        return await (self._open(command) if opening else self._signal(command))

    async def _open(self, command: Command) -> bool:
        async with self._database.glancing() as session:
            row = await session.get(CaseRow, command.case)
        assert row is not None
        case = from_json(row.state) if row.seq else Case.unopened(command.case)
        policy = policy_from_json(row.policy)
        start = CaseToGoOn(case, policy, command.life, (command,), command.position - 1)
        return await self._line.start(start) or await self._signal(command)

    async def _signal(self, command: Command) -> bool:
        try:
            await self._line.signal(command)
        except NobodyThereError:
            return await self._nobody(command)
        return True

    async def _decide(self, command: Command) -> bool:
        """Complete the seat; where nobody waits there, the approval's row tells what that means."""
        for pause in (*BEFORE_LATER, 0.0):
            try:
                await self._line.complete(str(command.data["approval"]), command)
            except NobodyThereError:
                if not await self._not_yet(command):
                    return await self._signal(command)
                await asyncio.sleep(pause)
            else:
                return True
        await self.later(command)
        return False

    async def _not_yet(self, command: Command) -> bool:
        """The seat is open by its row: it is about to be asked. A final one is answered by the case."""
        row, case = await self._case(command.case)
        approval = case.approval(str(command.data["approval"]))
        return approval is None or (approval.open and not _over(row, command))

    async def _nobody(self, command: Command) -> bool:
        """That life has ended: the desk answers. If it has not, something is wrong: try again."""
        row, case = await self._case(command.case)
        if not _over(row, command):
            log.warning("no workflow runs for %s", command.case)
            await self.later(command)
            return False
        approval = case.approval(str(command.data.get("approval", "")))
        final = command.name in DECISIONS and approval is not None and not approval.open
        await self._refuse(command, decided(approval) if final and approval else Refusal("closed"))
        return True

    async def _case(self, number: str) -> tuple[CaseRow, Case]:
        async with self._database.glancing() as session:
            row = await session.get(CaseRow, number)
        assert row is not None
        return row, from_json(row.state)

    async def _refuse(self, command: Command, refusal: Refusal) -> None:
        said = {"command": command.id, "code": refusal.code, "name": command.name, **refusal.details}
        values = {"state": "refused", "refusal": said, "answered_at": self._now(), "next_try_at": None}
        mine = update(CommandRow).where(CommandRow.id == command.id, CommandRow.state == "received")

        async def work(session: AsyncSession) -> None:
            await session.execute(mine.values(values))

        await self._database.together(work)

    async def later(self, command: Command) -> None:
        """Not now: again soon, then less and less often."""

        async def work(session: AsyncSession) -> None:
            row = await session.get(CommandRow, command.id)
            if row is not None and row.state == "received":
                row.tries += 1
                pause = min(NOT_YET * 2 ** min(row.tries - 1, 10), LONGEST_PAUSE)
                row.next_try_at = self._now() + timedelta(seconds=pause)

        await self._database.together(work)


def _over(row: CaseRow, command: Command) -> bool:
    """The life the command was for has ended."""
    return row.life > command.life or (row.life == command.life and row.ended)

"""Cases whose workflow is gone though they have not ended: cancelled or terminated by hand, or an engine restored
from an older copy. They are started again from the table, where everything that was decided is kept."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select
from temporalio.client import WorkflowExecutionStatus
from temporalio.service import RPCError

from desk.clock import Clock
from desk.line import EngineDownError, Line, NobodyThereError
from domain.messages import CaseToGoOn
from engine.client import RPC_TIMEOUT, WORKFLOW, workflow_id
from store.commands import waiting
from store.contents import Contents
from store.database import Database
from store.snapshot import from_json, policy_from_json
from store.tables import CaseRow, CommandRow

RUNNING = f"ExecutionStatus = 'Running' AND WorkflowType = '{WORKFLOW}'"
#: A case that was opened or changed just now may be on its way to the engine.
SETTLED = timedelta(seconds=30)

log = logging.getLogger(__name__)


class Rebuilding:
    """Compares who should run with who does; most often that is one count on either side."""

    def __init__(self, database: Database, contents: Contents, line: Line, now: Clock) -> None:
        self._database, self._contents, self._line, self._now = database, contents, line, now

    async def sweep(self, *, thorough: bool = False) -> int:
        """Start again what is gone; how many that were. Harmless to repeat, and to do in several processes.

        A count on either side tells it, unless something foreign runs under our name: now and then
        it has to be `thorough`.
        """
        try:
            if not thorough and await self._as_many_as_should():
                return 0
            running = {one.id async for one in self._line.client.list_workflows(RUNNING, page_size=1000)}
            return sum([await self._again(number) for number in await self._missing(running)])
        except (RPCError, RuntimeError, EngineDownError) as error:
            log.debug("cannot compare with the engine now: %s", error)
            return 0

    async def _as_many_as_should(self) -> bool:
        async with self._database.glancing() as session:
            should = await session.scalar(select(func.count()).where(*_LIVE))
        return should == (await self._line.client.count_workflows(RUNNING, rpc_timeout=RPC_TIMEOUT)).count

    async def _missing(self, running: Iterable[str]) -> list[str]:
        """Read after the engine was asked: whatever ended before that has its last line in the table."""
        async with self._database.reading() as session:
            settled = (*_LIVE, CaseRow.updated_at < self._now() - SETTLED)
            rows = (await session.execute(select(CaseRow.number, CaseRow.life).where(*settled))).all()
        known = set(running)
        return [row.number for row in rows if workflow_id(row.number, row.life) not in known]

    async def _again(self, number: str) -> bool:
        """Ask the engine for this one, then the table once more, then start it with what waits for it."""
        async with self._database.glancing() as session:
            row = await session.get_one(CaseRow, number)
        if await self._runs(workflow_id(number, row.life)):
            return False
        start = await self._start_of(number)
        if start is None or not await self._line.start(start, again=True):
            return False
        log.warning("%s had no workflow any more and goes on from the table", number)
        return True

    async def _runs(self, id: str) -> bool:
        try:
            async with self._line.answering():
                found = await self._line.client.get_workflow_handle(id).describe(rpc_timeout=RPC_TIMEOUT)
        except NobodyThereError:
            return False
        return found.status is WorkflowExecutionStatus.RUNNING

    async def _start_of(self, number: str) -> CaseToGoOn | None:
        """The case as its journal left it, and the commands no line answers yet."""
        async with self._database.reading() as session:
            row = await session.get_one(CaseRow, number)
            rows = await waiting(session, number, self._now())
            last = await session.scalar(select(func.max(CommandRow.position)).where(CommandRow.case_number == number))
        if row.ended:
            return None
        commands = tuple(self._contents.open_command(one) for one in rows if one.life == row.life)
        position = commands[0].position - 1 if commands else max(last or 0, 0)
        return CaseToGoOn(from_json(row.state), policy_from_json(row.policy), row.life, commands, position)


_LIVE = (CaseRow.seq > 0, CaseRow.ended.is_(False))

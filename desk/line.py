"""The desk's line to the engine: start, signal, complete. Every call has a limit, and silence is remembered.

Tests without the engine, or with time skipping, give another `Completions`.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from typing import Protocol

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from domain.messages import CaseToGoOn, Command
from engine.client import DAYS, RPC_TIMEOUT, SIGNAL, TASK_QUEUE, WORKFLOW, days_id, workflow_id

#: While the engine is silent, a page says "received" at once instead of finding out again.
SILENCE = 1.0
#: A call that does not even connect ends here.
LONGEST = RPC_TIMEOUT.total_seconds() + 0.5

log = logging.getLogger(__name__)


class EngineDownError(Exception):
    """The engine does not answer now; what was received stays received."""


class NobodyThereError(Exception):
    """The engine knows no such run, or nobody waits under that id."""


class Completions(Protocol):
    """How a decision reaches the seat that waits for it."""

    async def complete(self, number: str, life: int, approval: str, decision: Command) -> None:
        """Hand it over. Raises NobodyThereError when the seat is not (or no longer) asked."""


class EngineCompletions:
    """The real one: the seat is an activity that a person completes."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def complete(self, number: str, life: int, approval: str, decision: Command) -> None:
        handle = self._client.get_async_activity_handle(
            workflow_id=workflow_id(number, life), run_id=None, activity_id=approval
        )
        await handle.complete(decision, rpc_timeout=RPC_TIMEOUT)


class Line:
    """Four calls to the engine, and what is known of its state."""

    def __init__(self, client: Client, completions: Completions | None = None, queue: str = TASK_QUEUE) -> None:
        self.client = client
        self._completions = completions or EngineCompletions(client)
        self._queue = queue
        self._silent_until = 0.0

    @property
    def silent(self) -> bool:
        """It did not answer a moment ago."""
        return time.monotonic() < self._silent_until

    async def start(self, start: CaseToGoOn, *, again: bool = False) -> bool:
        """Start a life of a case. False: that life was started before; with `again`, that it runs."""
        reuse = WorkflowIDReusePolicy.ALLOW_DUPLICATE if again else WorkflowIDReusePolicy.REJECT_DUPLICATE
        async with self.answering():
            try:
                await self.client.start_workflow(
                    WORKFLOW,
                    start,
                    id=workflow_id(start.case.number, start.life),
                    task_queue=self._queue,
                    id_reuse_policy=reuse,
                    id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
                    rpc_timeout=RPC_TIMEOUT,
                    static_summary=start.case.number,
                )
            except WorkflowAlreadyStartedError:
                return False
        return True

    async def watch(self, project: str) -> None:
        """Let the clock of a project's days run; one that runs is left alone."""
        async with self.answering():
            await self.client.start_workflow(
                DAYS,
                project,
                id=days_id(project),
                task_queue=self._queue,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                rpc_timeout=RPC_TIMEOUT,
                static_summary=project,
            )

    async def signal(self, command: Command) -> None:
        """Hand a command to its case. Raises NobodyThereError when that life has ended."""
        async with self.answering():
            handle = self.client.get_workflow_handle(workflow_id(command.case, command.life))
            await handle.signal(SIGNAL, command, rpc_timeout=RPC_TIMEOUT)

    async def complete(self, approval: str, decision: Command) -> None:
        """Hand a decision to the seat it is for."""
        async with self.answering():
            await self._completions.complete(decision.case, decision.life, approval, decision)

    async def answers(self) -> bool:
        """Does the engine answer now?"""
        try:
            async with self.answering(0.8):
                return await self.client.service_client.check_health()
        except (EngineDownError, NobodyThereError):
            return False

    @contextlib.asynccontextmanager
    async def answering(self, limit: float = LONGEST) -> AsyncIterator[None]:
        """One call: its limit, and what its failure means."""
        if self.silent:
            raise EngineDownError
        try:
            async with asyncio.timeout(limit):
                yield
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                raise NobodyThereError from error
            raise self._fell_silent(error) from error
        except (RuntimeError, TimeoutError) as error:  # a lazy client that never connected: RuntimeError
            raise self._fell_silent(error) from error

    def _fell_silent(self, why: Exception) -> EngineDownError:
        """Remember it for a moment."""
        if not self.silent:
            log.warning("the engine does not answer: %s", why)
        self._silent_until = time.monotonic() + SILENCE
        return EngineDownError()

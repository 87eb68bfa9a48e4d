"""The engine's histories of a case: every life, and every run of each."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client, WorkflowHistory
from temporalio.service import RPCError, RPCStatusCode

from engine.client import RPC_TIMEOUT, workflow_id


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one life, with its events oldest first."""

    life: int
    run_id: str
    history: WorkflowHistory

    @property
    def events(self) -> list[HistoryEvent]:
        return list(self.history.events)

    @property
    def before(self) -> str:
        """The run this one was continued from."""
        return str(self.events[0].workflow_execution_started_event_attributes.continued_execution_run_id)

    @property
    def closed(self) -> bool:
        return self.events[-1].event_type in CLOSING


CLOSING = frozenset(
    {
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
    }
)


async def runs_of(client: Client, number: str, life: int) -> tuple[Run, ...]:
    """The runs of one life, oldest first; empty when the engine knows none."""
    found: list[Run] = []
    run_id: str | None = None
    while True:
        run = await _run(client, number, life, run_id)
        if run is None:
            return tuple(reversed(found))
        found.append(run)
        if not run.before:
            return tuple(reversed(found))
        run_id = run.before


async def _run(client: Client, number: str, life: int, run_id: str | None) -> Run | None:
    handle = client.get_workflow_handle(workflow_id(number, life), run_id=run_id)
    try:
        history = await handle.fetch_history(rpc_timeout=RPC_TIMEOUT)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
    first = history.events[0].workflow_execution_started_event_attributes
    return Run(life, first.original_execution_run_id or run_id or "", history)


async def every_run(client: Client, number: str, lives: int) -> AsyncIterator[Run]:
    """All runs of all lives, oldest first."""
    for life in range(1, lives + 1):
        for run in await runs_of(client, number, life):
            yield run

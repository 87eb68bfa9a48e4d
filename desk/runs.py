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
    """The runs of one life, oldest first; empty when the engine knows none.

    A case that was ended by hand and went on from the table has more than one chain of them.
    """
    found = await _chain(client, number, life, None)
    known = {run.run_id for run in found}
    for run_id in await _others(client, workflow_id(number, life), known) if found else ():
        if run_id not in known:
            found += [run for run in await _chain(client, number, life, run_id) if run.run_id not in known]
            known = {run.run_id for run in found}
    return tuple(sorted(found, key=lambda run: run.events[0].event_time.ToNanoseconds()))


async def _chain(client: Client, number: str, life: int, run_id: str | None) -> list[Run]:
    """A run and those it was continued from, newest first."""
    found: list[Run] = []
    while run := await _run(client, number, life, run_id):
        found.append(run)
        if not run.before:
            break
        run_id = run.before
    return found


async def _others(client: Client, id: str, known: set[str]) -> list[str]:
    """Runs under the same id that nothing was continued from, newest first."""
    try:
        seen = [(one.start_time, one.run_id) async for one in client.list_workflows(f"WorkflowId = '{id}'")]
    except RPCError as error:
        if error.status is RPCStatusCode.UNIMPLEMENTED:  # the server that skips time keeps no such list
            return []
        raise
    return [run_id for _, run_id in sorted(seen, reverse=True) if run_id not in known]


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

"""The bare engine: a signal, one activity, done. Same server, flags and durability as the product.

Twice. `AwaitedEnd` is case (b) of the measurements that the bars come from: the workflow ends after
its activity, and the client hears of it from the engine, as whoever sends us a command hears of it
from us. `SeenInside` is told by the activity itself, in this process: the least that can be done,
and nothing a client of an engine could know. It is reported beside, without a bar.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from temporalio import activity, workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import Worker

with workflow.unsafe.imports_passed_through():
    from datetime import timedelta

QUEUE = "bare"
#: Workflows started at the same time.
AT_ONCE = 16


@dataclass
class Ask:
    """One signal; `last` lets the workflow end after it."""

    id: str
    last: bool


@workflow.defn(name="Bare")
class BareWorkflow:
    def __init__(self) -> None:
        self._inbox: list[Ask] = []

    @workflow.run
    async def run(self) -> None:
        last = False
        while not last:
            await workflow.wait_condition(lambda: bool(self._inbox))
            ask = self._inbox.pop(0)
            last = ask.last
            if ask.id:
                await workflow.execute_activity("done", ask, start_to_close_timeout=timedelta(seconds=10))

    @workflow.signal
    def ask(self, ask: Ask) -> None:
        self._inbox.append(ask)

    @workflow.query
    def ready(self) -> bool:
        return True


class Done:
    """The one activity: it tells whoever waits, in this process."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Event] = {}

    @activity.defn(name="done")
    async def done(self, ask: Ask) -> None:
        if event := self.waiting.pop(ask.id, None):
            event.set()


Handle = WorkflowHandle[BareWorkflow, None]


async def started(client: Client, count: int) -> list[Handle]:
    """This many workflows, each waiting for its signal: no first task is left for the timed part."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one() -> Handle:
        async with places:
            handle = await client.start_workflow(BareWorkflow.run, id=f"bare:{uuid.uuid4()}", task_queue=QUEUE)
            await handle.query(BareWorkflow.ready)
            return handle

    return list(await asyncio.gather(*(one() for _ in range(count))))


class AwaitedEnd:
    """Signal, activity, end; a workflow each, started before."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._handles: list[Handle] = []

    async def open(self, _cases: int, commands: int, /) -> None:
        self._handles = await started(self._client, commands)

    async def once(self, _case: int, /) -> None:
        """From the signal to the client's knowledge that all is done."""
        handle = self._handles.pop()
        await handle.signal(BareWorkflow.ask, Ask(str(uuid.uuid4()), last=True))
        await handle.result()


class SeenInside:
    """Signals to a few running workflows, each answered by one activity that tells us itself."""

    def __init__(self, client: Client, done: Done) -> None:
        self._client, self._done = client, done
        self._handles: list[Handle] = []

    async def open(self, cases: int, _commands: int, /) -> None:
        for handle in self._handles:
            await handle.signal(BareWorkflow.ask, Ask("", last=True))
        self._handles = await started(self._client, cases)

    async def once(self, case: int, /) -> None:
        """From the signal to the activity's end."""
        ask = Ask(str(uuid.uuid4()), last=False)
        event = self._done.waiting[ask.id] = asyncio.Event()
        await self._handles[case].signal(BareWorkflow.ask, ask)
        await event.wait()


@asynccontextmanager
async def bare_engine(client: Client) -> AsyncIterator[tuple[AwaitedEnd, SeenInside]]:
    """A worker for both, in this process."""
    done = Done()
    async with Worker(client, task_queue=QUEUE, workflows=[BareWorkflow], activities=[done.done]):
        inside = SeenInside(client, done)
        yield AwaitedEnd(client), inside
        await inside.open(0, 0)

"""The bare engine: a signal, one activity, done. Same server, flags and durability as the product."""

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


@dataclass
class Ask:
    """One signal."""

    id: str


@workflow.defn(name="Bare")
class BareWorkflow:
    def __init__(self) -> None:
        self._inbox: list[Ask] = []
        self._done = False

    @workflow.run
    async def run(self) -> None:
        while not self._done:
            await workflow.wait_condition(lambda: bool(self._inbox) or self._done)
            while self._inbox:
                ask = self._inbox.pop(0)
                await workflow.execute_activity("done", ask, start_to_close_timeout=timedelta(seconds=10))

    @workflow.signal
    def ask(self, ask: Ask) -> None:
        self._inbox.append(ask)

    @workflow.signal
    def leave(self) -> None:
        self._done = True


class Done:
    """The one activity: it tells whoever waits, in this process."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Event] = {}

    @activity.defn(name="done")
    async def done(self, ask: Ask) -> None:
        if event := self.waiting.pop(ask.id, None):
            event.set()


class BareEngine:
    """Signals to a few running workflows, each answered by one activity."""

    def __init__(self, client: Client, done: Done) -> None:
        self._client, self._done = client, done
        self._handles: list[WorkflowHandle[BareWorkflow, None]] = []

    async def open(self, count: int) -> None:
        """Start this many workflows and forget the older ones."""
        for handle in self._handles:
            await handle.signal(BareWorkflow.leave)
        self._handles = [
            await self._client.start_workflow(BareWorkflow.run, id=f"bare:{uuid.uuid4()}", task_queue=QUEUE)
            for _ in range(count)
        ]

    async def once(self, case: int) -> None:
        """From the signal to the activity's end."""
        ask = Ask(str(uuid.uuid4()))
        event = self._done.waiting[ask.id] = asyncio.Event()
        await self._handles[case].signal(BareWorkflow.ask, ask)
        await event.wait()


@asynccontextmanager
async def bare_engine(client: Client) -> AsyncIterator[BareEngine]:
    """A worker for it, in this process."""
    done = Done()
    async with Worker(client, task_queue=QUEUE, workflows=[BareWorkflow], activities=[done.done]):
        engine = BareEngine(client, done)
        await engine.open(1)
        await engine.once(0)
        yield engine
        await engine.open(0)

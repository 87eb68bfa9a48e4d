"""A seat waits in the engine for a person, and can be closed from inside its workflow."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHandle
from temporalio.common import RetryPolicy
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker
from temporalio.workflow import ActivityCancellationType

from activities.seats import Seats, seat
from domain.messages import SeatToFill

SEAT = "YXY-2026-0147.A02.1.R06"
SHORT = timedelta(seconds=10)


@workflow.defn(name="OneSeat")
class OneSeat:
    """Asks one seat; on a signal closes it, and says whether that came first."""

    def __init__(self) -> None:
        self.close = False

    @workflow.signal
    def withdraw(self) -> None:
        self.close = True

    @workflow.run
    async def run(self) -> list[Any]:
        asked = workflow.start_activity(
            "seat",
            SeatToFill(SEAT, "A02", "plan:1", "0" * 64),
            activity_id=SEAT,
            schedule_to_close_timeout=timedelta(days=14),
            retry_policy=RetryPolicy(maximum_attempts=1),
            result_type=dict,
            cancellation_type=ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        )
        await workflow.wait_condition(lambda: self.close or asked.done())
        if asked.done():
            return [await asked, False]
        asked.cancel()
        closed = await workflow.execute_activity_method(Seats.close, SEAT, start_to_close_timeout=SHORT)
        ended = await asyncio.wait([asked])
        return [None, closed and asked in ended[0]]


@pytest.fixture
async def asked(dev_server):
    """A workflow whose seat is open."""
    queue = f"seats-{uuid.uuid4()}"
    async with Worker(
        dev_server.client,
        task_queue=queue,
        workflows=[OneSeat],
        activities=[seat, Seats(dev_server.client).close],
        workflow_runner=UnsandboxedWorkflowRunner(),
    ):
        handle = await dev_server.client.start_workflow(OneSeat.run, id=queue, task_queue=queue)
        await until_started(handle)
        yield handle


async def until_started(handle: WorkflowHandle) -> None:
    async with asyncio.timeout(60):
        while True:
            pending = (await handle.describe()).raw_description.pending_activities
            if any(p.activity_id == SEAT and p.attempt and p.HasField("last_started_time") for p in pending):
                return
            await asyncio.sleep(0.05)


async def test_a_person_completes_it(dev_server, asked):
    answer = dev_server.client.get_async_activity_handle(workflow_id=asked.id, run_id=None, activity_id=SEAT)
    await complete(answer, {"decision": "approve"})

    assert await asked.result() == [{"decision": "approve"}, False]


async def complete(answer, decision):
    """Retry until the engine knows that the worker let go of it."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await answer.complete(decision)
            except RPCError:
                await asyncio.sleep(0.05)


async def test_it_closes_without_a_decision(asked):
    await asked.signal(OneSeat.withdraw)

    assert await asked.result() == [None, True]

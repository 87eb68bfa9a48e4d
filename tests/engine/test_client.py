"""What the engine holds of a workflow, and what reaches it from outside."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import pytest
from temporalio import activity, workflow
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowFailureError
from temporalio.common import RawValue, RetryPolicy
from temporalio.converter import DataConverter
from temporalio.exceptions import ApplicationError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from engine.client import RPC_TIMEOUT, OnePayloadConverter, connect, workflow_id
from engine.codec import ENCODING, is_tombstone

SECRET = "13800000000"


@activity.defn
async def beat(words: str) -> str:
    activity.heartbeat(words)
    if activity.info().attempt == 1:
        raise ApplicationError(words, words)
    assert list(activity.info().heartbeat_details) == [words]
    return words


@workflow.defn
class Everything:
    """Uses each way by which a payload may reach the engine."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @workflow.run
    async def run(self, words: str, turn: int) -> str:
        workflow.set_current_details(words)
        workflow.upsert_memo({"words": words})
        await workflow.execute_activity(
            beat,
            words,
            start_to_close_timeout=timedelta(seconds=10),
            retry_policy=RetryPolicy(initial_interval=timedelta(milliseconds=1)),
            summary=words,
        )
        await workflow.sleep(timedelta(milliseconds=1), summary=words)
        if turn == 1:
            workflow.continue_as_new(args=[words, 2])
        await workflow.wait_condition(lambda: len(self.heard) == 3)
        raise ApplicationError(words, ",".join(self.heard))

    @workflow.signal(dynamic=True)
    def take(self, name: str, args: Sequence[RawValue]) -> None:
        self.heard.append("tombstone" if is_tombstone(args[0].payload) else "ours")

    @workflow.query
    def words(self, echo: str) -> str:
        return echo


async def test_nothing_in_clear_and_only_ours_is_believed(dev_server, key_ring, converter):
    ours = dev_server.client
    theirs = Client(ours.service_client, data_converter=DataConverter.default)
    case, queue = workflow_id(str(uuid4()), 1), str(uuid4())
    async with Worker(
        ours,
        task_queue=queue,
        workflows=[Everything],
        activities=[beat],
        workflow_runner=UnsandboxedWorkflowRunner(),
    ):
        handle = await ours.start_workflow(
            Everything.run,
            args=[SECRET, 1],
            id=case,
            task_queue=queue,
            memo={"opened": SECRET},
            static_summary=SECRET,
            rpc_timeout=RPC_TIMEOUT,
        )
        await _second_turn(handle)
        await theirs.get_workflow_handle(case).signal("command", {"id": "forged"})
        sealed_garbage = RawValue(Payload(metadata={"encoding": ENCODING}, data=b"garbage"))
        await theirs.get_workflow_handle(case).signal("command", sealed_garbage)
        await handle.signal("command", SECRET)
        assert await handle.query(Everything.words, SECRET) == SECRET
        with pytest.raises(WorkflowFailureError) as failed:
            await handle.result()
    described = await handle.describe()

    assert str(failed.value.cause) == SECRET
    assert isinstance(failed.value.cause, ApplicationError)
    assert failed.value.cause.details == ("tombstone,tombstone,ours",)
    assert await described.memo_value("words") == SECRET
    async for run in ours.list_workflows(f"WorkflowId = '{case}'"):
        history = await ours.get_workflow_handle(case, run_id=run.run_id).fetch_history()
        assert SECRET not in history.to_json()


async def _second_turn(handle) -> None:
    first = handle.first_execution_run_id
    for _ in range(200):
        if (await handle.describe()).run_id != first:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the workflow did not go on as new")


async def test_a_page_comes_up_without_the_engine(key_ring):
    client = await connect("127.0.0.1:1", "anlan", key_ring, lazy=True)

    with pytest.raises(RuntimeError):
        await client.get_workflow_handle("case:X:1").signal("command", rpc_timeout=RPC_TIMEOUT)


def test_what_was_learned_of_a_type_serves_every_life(converter: DataConverter) -> None:
    """The SDK makes a converter of its own for every life it loads."""
    assert converter.payload_converter_class is OnePayloadConverter
    one, other = OnePayloadConverter(), OnePayloadConverter()
    payloads = one.to_payloads([[timedelta(hours=1)]])

    assert other.from_payloads(payloads, [list[timedelta]]) == [[timedelta(hours=1)]]
    assert one.converters[b"json/plain"] is other.converters[b"json/plain"]

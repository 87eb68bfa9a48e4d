"""People who knock at the engine instead of the desk: with its own program, and on the bare wire."""

import asyncio
from collections.abc import Sequence

from temporalio.api.common.v1 import Payload, Payloads, WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.workflowservice.v1 import (
    RespondActivityTaskCompletedByIdRequest,
    SignalWorkflowExecutionRequest,
)
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from engine.client import workflow_id
from engine.embedded import binary
from tests.workflows.world import patiently

#: What anybody can write.
PLAIN = Payload(metadata={"encoding": b"json/plain"}, data=b'{"name":"approve"}')


async def temporal(client: Client, *words: str) -> None:
    """The engine's own program, as an operator runs it; again while nobody waits under that id."""
    address = ("--address", client.service_client.config.target_host, "--namespace", client.namespace)
    said = b""
    async for _ in patiently():
        process = await asyncio.create_subprocess_exec(
            str(binary()), *words, *address, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said, _err = await process.communicate()
        if process.returncode == 0:
            return
    raise AssertionError(said.decode())


async def signal(client: Client, number: str, name: str, payloads: Sequence[Payload]) -> None:
    """A signal by any name with any arguments, past every converter."""
    await client.workflow_service.signal_workflow_execution(
        SignalWorkflowExecutionRequest(
            namespace=client.namespace,
            workflow_execution=WorkflowExecution(workflow_id=workflow_id(number, 1)),
            signal_name=name,
            input=Payloads(payloads=payloads),
        )
    )


async def complete(client: Client, number: str, seat: str, payload: Payload) -> None:
    """A completion with any payload, as soon as the seat is asked."""
    request = RespondActivityTaskCompletedByIdRequest(
        namespace=client.namespace,
        workflow_id=workflow_id(number, 1),
        activity_id=seat,
        result=Payloads(payloads=[payload]),
    )
    async for _ in patiently():
        try:
            await client.workflow_service.respond_activity_task_completed_by_id(request)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
        else:
            return
    raise AssertionError(f"{seat} is not asked")


async def decisions_in_history(client: Client, number: str) -> list[Payload]:
    """What seats were completed with, still sealed."""
    history = await client.get_workflow_handle(workflow_id(number, 1)).fetch_history()
    kinds = {
        event.event_id: event.activity_task_scheduled_event_attributes.activity_type.name
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
    }
    ended = [
        event.activity_task_completed_event_attributes
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED
    ]
    return [one.result.payloads[0] for one in ended if kinds[one.scheduled_event_id] == "seat"]

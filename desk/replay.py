"""The engine's history run again with today's workflow code, comparing what it asks for with what it asked for.

Plain replay accepts another text in an activity's input; here every input is compared (temporal.md 6.5).
"""

import json
from dataclasses import dataclass, field
from typing import Any

from temporalio import workflow
from temporalio.api.enums.v1 import EventType
from temporalio.converter import DataConverter
from temporalio.worker import (
    Interceptor,
    Replayer,
    StartActivityInput,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

from desk.history import opened
from desk.runs import Run
from domain.entries import Data
from engine.client import BUILD
from workflows.case import CaseWorkflow

#: One activity as the code asks for it: its kind and its input.
Asked = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Differences:
    """What a replay found: where inputs differ, why it broke, and the lines the history asked to write.

    `under_way` are the numbers of those whose recording is not reported done: the journal may have them or not.
    """

    differing: tuple[tuple[int, str], ...] = ()
    broken: str = ""
    written: tuple[Data, ...] = field(default=())
    under_way: frozenset[int] = frozenset()


class Recorder(Interceptor):
    """Writes down every activity the replayed code asks for."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: ARG002 - the engine's own names
    ) -> type[WorkflowInboundInterceptor]:
        asked = self.asked

        class Inbound(WorkflowInboundInterceptor):
            def init(self, outbound: WorkflowOutboundInterceptor) -> None:
                super().init(Outbound(outbound, asked))

        return Inbound


class Outbound(WorkflowOutboundInterceptor):
    """What the workflow code calls."""

    def __init__(self, following: WorkflowOutboundInterceptor, asked: list[Asked]) -> None:
        super().__init__(following)
        self._asked = asked

    def start_activity(
        self,
        input: StartActivityInput,
    ) -> workflow.ActivityHandle[Any]:
        payloads = workflow.payload_converter().to_payloads(input.args)
        self._asked.append((input.activity, [json.loads(payload.data) for payload in payloads]))
        return super().start_activity(input)


async def differences(converter: DataConverter, run: Run) -> Differences:
    """Replay one run and compare. One that has not begun its first task has nothing to compare, and would never end."""
    if not any(event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED for event in run.events):
        return Differences()
    recorded = await _recorded(converter, run)
    lines = [(at, line) for at, name, args in recorded if name == "record" for line in args[0]["entries"]]
    done = _done(run)
    under_way = frozenset(line["seq"] for at, line in lines if at not in done)
    recorder = Recorder()
    replayer = Replayer(
        workflows=[CaseWorkflow],
        # outside the sandbox: nothing here runs for real, and the recorder has to be reached
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=converter,
        interceptors=[recorder],
        build_id=BUILD,
        debug_mode=True,  # a slow machine is no broken record: no two seconds a step here
    )
    result = await replayer.replay_workflow(run.history, raise_on_replay_failure=False)
    broken = type(result.replay_failure).__name__ if result.replay_failure else ""
    pairs = zip(recorded, recorder.asked, strict=False)
    differing = tuple((at, name) for (at, name, args), other in pairs if (name, args) != other)
    if not broken and len(recorder.asked) < len(recorded):
        broken = "activities_missing"
    return Differences(differing, broken, tuple(line for _, line in lines), under_way)


def _done(run: Run) -> frozenset[int]:
    """The activities that were reported done, by the event that asked for them."""
    done = (e for e in run.events if e.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
    return frozenset(e.activity_task_completed_event_attributes.scheduled_event_id for e in done)


async def _recorded(converter: DataConverter, run: Run) -> list[tuple[int, str, list[Any]]]:
    """The activities of the history: event id, kind, input."""
    found = []
    for event in run.events:
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            asked = event.activity_task_scheduled_event_attributes
            found.append((event.event_id, asked.activity_type.name, await opened(converter, asked.input.payloads)))
    return found

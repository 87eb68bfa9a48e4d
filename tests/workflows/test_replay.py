"""Recorded histories of every kind of ending, run again with today's code, inputs of activities included."""

import json
import time
from pathlib import Path

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory

from desk.replay import Differences, differences
from desk.runs import Run
from engine.client import data_converter
from tests.histories.archive import FINGERPRINT, RING, fingerprint, read, recorded
from tests.histories.record import ROLLED, STORIES

CONVERTER = data_converter(RING)


def stories_kept() -> set[str]:
    return {path.name.removesuffix(".json.gz").rsplit("-", 2)[0] for path in recorded()}


def test_every_story_is_kept():
    assert {*STORIES, *ROLLED} <= stories_kept()


@pytest.mark.parametrize("path", recorded(), ids=lambda path: path.name.removesuffix(".json.gz"))
async def test_todays_code_asks_for_what_was_asked_for_then(path: Path):
    run = read(path)
    found = await differences(CONVERTER, run)

    assert run.closed
    assert found.written
    assert found == Differences(written=found.written)


@pytest.mark.parametrize("events", [1, 2, 3, 4, 5])
@pytest.mark.timeout(30)
async def test_a_run_that_has_hardly_begun_is_compared_as_far_as_it_goes(events: int):
    run = read(next(path for path in recorded() if path.name.startswith("rolled-over-1-2")))
    history = json.loads(run.history.to_json())
    history["events"] = history["events"][:events]
    begun = WorkflowHistory.from_json(run.history.workflow_id, json.dumps(history))

    assert await differences(CONVERTER, Run(1, "begun", begun)) == Differences()


async def changed(run: Run, before: str, after: str) -> Run:
    """A copy in which the first recorded line with a text says another one, sealed as if it had always."""
    history = WorkflowHistory.from_json(run.history.workflow_id, run.history.to_json())
    codec = CONVERTER.payload_codec
    assert codec is not None
    for event in history.events:
        if event.event_type != EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
            continue
        asked = event.activity_task_scheduled_event_attributes
        (payload,) = await codec.decode(asked.input.payloads)
        if before.encode() in payload.data:
            payload.data = payload.data.replace(before.encode(), after.encode())
            asked.input.payloads[0].CopyFrom((await codec.encode([payload]))[0])
            return Run(run.life, run.run_id, history)
    raise AssertionError(f"nothing says {before}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"actor":"region"', '"actor":"exec"'),
        ('"outcome":"valid"', '"outcome":"other"'),
        ('"mark":"50"', '"mark":"80"'),
    ],
)
async def test_a_line_changed_behind_our_back_is_found(before: str, after: str):
    run = read(next(path for path in recorded() if path.name.startswith("ladder")))
    found = await differences(CONVERTER, await changed(run, before, after))

    assert [activity for _, activity in found.differing] == ["record"]


async def test_a_rich_case_stays_small_and_replays_within_a_second():
    run = read(next(path for path in recorded() if path.name.startswith("s14-general")))
    took = []
    for _ in range(2):
        before = time.process_time()
        await differences(CONVERTER, run)
        took.append(time.process_time() - before)

    assert len(run.events) < 900
    assert min(took) < 1.0


def test_workflow_code_that_changed_has_histories_of_its_own():
    assert FINGERPRINT.read_text("utf-8").strip() == fingerprint(), (
        "workflows/ changed. Old cases replay it: see that the test above is green, put what differs behind a patch "
        "marker, record the new path under a new name, then: python -m tests.histories.record --fingerprint"
    )

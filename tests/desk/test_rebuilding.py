"""A case whose workflow was ended by hand goes on from the table: nothing is lost, time is kept."""

import asyncio
import contextlib

import pytest
from temporalio.client import WorkflowFailureError

from desk import rebuilding
from desk.rebuilding import Rebuilding
from domain.entries import moment
from engine.client import workflow_id

pytestmark = pytest.mark.slow


@pytest.fixture
def swept(place, monkeypatch) -> Rebuilding:
    monkeypatch.setattr(rebuilding, "SETTLED", rebuilding.SETTLED * 0)
    return Rebuilding(place.office.database, place.office.contents, place.desk.line, place.clock)


async def ended_by_hand(place, number: str, how: str) -> None:
    handle = place.desk.line.client.get_workflow_handle(workflow_id(number, 1))
    await (handle.terminate() if how == "terminate" else handle.cancel())
    async with asyncio.timeout(60):
        with contextlib.suppress(WorkflowFailureError):
            await handle.result()


async def until_line(place, number: str, type: str):
    async with asyncio.timeout(60):
        while True:
            lines = await place.desk.journal(await place.person("audit"), number)
            if found := [line for line in lines if line.type == type]:
                return found[0]
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("how", ["terminate", "cancel"])
async def test_it_goes_on_with_its_commands_and_its_clock(place, swept, how):
    async with place.working():
        number = await place.opened(drill={"factor": 360})
        due = next(d for d in (await place.desk.case(await place.person("cs"), number)).case.duties if d.rule == "T50")
        await ended_by_hand(place, number, how)
        received = await place.send("cs", number, "interim_measure", wait=0.2, what="…")

        assert await swept.sweep(thorough=True) >= 1
        applied = await place.send("cs", number, "interim_measure", what="…")
        breach = await until_line(place, number, "duty_breached")
        verified = await place.desk.verify(await place.person("audit"), number)
        first = await place.desk.receipt(await place.person("cs"), received.id)

    assert received.state == "received"
    assert (first.state, applied.state) == ("applied", "applied")
    assert moment(breach.at) == due.due_at
    assert verified.findings == ()


async def test_a_case_that_runs_or_has_ended_is_left_alone(place, swept):
    async with place.working():
        await place.opened()
        over = await place.opened()
        await place.send("cs", over, "screen_decision", outcome="invalid", explanation="…")
        handle = place.desk.line.client.get_workflow_handle(workflow_id(over, 1))
        await handle.result()

        assert await swept._missing(set()) != []
        assert await swept.sweep(thorough=True) == 0
        assert (await handle.describe()).run_id == handle.result_run_id or (await handle.describe()).close_time


async def test_without_the_engine_nothing_happens(place, swept, monkeypatch):
    monkeypatch.setattr(place.desk.line, "_silent_until", float("inf"))

    assert await swept.sweep() == 0

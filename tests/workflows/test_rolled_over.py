"""WALK 3 f: the case rolls over between request and decision, and nobody notices."""

import asyncio

from temporalio.client import Client

from desk.runs import Run, runs_of
from domain.messages import CaseToGoOn
from engine.client import workflow_id
from tests.workflows.conftest import MakeWorld
from tests.workflows.plays import contact, play, start
from tests.workflows.stories import LINES_BEFORE, SIGNED, begin, ending_now, until_asked
from tests.workflows.world import World, patiently


async def run_of(made: World, number: str) -> str:
    """Which run goes on with the case now."""
    found = await made.client.get_workflow_handle(workflow_id(number, 1)).describe()
    return str(found.run_id)


async def rolls_over(made: World, number: str, before: str) -> str:
    """Another run goes on with the case."""
    async for _ in patiently():
        if (now := await run_of(made, number)) != before:
            return now
    raise AssertionError("it did not roll over")


async def test_a_seat_asked_in_one_run_is_signed_in_another(on_engine: MakeWorld, rolling_client: Client):
    async with on_engine(client=rolling_client) as made:
        story = await begin(made, ending_now("23T09:00:01", await made.now()))
        async with made.working():
            await until_asked(story)
            run = await run_of(made, story.number)
            for _ in range(6):
                await story.send("cs", "interim_measure", "23T08:30", wait=10, what="…")
            # the seat is lost with its run and asked again in the first task of the next
            await rolls_over(made, story.number, run)
            await story.sign("head", "23T09:00", key="roll-cmd-1")
            receipt = await made.answered("head", "roll-cmd-1")
        journal = await made.journal(story.number)
        verified = await made.verified(story.number)
        runs = await runs_of(made.client, story.number, 1)

    assert receipt.state == "applied"
    assert [story.brief(e) for e in journal[LINES_BEFORE:]] == ["23T08:30 cs interim_measure"] * 6 + SIGNED
    assert [e.seq for e in journal] == list(range(1, len(journal) + 1))
    assert story.due(journal, "T26.1") == story.at("23T12:20")
    assert len(runs) > 1
    assert verified.findings == ()


async def test_sixty_commands_survive_rolling_over_again_and_again(on_engine: MakeWorld, rolling_client: Client):
    async with on_engine(client=rolling_client) as made, made.working():
        number = await start(made)
        await play(made, number, (contact("acknowledge"),))
        before, run = len(await made.journal(number)), await run_of(made, number)
        for part in range(3):
            keys = [f"sixty-cmd-{no:02}" for no in range(20 * part, 20 * part + 20)]
            for key in keys:
                await made.send("cs", number, "interim_measure", {"what": "…"}, key=key, wait=0)
            await asyncio.gather(*(made.answered("cs", key) for key in keys))
            run = await rolls_over(made, number, run)
        lines = (await made.journal(number))[before:]
        runs = await runs_of(made.client, number, 1)
        verified = await made.verified(number)

    assert [e.data["command"] for e in lines] == [f"sixty-cmd-{no:02}" for no in range(60)]
    assert len(runs) >= 4
    assert verified.findings == ()


async def taken_along(made: World, run: Run) -> tuple[str, ...]:
    """The commands that waited when this run began."""
    given = run.events[0].workflow_execution_started_event_attributes.input.payloads
    [start] = await made.client.data_converter.decode(given, [CaseToGoOn])
    return tuple(command.id for command in start.inbox)


async def test_a_stream_without_a_pause_does_not_put_it_off(on_engine: MakeWorld, rolling_client: Client):
    async with on_engine(client=rolling_client) as made:
        async with made.working():
            number = await start(made)
            await play(made, number, (contact("acknowledge"),))
        before, keys = len(await made.journal(number)), [f"stream-cmd-{no:02}" for no in range(15)]
        for key in keys:
            await made.send("cs", number, "interim_measure", {"what": "…"}, key=key, wait=0)
        await made.delivered(number)
        async with made.working():
            await asyncio.gather(*(made.answered("cs", key) for key in keys))
        lines = (await made.journal(number))[before:]
        runs = await runs_of(made.client, number, 1)
        along = [await taken_along(made, run) for run in runs[1:]]
        verified = await made.verified(number)

    assert [e.data["command"] for e in lines] == keys
    assert any(along), "it waited for a quiet point"
    assert verified.findings == ()

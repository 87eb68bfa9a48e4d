"""Plays stories and keeps their histories: `python -m tests.histories.record [STORY …]`.

`--fingerprint` only notes that the workflow code as it stands was looked at.

What is there is never overwritten. After a change of workflow code add new ones, under names of
their own, and keep the old: cases that began under the old code still live.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from desk.runs import runs_of
from engine.client import data_converter, workflow_id
from engine.embedded import TUNED_FLAGS, binary
from tests.histories.archive import FINGERPRINT, RING, fingerprint, keep, path_of
from tests.workflows import outsiders
from tests.workflows.conftest import organise
from tests.workflows.plays import (
    ASK_WITHDRAWN,
    CONVERTED,
    DETAIL,
    GENERAL,
    GIVEN_UP,
    INVALID,
    LEAD,
    MAJOR,
    MINOR,
    NOT_REOPENED,
    OUTSIDE,
    REOPENED,
    REWORKED,
    STATED,
    WITHDRAWN_CASE,
    Deed,
    contact,
    do,
    merged_into,
    play,
    sign,
    start,
    up_to_plan,
)
from tests.workflows.stories import begin, ending_now, until_asked
from tests.workflows.world import Organised, World, new_id, world

Story = Callable[[World], Awaitable[str]]
ROLLS = ("--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40")


async def is_over(made: World, number: str) -> None:
    """The engine has closed the last life."""
    page = await made.office.desk.case(made.people["audit"], number)
    await made.client.get_workflow_handle(workflow_id(number, page.case.life)).result()


async def played(deeds: tuple[Deed, ...], made: World) -> str:
    """A case from its registration to its end."""
    async with made.working():
        number = await start(made)
        await play(made, number, deeds)
        await is_over(made, number)
    return number


async def late(now: str, marks: tuple[str, int], deeds: tuple[Deed, ...], made: World) -> str:
    """A case whose request was made long before now: what is due by then happens at once."""
    story = await begin(made, ending_now(now, await made.now()))
    async with made.working():
        await until_asked(story)
        await made.until(story.number, *marks)
        made.moment = None
        await play(made, story.number, deeds)
        await is_over(made, story.number)
    return story.number


async def strangers(made: World) -> str:
    """Somebody signals past the desk and completes the seat."""
    async with made.working():
        number = await start(made)
        await play(made, number, up_to_plan("general"))
        await outsiders.signal(made.client, number, "approve", [])
        await outsiders.complete(made.client, number, f"{number}.A02.1.R06", outsiders.PLAIN)
        await made.until(number, "not_from_desk", 2)
        await play(made, number, (sign("head", "A02.1.R06"), *GIVEN_UP))
        await is_over(made, number)
    return number


async def while_nobody_works(made: World) -> str:
    """Commands and a decision lie in the table when the worker comes."""
    story = await begin(made, ending_now("23T09:30", await made.now()))
    async with made.working():
        await until_asked(story)
    await story.send("cs", "withdraw_ask", "23T08:59:59.999", approval="A02.1", reason="…")
    await story.sign("head", "23T09:00")
    made.moment = None
    async with made.working():
        await play(made, story.number, GIVEN_UP)
        await is_over(made, story.number)
    return story.number


async def stream(made: World) -> str:
    """Forty commands wait at once: the case rolls over with those that are not taken yet."""
    async with made.working():
        number = await start(made)
        await play(made, number, up_to_plan("general"))
    for _ in range(40):
        await made.send("cs", number, "interim_measure", {"what": "…"}, wait=0)
    await made.delivered(number)
    async with made.working():
        await play(made, number, (sign("head", "A02.1.R06"), *GIVEN_UP))
        await is_over(made, number)
    return number


async def merged(made: World) -> str:
    """A case and the one it is merged into, which is opened after it."""
    async with made.working():
        number, parent = await start(made), await start(made)
        await play(made, number, merged_into(parent))
        await is_over(made, number)
    return number


async def lead(made: World) -> str:
    """A case that begins as a lead."""
    async with made.working():
        number = (await made.office.desk.open_lead(made.people["eng"], new_id(), LEAD, 10)).number
        await play(made, number, CONVERTED)
        await is_over(made, number)
    return number


STORIES: Mapping[str, Story] = {
    "s0": lead,
    "x2": merged,
    "x4": partial(played, OUTSIDE),
    "x1": partial(played, INVALID),
    "x3": partial(played, WITHDRAWN_CASE),
    "s14-minor": partial(played, MINOR),
    "s14-general-contingency": partial(played, GENERAL),
    "s14-major": partial(played, MAJOR),
    "reopened": partial(played, REOPENED),
    "not-reopened": partial(played, NOT_REOPENED),
    "reworked": partial(played, REWORKED),
    "detail": partial(played, DETAIL),
    "ask-withdrawn": partial(played, ASK_WITHDRAWN),
    "ask-expired": partial(late, "12-07T09:00", ("ask_ended", 1), (do("cs", "ask", rule="A02"), *GIVEN_UP)),
    "ladder": partial(late, "24T09:00", ("duty_escalated", 2), (sign("region", "A02.1.R06"), *GIVEN_UP)),
    "strangers": strangers,
    "stated": partial(played, (*STATED, *GIVEN_UP)),
    "while-nobody-works": while_nobody_works,
}
#: On an engine that rolls over after a few steps.
ROLLED: Mapping[str, Story] = {
    "rolled-over": partial(played, (*up_to_plan("general"), contact("progress"), sign("head", "A02.1.R06"), *GIVEN_UP)),
    "stream": stream,
}


async def record(client: Client, organised: Organised, home: Path, name: str, story: Story) -> None:
    """Play one story and keep every run of every life."""
    if list(path_of(name, 1, 1).parent.glob(f"{name}-[0-9]-[0-9]*.json.gz")):
        print(f"{name}: there already")
        return
    async with world(client, RING, organised, home) as made:
        number = await story(made)
        page = await made.office.desk.case(made.people["audit"], number)
        for life in range(1, page.case.life + 1):
            for no, run in enumerate(await runs_of(client, number, life), start=1):
                keep(path_of(name, life, no), run.history)
                print(f"{name}: life {life}, run {no}, {len(run.events)} events")


async def main(wanted: list[str]) -> None:
    if "--fingerprint" in wanted:
        FINGERPRINT.write_text(fingerprint() + "\n", "utf-8")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        organised = await organise(home / "anlan.db", RING)
        for stories, flags in ((STORIES, ()), (ROLLED, ROLLS)):
            async with AsyncExitStack() as stack:
                engine = await WorkflowEnvironment.start_local(
                    data_converter=data_converter(RING),
                    dev_server_existing_path=str(binary()),
                    dev_server_extra_args=[*TUNED_FLAGS, *flags],
                    dev_server_log_level="error",
                    identity="recorder",  # the default would write the host's name
                )
                stack.push_async_callback(engine.shutdown)
                for name, story in stories.items():
                    if not wanted or name in wanted:
                        await record(engine.client, organised, home, name, story)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

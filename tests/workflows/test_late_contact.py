"""WALK 3 e: the contact of 20:30 arrives late, and the ladder of nobody calling at all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from domain.entries import instant
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import ALL, Eyes
from tests.workflows.stories import LINES_BEFORE, SIGNED, Story, begin, ending_now, presented_by_nobody
from tests.workflows.world import World

PRESENT: dict[str, Any] = {"purpose": "present", "way": "phone", "answer": "dissatisfied", "note": "…"}
#: The lines up to the reminder of 18:36.
REMINDED = LINES_BEFORE + len(SIGNED) + 2


@asynccontextmanager
async def nobody_calls(on_engine: MakeWorld, now: str) -> AsyncIterator[tuple[World, Story, Eyes]]:
    """T07.1 is open, due 21:00, and from 20:00 on the clock stands; now is an instant of the walk."""
    async with on_engine() as made:
        story = await begin(made, ending_now(now, await made.now()))
        eyes = Eyes(made, story.at("23T09:00"))
        async with made.working(eyes.look):
            await presented_by_nobody(story, eyes)
            yield made, story, eyes


async def told(made: World, who: str) -> list[str]:
    """What lies on a person's desk."""
    return [notice.kind for notice in (await made.office.desk.my_desk(made.people[who])).notices]


@pytest.mark.parametrize("claim", ["", "23T14:05"])
async def test_a_contact_received_in_time_breaches_nothing_however_late_it_is_applied(on_engine: MakeWorld, claim: str):
    async with nobody_calls(on_engine, "23T23:00:02") as (made, story, eyes):
        made.cut()
        happened: dict[str, Any] = {"happened_at": instant(story.at(claim))} if claim else {}
        taken = await story.send("cs", "log_contact", "23T20:30", key="late-cmd-1", **PRESENT, **happened)
        eyes.until = ALL
        await made.answered("cs", "late-cmd-1")
        made.mend()
        await story.send("cs", "interim_measure", "23T23:00:02", wait=10, what="…")
        contact = (await made.journal(story.number))[REMINDED]

        assert taken.state == "received"
        assert await story.lines(REMINDED) == [
            "23T20:30 cs log_contact",
            "23T20:30 duty_met T07.1 0",
            "23T23:00:02 cs interim_measure",
        ]
        assert contact.data.get("happened_at") == happened.get("happened_at")
        assert "breached" not in await told(made, "head")


async def test_a_contact_received_after_the_due_time_leaves_the_breach_before_it(on_engine: MakeWorld):
    async with nobody_calls(on_engine, "23T23:00:02") as (made, story, eyes):
        await story.send("cs", "log_contact", "23T21:05", key="late-cmd-1", **PRESENT)
        eyes.until = ALL
        await made.answered("cs", "late-cmd-1")
        breach, *rest = (await made.journal(story.number))[REMINDED:]

        assert story.brief(breach).startswith("23T21:00 duty_breached T07.1 T07")
        assert 7202 <= breach.data["late_by"] < 7260
        assert [t["person"] for t in breach.data["told"]] == ["head"]
        assert [story.brief(e) for e in rest] == ["23T21:05 cs log_contact", "23T21:05 duty_met T07.1 300"]


async def test_a_contact_that_commits_just_after_the_clock_looked_clears_the_breach(on_engine: MakeWorld):
    async with nobody_calls(on_engine, "24T10:00") as (made, story, eyes):

        async def call() -> None:
            made.cut()  # the engine hears of it later than the clock
            await story.send("cs", "log_contact", "23T20:59:59.950", key="late-cmd-1", **PRESENT)

        eyes.then[story.at("23T21:00")], eyes.until = call, ALL
        await made.until(story.number, "duty_cleared")
        made.mend()
        await story.send("cs", "interim_measure", "24T10:00", wait=10, what="…")
        breach, contact, cleared, *rest = (await made.journal(story.number))[REMINDED:]
        case = await made.office.desk.case(made.people["cs"], story.number)

        assert story.brief(breach).startswith("23T21:00 duty_breached T07.1 T07")
        assert story.brief(contact) == "23T20:59:59 cs log_contact"
        assert story.brief(cleared).startswith("23T20:59:59 duty_cleared T07.1")
        assert cleared.data["breach"] == breach.seq
        assert cleared.data["recorded_late"] >= 13 * 3600
        assert [e.type for e in rest] == ["interim_measure"]
        assert [(d.state, d.late_by) for d in case.case.duties if d.id == "T07.1"] == [("met", 0)]
        assert {"breached", "cleared"} <= set(await told(made, "head"))


async def test_without_any_contact_the_ladder_is_climbed_once_and_the_stage_stays(on_engine: MakeWorld):
    async with nobody_calls(on_engine, "26T10:00") as (made, story, eyes):
        eyes.until = ALL
        await made.until(story.number, "duty_escalated", 2)
        await story.send("cs", "interim_measure", "26T10:00", wait=10, what="…")
        breach, *rest = await story.lines(REMINDED)
        case = await made.office.desk.case(made.people["cs"], story.number)

        assert breach.startswith("23T21:00 duty_breached T07.1 T07")
        assert breach.endswith("told head")
        assert rest == [
            "24T09:00 duty_escalated T07.1 200 told region",
            "24T21:00 duty_escalated T07.1 300 told exec",
            "26T10:00 cs interim_measure",
        ]
        assert case.case.stage == "S7"

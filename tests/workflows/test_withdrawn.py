"""WALK 3 d: withdrawn or expired, and approved. The order of receipt decides, however they are delivered."""

import asyncio
from typing import Any

import pytest
from temporalio import activity

from activities.seats import Seats
from desk.line import EngineCompletions
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import Eyes
from tests.workflows.stories import SIGNED, begin, ending_now, until_asked, until_seated

WITHDRAWN = [
    "23T08:59:59 cs withdraw_ask A02.1",
    "23T08:59:59 ask_ended A02.1.R06 withdrawn cs",
    "23T08:59:59 moved S6 S5",
    "23T08:59:59 duty_cancelled T26.1 sign_off_ended",
    "23T08:59:59 duty_started T49.2 T49",
    "23T09:00 head refused approve decided A02.1.R06 withdrawn cs",
]
ASK: dict[str, Any] = {"approval": "A02.1", "reason": "…"}


@pytest.mark.parametrize("worker", ["up", "down"])
async def test_a_withdrawal_received_first_counts(on_engine: MakeWorld, worker: str):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:30", await made.now()))
        async with made.working():
            await until_asked(story)
            if worker == "up":
                await story.send("cs", "withdraw_ask", "23T08:59:59.999", key="wd-cmd-1", **ASK)
                await story.sign("head", "23T09:00", key="wd-cmd-2")
                await made.answered("head", "wd-cmd-2")
        if worker == "down":
            await story.send("cs", "withdraw_ask", "23T08:59:59.999", key="wd-cmd-1", **ASK)
            await story.sign("head", "23T09:00", key="wd-cmd-2")
        async with made.working():
            receipts = [await made.answered("audit", f"wd-cmd-{no}") for no in (1, 2)]

        assert await story.lines() == WITHDRAWN
        assert [r.state for r in receipts] == ["applied", "refused"]
        assert receipts[1].refusal is not None
        assert receipts[1].refusal.code == "decided"
        assert story.due(await made.journal(story.number), "T49.2") == story.at("24T08:59:59.999")


@pytest.mark.parametrize("worker", ["up", "down"])
async def test_an_approval_received_first_counts(on_engine: MakeWorld, worker: str):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:30", await made.now()))
        async with made.working():
            await until_asked(story)
            if worker == "up":
                await story.sign("head", "23T09:00", key="wd-cmd-1")
                await story.send("cs", "withdraw_ask", "23T09:00:00.001", key="wd-cmd-2", **ASK)
                await made.answered("cs", "wd-cmd-2")
        if worker == "down":
            await story.sign("head", "23T09:00", key="wd-cmd-1")
            await story.send("cs", "withdraw_ask", "23T09:00:00.001", key="wd-cmd-2", **ASK)
        async with made.working():
            receipts = [await made.answered("audit", f"wd-cmd-{no}") for no in (1, 2)]

        assert await story.lines() == [*SIGNED, "23T09:00 cs refused withdraw_ask decided A02.1.R06 approved head"]
        assert [r.state for r in receipts] == ["applied", "refused"]


async def test_a_later_approval_in_the_same_activation_does_not_overtake_the_withdrawal(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:30", await made.now()))
        async with made.working():
            await until_asked(story)
            await until_seated(story)
        await story.send("cs", "withdraw_ask", "23T08:59:59.999", key="wd-cmd-1", **ASK)
        await story.sign("head", "23T09:00", key="wd-cmd-2")
        # past the desk's order: the engine has both before anybody works
        await EngineCompletions(made.client).complete(story.number, 1, story.seat, await made.sealed("wd-cmd-2"))
        async with made.working():
            await made.answered("head", "wd-cmd-2")

        assert await story.lines() == WITHDRAWN


async def test_an_approval_that_the_engine_took_before_the_seat_closed_is_answered(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:30", await made.now()))
        withdrawn = asyncio.Event()

        @activity.defn(name="close_seat")
        async def close(approval: str) -> bool:
            await withdrawn.wait()
            return await Seats(made.client).close(approval)

        async with made.working(close):
            await until_asked(story)
            await story.send("cs", "withdraw_ask", "23T08:59:59.999", key="wd-cmd-1", **ASK)
            made.cut()
            await story.sign("head", "23T09:00", key="wd-cmd-2")
            await made.answered("cs", "wd-cmd-1")
            await EngineCompletions(made.client).complete(story.number, 1, story.seat, await made.sealed("wd-cmd-2"))
            withdrawn.set()
            made.mend()
            await made.answered("head", "wd-cmd-2")

        assert await story.lines() == WITHDRAWN


CLIMBED = [
    "23T10:20 duty_warned T26.1 50 told head,head1",
    "23T11:32 duty_warned T26.1 80 told head,head1",
    "23T12:20 duty_breached T26.1 T26",
    "23T16:20 duty_escalated T26.1 200 told region",
    "23T16:20 asked_wider A02.1.R06 200",
    "23T20:20 duty_escalated T26.1 300 told exec",
    "23T20:20 asked_wider A02.1.R06 300",
]
IN_TIME = [
    "12-07T08:19:59 head signed A02.1.R06 approve",
    "12-07T08:19:59 duty_met T26.1 1195199",
    "12-07T08:19:59 moved S6 S7",
    "12-07T08:19:59 duty_started T07.1 T07",
]
EXPIRED = [
    "12-07T08:20 ask_ended A02.1.R06 expired system told cs,region",
    "12-07T08:20 duty_cancelled T26.1 sign_off_ended",
    "12-07T08:20:01 head refused approve decided A02.1.R06 expired system",
]


@pytest.mark.parametrize(("received", "ends"), [("12-07T08:19:59", IN_TIME), ("12-07T08:20:01", EXPIRED)])
async def test_approval_against_expiry_is_decided_by_the_order_of_receipt(
    on_engine: MakeWorld, received: str, ends: list[str]
):
    async with on_engine() as made:
        story = await begin(made, ending_now("12-07T08:20:02", await made.now()))
        async with made.working(Eyes(made, story.at("23T09:00")).look):
            await until_asked(story)
        await story.sign("head", received, key="ex-cmd-1")
        async with made.working():
            receipt = await made.answered("head", "ex-cmd-1")
        lines = await story.lines()

        assert lines[: len(CLIMBED)] == [
            line if line == known else f"{known} {line.split()[4]} told head1"
            for line, known in zip(lines, CLIMBED, strict=False)
        ]
        assert lines[len(CLIMBED) :] == ends
        assert receipt.state == ("applied" if ends is IN_TIME else "refused")

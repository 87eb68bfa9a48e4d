"""WALK 3 a: nobody is there to act, and nothing is lost and nothing is late."""

from typing import Any

from domain.entries import moment as instant_of
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import ALL, Eyes
from tests.workflows.stories import LINES_BEFORE, SIGNED, begin, ending_now, until_asked

PRESENT: dict[str, Any] = {"purpose": "present", "way": "phone", "answer": "undecided", "note": "…"}


async def test_a_decision_taken_while_no_worker_runs_counts_from_when_it_was_received(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T11:00:03", await made.now()))
        async with made.working(Eyes(made, story.at("23T09:00")).look):
            await until_asked(story)
        taken = await story.sign("head", "23T09:00", key="n46-cmd-09")
        async with made.working():
            receipt = await made.answered("head", "n46-cmd-09")
        journal = await made.journal(story.number)
        signed = next(e for e in journal if e.type == "signed")

        assert (taken.state, receipt.state) == ("received", "applied")
        assert receipt.entries == (25, 26, 27, 28)
        assert await story.lines() == SIGNED
        assert instant_of(signed.applied_at) >= story.at("23T11:00:03")
        assert story.due(journal, "T07.1") == story.at("23T21:00")


async def test_marks_that_a_late_command_puts_before_the_one_that_rang_are_taken_in_order(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T16:00", await made.now()))
        eyes = Eyes(made, story.at("23T09:00"))
        async with made.working(eyes.look):
            await until_asked(story)
            await story.sign("head", "23T09:00")
            await story.send("cs", "log_contact", "23T12:50", **PRESENT)
            await story.send("cs", "customer_response", "23T13:00", outcome="dissatisfied", words="…")
            eyes.until = ALL
            await made.until(story.number, "duty_breached")
        # the rungs of 15:00 and 16:00 follow at once
        lines = (await story.lines(LINES_BEFORE + len(SIGNED)))[:8]

        assert lines[:-1] == [
            "23T12:50 cs log_contact",
            "23T12:50 duty_met T07.1 0",
            "23T13:00 cs customer_response",
            "23T13:00 moved S7 S8",
            "23T13:00 duty_started T08.1 T08",
            "23T13:30 duty_warned T08.1 50 told cs,eng",
            "23T13:48 duty_warned T08.1 80 told cs,eng",
        ]
        assert lines[-1].startswith("23T14:00 duty_breached T08.1 T08 72")
        assert lines[-1].endswith("told head")


async def test_commands_and_a_decision_sent_while_no_worker_runs_are_applied_in_order_and_once(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T12:00", await made.now()))
        async with made.working(Eyes(made, story.at("23T09:00")).look):
            await until_asked(story)
        states = [
            (await story.send("cs", "interim_measure", "23T08:50", key="down-cmd-1", what="…")).state,
            (await story.sign("head", "23T09:00", key="down-cmd-2")).state,
            (await story.send("cs", "log_contact", "23T09:30", key="down-cmd-3", **PRESENT)).state,
            (await story.send("csm", "assign", "23T09:40", key="down-cmd-4", owner="cs")).state,
            (await story.send("cs", "customer_response", "23T11:55", key="down-cmd-5", outcome="satisfied")).state,
        ]
        async with made.working():
            receipts = [await made.answered("audit", f"down-cmd-{no}") for no in range(1, 6)]

        assert states == ["received"] * 5
        assert [r.state for r in receipts] == ["applied"] * 5
        assert await story.lines() == [
            "23T08:50 cs interim_measure",
            *SIGNED,
            "23T09:30 cs log_contact",
            "23T09:30 duty_met T07.1 0",
            "23T09:40 csm assign",
            "23T11:55 cs customer_response",
            "23T11:55 moved S7 S10",
            "23T11:55 duty_started T10.1 T10",
        ]
        assert story.due(await made.journal(story.number), "T10.1") == story.at("24T11:55")
        assert (await made.verified(story.number)).findings == ()


async def test_commands_that_arrive_the_wrong_way_round_are_taken_as_they_were_received(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:00", await made.now()))
        async with made.working():
            await until_asked(story)
        made.cut()
        keys = [f"round-cmd-{no}" for no in range(1, 4)]
        for no, key in enumerate(keys):
            await story.send("cs", "interim_measure", f"23T08:3{no}", key=key, what="…")
        made.mend()
        for key in reversed(keys):
            await made.office.desk.line.signal(await made.sealed(key))
        async with made.working():
            for key in keys:
                await made.answered("cs", key)

        assert await story.lines() == [f"23T08:3{no} cs interim_measure" for no in range(3)]

"""WALK 3 a: nobody is there to act, and nothing is lost and nothing is late."""

from domain.entries import moment as instant_of
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import blind_after
from tests.workflows.stories import LINES_BEFORE, begin, ending_now, until_asked


async def test_a_decision_taken_while_no_worker_runs_counts_from_when_it_was_received(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T11:00:03", await made.now()))
        async with made.working(blind_after(made, story.at("23T09:00"))):
            await until_asked(story)
        made.moment = story.at("23T09:00")
        taken = await made.sign("head", story.seat, key="n46-cmd-09", wait=0)
        async with made.working():
            receipt = await made.answered("head", "n46-cmd-09")
        signed = next(e for e in await made.journal(story.number) if e.type == "signed")

        assert taken.state == "received"
        assert receipt.state == "applied"
        assert instant_of(signed.applied_at) >= story.at("23T11:00:03")
        assert story.due(await made.journal(story.number), "T07.1") == story.at("23T21:00")
        assert await story.lines() == [
            "23T09:00 head signed A02.1.R06 approve",
            "23T09:00 duty_met T26.1 0",
            "23T09:00 moved S6 S7",
            "23T09:00 duty_started T07.1 T07",
        ]


async def test_marks_that_a_late_command_puts_before_the_one_that_rang_are_taken_in_order(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T16:00", await made.now()))
        async with made.working(blind_after(made, story.at("23T09:00"))):
            await until_asked(story)
            made.moment = story.at("23T09:00")
            await made.sign("head", story.seat, wait=0)
        await story.send("cs", "log_contact", "23T12:50", purpose="present", way="phone", answer="undecided", note="…")
        await story.send("cs", "customer_response", "23T13:00", outcome="dissatisfied", words="…")
        async with made.working():
            await made.until(story.number, "duty_breached")
        lines = await story.lines(LINES_BEFORE + 4)

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

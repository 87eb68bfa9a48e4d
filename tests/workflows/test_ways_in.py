"""WALK 4: one refusal by the relay and by a raw sealed signal, journaled alike."""

from dataclasses import replace

from domain.refusals import sentence
from tests.workflows import outsiders
from tests.workflows.conftest import MakeWorld
from tests.workflows.stories import LINES_BEFORE, Story, begin, ending_now, until_asked

LINE = "23T08:30 cs refused customer_response wrong_stage S6"


async def answer(story: Story, key: str) -> None:
    """A customer's answer, long before its time."""
    await story.send("cs", "customer_response", "23T08:30", key=key, outcome="dissatisfied", words="…")


async def test_by_the_relay_the_refusal_is_that_of_the_page_at_the_time_of_receipt(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:00", await made.now()))
        async with made.working():
            await until_asked(story)
        made.cut()
        await answer(story, "ws-cmd-01")
        taken = await made.receipt("cs", "ws-cmd-01")
        made.mend()
        async with made.working():
            receipt = await made.answered("cs", "ws-cmd-01")
        kinds = [notice.kind for notice in (await made.office.desk.my_desk(made.people["cs"])).notices]
        (line,) = (await made.journal(story.number))[LINES_BEFORE:]

        assert (taken.state, receipt.state) == ("received", "refused")
        assert receipt.refusal is not None
        assert (receipt.refusal.code, receipt.refusal.status) == ("wrong_stage", 409)
        assert sentence(receipt.refusal, "zh") == "现在是“方案审批”，还不能登记客户答复；方案批准后才可以。"
        assert sentence(receipt.refusal, "en") == (
            "The case is in Plan approval: a customer's answer can be recorded only after the plan is approved."
        )
        assert story.brief(line) == LINE
        assert (line.role, line.data["command"]) == ("R02", "ws-cmd-01")
        assert "refused" in kinds


async def test_a_sealed_signal_without_a_row_leaves_the_same_line_once(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:00", await made.now()))
        async with made.working():
            await until_asked(story)
            measure = await story.send("cs", "interim_measure", "23T08:25", key="ws-cmd-01", wait=10, what="…")
            known = await made.sealed("ws-cmd-01")
            raw = replace(
                known,
                id="ws-cmd-02",
                name="customer_response",
                data={"outcome": "dissatisfied"},
                received_at=story.at("23T08:30"),
                position=0,
            )
            sealed = await made.client.data_converter.encode([raw])
            for _ in range(3):
                await outsiders.signal(made.client, story.number, "command", sealed)
            await made.until(story.number, "refused")
            for again in (known, raw):
                await made.office.desk.line.signal(again)
            last = await story.send("cs", "interim_measure", "23T08:40", wait=10, what="…")

        assert (measure.state, last.state) == ("applied", "applied")
        assert await story.lines() == ["23T08:25 cs interim_measure", LINE, "23T08:40 cs interim_measure"]


async def test_a_sealed_command_for_another_case_is_a_stranger(on_engine: MakeWorld):
    async with on_engine() as made:
        shift = ending_now("23T09:00", await made.now())
        mine, other = await begin(made, shift, "mine"), await begin(made, shift, "other")
        async with made.working():
            await until_asked(mine, "mine")
            await until_asked(other, "other")
            await mine.send("csm", "assign", "23T08:25", key="mine-cmd-99", wait=10, owner="cs")
            copied = await made.client.data_converter.encode([await made.sealed("mine-cmd-99")])
            await outsiders.signal(made.client, other.number, "command", copied)
            *_, line = await made.until(other.number, "not_from_desk")

        assert (line.data["door"], line.data["name"]) == ("signal", "command")
        assert "assign" not in (await made.types(other.number))[LINES_BEFORE:]

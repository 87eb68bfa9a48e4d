"""WALK 3 b: the engine is down while people work, and decisions that come before their seat is asked."""

import asyncio
from pathlib import Path
from typing import Any

from domain.entries import moment as instant_of
from engine.client import connect
from engine.embedded import EmbeddedEngine
from engine.keys import KeyRing
from store.tables import CommandRow
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import after_record
from tests.workflows.stories import SIGNED, begin, ending_now, until_asked
from tests.workflows.world import patiently

PRESENT: dict[str, Any] = {"purpose": "present", "way": "phone", "answer": "undecided", "note": "…"}


async def test_what_is_sent_while_the_engine_is_down_counts_from_when_it_was_received(
    on_engine: MakeWorld, key_ring: KeyRing, tmp_path: Path
):
    async with EmbeddedEngine(tmp_path, "anlan") as engine:
        client = await connect(engine.address, "anlan", key_ring)
        async with on_engine(client=client) as made:
            story = await begin(made, ending_now("23T09:40:02", await made.now()))
            async with made.working():
                await until_asked(story)
                await engine.stop()
                taken = [
                    await story.send("cs", "interim_measure", "23T08:56", key="off-cmd-1", what="…"),
                    await story.sign("head", "23T09:00", key="off-cmd-2"),
                    await story.send("cs", "log_contact", "23T09:20", key="off-cmd-3", **PRESENT),
                ]
                await engine.start()
                receipts = [await made.answered("audit", f"off-cmd-{no}") for no in (1, 2, 3)]
            journal = await made.journal(story.number)
            verified = await made.verified(story.number)

    assert [r.state for r in taken] == ["received"] * 3
    assert [r.state for r in receipts] == ["applied"] * 3
    assert [story.brief(e) for e in journal[24:]] == [
        "23T08:56 cs interim_measure",
        *SIGNED,
        "23T09:20 cs log_contact",
        "23T09:20 duty_met T07.1 0",
    ]
    assert instant_of(journal[25].applied_at) >= story.at("23T09:40:02")
    assert story.due(journal, "T07.1") == story.at("23T21:00")
    assert verified.findings == ()


async def test_a_decision_that_comes_before_its_seat_is_asked_stays_received_and_is_applied_later(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:40:02", await made.now()))
        asked = asyncio.Event()
        async with made.working(after_record(made, "asked", asked.wait)):
            await until_asked(story)
            taken = await story.sign("head", "23T09:00", key="early-cmd-1", wait=0.3)
            async for _ in patiently():
                async with made.office.database.reading() as session:
                    row = await session.get(CommandRow, "early-cmd-1")
                if row and row.tries:
                    break
            still = await made.receipt("head", "early-cmd-1")
            asked.set()
            receipt = await made.answered("head", "early-cmd-1")
        lines = await story.lines()

        assert row is not None
        assert row.tries > 0
        assert (taken.state, still.state, receipt.state) == ("received", "received", "applied")
        assert lines == SIGNED

"""WALK 3 i: whatever comes past the desk leaves a line and changes nothing."""

import hashlib
import json
from typing import Any

from temporalio.api.common.v1 import Payload

from domain.case import Case
from engine.client import workflow_id
from engine.codec import ENCODING
from store.snapshot import from_json
from store.tables import CaseRow
from tests.workflows import outsiders
from tests.workflows.conftest import MakeWorld
from tests.workflows.outsiders import PLAIN
from tests.workflows.stories import LINES_BEFORE, SIGNED, Story, begin, ending_now, until_asked
from tests.workflows.world import COMPLAINT, HOUR, SECOND, World

NOTHING = hashlib.sha256(b"").hexdigest()
GARBAGE = Payload(metadata={"encoding": ENCODING, "kid": b"k1"}, data=b"not sealed at all")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


async def kept(made: World, number: str) -> Case:
    """The case as the read model keeps it."""
    async with made.office.database.reading() as session:
        row = await session.get(CaseRow, number)
    assert row is not None
    return from_json(row.state)


async def strangers(made: World, number: str, count: int) -> list[dict[str, Any]]:
    """What the lines about strangers say, once there are so many."""
    return [e.data for e in await made.until(number, "not_from_desk", count) if e.type == "not_from_desk"]


async def is_unmoved(made: World, story: Story, before: Case) -> None:
    """Stage, version, duties and sign-offs are as before."""
    after = await kept(made, story.number)
    assert (after.stage, after.version, after.duties) == (before.stage, before.version, before.duties)
    assert after.approvals == before.approvals


async def test_forged_signals_leave_a_line_each_and_the_clock_goes_on(skipping: MakeWorld):
    async with skipping() as made, made.working():
        story = await begin(made, ending_now("23T08:20:01", await made.now()))
        await until_asked(story)
        before = await kept(made, story.number)
        forged = json.dumps({"name": "plan_submitted", "actor": "head"})
        at = ("workflow", "signal", "--workflow-id", workflow_id(story.number, 1))
        await outsiders.temporal(made.client, *at, "--name", "command", "--input", forged)
        await outsiders.temporal(made.client, *at, "--name", "approve" * 10)
        await outsiders.temporal(made.client, *at, "--name", "command", "--input", "1", "--input", "2")
        await outsiders.signal(made.client, story.number, "command", [GARBAGE])
        await outsiders.signal(made.client, story.number, "command", [])
        found = await strangers(made, story.number, 5)
        await is_unmoved(made, story, before)
        await made.at(story.at("23T10:30"))
        receipt = await made.decide("head", story.seat)
        types = await made.types(story.number)

        assert found == [
            {"door": "signal", "name": "command", "sha256": sha256(forged.encode())},
            {"door": "signal", "name": ("approve" * 10)[:40], "sha256": NOTHING},
            {"door": "signal", "name": "command", "sha256": sha256(b"1")},
            {"door": "signal", "name": "command", "sha256": sha256(GARBAGE.data)},
            {"door": "signal", "name": "command", "sha256": NOTHING},
        ]
        assert receipt.state == "applied"
        assert types[LINES_BEFORE + 5 :] == ["duty_warned", "signed", "duty_met", "moved", "duty_started"]


async def test_a_seat_ended_from_outside_is_asked_again_under_the_same_id(on_engine: MakeWorld):
    async with on_engine() as made:
        shift = ending_now("23T09:30", await made.now())
        signed, story = await begin(made, shift, "signed"), await begin(made, shift)
        async with made.working():
            await until_asked(signed, "signed")
            await signed.sign("head", "23T09:00", key="signed-cmd-9", wait=10)
            (copied,) = await outsiders.decisions_in_history(made.client, signed.number)
            await until_asked(story)
            before = await kept(made, story.number)
            at = ("--workflow-id", workflow_id(story.number, 1), "--activity-id", story.seat)
            readable = json.dumps({"name": "approve", "actor": "head"})
            await outsiders.temporal(made.client, "activity", "complete", *at, "--result", readable)
            await outsiders.temporal(made.client, "activity", "complete", *at, "--result", "null")
            await outsiders.temporal(made.client, "activity", "fail", *at, "--reason", "approved")
            for payload in (PLAIN, GARBAGE, copied):
                await outsiders.complete(made.client, story.number, story.seat, payload)
            found = await strangers(made, story.number, 6)
            await is_unmoved(made, story, before)
            receipt = await story.sign("head", "23T09:00", wait=10)

        assert {(d["door"], d["approval"]) for d in found} == {("completion", story.seat)}
        assert [d.get("sha256", "") for d in found] == [
            sha256(readable.encode()),
            sha256(b"null"),
            "",
            sha256(PLAIN.data),
            sha256(GARBAGE.data),
            NOTHING,
        ]
        assert receipt.state == "applied"
        assert await story.lines(LINES_BEFORE + 6) == SIGNED


async def test_a_decision_copied_from_an_earlier_round_does_not_count(on_engine: MakeWorld):
    async with on_engine() as made:
        story = await begin(made, ending_now("23T09:30", await made.now()))
        async with made.working():
            await until_asked(story)
            await story.sign("head", "23T08:30", "return", "…", wait=10)
            (copied,) = await outsiders.decisions_in_history(made.client, story.number)
            await story.send("cs", "plan_submitted", "23T08:40", wait=10, plan=1)
            again = f"{story.number}.A02.2.R06"
            await outsiders.complete(made.client, story.number, again, copied)
            (found,) = await strangers(made, story.number, 1)
            receipt = await made.sign("head", again)

        assert found == {"door": "completion", "approval": again, "sha256": NOTHING}
        assert receipt.state == "applied"


async def test_after_twenty_strangers_in_an_hour_only_a_count_is_written_at_its_end(skipping: MakeWorld):
    async with skipping() as made, made.working():
        number = (await made.open("cs", COMPLAINT)).number
        for no in range(25):
            await outsiders.signal(made.client, number, f"approve-{no}", [PLAIN])
        await strangers(made, number, 20)
        await made.at(await made.now() + HOUR + SECOND)
        *_, counted = found = await strangers(made, number, 21)
        await outsiders.signal(made.client, number, "later", [])
        *_, later = await strangers(made, number, 22)
        contact = await made.send("cs", number, "log_contact", {"purpose": "acknowledge", "way": "phone", "note": "…"})

        assert [d["name"] for d in found[:20]] == [f"approve-{no}" for no in range(20)]
        assert (counted["name"], counted["count"]) == ("approve-24", 5)
        assert "count" not in later
        assert contact.state == "applied"
        assert "duty_warned" in await made.types(number)

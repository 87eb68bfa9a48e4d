"""A case ends and lives again: its sequence and its chain go on, and nothing is written in between."""

import asyncio

import pytest
from temporalio.client import WorkflowExecutionStatus

from domain.entries import breaks
from engine.client import workflow_id
from tests.workflows import outsiders
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import after_record
from tests.workflows.plays import INVALID, MINOR, WITHDRAWN_CASE, Deed, act, contact, do, play, sign, start
from tests.workflows.world import World, patiently

REOPEN = do("csm", "reopen", reason="…")


async def has_ended(made: World, number: str, life: int) -> bool:
    """The engine says that this life is over."""
    handle = made.client.get_workflow_handle(workflow_id(number, life))
    async for _ in patiently():
        if (await handle.describe()).status is WorkflowExecutionStatus.COMPLETED:
            return True
    return False


async def intact(made: World, number: str) -> None:
    """The chain goes on over the lives, and every life replays."""
    assert breaks(number, await made.journal(number)) == ()
    assert (await made.verified(number)).findings == ()


@pytest.mark.parametrize(
    ("deeds", "stage", "signature", "then", "starts"),
    [
        (INVALID, "X1", sign("csm1", "A27.1.R03"), "S2", ["duty_started"]),
        (WITHDRAWN_CASE, "X3", sign("csm1", "A27.2.R03"), "S2", ["duty_started"]),
        (MINOR, "S14", sign("head", "A28.1.R06"), "S3", []),
    ],
    ids=["X1", "X3", "S14"],
)
async def test_an_ended_case_is_reopened_as_its_next_life(
    on_engine: MakeWorld, deeds: tuple[Deed, ...], stage: str, signature: Deed, then: str, starts: list[str]
):
    async with on_engine() as made, made.working():
        number = await start(made)
        await play(made, number, deeds)
        ended = await made.until(number, "ended")
        assert await has_ended(made, number, 1)
        await play(made, number, (REOPEN, signature))
        lines = (await made.journal(number))[len(ended) :]
        page = await made.office.desk.case(made.people["cs"], number)
        running = await made.client.get_workflow_handle(workflow_id(number, 2)).describe()
        await intact(made, number)

    assert ended[-1].data == {"life": 1, "stage": stage}
    assert lines[0].seq == ended[-1].seq + 1
    assert lines[0].data["life"] == 2
    assert [e.type for e in lines] == ["reopen", "asked", "duty_started", "signed", "duty_met", "moved", *starts]
    assert lines[5].data == {"from": stage, "to": then}
    assert (page.case.life, page.case.stage, page.case.ended) == (2, then, False)
    assert running.status is WorkflowExecutionStatus.RUNNING


async def test_a_reopening_that_is_not_agreed_ends_the_case_again(on_engine: MakeWorld):
    async with on_engine() as made, made.working():
        number = await start(made)
        await play(made, number, (*INVALID, REOPEN, sign("csm1", "A27.1.R03", "reject")))
        lines = await made.until(number, "ended", 2)
        assert await has_ended(made, number, 2)
        await play(made, number, (REOPEN, sign("csm1", "A27.2.R03")))
        page = await made.office.desk.case(made.people["cs"], number)
        await intact(made, number)

    assert [e.type for e in lines][-5:] == ["asked", "duty_started", "signed", "duty_met", "ended"]
    assert lines[-1].data == {"life": 2, "stage": "X1"}
    assert (page.case.life, page.case.stage) == (3, "S2")


async def test_what_is_sent_to_an_ended_case_is_receipted_and_not_journaled(on_engine: MakeWorld):
    async with on_engine() as made, made.working():
        number = await start(made)
        await play(made, number, WITHDRAWN_CASE)
        ended = await made.until(number, "ended")
        assert await has_ended(made, number, 1)
        command = await act(made, number, contact("progress"))
        decision = await act(made, number, sign("csm1", "A27.1.R03"))
        foreign = await act(made, number, Deed("cs", "reopen", {"reason": "…"}))
        again = await made.receipt("cs", command.id)

        assert await made.journal(number) == ended
    for receipt, code in ((command, "closed"), (decision, "decided"), (foreign, "not_yours"), (again, "closed")):
        assert receipt.state == "refused"
        assert receipt.refusal is not None
        assert receipt.refusal.code == code
    assert decision.refusal is not None
    assert (decision.refusal.details["state"], decision.refusal.details["by"]) == ("approved", "csm")


async def test_a_command_that_was_on_its_way_when_the_case_ended_does_not_stop_its_next_life(on_engine: MakeWorld):
    async with on_engine() as made:
        reopened = asyncio.Event()
        async with made.working(after_record(made, "ended", reopened.wait)):
            number = await start(made)
            last = await made.send("cs", number, *_named(INVALID[1]), wait=0)
            late = await made.send("cs", number, "interim_measure", {"what": "…"}, wait=0)
            await made.until(number, "ended")
            again = await made.send("csm", number, *_named(REOPEN), wait=0)
            reopened.set()
            receipts = [await made.answered("audit", r.id) for r in (last, late, again)]
            await play(made, number, (sign("csm1", "A27.1.R03"),))
        await intact(made, number)

    assert [r.state for r in receipts] == ["applied", "refused", "applied"]


async def test_a_stranger_after_the_end_leaves_the_journal_to_the_next_life(on_engine: MakeWorld):
    async with on_engine() as made:
        knocked = asyncio.Event()
        async with made.working(after_record(made, "ended", knocked.wait)):
            number = await start(made)
            await made.send("cs", number, *_named(INVALID[1]), wait=0)
            await made.until(number, "ended")
            await outsiders.signal(made.client, number, "approve", [])
            knocked.set()
            assert await has_ended(made, number, 1)
            await play(made, number, (REOPEN, sign("csm1", "A27.1.R03")))
        await intact(made, number)

        assert "not_from_desk" not in await made.types(number)


def _named(deed: Deed) -> tuple[str, dict[str, object]]:
    return deed.name, deed.data

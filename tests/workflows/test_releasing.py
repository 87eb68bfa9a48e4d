"""What leaves the house is what was signed, byte for byte, whichever way it is tried (lifecycle 5.6, decision 0010)."""

import json
from typing import Any

import pytest
from sqlalchemy import select, update
from temporalio import activity
from temporalio.api.common.v1 import Payload

from activities.releases import Releases
from desk.rebuilding import Rebuilding
from domain.messages import Release, Released
from engine.client import workflow_id
from store.contents import Content
from store.releases import releases_of
from store.tables import ContentRow
from tests.workflows import outsiders
from tests.workflows.conftest import MakeWorld
from tests.workflows.doubles import after_record
from tests.workflows.plays import start
from tests.workflows.world import World

WORDS = {"title": "关于外墙情况的说明", "text": "现场已封闭，无人受伤。"}
OTHER = {"title": "关于外墙情况的说明", "text": "责任在施工单位。"}
DRAFT = {"audience": "media", "kind": "ordinary", **WORDS}


async def do(made: World, number: str, who: str, name: str, **form: Any) -> str:
    """A command to its answer: `applied`, or the code of its refusal."""
    receipt = await made.send(who, number, name, form)
    return receipt.refusal.code if receipt.refusal else receipt.state


async def signed(made: World) -> str:
    """A case with an appointed spokesperson and a text that legal and the head have signed."""
    number = await start(made)
    assert await do(made, number, "pr", "appoint_spokesperson", account="spokes") == "applied"
    assert (await made.sign("exec", f"{number}.A25.1.R10")).refusal is None
    assert await do(made, number, "pr", "draft_statement", **DRAFT) == "applied"
    assert await do(made, number, "pr", "ask_statement", statement=1) == "applied"
    assert await do(made, number, "spokes", "release_statement", statement=1, outlet="page") == "not_approved"
    for seat, who in (("R13", "legal"), ("R06", "head")):
        assert (await made.sign(who, f"{number}.A08.1.{seat}")).refusal is None
    return number


async def outside(made: World, number: str) -> list[tuple[int, str, dict[str, str]]]:
    """What is out: text, place, words."""
    async with made.office.database.reading() as session:
        rows = await releases_of(session, number)
    return [(r.statement, r.outlet, json.loads(made.office.contents.open_released(r))) for r in rows]


async def outcomes(made: World, number: str) -> list[tuple[str, int]]:
    return [
        (e.type, e.data["statement"])
        for e in await made.journal(number)
        if e.type in ("statement_released", "release_refused")
    ]


async def change_words(made: World, number: str) -> None:
    """Somebody who holds the keys writes other words under the row of the signed text."""
    contents = made.office.contents
    here = (ContentRow.case_number == number, ContentRow.kind == "draft_statement")
    async with made.office.database.writing() as session:
        row = (await session.scalars(select(ContentRow).where(*here))).one()
        other = contents.seal(number, Content(row.id, row.kind, OTHER))
        await session.execute(update(ContentRow).where(*here).values(sealed=other.sealed, digest=other.digest))


async def copied(made: World, number: str) -> list[Payload]:
    """The desk's own sealed commands, as they lie in the engine's history."""
    history = await made.client.get_workflow_handle(workflow_id(number, 1)).fetch_history()
    signals = [e.workflow_execution_signaled_event_attributes for e in history.events]
    return [s.input.payloads[0] for s in signals if s.signal_name]


OUT = [(1, "page", WORDS)]


async def test_a_release_that_fails_before_and_after_its_commit_lets_the_text_out_once(on_engine: MakeWorld):
    async with on_engine() as made:
        real, tries = Releases(made.office.database, made.office.contents), []

        @activity.defn(name="release_statement")
        async def release(order: Release) -> Released:
            tries.append(order)
            if len(tries) == 1:
                raise RuntimeError("down before the commit")
            answer = await real.release(order)
            if len(tries) == 2:
                raise RuntimeError("down after the commit")
            return answer

        async with made.working(release):
            number = await signed(made)
            assert await do(made, number, "spokes", "release_statement", statement=1, outlet="page") == "applied"
            await made.until(number, "statement_released")

            assert await outside(made, number) == OUT
            assert len(set(tries)) == 1
            assert len(tries) == 3
            for payload in await copied(made, number):
                await outsiders.signal(made.client, number, "command", [payload])
            assert await do(made, number, "spokes", "release_statement", statement=1, outlet="page") == "text_is_out"
            assert await outcomes(made, number) == [("statement_released", 1)]
            assert (await made.verified(number)).findings == ()


@pytest.mark.parametrize("gone", ["worker", "workflow"])
async def test_whatever_is_gone_between_signature_and_release_nothing_is_lost(on_engine: MakeWorld, gone: str):
    """The release is recorded, then the worker ends, or the workflow is terminated by hand and goes on from the table.

    What came later does not change what goes out.
    """
    async with on_engine() as made:

        @activity.defn(name="release_statement")
        async def release(order: Release) -> Released:
            raise RuntimeError(order.number)

        async with made.working(release):
            number = await signed(made)
            assert await do(made, number, "spokes", "release_statement", statement=1, outlet="page") == "applied"
        edit = {"statement": 1, **OTHER}
        await made.send("pr", number, "edit_statement", edit, wait=0)
        assert await outside(made, number) == []
        if gone == "workflow":
            await made.client.get_workflow_handle(workflow_id(number, 1)).terminate()
            place = made.office
            again = Rebuilding(place.database, place.contents, place.desk.line, made.clock)
            assert await again._again(number)
        async with made.working():
            await made.until(number, "edit_statement")

            assert await outside(made, number) == OUT
            assert await outcomes(made, number) == [("statement_released", 1)]


async def test_the_relay_brings_a_release_after_the_edit_that_was_received_before_it(on_engine: MakeWorld):
    """Both wait in the table while nobody works: the order of receipt decides, and nothing goes out."""
    async with on_engine() as made:
        async with made.working():
            number = await signed(made)
        await made.send("pr", number, "edit_statement", {"statement": 1, **OTHER}, key="rel-cmd-1", wait=0)
        for no in (1, 2):
            form = {"statement": no, "outlet": "page"}
            await made.send("spokes", number, "release_statement", form, key=f"rel-cmd-{no + 1}", wait=0)
        async with made.working():
            receipts = [await made.answered("audit", f"rel-cmd-{no}") for no in (1, 2, 3)]

        assert [r.refusal.code if r.refusal else r.state for r in receipts] == [
            "applied",
            "text_replaced",
            "not_approved",
        ]
        assert await outside(made, number) == []


async def test_words_changed_behind_our_back_stay_inside(on_engine: MakeWorld):
    """Between the command and its release somebody writes other words under the same row; then forged signals."""
    async with on_engine() as made:
        spoilt: list[str] = []

        async def spoil() -> None:
            spoilt.append(number)
            await change_words(made, number)

        async with made.working(after_record(made, "release_statement", spoil)):
            number = await signed(made)
            await do(made, number, "spokes", "release_statement", statement=1, outlet="page")
            (found,) = [e for e in await made.until(number, "release_refused") if e.type == "release_refused"]
            forged = {"name": "release_statement", "actor": "spokes", "data": {"statement": 1, "outlet": "press"}}
            at = ("workflow", "signal", "--workflow-id", workflow_id(number, 1))
            for name in ("command", "statement_released", "release_statement"):
                await outsiders.temporal(made.client, *at, "--name", name, "--input", json.dumps(forged))
            await made.until(number, "not_from_desk", 3)

            assert spoilt
            assert found.data == {"release": 1, "statement": 1, "reason": "text_changed"}
            assert await outside(made, number) == []
            assert await outcomes(made, number) == [("release_refused", 1)]

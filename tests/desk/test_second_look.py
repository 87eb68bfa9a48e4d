"""A15 on a running case: closed at once, still alive for the second look, ended by its signature."""

from datetime import timedelta

import pytest_asyncio

from tests.desk.offices import make_place, new_id


@pytest_asyncio.fixture(loop_scope="session")
async def december(organised, tmp_path, key_ring, dev_server):
    """When the whole rule book is in force."""
    made = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=2)
    made.clock.moved = timedelta(days=400)
    yield made
    await made.desk.close()
    await made.office.database.close()


async def test_a_screening_is_looked_at_again_and_rejected_then_agreed(december):
    async with december.working():
        number = await december.opened()
        screening = {"outcome": "invalid", "explanation": "不属于本项目"}
        stages = []
        for no, decision in ((1, "reject"), (2, "approve")):
            await december.send("cs", number, "screen_decision", **screening)
            csm, seat = await december.person("csm"), f"{number}.A15.{no}.R03"
            page = await december.desk.approval(csm, seat)
            stages.append(str(page.case.stage))
            assert page.words["explanation"] == "不属于本项目"
            answer = await december.desk.decide(csm, seat, new_id(), decision, "再看", page.approval.digest, wait=5)
            assert answer.refusal is None
            stages.append(str((await december.desk.case(csm, number)).case.stage))
        case = (await december.desk.case(csm, number)).case

    assert stages == ["X1", "S2", "X1", "X1"]
    assert case.ended

"""Stories of the crisis side through the desk: N14 (a spokesperson answers the media), N41 (an untrue report)."""

import pytest_asyncio

from domain.policy import WHOLE_BOOK
from tests.desk.offices import Place, make_place, new_id
from tests.workflows.world import DAY, patiently

WORDS = {"title": "关于网传情况的说明", "text": "网传有人死亡不实，现场无人受伤。"}


@pytest_asyncio.fixture(loop_scope="session")
async def place(organised, tmp_path, key_ring, dev_server):
    """An installation after the first day of the whole rule book."""
    made = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=2)
    made.clock.moment = WHOLE_BOOK + DAY
    yield made
    await made.desk.close()
    await made.office.database.close()


async def do(place: Place, number: str, who: str, name: str, /, **form: object) -> str:
    person = await place.person(who)
    receipt = await place.desk.send(person, number, new_id(), name, form, wait=5)
    return receipt.refusal.code if receipt.refusal else receipt.state


async def sign(place: Place, who: str, seat: str) -> None:
    person = await place.person(who)
    page = await place.desk.approval(person, seat)
    answer = await place.desk.decide(person, seat, new_id(), "approve", "", page.approval.digest, wait=5)
    assert answer.refusal is None


async def test_a_false_report_is_corrected_and_the_press_hears_the_spokesperson_alone(place):
    """N14, N41: appointed by the executive, the correction rests on evidence, and only what is out is told."""
    answer = {"inquiry": 1, "statement": 1, "note": "按已发布的说明答复"}
    async with place.working(), place.relaying():
        number = await place.opened()
        assert await do(place, number, "pr", "appoint_spokesperson", account="spokes") == "applied"
        await sign(place, "exec", f"{number}.A25.1.R10")
        by = (place.clock.moment + DAY).isoformat()
        asked = {"outlet_name": "晨报 李记者", "question": "有人死亡吗", "reply_by": by}
        assert await do(place, number, "eng", "media_inquiry", **asked) == "applied"
        assert await do(place, number, "cs", "false_report", outlet_name="某号", what="称有人死亡") == "applied"
        assert await do(place, number, "cs", "add_evidence", kind="document", reason="医院证明") == "applied"
        draft = {"audience": "media", "kind": "correction", "corrects": 1, "evidence": [1], **WORDS}
        assert await do(place, number, "pr", "draft_statement", **draft) == "applied"
        assert await do(place, number, "pr", "ask_statement", statement=1) == "applied"
        for who, seat in (("legal", "R13"), ("head", "R06")):
            await sign(place, who, f"{number}.A08.1.{seat}")
        too_early = await do(place, number, "spokes", "inquiry_answered", **answer)
        lying = (await place.desk.my_desk(await place.person("spokes"))).duties
        assert await do(place, number, "spokes", "release_statement", statement=1, outlet="press") == "applied"
        async for _ in patiently():
            case = (await place.desk.case(await place.person("cs"), number)).case
            if case.of_kind("released"):
                break
        others = await do(place, number, "pr", "inquiry_answered", **answer)
        assert await do(place, number, "spokes", "inquiry_answered", **answer) == "applied"
        case = (await place.desk.case(await place.person("cs"), number)).case

    assert (too_early, others) == ("not_out", "not_the_spokesperson")
    assert {d.rule for d in lying} >= {"T38", "D36"}
    assert {d.rule: str(d.state) for d in case.duties if d.rule in ("T38", "T39", "D36")} == {
        "T38": "met",
        "T39": "met",
        "D36": "met",
    }

"""Whoever is appointed to speak finds it on the desk and lets it out, whatever seat they hold (A25, T38, T39)."""

import pytest_asyncio

from domain.policy import WHOLE_BOOK
from tests.desk.offices import Place, make_place, new_id
from tests.workflows.world import DAY, patiently


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


async def spoken(place, who: str) -> set[str]:
    lying = (await place.desk.my_desk(await place.person(who))).duties
    return {d.rule for d in lying if d.rule in ("T38", "T39")}


async def test_a_department_head_who_is_appointed_finds_the_clocks_and_releases(place):
    words = {"title": "关于网传情况的说明", "text": "现场无人受伤。"}
    async with place.working(), place.relaying():
        number = await place.opened()
        assert await do(place, number, "cs", "false_report", outlet_name="某号", what="称有人死亡") == "applied"
        before = await spoken(place, "eng")
        assert await do(place, number, "pr", "appoint_spokesperson", account="eng") == "applied"
        await sign(place, "exec", f"{number}.A25.1.R10")
        assert await do(place, number, "pr", "draft_statement", audience="media", kind="ordinary", **words) == "applied"
        assert await do(place, number, "pr", "ask_statement", statement=1) == "applied"
        for who, seat in (("legal", "R13"), ("head", "R06")):
            await sign(place, who, f"{number}.A08.1.{seat}")
        found = await spoken(place, "eng")
        assert await do(place, number, "eng", "release_statement", statement=1, outlet="press") == "applied"
        async for _ in patiently():
            case = (await place.desk.case(await place.person("cs"), number)).case
            if case.of_kind("released"):
                break
        after = await spoken(place, "eng")

    assert (before, found, after) == (set(), {"T38", "T39"}, {"T39"})

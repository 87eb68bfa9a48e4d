"""Statements over HTTP: no body lets a text out that is not signed, and the case tells what is out (decision 0010)."""

import json

from store.releases import releases_of
from tests.api.stories import done
from tests.desk.offices import new_id
from tests.workflows.world import patiently

WORDS = {"title": "关于外墙情况的说明", "text": "现场已封闭，无人受伤。"}


async def sign(web, who: str, seat: str) -> None:
    case = (await web.get(who, f"/cases/{seat.partition('.')[0]}")).json()
    asked = next(a for a in case["approvals"] if a["id"] == seat)
    body = {"id": new_id(), "decision": "approve", "digest": asked["digest"]}
    answer = await web.post(who, f"/approvals/{seat}?wait=5", body)
    assert answer.status_code == 200, answer.text


async def outside(web, number: str) -> list[tuple[str, str, dict]]:
    office = web.place.office
    async with office.database.reading() as session:
        rows = await releases_of(session, number)
    return [(r.outlet, r.public, json.loads(office.contents.open_released(r))) for r in rows]


async def test_only_the_signed_text_goes_out_whatever_is_sent(web):
    release = {"statement": 1, "outlet": "page"}
    async with web.place.working():
        number = await web.opened()
        await done(web, "pr", number, "appoint_spokesperson", {"account": "spokes"})
        await sign(web, "exec", f"{number}.A25.1.R10")
        await done(web, "pr", number, "draft_statement", {"audience": "media", "kind": "ordinary", **WORDS})
        early = await web.command("spokes", number, "release_statement", release)
        await done(web, "pr", number, "ask_statement", {"statement": 1})
        for who, seat in (("legal", "R13"), ("head", "R06")):
            await sign(web, who, f"{number}.A08.1.{seat}")
        other = await web.command("pr", number, "release_statement", release)
        words = await web.command("spokes", number, "release_statement", release | {"text": "责任在施工单位。"})
        forged = await web.command("spokes", number, "statement_released", release)
        assert await outside(web, number) == []
        await done(web, "spokes", number, "release_statement", release)
        async for _ in patiently():
            case = (await web.get("cs", f"/cases/{number}")).json()
            if case["statements"]["texts"][0]["released"]:
                break
        proved = (await web.get("audit", f"/cases/{number}/verify")).json()

    assert [a.json().get("code") for a in (early, other, forged)] == [
        "not_approved", "not_the_spokesperson", "unknown_command",
    ]  # fmt: skip
    assert words.status_code == 422
    (text,) = case["statements"]["texts"]
    assert case["statements"]["spokesperson"] == "spokes"
    assert (text["approved"], [out["outlet"] for out in text["released"]]) == (True, ["page"])
    ((_, public, said),) = await outside(web, number)
    assert said == WORDS
    assert text["released"][0]["page"] == f"/statements/{public}"
    assert (await web.place.desk.statement(public)).text == WORDS["text"]
    assert proved["findings"] == []

"""Improvements that outlive their case over HTTP (T25): read, verified once, refused with a reason."""

from domain.messages import Recording
from store.record import record
from tests.desk.offices import new_id
from tests.domain.scenes import scene

NUMBER = "YXY-2026-0001"


async def test_an_improvement_of_an_ended_case_is_read_and_verified_once(web):
    story = scene("S13", policy=2, level="minor")
    story.do("cs", "improvement", action="…", owner="eng", due="2026-12-22")
    story.do("csm", "archive")
    async with web.place.office.database.writing() as session:
        await record(session, Recording(NUMBER, 1, tuple(story.paper.entries)))
    path, body = f"/cases/{NUMBER}/improvements", {"id": new_id(), "note": "现场看过", "effect": "partly"}
    before = (await web.get("csm", path)).json()
    own = await web.post("eng", f"{path}/1", {**body, "id": new_id()}, "en")
    short = await web.post("csm", f"{path}/1", {"id": new_id()})
    done = [await web.post("csm", f"{path}/1", body) for _ in range(2)]
    twice = await web.post("head", f"{path}/1", {**body, "id": new_id()}, "en")
    (one,) = done[1].json()["improvements"]

    assert (before["ended"], before["improvements"][0]["state"], before["improvements"][0]["may_verify"]) == (
        True, "open", True,
    )  # fmt: skip
    assert [a.status_code for a in (own, short, *done, twice)] == [403, 422, 201, 201, 409]
    assert own.json()["code"] == "own_work"
    assert twice.json()["message"] == "That has been done already."
    assert (one["state"], one["verified_by"], one["effect"], one["note"], one["outside"]) == (
        "verified", "csm", "partly", "现场看过", True,
    )  # fmt: skip
    assert (await web.get("csm2", path)).status_code == 404

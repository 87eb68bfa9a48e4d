"""The daily sheets over HTTP (T04, T05): signed once, listed, refused with a reason."""

from tests.desk.offices import new_id

SHEET = {
    "complaints": 2, "calls": 5, "letters": 0, "screened": 7, "latent": 0,
    "places": ["forum"], "groups": 3, "posts": 40, "outcome": "found", "what": "约周末到售楼处",
}  # fmt: skip


async def test_a_day_is_signed_once_and_read_by_those_who_see_the_project(web):
    body = {"id": new_id(), **SHEET}
    signed = await web.post("cs", "/projects/YXY/days/today", body)
    again = await web.post("cs", "/projects/YXY/days/today", body)
    day = signed.json()["day"]
    read = (await web.get("audit", f"/projects/YXY/days/{day}")).json()
    days = (await web.get("head", "/projects/YXY/days")).json()

    assert (signed.status_code, again.status_code) == (201, 201)
    assert [(d["rule"], d["state"], d["signed_by"]) for d in read["duties"]] == [
        ("T04", "met", "cs"), ("T05", "met", "cs"),
    ]  # fmt: skip
    assert [one.get("what") for one in read["signed"]] == [None, "约周末到售楼处"]
    assert not read["may_sign"]
    assert (days["today"], days["days"][0]["day"], days["gaps"]) == (day, day, 0)
    assert (await web.get("cs2", "/projects/YXY/days")).status_code == 404


async def test_what_is_not_signed_says_why_and_leaves_nothing(web):
    half = {k: v for k, v in SHEET.items() if k != "posts"}
    answers = [
        await web.post("cs", "/projects/YXY/days/today", {"id": new_id(), **SHEET, "screened": 6}, "en"),
        await web.post("head", "/projects/YXY/days/today", {"id": new_id(), **SHEET}, "en"),
        await web.post("cs", "/projects/YXY/days/today", {"id": new_id(), **half}, "en"),
        await web.post("cs", "/projects/YXY/days/2026-13-01", {"id": new_id(), **SHEET}, "en"),
        await web.post("head", "/projects/YXY/active", {"id": new_id(), "active": False, "reason": "…"}, "en"),
        await web.post("region", "/projects/YXY/active", {"id": new_id(), "reason": "…"}, "en"),
    ]
    today = (await web.get("cs", "/projects/YXY/days/today")).json()

    assert [a.status_code for a in answers] == [409, 403, 422, 422, 403, 422]
    assert answers[0].json()["message"].startswith("Of what was received, 1 not screened yet")
    assert answers[2].json()["errors"][0]["field"] == "posts"
    assert today["signed"] == []
    assert today["may_sign"]

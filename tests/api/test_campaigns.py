"""Campaigns over HTTP (D17, D28, D29): opened once, read, worked in; refusals name what is missing."""

from datetime import UTC, datetime, timedelta

from tests.desk.offices import new_id


def form(**changes):
    today = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    dates = {"first": today, "last": today, "leader": "head"}
    return {"id": new_id(), "project": "YXY", "kind": "delivery", "homes": 120, "batch": "一期", **dates, **changes}


async def opened(web):
    return (await web.post("csm", "/campaigns", form())).json()["number"]


async def test_one_is_opened_once_and_says_what_may_be_sent_and_what_is_missing(web):
    body = form()
    first, again = await web.post("csm", "/campaigns", body), await web.post("csm", "/campaigns", body)
    seen = (await web.get("head", "/campaigns/" + first.json()["number"])).json()
    listed = (await web.get("cs", "/campaigns")).json()

    assert (first.status_code, again.json()["number"]) == (201, first.json()["number"])
    assert [g["least"] for g in seen["groups"]] == [5, 2, 5, 1, 2]
    assert [one["what"] for one in seen["due"]] == ["delivery_not_ready"]
    assert len(seen["open"]["duties"]) == 32
    ready = next(row for row in seen["commands"] if row["name"] == "staff_group")
    assert ready["schema"]["required"] == ["group"]
    assert ([one["number"] for one in listed["campaigns"]], listed["may_open"]) == ([seen["number"]], [])


async def test_a_refusal_has_its_code_and_is_a_line(web):
    number = await opened(web)
    staffed = {"id": new_id(), "name": "staff_group", "data": {"group": "order", "others": 6}}
    answers = [
        await web.post("head", f"/campaigns/{number}/commands", staffed),
        await web.post(
            "head", f"/campaigns/{number}/commands", {"id": new_id(), "name": "mark_ready", "data": {}}, "en"
        ),
        await web.post("cs", f"/campaigns/{number}/commands", {"id": new_id(), "name": "mark_ready", "data": {}}),
    ]
    chained = (await web.get("audit", f"/campaigns/{number}/lines")).json()

    assert [a.status_code for a in answers] == [200, 409, 403]
    assert "Complaints group 0 of at least 2" in answers[1].json()["message"]
    assert [line["type"] for line in chained["lines"]] == ["open_campaign", "staff_group", "refused", "refused"]
    assert chained["intact"]


async def test_what_cannot_be_read_and_what_is_not_in_sight(web):
    number = await opened(web)
    command = {"id": new_id(), "name": "set_least", "data": {"group": "order", "least": 4}}
    answers = [
        await web.post("csm", "/campaigns", form(kind=["delivery"])),
        await web.post("csm", "/campaigns", form(first="soon")),
        await web.post("head", f"/campaigns/{number}/commands", command),
        await web.post("head", f"/campaigns/{number}/commands", {**command, "name": "dance"}),
        await web.post("head", f"/campaigns/{number}/commands", {**command, "data": []}),
    ]

    assert [a.status_code for a in answers] == [422] * 5
    assert [a.json()["errors"][0]["field"] for a in answers] == ["kind", "first", "reason", "name", "data"]
    assert (await web.get("csm2", f"/campaigns/{number}")).status_code == 404

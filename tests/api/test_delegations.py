"""Delegations over HTTP (A12): given once, listed, ended; refusals name their reason in the caller's language."""

from datetime import UTC, datetime, timedelta

from tests.desk.offices import new_id


def form(**changes):
    today = (datetime.now(UTC) + timedelta(hours=8)).date()
    days = {"first": today.isoformat(), "last": (today + timedelta(days=2)).isoformat()}
    return {"id": new_id(), "delegate": "csm1", "rules": ["A02"], "outside": "above", **days, **changes}


async def test_one_is_given_listed_and_ended(web):
    body = form(limit=20_000)
    given = await web.post("head", "/delegations", body)
    again = await web.post("head", "/delegations", body)
    mine = (await web.get("head", "/delegations")).json()
    theirs = (await web.get("csm1", "/delegations")).json()
    ended = await web.post("head", "/delegations/1/end", {"id": new_id()})

    assert (given.status_code, again.status_code) == (201, 201)
    assert given.json() == again.json()
    assert mine["given"] == theirs["received"] == [given.json()]
    assert mine["intact"]
    assert {"A02", "A05"} <= set(mine["rules"])
    assert given.json()["last"] == body["last"]
    assert (given.json()["state"], given.json()["limit"]) == ("in_force", 20_000)
    assert ended.json()["state"] == "over"


async def test_what_the_rules_refuse_has_its_code_and_sentence(web):
    answer = await web.post("cs", "/delegations", form(), "en")

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_delegate")
    assert answer.json()["message"].startswith("You have nothing to delegate")


async def test_what_cannot_be_read_is_named_and_nothing_is_kept(web):
    answers = [
        await web.post("head", "/delegations", form(rules=["A99"])),
        await web.post("head", "/delegations", form(id="x")),
        await web.post("head", "/delegations", form(note="…")),
    ]

    assert [a.status_code for a in answers] == [422, 422, 422]
    assert [a.json()["errors"][0]["field"] for a in answers] == ["rules", "id", "note"]
    assert (await web.get("head", "/delegations")).json()["given"] == []


async def test_a_delegation_of_somebody_else_is_not_found(web):
    await web.post("head", "/delegations", form())

    assert (await web.post("csm1", "/delegations/1/end", {"id": new_id()})).status_code == 404
    assert (await web.http.get("/api/v1/delegations")).status_code == 401

"""Changing the limits over HTTP (A20): previewed, proposed, approved; refusals name their reason."""

from datetime import UTC, datetime

import httpx2
import pytest_asyncio

from api.app import create
from domain.policy import HOUR
from tests.api.conftest import Web
from tests.desk.offices import make_place, new_id

FORM = {"since": "2026-12-08T00:00:00+08:00", "changed": {"T07": 10 * HOUR}, "reason": "…"}


@pytest_asyncio.fixture(loop_scope="session")
async def web(organised, tmp_path, key_ring, dev_server):
    """The API of an installation that holds no version back, in December."""
    place = await make_place(organised, tmp_path, key_ring, dev_server.client, policy=0)
    place.clock.moment = datetime(2026, 12, 7, 1, tzinfo=UTC)
    transport = httpx2.ASGITransport(create(place.desk), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://anlan") as http:
        yield Web(place, http, {})
    await place.desk.close()
    await place.office.database.close()


async def test_a_version_is_previewed_proposed_and_approved(web):
    preview = (await web.post("admin", "/policy/preview", FORM)).json()
    body = {**FORM, "id": new_id(), "digest": preview["digest"]}
    proposed = await web.post("admin", "/policy/amendments", body)
    again = await web.post("admin", "/policy/amendments", body)
    answer = {"id": new_id(), "decision": "approve", "digest": preview["digest"]}
    approved = await web.post("exec", "/policy/amendments/1", answer)
    book = (await web.get("csm", "/policy")).json()

    assert (preview["no"], preview["state"], preview["version"]) == (None, "draft", 3)
    assert preview["clocks"]["T07"][2] == {"mark": "100", "at": "2026-12-08T10:00:00+08:00", "roles": ["R06"]}
    assert (proposed.status_code, again.json()) == (201, proposed.json())
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert [one["numbers"]["T07"] for one in book["versions"]] == [12 * HOUR, 12 * HOUR, 10 * HOUR]
    assert (book["in_force"], book["intact"]) == (2, True)
    assert book["amendments"][0]["decided_by"] == "exec"


async def test_what_is_out_of_bounds_is_named_in_the_callers_language(web):
    longer = {**FORM, "changed": {"T07": 13 * HOUR}}
    answer = await web.post("admin", "/policy/preview", longer, "en")
    stale = await web.post("admin", "/policy/amendments", {**FORM, "id": new_id(), "digest": "0" * 64})
    odd = await web.post("admin", "/policy/amendments", {**FORM, "id": new_id(), "note": "…"})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "T07")
    assert "only be made shorter, never longer: at most 12 h" in answer.json()["message"]
    assert (stale.status_code, stale.json()["code"]) == (409, "amendment_moved")
    assert odd.status_code == 422
    assert (await web.get("admin", "/policy")).json()["amendments"] == []


async def test_who_may_not_is_told_so_or_finds_nothing(web):
    refused = await web.post("head", "/policy/amendments", {**FORM, "id": new_id()}, "en")

    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    assert refused.json()["message"].startswith("Changing the limits is for Administrator")
    assert (await web.get("cs", "/policy")).status_code == 404
    assert (await web.post("exec", "/policy/amendments/7", {"id": new_id(), "decision": "approve"})).status_code == 404
    assert (await web.http.get("/api/v1/policy")).status_code == 401

"""Commands over HTTP: applied, received, refused, repeated, stale (WALK sections 3 g, 3 h and 4)."""

import asyncio

from tests.api.stories import CONTACT, entries_of, in_plan_approval, planned
from tests.desk.offices import FORM, new_id


async def test_a_case_opens_registered_and_answers_201(web):
    async with web.place.working():
        key = {"Idempotency-Key": new_id()}
        first = await web.post("cs", "/cases?wait=5", FORM, **key)
        again = await web.post("cs", "/cases?wait=5", FORM, **key)
        case = (await web.get("cs", f"/cases/{first.json()['number']}")).json()

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json() == {"number": case["number"], "state": "applied"}
    assert (case["stage"], case["version"], case["owner"], case["level"]) == ("S2", 1, "YXY.R03", None)
    assert [d["rule"] for d in case["duties"]] == ["T03", "T50"]
    assert set(case["duties"][0]) >= {"id", "rule", "owner_role", "started_at", "due_at", "state", "late_by", "told"}
    assert case["duties"][0]["due_at"].endswith("+08:00")


async def test_applied_names_its_lines_and_received_comes_later(web):
    async with web.place.working():
        number = await web.opened()
        applied = await web.command("cs", number, "log_contact", CONTACT, id="walk-cmd-02")

    assert applied.status_code == 200
    assert applied.json() == {"id": "walk-cmd-02", "state": "applied", "entries": [5, 6]}
    received = await web.command("cs", number, "log_contact", CONTACT, id="walk-cmd-03", wait=0)
    assert (received.status_code, received.json()) == (202, {"id": "walk-cmd-03", "state": "received"})


async def test_eight_posts_with_one_id_are_one_command(web):
    async with web.place.working():
        number = await web.opened()
        posts = [web.command("csm", number, "assign", {"owner": "cs"}, id="n46-cmd-03") for _ in range(8)]
        answers = await asyncio.gather(*posts)
        other = await web.command("csm1", number, "assign", {"owner": "csm1"})
        later = await web.command("csm", number, "assign", {"owner": "cs"}, id="n46-cmd-03")

    assert {a.status_code for a in answers} == {200}
    assert {tuple(a.json()["entries"]) for a in answers} == {(5,)}
    assert other.status_code == 200
    assert later.json() == {"id": "n46-cmd-03", "state": "applied", "entries": [5]}
    assert [e["type"] for e in await entries_of(web, number)].count("assign") == 2


async def test_an_id_used_for_something_else_is_refused_and_leaves_nothing(web):
    async with web.place.working():
        number, second = await web.opened(), await web.opened()
        await web.command("csm", number, "assign", {"owner": "cs"}, id="n46-cmd-03")
        for account, where, data in (
            ("csm", number, {"owner": "csm1"}),
            ("csm1", number, {"owner": "cs"}),
            ("csm", second, {"owner": "cs"}),
        ):
            answer = await web.command(account, where, "assign", data, id="n46-cmd-03")
            assert (answer.status_code, answer.json()["code"]) == (409, "id_reused")

        assert [e["type"] for e in await entries_of(web, second)].count("assign") == 0


async def test_a_form_older_than_somebody_else_s_change_is_stale_and_says_what_changed(web):
    async with web.place.working():
        number = await planned(web, level="minor")
        version = (await web.get("cs", f"/cases/{number}")).json()["version"]
        changed = await web.command("csm", number, "assign", {"owner": "cs"})
        data = {"level": "general", "reason": "涉及多户", "team": ["cs", "eng"]}
        stale = await web.command("cs", number, "change_level", data, id="st-cmd-0001", version=version)
        current = await web.command("cs", number, "change_level", data, version=version + 1)
        left_out = await web.command("cs", number, "interim_measure", {"what": "先封堵"})

    assert stale.status_code == 409
    seq = changed.json()["entries"][0]
    assert stale.json()["changed"] == [{"seq": seq, "type": "assign", "actor": "csm"}]
    assert set(stale.json()) == {"id", "state", "code", "message", "changed"}
    assert "何静宜" in stale.json()["message"]
    assert (current.status_code, left_out.status_code) == (200, 200)


async def test_one_s_own_commands_make_nothing_stale_somebody_else_s_do(web):
    async with web.place.working():
        number = await web.opened()
        version = (await web.get("cs", f"/cases/{number}")).json()["version"]
        own = [await web.command("cs", number, "log_contact", CONTACT, version=version) for _ in range(2)]
        await web.command("csm", number, "assign", {"owner": "cs"})
        after = [await web.command("cs", number, "log_contact", CONTACT, version=version) for _ in range(3)]

    assert [a.status_code for a in own] == [200, 200]
    assert [(a.status_code, a.json()["code"]) for a in after] == [(409, "stale")] * 3


async def test_one_refusal_reads_the_same_by_api_and_by_relay_in_both_languages(web):
    answer = {"outcome": "dissatisfied", "words": "要先做淋水试验"}
    async with web.place.working():
        number = await in_plan_approval(web)
        chinese = await web.command("cs", number, "customer_response", answer, id="ws-cmd-01")
        english = await web.command("cs", number, "customer_response", answer, language="en")
    waiting = await web.command("cs", number, "customer_response", answer, id="ws-cmd-02", wait=0)
    async with web.place.working(), web.place.relaying():
        await web.place.office.receipts.wait("ws-cmd-02", 20)
        later = await web.get("cs", "/commands/ws-cmd-02")

    assert chinese.status_code == 409
    assert chinese.headers["content-type"] == "application/problem+json"
    message = "现在是“方案审批”，还不能登记客户答复；方案批准后才可以。"
    body = chinese.json()
    assert (body["id"], body["state"], body["code"], body["message"]) == (
        "ws-cmd-01", "refused", "wrong_stage", message
    )  # fmt: skip
    assert english.json()["message"] == (
        "The case is in Plan approval: a customer's answer can be recorded only after the plan is approved."
    )
    assert waiting.status_code == 202
    assert later.json() | {"id": "ws-cmd-01"} == body
    refused = [e for e in await entries_of(web, number) if e["type"] == "refused"]
    assert [(e["actor"], e["role"], e["data"]["code"]) for e in refused] == [("cs", "R02", "wrong_stage")] * 3


async def test_authority_is_403_and_journaled(web):
    async with web.place.working():
        number = await web.opened()
        for account in ("eng", "audit", "admin"):
            answer = await web.command(account, number, "assign", {"owner": "cs"})
            assert (answer.status_code, answer.json()["code"]) == (403, "not_yours"), account

    assert [e["type"] for e in await entries_of(web, number)].count("refused") == 3


async def test_a_missing_field_of_a_known_command_is_the_core_s_refusal(web):
    async with web.place.working():
        number = await web.opened()
        missing = await web.command("cs", number, "log_contact", {"purpose": "acknowledge", "way": "phone"})
        wrong = await web.command("cs", number, "log_contact", {**CONTACT, "way": "pigeon"})
        future = await web.command("cs", number, "log_contact", {**CONTACT, "happened_at": "2999-01-01T00:00:00+08:00"})

    assert [(a.status_code, a.json()["code"]) for a in (missing, wrong, future)] == [
        (409, "missing"), (409, "bad_value"), (409, "bad_value")
    ]  # fmt: skip


async def test_what_may_be_sent_now_comes_with_its_form(web):
    async with web.place.working():
        number = await web.opened()
        commands = (await web.get("cs", f"/cases/{number}")).json()["commands"]

    by_name = {c["name"]: c for c in commands}
    assert {"screen_decision", "log_contact", "withdraw"} <= set(by_name)
    assert by_name["log_contact"]["schema"]["required"] == ["purpose", "way", "note"]
    assert by_name["log_contact"]["labels"] == {"zh": "登记联系", "en": "Log a contact"}
    assert (await web.get("audit", f"/cases/{number}")).json()["commands"] == []

"""Sign-offs over HTTP: the queue, the decision, the second one, the wrong text, the restricted words."""

import json

from tests.api.stories import PLAN, done, entries_of, in_plan_approval
from tests.desk.offices import new_id


async def decide(web, account, approval, decision="approve", digest="", comment="", id="", wait=5):
    digest = digest or await digest_of(web, approval)
    body = {"id": id or new_id(), "decision": decision, "comment": comment, "digest": digest}
    return await web.post(account, f"/approvals/{approval}?wait={wait}", body)


async def digest_of(web, approval):
    case = (await web.get("audit", f"/cases/{approval.rpartition('.A')[0]}")).json()
    return next(a["digest"] for a in case["approvals"] if a["id"] == approval)


async def test_what_waits_for_a_signature_is_in_its_signer_s_queue_only(web):
    async with web.place.working():
        number = await in_plan_approval(web)

    for account, expected in (("head", 1), ("head1", 1), ("csm", 0), ("head2", 0), ("audit", 0)):
        queue = (await web.get(account, "/approvals?state=open")).json()["approvals"]
        assert len(queue) == expected, account
    row = (await web.get("head", "/approvals")).json()["approvals"][0]
    assert (row["id"], row["rule"], row["seat"], row["subject"]) == (f"{number}.A02.1.R06", "A02", "R06", "plan:1")
    assert row["due_at"]


async def test_the_first_answer_wins_and_the_second_is_told_who_when_and_how(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        seat = f"{number}.A02.1.R06"
        digest = await digest_of(web, seat)
        first = await decide(web, "head", seat, digest=digest, id="ap-head-01")
        second = await decide(web, "head1", seat, "reject", digest, "不同意", id="ap-head1-01")
        again = await decide(web, "head", seat, digest=digest, id="ap-head-01")
        case = (await web.get("cs", f"/cases/{number}")).json()

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert second.status_code == 409
    body = second.json()
    assert (body["code"], body["by"], body["decision"], body["state"]) == ("decided", "head", "approve", "refused")
    assert body["when"].endswith("+08:00")
    assert body["message"].startswith("沈望舒已在 ")
    assert case["stage"] == "S7"
    assert [a["state"] for a in case["approvals"]] == ["approved"]


async def test_a_decision_on_another_text_is_stale(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        answer = await decide(web, "head", f"{number}.A02.1.R06", digest="0" * 64)

    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    assert "changed" not in answer.json()


async def test_reject_and_return_need_a_comment_and_strangers_do_not_sign(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        seat = f"{number}.A02.1.R06"
        without = await decide(web, "head", seat, "return")
        own = await decide(web, "cs", seat)
        region = await decide(web, "region", seat)
        returned = await decide(web, "head", seat, "return", comment="请加淋水试验")
        case = (await web.get("cs", f"/cases/{number}")).json()

    assert (without.status_code, without.json()["code"]) == (409, "missing")
    assert (own.status_code, own.json()["code"]) == (403, "own_work")
    assert (region.status_code, region.json()["code"]) == (403, "not_yours")
    assert returned.status_code == 200
    assert (case["stage"], case["approvals"][0]["state"]) == ("S5", "returned")


async def test_a_sign_off_one_may_not_see_is_not_there(web):
    async with web.place.working():
        number = await in_plan_approval(web)

    for account, approval in (("head2", f"{number}.A02.1.R06"), ("head", f"{number}.A02.9.R06"), ("head", "x")):
        answer = await web.post(
            account, f"/approvals/{approval}", {"id": new_id(), "decision": "approve", "digest": "0" * 64}
        )
        assert answer.status_code == 404


async def test_the_bottom_line_is_for_the_few(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        desk, seat = web.place.desk, f"{number}.A02.1.R06"
        for account, may in (
            ("cs", True), ("csm", True), ("head", True), ("head1", True), ("exec", True),
            ("eng", False), ("sales", False), ("region", False), ("legal", False), ("audit", False), ("admin", False),
        ):  # fmt: skip
            person = await web.place.person(account)
            page, asked = await desk.case(person, number), await desk.approval(person, seat)
            seen = any("bottom_line" in words for words in page.contents.values())
            assert (seen, "bottom_line" in asked.words) == (may, may), account
            assert asked.hidden == (() if may else ("bottom_line",))
            assert asked.words["text"] == PLAN["text"]
            assert asked.approval.digest


async def test_who_may_not_read_the_bottom_line_carries_it_over_unseen(web):
    """D06: a new version by the team keeps what the few wrote, and its author still does not read it."""
    async with web.place.working():
        number = await in_plan_approval(web)
        again = {"text": "改为拆窗重做防水。", "steps": PLAN["steps"]}
        await done(web, "eng", number, "save_plan", again)
        await done(web, "eng", number, "save_plan", {**again, "text": "再改一处。"})
        desk = web.place.desk
        for account, may in (("head", True), ("csm", True), ("eng", False), ("cs", False)):
            page = await desk.case(await web.place.person(account), number)
            for plan in page.case.plans[1:]:
                words = page.contents[plan.content]
                assert words.get("bottom_line") == (PLAN["bottom_line"] if may else None), account
                assert "carried" not in words


async def test_it_is_carried_over_from_the_last_version_rejected_or_still_waiting(web):
    """D06: what the few wrote last counts, also while it waits for a worker; emptied by them, it is gone."""
    again, words = {"text": "改为拆窗重做防水。", "steps": PLAN["steps"]}, "最多延保三年"
    async with web.place.working():
        number = await in_plan_approval(web)
        rejected = await decide(web, "head", f"{number}.A02.1.R06", "reject", comment="先做淋水试验")
        await done(web, "eng", number, "save_plan", again)
    for account, form in (("cs", {**PLAN, "bottom_line": words}), ("eng", again), ("csm", again)):
        await web.place.send(account, number, "save_plan", wait=0, **form)
    async with web.place.working():
        await done(web, "eng", number, "save_plan", again)
        page = await web.place.desk.case(await web.place.person("head"), number)

    said = [page.contents[plan.content].get("bottom_line") for plan in page.case.plans]
    assert rejected.status_code == 200
    assert said == [PLAN["bottom_line"], PLAN["bottom_line"], words, words, None, None]


async def test_no_answer_of_the_api_holds_words_or_numbers_of_people(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        await done(web, "cs", number, "add_evidence", {"kind": "photo", "reason": "暗号甲乙丙"})
        answers = [await web.get("cs", f"/cases/{number}{part}") for part in ("", "/journal", "/history", "/verify")]

    text = json.dumps([a.json() for a in answers], ensure_ascii=False)
    for secret in ("林秀岚", "13800000147", "暗号甲乙丙", PLAN["text"], PLAN["bottom_line"]):
        assert secret not in text


async def test_history_shows_who_was_asked_and_who_answered_beside_the_lines(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        await decide(web, "head", f"{number}.A02.1.R06")
        events = (await web.get("audit", f"/cases/{number}/history")).json()["events"]
        verified = (await web.get("audit", f"/cases/{number}/verify")).json()
        entries = await entries_of(web, number)

    asked = next(e for e in events if e["meaning"] == "seat_asked")
    answered = next(e for e in events if e["meaning"] == "decision_came")
    assert [entries[seq - 1]["type"] for seq in asked["entries"]] == ["asked"]
    assert [entries[seq - 1]["type"] for seq in answered["entries"]] == ["signed"]
    assert answered["detail"]["actor"] == "head"
    written = sorted(seq for e in events if e["meaning"] == "lines_written" for seq in e["entries"])
    assert written == [e["seq"] for e in entries]
    assert verified == {"verified": True, "findings": []}

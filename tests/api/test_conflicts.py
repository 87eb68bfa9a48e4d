"""A conflict of interest and a compensation over HTTP: what is refused, and whose queue a seat leaves."""

from tests.api.stories import done, in_plan_approval


async def test_a_seat_leaves_the_queue_of_who_is_in_conflict(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        await done(web, "head", number, "declare_conflict", {"reason": "投诉人是本人亲属"})
        case = (await web.get("csm", f"/cases/{number}")).json()
        page = await web.command("head", number, "assign", {"owner": "cs"})

    queues = {who: (await web.get(who, "/approvals")).json()["approvals"] for who in ("head", "head1")}
    assert queues["head"] == []
    assert [row["id"] for row in queues["head1"]] == [f"{number}.A02.1.R06"]
    assert case["approvals"][0]["asked_of"] == ["head1"]
    assert (page.status_code, page.json()["code"]) == (409, "in_conflict")
    assert page.json()["message"].startswith("你已申报与本案有利益冲突")


async def test_compensation_without_papers_is_refused_over_http(web):
    async with web.place.working():
        number = await in_plan_approval(web)
        asked = {"amount": 20_000, "basis": "contract", "grounds": "误工两周"}
        chinese = await web.command("cs", number, "ask_compensation", asked)
        english = await web.command("cs", number, "ask_compensation", asked, language="en")
        await done(web, "cs", number, "add_evidence", {"kind": "document", "reason": "收据"})
        unadvised = await web.command("cs", number, "ask_compensation", asked | {"documents": [1]})
        await done(web, "legal", number, "legal_opinion", {"opinion": "clear", "text": "无异议"})
        await done(web, "cs", number, "ask_compensation", asked | {"documents": [1]})

    assert (chinese.status_code, chinese.json()["code"]) == (409, "no_documents")
    assert "单据" in chinese.json()["message"]
    assert english.json()["message"].startswith("Compensation needs its documents")
    assert unadvised.json()["code"] == "no_legal_opinion"
    assert [row["rule"] for row in (await web.get("eng", "/approvals")).json()["approvals"]] == ["A07"]

"""Records on pages: what a plan keeps for the few, households, checklists, documents, library, figures, improvements."""

import re

import pytest

from domain.contingency import ContingencyItem
from domain.policy import POLICIES
from tests.domain.scenes import scene
from tests.web.story import WINDOW, later, open_case, send, to_contingency, to_execution, to_planning
from web.language import language
from web.tales_records import RECORDS
from web.telling import Teller

NEGOTIATION = {
    "text": "拆窗重做防水。",
    "steps": [{"no": 1, "text": "拆窗", "owner": "eng", "due": "2026-11-27"}],
    "adverse": "可能联系媒体",
    "venue": "服务中心二楼",
    "key_departments": "区住建局：有决定权",
    "their_bottom_line": "一个月内修好",
    "compromise": "补偿两晚住宿",
}
SEALED = ("一个月内修好", "补偿两晚住宿")


async def test_what_a_plan_keeps_for_the_few_is_shown_to_them_alone(desk, enter):
    """D06, on the plan and on its sign-off."""
    number = await to_planning(desk)
    await send(desk, "cs", number, "save_plan", **NEGOTIATION)
    await send(desk, "cs", number, "plan_submitted", plan=1)
    head = await enter("head")
    for address in (f"/cases/{number}?tab=plan", f"/approvals/{number}.A02.1.R06"):
        shown = (await head.get(address)).text
        assert all(words in shown for words in (*SEALED, "可能联系媒体", "服务中心二楼", "区住建局：有决定权")), address
    other = await enter("region")
    asked = (await other.get(f"/approvals/{number}.A02.1.R06")).text

    assert not any(words in asked for words in SEALED)
    assert "对方底线" in asked, "that there is one is said"


async def test_a_household_is_asked_for_by_post_before_registering(desk, enter):
    """D01: neither room nor number stand in an address, and nothing stops the registration."""
    client = await enter("cs")
    form = {"project": "YXY", "room": "3-2-1201", "phone": "", "description": "又漏了", "_id": "known-00001"}
    region = await client.post("/cases/new/known", data=form, headers={"hx-request": "true"})
    page = await client.post("/cases/new/known", data=form)

    for answer in (region, page):
        assert "YXY-2026-0152" in answer.text
        assert "同一房号" in answer.text
        assert "3-2-1201" not in str(answer.url)
    assert "又漏了" in page.text, "what was typed is still there"
    assert "<form" not in region.text


async def test_the_page_of_a_new_case_offers_to_merge_it(desk, enter):
    number = await open_case(desk)
    client = await enter("cs")
    page = (await client.get(f"/cases/{number}")).text
    other = (await (await enter("cs")).get("/cases/YXY-2026-0151")).text

    assert "可能是同一件事" in page
    assert f"/cases/{number}/do/screen_decision" in page
    assert "是同一件事：并案" not in other


async def test_merged_cases_stand_on_the_page_of_their_parent(desk, enter):
    """X2, both ways."""
    number = await open_case(desk)
    await send(desk, "cs", number, "screen_decision", outcome="duplicate", parent="YXY-2026-0152")
    asked = await desk.approval(await desk.who(await desk.sign_in("csm", "paper", "")), f"{number}.A27.1.R03")
    csm = await desk.who(await desk.sign_in("csm", "paper", ""))
    await desk.decide(csm, f"{number}.A27.1.R03", "merge-00001", "approve", "", asked.approval.digest)
    client = await enter("cs")

    assert f'href="/cases/{number}"' in (await client.get("/cases/YXY-2026-0152")).text.partition("并入本案的案件")[2]
    assert "/cases/YXY-2026-0152" in (await client.get(f"/cases/{number}")).text


async def test_an_emergency_shows_its_plan_and_who_ticked_what(desk, enter):
    """D15."""
    await send(desk, "cs", "YXY-2026-0151", "emergency", kind="injury", note="业主摔伤")
    client = await enter("cs")
    before = (await client.get("/cases/YXY-2026-0151")).text
    await send(desk, "cs", "YXY-2026-0151", "emergency_checked", items=["aid", "police", "insurer"])
    after = (await client.get("/cases/YXY-2026-0151")).text

    assert "拨打 120" in before
    assert "0/3" in before
    assert "3/3" in after


async def test_the_list_of_contingency_stands_on_the_page_while_it_lasts(desk, enter):
    """D27."""
    desk.policy = POLICIES[2]
    number = await to_contingency(desk, complainant={**WINDOW["complainant"], "room": "1-1-0101"})
    await send(desk, "csm", number, "log_contact", purpose="progress", way="phone", note="…")
    page = (await (await enter("csm")).get(f"/cases/{number}")).text

    assert f"0/{len(ContingencyItem)}" in page
    assert f"/cases/{number}/do/contingency_checked" in page


async def test_documents_are_listed_by_the_catalogue_with_the_team(desk, enter):
    """D66, D24."""
    page = (await (await enter("cs")).get("/cases/YXY-2026-0152?tab=documents")).text

    assert all(word in page for word in ("风险预警", "评估表", "赔付申请", "调查报告与责任认定", "应对小组"))
    assert "/cases/YXY-2026-0152?tab=plan" in page


async def test_days_without_contact_are_shown_and_sorted_by(desk, enter):
    """D09."""
    later(desk, days=4)
    client = await enter("cs")
    page, listed = (await client.get("/cases/YXY-2026-0152")).text, (await client.get("/cases?order=silence")).text

    assert "天未联系客户" in page
    assert "最久未联系" in listed
    assert "<tr data-row>" in listed


async def closed(desk):
    number = await to_execution(desk)
    await send(desk, "cs", number, "log_contact", purpose="progress", way="phone", note="…")
    for task in desk.kept[number].tasks:
        await send(desk, "eng", number, "task_done", task=task.no, note="已查")
    await send(desk, "eng", number, "execution_complete")
    await send(desk, "cs", number, "log_contact", purpose="result", way="phone", answer="satisfied", note="…")
    await send(desk, "cs", number, "add_evidence", kind="customer_confirmation", reason="纸质")
    conditions = ["steps", "customer", "departments", "file"]
    await send(desk, "cs", number, "result_confirmed", satisfaction="satisfied", conditions=conditions, evidence=[1])
    for seat in list(desk.kept[number].open_approvals()):
        who = await desk.who(await desk.sign_in(seat.asked_of[0], "paper", ""))
        await desk.decide(who, seat.id, f"close-{seat.seat}-01", "approve", "", seat.digest)
    return number


async def test_the_library_holds_closed_cases_and_names_nobody(desk, enter):
    """D13."""
    number = await closed(desk)
    client = await enter("csm")
    page = (await client.get("/library?cause=workmanship")).text
    none = (await client.get("/library?cause=design&category=nonsense")).text

    assert number in page
    assert not any(word in page for word in ("林秀岚", "3-2-1201", "0147</"))
    assert "没有找到已结案件" in none
    assert number not in (await (await enter("csm2")).get("/library")).text


async def test_figures_tell_how_duties_were_kept(desk, enter):
    page = (await (await enter("csm")).get("/figures?project=YXY")).text

    assert all(word in page for word in ("按阶段", "按级别", "按原因", "按时率", "T03"))


async def test_improvements_of_all_cases_stand_in_one_list(desk, enter):
    """D12: open, overdue, verified with what came of it."""
    number = await closed(desk)
    await send(desk, "cs", number, "visit_recorded", manner="phone", answer="satisfied", record="满意")
    for day in (27, 28):
        await send(desk, "cs", number, "improvement", action="验收加淋水试验", owner="eng", due=f"2026-11-{day}")
    await send(desk, "csm", number, "improvement_verified", improvement=1, note="抽查", effect="effective")
    later(desk, days=9)
    client = await enter("csm")
    page, verified = (await client.get("/improvements")).text, (await client.get("/improvements?state=verified")).text

    assert all(word in page for word in ("验收加淋水试验", "超时", "有效", "3 → 1"))
    assert "1 项改进措施已超时" in page
    assert "改进措施已超时" not in verified


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_the_lines_of_records_are_told_in_full(code):
    story = scene("S9", policy=2)
    story.do("cs", "contingency_checked", items=["venue"])
    story.do("head", "contingency_result", outcome="new_proposal", note="…", left_open="…")
    story.do("csm", "liability_found", liability="partly", reason="…")
    teller = Teller(story.case, {}, {}, language(code), story.now)
    told = {e.type: teller.tell(e).what for e in story.paper.entries}

    assert {*RECORDS} - {*told} == {"sample_call"}
    assert ("已安排接待人员" if code == "zh-CN" else "reception staff named") in told["contingency_result"]
    assert "{" not in teller.what("sample_call", {"answer": "unsatisfied", "then": "reopen"})


@pytest.mark.parametrize(
    ("speaks", "over", "since"), [("zh", "已由第 2 件替代", "替代第 1 件"), ("en", "superseded by 2", "supersedes 1")]
)
async def test_superseded_evidence_stays_on_its_page_and_is_offered_no_more(desk, enter, speaks, over, since):
    """D33."""
    number = await to_planning(desk)
    for more in ({}, {"supersedes": 1}):
        await send(desk, "cs", number, "add_evidence", kind="photo", reason="照片", **more)
    client = await enter("cs", speaks)
    page = (await client.get(f"/cases/{number}?tab=evidence")).text
    form = (await client.get(f"/cases/{number}/do/add_evidence")).text

    assert over in page
    assert since in page
    assert page.count('<li><div class="row"><b>') == 2
    field = form[form.index('id="f-supersedes"') :]
    assert re.findall(r'name="supersedes" value="(\d)"', field) == ["2"]

"""What happens around a complaint, on the pages: forms with their choices, the letter, the tabs, the journal."""

import pytest

from domain.asked_assessment import ASSESSMENT
from tests.domain.scenes import Scene, scene
from tests.web.story import open_case, send
from web.language import language
from web.tales_around import AROUND
from web.telling import Teller

CASE = "/cases/YXY-2026-0147"


async def test_the_contact_form_offers_a_draft_of_the_letter(desk, enter):
    """C-12: prefilled, to be edited, and asked only where something is sent in writing."""
    for code, words in (("zh-CN", "尊敬的客户"), ("en", "Dear customer")):
        client = await enter("cs", code)
        text = (await client.get(f"{CASE}/do/log_contact")).text
        part = text.partition('id="f-letter"')

        assert words in part[2]
        assert 'data-when="way" data-values="chat email letter"' in part[0]


async def test_a_letter_is_kept_only_if_it_was_sent_in_writing(desk, enter):
    client = await enter("cs")
    form = {"purpose": "progress", "note": "已告知", "letter": "尊敬的客户：仍在核实。"}
    await client.post(f"{CASE}/do/log_contact", data={**form, "way": "phone", "_id": "letter-00001"})
    await client.post(f"{CASE}/do/log_contact", data={**form, "way": "email", "_id": "letter-00002"})
    kept = [e.data["content"] for e in desk.journal["YXY-2026-0147"] if e.type == "log_contact"][-2:]
    page = await desk.case(await desk.who(next(reversed(desk.tokens))), "YXY-2026-0147")

    assert ["letter" in page.contents[content] for content in kept] == [False, True]


async def test_a_promise_is_recorded_listed_and_offered_to_be_kept(desk, enter):
    client = await enter("cs")
    form = {"kind": "answer", "text": "周五前答复是否更换", "authority": "R02", "due": "2027-01-08"}
    answer = await client.post(f"{CASE}/do/promise", data={**form, "_id": "promise-0001"})
    assert answer.status_code == 303
    for page in (f"{CASE}?tab=contacts", f"{CASE}/do/promise_kept"):
        assert "周五前答复是否更换" in (await client.get(page)).text
    journal = (await client.get(f"{CASE}?tab=journal")).text

    assert "登记第 1 项承诺：给出答复，2027 年 1 月 8 日前" in journal


async def test_a_vague_promise_is_refused_beside_its_fields(enter):
    client = await enter("cs")
    answer = await client.post(f"{CASE}/do/promise", data={"kind": "answer", "text": "尽快", "_id": "vague-000001"})

    assert answer.status_code == 409
    assert 'id="f-due-e"' in answer.text
    assert 'id="f-authority-e"' in answer.text or "f-authority" in answer.text


async def test_an_assessment_is_shown_line_by_line_and_offered_again(enter):
    client = await enter("cs")
    sheet = {"category": "quality", "nature": "internal", "score_scope": "4", "score_safety": "5"}
    await client.post(f"{CASE}/do/assess", data={**sheet, "mentality": ["respect", "venting"], "_id": "assess-00001"})
    reports = (await client.get(f"{CASE}?tab=reports")).text
    form = (await client.get(f"{CASE}/do/assess")).text

    assert "评分：影响范围：4 较高" in reports
    assert 'value="venting" checked' in form


async def test_the_sheet_stands_folded_behind_what_the_level_needs(desk, enter):
    """D04: the level first; the sheet opens once something of it was filled in."""
    number = await open_case(desk)
    await send(desk, "cs", number, "screen_decision", outcome="valid", department="engineering")
    client = await enter("csm")
    form = (await client.get(f"/cases/{number}/do/level_set")).text
    before, _, sheet = form.partition('<details class="field"><summary>小组分工与评估表')
    assert 'name="level"' in before
    assert all(f'name="{field.name}"' in sheet for field in ASSESSMENT)

    tried = await client.post(f"/cases/{number}/do/level_set", data={"category": "quality", "_id": "sheet-00001"})
    assert tried.status_code == 409
    assert '<details class="field" open>' in tried.text


async def test_a_handover_is_told_to_whom_it_is_offered(desk, enter):
    manager = await enter("csm")
    form = {"to": "cs", "note": "请接手", "_id": "handover-001"}
    await manager.post(f"{CASE}/do/assign", data={"owner": "csm", "_id": "assign-00001"})
    answer = await manager.post(f"{CASE}/do/hand_over", data=form)
    assert answer.status_code == 303, answer.text
    client = await enter("cs")
    assert "接收案件" in (await client.get(CASE)).text
    await client.post(f"{CASE}/do/accept_handover", data={"_id": "accept-00001"})

    assert (await desk.case(await desk.who(next(reversed(desk.tokens))), "YXY-2026-0147")).case.owner == "cs"


def played() -> Scene:
    """A case with every line that may stand around a complaint."""
    story = scene("S4", policy=2)
    story.do("eng", "decline_dispatch", reason="…", department="sales")
    story.do("csm", "assign", owner="cs", department="engineering")
    story.do("cs", "hand_over", to="csm1", note="…")
    story.do("csm1", "decline_handover", reason="…")
    story.do("cs", "hand_over", to="csm", note="…")
    story.do("csm", "accept_handover")
    story.do("head", "note_decision", decision="…", known="…", unknown="…")
    story.do("cs", "promise", kind="answer", text="…", authority="R02", due="2026-12-01")
    story.do("cs", "promise_kept", pledge=1, note="…")
    story.to("S7")
    story.do("cs", "mediation", parties=2, other="…", mediator="prop")
    story.do("prop", "mediation_agreement", mediation=1, terms="…", agreed=[1, 2])
    story.to("S13")
    story.do("cs", "improvement", action="…", owner="prop", due="2026-12-20")
    story.do("csm", "improvement_verified", improvement=1, note="…")
    story.do("cs", "improvement", action="…", owner="prop", due="2026-12-20")
    story.do("cs", "improvement", action="…", owner="prop", due="2026-12-21", replaces=2)
    story.archive()
    story.do("prop", "compliance_checked", agreement=1, outcome="broken", note="…")
    story.do("cs", "assess", category="quality", media=True)
    return story


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_every_line_around_a_complaint_is_told_in_full(code):
    story = played()
    teller = Teller(story.case, {}, {}, language(code), story.now)
    told = {e.type: teller.tell(e).what for e in story.paper.entries}

    assert set(AROUND) <= set(told)
    assert not [what for what in told.values() if {"{", "}", "[", "]"} & set(what)]


def test_the_reason_of_a_move_by_rule_and_the_open_improvements_are_told():
    story = played()
    teller = Teller(story.case, {}, {}, language("zh-CN"), story.now)
    told = [teller.tell(e).what for e in story.paper.entries]

    assert "进入方案制定：调解协议未遵守" in told
    assert "提请归档，改进第 3 项继续，保存 5 年，密级：内部" in told
    assert any(what.startswith("按规则至少为重大：媒体介入，已报") for what in told)
    assert any(what.startswith("开始计时：完成改进措施并核实 3，") for what in told)

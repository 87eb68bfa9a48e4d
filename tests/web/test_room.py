"""The crisis room, the phase proposals, the drafted report, the list of missing reports, on the pages."""

import re

import pytest

from domain.phases import STRATEGIES
from domain.vocabulary import Phase
from tests.domain.test_crisis import ALL, crisis
from tests.domain.test_picture import CARD
from tests.web.crisis_story import crisis_room
from tests.web.story import later, send
from web.language import language
from web.tales_crisis import CRISIS
from web.telling import Teller


@pytest.fixture
async def number(desk) -> str:
    return await crisis_room(desk)


async def test_the_room_is_one_picture_of_the_crisis(desk, enter, number):
    client = await enter("head")
    text = (await client.get(f"/cases/{number}/room")).text

    assert 'class="now ph-outbreak" aria-current="step"' in text
    assert re.search(r"总指挥 <b>沈望舒</b>", text)
    for said in (
        "现场无人受伤，医院无接诊记录",
        "已核实",
        "检测结论前不谈原因",
        "话题上同城榜第九",
        "会所二楼",
        "027-81230110",
    ):
        assert said in text
    assert "<s><bdi>两人受伤</bdi></s>" in text, "superseded, not gone"
    assert 'href="/process#T11"' in text
    assert "6 人中 1 人已阅" in text
    assert "还没有说明" in text
    assert f'href="/cases/{number}/do/record_fact"' in text


async def test_the_wall_has_no_navigation_and_no_buttons(desk, enter, number):
    client = await enter("head")
    text = (await client.get(f"/cases/{number}/room?wall=1")).text

    assert 'class="room is-wall"' in text
    for gone in ("<nav", f"/cases/{number}/do/", "027-81230110", 'class="phone-top'):
        assert gone not in text
    assert "data-minutely" in text
    assert "现场无人受伤" in text


async def test_an_ordinary_complaint_has_no_room(enter):
    client = await enter("csm")
    assert (await client.get("/cases/YXY-2026-0147/room")).status_code == 404


async def test_whoever_may_not_see_the_case_sees_no_room(enter, number):
    client = await enter("cs2")
    assert (await client.get(f"/cases/{number}/room")).status_code == 404


async def test_the_case_page_leads_to_the_room_and_asks_for_the_proposed_phase(desk, enter, number):
    await send(desk, "head", number, "change_phase", phase="handling", condition="facts", reason="…")
    await send(desk, "cs", number, "report_turn", what="spread", note="…")
    client = await enter("head")
    text = (await client.get(f"/cases/{number}")).text
    form = (await client.get(f"/cases/{number}/do/change_phase")).text

    assert f'href="/cases/{number}/room"' in text
    assert "建议转入爆发期" in text
    assert "满足的条件：扩散为群体" in text
    assert re.search(r'value="outbreak"[^>]*checked', form)
    assert re.search(r'value="group"[^>]*(checked|selected)', form)


async def test_the_form_offers_only_the_phases_and_measures_that_fit(enter, number):
    client = await enter("csm")
    change = (await client.get(f"/cases/{number}/do/change_phase")).text
    ticks = (await client.get(f"/cases/{number}/do/tick_strategy")).text

    assert set(re.findall(r'name="phase" value="(\w+)"', change)) == {"latent", "handling"}
    left = {str(s) for s in STRATEGIES[Phase.OUTBREAK]} - {"first_response", "soothe", "confirm_facts"}
    assert set(re.findall(r'name="items" value="(\w+)"', ticks)) == left


@pytest.mark.parametrize(("code", "heading"), [("zh-CN", "二、期间情况"), ("en", "2. What happened")])
async def test_a_report_begins_with_the_draft_from_the_journal(enter, number, code, heading):
    """D34, D66: since the last report; edited by the person, sealed like any text."""
    client = await enter("cs", code)
    form = (await client.get(f"/cases/{number}/do/file_report")).text
    text = form.partition('id="f-text"')[2].partition("</textarea>")[0]

    assert heading in text
    assert ("重要转变" if code == "zh-CN" else "Important turn") in text
    assert "林秀岚" not in text


async def test_a_missing_report_is_seen_by_the_region(desk, enter, number):
    later(desk, days=1)
    client = await enter("region")
    missing = (await client.get("/cases?missing=1")).text

    assert number in missing
    assert "YXY-2026-0147" not in missing
    assert 'href="/cases?missing=1" aria-current="page"' in missing


async def test_a_look_becomes_a_lead_in_one_step(enter, number):
    client = await enter("cs")
    text = (await client.get(f"/leads/new?case={number}&look=3")).text

    assert "话题上同城榜第九</textarea>" in text
    assert 'value="video/4711"' in text
    assert re.search(r'value="rumour"[^>]*checked', text)
    assert (await client.get("/leads/new?case=YXY-2026-9999&look=1")).status_code == 404


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_every_line_of_a_crisis_is_told_in_full(code):
    story = crisis()
    story.do("cs", "media_involved", kind="press", note="…")
    story.do("csm", "keep_phase", reason="…")
    story.do("csm", "change_phase", phase="outbreak", condition="media", reason="…")
    story.do("csm", "tick_strategy", items=["soothe", "progress"])
    story.do("head", "hand_over_command", commander="csm", note="…")
    story.do("csm", "decline_command", reason="…")
    story.do("head", "hand_over_command", commander="csm", note="…")
    story.do("csm", "accept_command")
    story.do("csm", "post_person", post="site", account="prop", where="东门")
    story.do("csm", "relieve_person", appointment=1, reason="…")
    story.do("csm", "crisis_contact", kind="police", person="…", number="110")
    story.do("csm", "record_fact", text="…", source="site", certainty="reported")
    story.do("csm", "record_fact", text="…", source="site", certainty="confirmed", supersedes=1)
    story.do("csm", "set_reception", venue="…", staff=["cs", "csm"])
    story.do("csm", "intensification", reason="…")
    story.do("csm", "police_card", **CARD)
    story.sign("head", "A16.1.R06")
    story.do("csm", "brief_site", note="…")
    story.do("head", "ask_support", what="experts", reason="…")
    story.do("head", "log_attendance", place="…")
    story.do("cs", "monitor_log", place="forum", outcome="found", what="…", tone="angry", mentions=3)
    story.do("pr", "media_contact", outlet="…", note="…")
    story.do("csm", "recovery_plan", effects="…", until="2027-03-01")
    story.do("csm", "recovery_measure", kind="brand", what="…", owner="prop", due="2026-12-20")
    story.do("prop", "recovery_done", recovery=1, note="…")
    story.do("cs", "sudden_event", what="power", affected="…", note="…")
    story.do("cs", "owners_notified", ways=["sms", "group"], text="…")
    story.do("cs", "file_report", kind="turn", text="…")
    story.do("region", "read_report", report=1)
    story.do("csm", "change_phase", phase="handling", condition="facts", reason="…")
    story.do("cs", "file_report", kind="turn", text="…")
    story.do("csm", "stand_down", conditions=ALL, reason="…")
    story.sign_all()
    story.to("S7")
    story.do("csm", "activate_contingency", reason="…")
    teller = Teller(story.case, {}, {}, language(code), story.now)
    told = {e.type: teller.tell(e).what for e in story.paper.entries}

    assert set(CRISIS) <= set(told)
    assert not [what for what in told.values() if {"{", "}", "[", "]"} & set(what)]

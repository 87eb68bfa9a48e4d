"""What looking at every page brought up, page by page."""

import re
from datetime import UTC, datetime

from tests.web.crisis_story import crisis_room
from tests.web.story import send
from tests.web.test_delegations import given
from tests.web.test_leads import LEAD
from tests.web.test_statements import DRAFT, signed
from web.language import language
from web.moments import within_day


async def test_a_lead_has_nobody_to_call_and_no_demand(desk, enter):
    client = await enter("cs")
    address = (await client.post("/leads/new", data=LEAD)).headers["location"].partition("?")[0]
    page = (await client.get(address)).text

    assert "多户业主发帖" in page
    assert "显示号码" not in page
    assert "****" not in page
    assert "<dt>诉求</dt>" not in page


async def test_a_report_that_was_filed_is_no_first_line_of_the_next_text(desk, enter):
    number = await crisis_room(desk)
    page = (await (await enter("eng")).get(f"/cases/{number}/do/investigation_submitted")).text
    area = re.search(r'<textarea class="textarea" id="f-report"[^>]*>([^<]*)</textarea>', page)

    assert len(desk.kept[number].of_kind("report")) == 1
    assert area
    assert area[1] == ""


async def test_among_things_of_many_kinds_each_says_what_it_is(desk, enter):
    number = await crisis_room(desk)
    page = (await (await enter("head")).get(f"/cases/{number}?tab=reports")).text

    assert "登记重要转变：出现有组织的群体行动" in page
    assert "登记媒体介入：自媒体" in page


async def test_a_command_for_which_there_is_nothing_is_not_put_down_to_the_role(enter):
    """R03 checks the list of an emergency; here there is none."""
    page = (await (await enter("csm")).get("/cases/YXY-2026-0152/do/emergency_checked")).text

    assert "案件里现在没有需要这样办的事" in page
    assert "没有这个职责" not in page


async def test_a_text_is_compared_with_what_is_out_and_not_with_itself(desk, enter):
    number = await signed(desk)
    await send(desk, "spokes", number, "release_statement", statement=1, outlet="page")
    await send(desk, "pr", number, "edit_statement", statement=1, title="说明", text="现场已封闭，检测已开始。")
    await send(desk, "cs", number, "draft_statement", **DRAFT | {"audience": "customers"})
    client = await enter("legal")
    form = (await client.get(f"/cases/{number}/statements/3/compare_statements?other=1")).text
    offered = re.findall(r'name="with" value="(\d+)"( checked)?', form)

    assert offered == [("2", ""), ("1", " checked")]


async def test_a_delegation_is_told_by_its_days(enter):
    client = await enter("head")
    await given(client, limit="20000")
    page = (await client.get("/delegations")).text
    days = re.search(r"<time[^>]*>([^<]*)</time> – <time[^>]*>([^<]*)</time>", page)

    assert days
    assert days.groups() == ("11 月 22 日", "12 月 31 日")
    assert "不超过 20,000 元" in page


def test_a_day_in_the_middle_of_a_sentence_begins_small():
    now = datetime(2026, 12, 1, 4, tzinfo=UTC)

    assert within_day(now, now, language("en")) == "today"

"""The room of a group: households as tiles and as a table, statements by audience with what each waits for."""

import re
from datetime import timedelta

import pytest

from domain.policy import POLICIES, WHOLE_BOOK
from tests.web.crisis_story import crisis_room
from tests.web.story import later, open_case, send, sign


@pytest.fixture
async def number(desk) -> str:
    """A running crisis of forty households, with a spokesperson."""
    number = await crisis_room(desk)
    await send(desk, "cs", number, "make_group", cause="交付延期", facts="交付延期九十天。")
    desk.groups.settle(number, 40)
    await send(desk, "pr", number, "appoint_spokesperson", account="spokes")
    await sign(desk, "exec", f"{number}.A25.1.R10")
    return number


async def written(desk, number: str, audience: str, who: str) -> int:
    """A text of this audience that waits for its first signature."""
    words = {"title": "情况说明", "text": "现场无人受伤。"}
    await send(desk, who, number, "draft_statement", audience=audience, kind="ordinary", **words)
    no = len(desk.kept[number].of_kind("statement"))
    await send(desk, who, number, "ask_statement", statement=no)
    return no


async def signed(desk, number: str, rule: str) -> None:
    while waiting := desk.kept[number].open_approvals(rule):
        await sign(desk, waiting[0].asked_of[0], waiting[0].id)


def part(text: str, id: str) -> str:
    found = re.search(rf'<section[^>]*id="{id}".*?</section>', text, re.DOTALL)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("wall", ["", "?wall=1"])
async def test_every_household_is_a_tile_of_its_building_with_the_counts_beside(enter, number, wall):
    text = (await (await enter("head")).get(f"/cases/{number}/room{wall}")).text

    assert text.count('class="tower"') == 2
    assert len(re.findall(r'class="tile [^"]+" href="/cases/YXY-2026-1\d{3}"', text)) == 40
    assert '<section class="card grow room-homes" data-live id="room-homes"' in text, "live as the rest"
    homes = part(text, "room-homes")
    assert all(words in homes for words in ("40 户", "未办结", "超期", "不满意"))
    assert ("view=table" in homes) is (not wall), "nobody presses anything on a wall"


async def test_the_table_is_the_equal_of_the_map_and_moves_nothing_behind_a_pill(enter, number):
    text = (await (await enter("head")).get(f"/cases/{number}/room?view=table")).text

    assert len(re.findall(r"<tr><td", text)) == 40
    assert "data-row" not in text
    assert 'class="tower"' not in text


async def test_a_case_that_is_no_group_shows_no_households(desk, enter):
    number = await crisis_room(desk)
    assert "room-homes" not in (await (await enter("head")).get(f"/cases/{number}/room")).text


async def test_each_audience_shows_its_newest_text_and_whom_it_waits_for(desk, enter, number):
    no = await written(desk, number, "media", "pr")
    text = part((await (await enter("head")).get(f"/cases/{number}/room")).text, "room-statements")
    assert f'href="/cases/{number}/statements#s{no}"' in text
    assert "等方以安签" in text
    assert text.count("还没写") == 2, "customers and staff"
    await signed(desk, number, "A08")
    text = part((await (await enter("head")).get(f"/cases/{number}/room")).text, "room-statements")

    assert "已签完，可以发布" in text
    assert "待林清和发布" in text


async def test_a_text_held_back_says_until_when_and_a_released_one_when_it_went_out(desk, enter, number):
    no = await written(desk, number, "customers", "cs")
    await signed(desk, number, "A09")
    until = (desk.now + timedelta(hours=2)).isoformat()
    await send(desk, "cs", number, "hold_back_statement", statement=no, until=until)
    client = await enter("head")
    held = part((await client.get(f"/cases/{number}/room?wall=1")).text, "room-statements")
    assert re.search(r"\d\d:\d\d 前不发", held)
    later(desk, hours=3)
    await send(desk, "cs", number, "release_statement", statement=no, outlet="group")
    await send(desk, "cs", number, "edit_statement", statement=no, title="情况说明", text="检测已完成。")
    out = part((await client.get(f"/cases/{number}/room?wall=1")).text, "room-statements")

    assert "前不发" not in out
    assert re.search(r"第 2 版</span><span[^>]*>.*?草稿", out, re.DOTALL)
    assert re.search(r"第 1 版 <time[^>]*>\d\d:\d\d</time> 业主群", out), "what they heard last, and when"


async def test_the_clocks_of_what_is_said_outside_stand_with_the_statements(desk, enter, number):
    """T38, T39: the correction waits beside the texts, not among the other clocks."""
    await send(desk, "csm", number, "false_report", outlet_name="本地生活号", what="称有两人受伤")
    text = (await (await enter("head")).get(f"/cases/{number}/room")).text

    for rule in ("T38", "T39"):
        assert f"/process#{rule}" in part(text, "room-statements")
        assert f"/process#{rule}" not in part(text, "room-clocks")
    assert re.search(r"T38</a></span><span[^>]*>林清和", text), "the appointed spokesperson owes it, not a seat"


async def test_the_spokesperson_stands_among_the_posts(enter, number):
    """A25 appoints; the roster shows the same person."""
    assert re.search(r"发言人</dt><dd>林清和", (await (await enter("head")).get(f"/cases/{number}/room")).text)


async def test_what_is_known_offers_the_crisis_with_the_commander_named_before(desk, enter):
    """A11: a banner while nobody has looked at it; the one commander is proposed (D25-6)."""
    desk.policy = POLICIES[2]
    desk.until(max(desk.now, WHOLE_BOOK))
    number = await open_case(desk, subject="电梯困人")
    await send(desk, "csm", number, "assign", owner="cs")
    await send(desk, "cs", number, "screen_decision", outcome="valid", department="engineering", note="属实")
    team = ["head", "csm", "cs", "eng"]
    await send(desk, "csm", number, "level_set", level="general", team=team, commander="csm", criteria="…")
    client = await enter("csm")
    assert "可以宣布进入危机状态" not in (await client.get(f"/cases/{number}")).text
    await send(desk, "cs", number, "make_group", cause="同一部电梯", facts="三次困人")
    text = (await client.get(f"/cases/{number}")).text
    form = (await client.get(f"/cases/{number}/do/declare_crisis")).text

    assert "可以宣布进入危机状态" in text
    assert "已登记：扩散为群体" in text
    assert f'href="/cases/{number}/do/declare_crisis"' in text
    assert re.search(r'<option value="csm" selected>', form)


@pytest.mark.parametrize(("code", "begins"), [("zh-CN", "受理以来："), ("en", "Since the complaint was registered:")])
async def test_the_weekly_notice_is_drafted_from_the_journal(enter, number, code, begins):
    """T18: to the owners, marked as the weekly one, in counts; nobody is named."""
    client = await enter("cs", code)
    assert f"/cases/{number}/statements/draft?kind=weekly" in (await client.get(f"/cases/{number}/statements")).text
    form = (await client.get(f"/cases/{number}/statements/draft?kind=weekly")).text

    assert re.search(r'value="weekly"[^>]*checked', form)
    assert re.search(r'value="customers"[^>]*checked', form)
    assert begins in form
    assert "林秀岚" not in form.partition('id="f-text"')[2].partition("</textarea>")[0]

"""The pages of campaigns (D17, D28, D29): opening, the board, the day, what is refused and why."""

import re
from datetime import timedelta

import pytest

NUMBER = "YXY-C-0001"


def days(desk, first=0, last=0):
    today = desk.campaigns.today()
    return {"first": (today + timedelta(days=first)).isoformat(), "last": (today + timedelta(days=last)).isoformat()}


async def delivery(desk, enter, first=0):
    """A delivery of today, opened by the CS manager, led by the project head."""
    client = await enter("csm")
    form = {
        "_id": "open-0001",
        "project": "YXY",
        "homes": "120",
        "leader": "head",
        "batch": "一期",
        **days(desk, first, first),
    }
    answer = await client.post("/campaigns/new/delivery", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{NUMBER}")


async def do(client, name, id, **form):
    return await client.post(f"/campaigns/{NUMBER}/do/{name}", data={"_id": id, **form})


async def test_the_list_is_reached_from_the_menu_and_offers_both_kinds_to_the_heads(enter):
    head = await enter("head")
    menu, offers = (await head.get("/")).text, (await head.get("/campaigns")).text
    agent = (await (await enter("cs")).get("/campaigns")).text

    assert 'href="/campaigns"' in menu
    assert "设立3·15专项" in offers
    assert "登记交付批次" in offers
    assert "/campaigns/new" not in agent
    assert (await (await enter("cs")).get("/campaigns/new/delivery")).status_code == 404


async def test_a_window_starts_with_its_usual_dates_and_whoever_opens_it(desk, enter):
    text = (await (await enter("csm")).get("/campaigns/new/consumer_day")).text

    assert re.search(r'name="first" value="\d{4}-03-01"', text)
    assert re.search(r'name="last" value="\d{4}-03-20"', text)
    assert re.search(r'value="csm" selected|value="csm" checked', text)


async def test_dates_that_are_wrong_are_told_at_their_field(desk, enter):
    client = await enter("csm")
    form = {"_id": "open-0002", "project": "YXY", "homes": "", "leader": "head", "batch": "一期", **days(desk, 3, 1)}
    missing = await client.post("/campaigns/new/delivery", data=form)
    backwards = await client.post("/campaigns/new/delivery", data={**form, "_id": "open-0003", "homes": "9"})

    assert missing.status_code == 422
    assert 'id="f-homes-e"' in missing.text
    assert backwards.status_code == 409
    assert "最后一天早于第一天" in re.findall(r'id="f-last-e">.*?</p>', backwards.text)[0]


async def test_the_board_says_what_is_missing_and_shows_the_conduct_rules(desk, enter):
    await delivery(desk, enter, first=1)
    zh, en = (await (await enter("head")).get(f"/campaigns/{NUMBER}")).text, ""
    en = (await (await enter("head", "en")).get(f"/campaigns/{NUMBER}")).text

    assert "集中交付在即，各组尚未就绪" in zh
    assert "不近距离拍摄" in zh
    assert "no close-up shooting" in en
    assert "0 人，至少 5 人" in zh
    assert "0 of at least 5" in en
    assert "常设职责还有 32 项未完成" in zh
    assert "/do/site_incident" not in zh


async def test_marking_it_ready_too_early_says_which_groups_are_short(desk, enter):
    await delivery(desk, enter, first=1)
    answer = await do(await enter("head"), "mark_ready", "ready-0001")

    assert answer.status_code == 409
    assert "应急统筹组 0 人（至少 5 人）" in answer.text


async def test_a_group_is_staffed_from_its_own_form(desk, enter):
    await delivery(desk, enter)
    client = await enter("head")
    form = (await client.get(f"/campaigns/{NUMBER}/do/staff_group?group=order")).text
    answer = await do(client, "staff_group", "staff-001", group="order", others="6", names="张三、李四")
    board = (await client.get(f"/campaigns/{NUMBER}")).text

    assert 'value="order" checked' in form
    assert "特别小组" not in form
    assert answer.headers["location"] == f"/campaigns/{NUMBER}#l2"
    assert "6 人，至少 5 人" in board
    assert "张三、李四" in board


async def test_the_day_is_recorded_with_large_buttons_and_a_close_up_is_refused(desk, enter):
    await delivery(desk, enter)
    await do(await enter("head"), "staff_group", "staff-001", group="filming", members="prop")
    client = await enter("prop")
    board, form = (
        (await client.get(f"/campaigns/{NUMBER}")).text,
        (await client.get(f"/campaigns/{NUMBER}/do/film")).text,
    )
    film = {"scene": "disturbance", "recording": "video", "place": "大门", "custody": "2 号机"}
    refused = await do(client, "film", "film-0001", distance="close", **film)
    taken = await do(client, "film", "film-0002", distance="far", **film)
    after = (await client.get(f"/campaigns/{NUMBER}")).text

    assert f"/campaigns/{NUMBER}/do/film" in board
    assert "/do/car_park_incident" not in board
    assert "不近距离拍摄" in form
    assert (refused.status_code, taken.status_code) == (409, 303)
    assert "现场取证不得近距离拍摄人员" in refused.text
    assert "被拒绝：现场取证" in after
    assert "远景" in after


async def test_a_question_that_waits_carries_its_answer_button(desk, enter):
    await delivery(desk, enter)
    await do(await enter("head"), "staff_group", "staff-001", group="complaints", members="cs", others="1")
    client = await enter("cs")
    missing = await do(client, "ask_question", "asked-001", asked="水压不足怎么办", reply="later")
    await do(client, "ask_question", "asked-002", asked="水压不足怎么办", reply="later", owner="eng", answer="不算数")
    board = (await client.get(f"/campaigns/{NUMBER}")).text

    assert missing.status_code == 422
    assert f"/campaigns/{NUMBER}/do/answer_question?question=1" in board
    assert "业主问题 1 未答复" in board
    assert "不算数" not in board


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "把到场媒体转由您接待：第 1 家"), ("en", "handed the media on site on to you: visit 1")],
)
async def test_whoever_speaks_finds_the_media_among_the_news_until_it_is_read(desk, enter, language, said):
    """D29, C-03: with who handed them on, and a link to the day."""
    await delivery(desk, enter)
    await do(await enter("head"), "media_came", "media-001", outlet="江城晚报", asked="是否延期", place="售楼处")
    handed = await do(await enter("head"), "hand_over_media", "handed-01", media="1", person="spokes")
    client = await enter("spokes", language)
    news = (await client.get("/")).text
    await client.post("/seen")
    after = (await client.get("/")).text

    assert handed.status_code == 303
    assert said in news
    assert f'<a href="/campaigns/{NUMBER}">{NUMBER}</a>' in news
    assert f'is-new" id="n{NUMBER}-3-hand_over_media"' in news
    assert f'class="entry" id="n{NUMBER}-3-hand_over_media"' in after
    assert "江城晚报" not in news


async def test_a_complaint_on_the_day_is_one_form_and_stands_on_the_board(desk, enter):
    """R21: the form every complaint has, prefilled, and linked."""
    await delivery(desk, enter)
    client = await enter("cs")
    form = (await client.get(f"/cases/new?campaign={NUMBER}")).text
    filled = {
        "_id": "complaint-1",
        "campaign": NUMBER,
        "project": "YXY",
        "channel": "visit",
        "kind": "owner",
        "subject": "集中交付现场投诉",
        "description": "外窗渗水",
        "demand": "维修",
        "name": "林秀岚",
        "phone": "13800000147",
        "room": "3-2-1201",
    }
    twice = [await client.post("/cases/new", data=filled) for _ in range(2)]
    number = re.findall(r"/cases/([A-Z0-9-]+)\?", twice[0].headers["location"])[0]
    board = (await client.get(f"/campaigns/{NUMBER}")).text
    case = (await client.get(f"/cases/{number}")).text

    assert "登记后纳入 YXY-C-0001" in form
    assert f'<a href="/campaigns/{NUMBER}">专项 {NUMBER}</a>' in case
    assert 'value="集中交付现场投诉"' in form
    assert {answer.status_code for answer in twice} == {303}
    assert board.count(f'href="/cases/{number}"') == 1


async def test_a_form_says_at_once_that_it_is_for_others(desk, enter):
    await delivery(desk, enter)
    answer = await (await enter("cs")).get(f"/campaigns/{NUMBER}/do/mark_ready")

    assert answer.status_code == 403
    assert "这一步由项目负责人、组长办理" in answer.text


@pytest.mark.parametrize("account", ["cs2", "head2"])
async def test_others_do_not_see_it(desk, enter, account):
    await delivery(desk, enter)
    client = await enter(account)

    assert (await client.get(f"/campaigns/{NUMBER}")).status_code == 404
    assert NUMBER not in (await client.get("/campaigns")).text


async def test_a_window_shows_its_days_its_register_and_its_key_customers(desk, enter):
    client = await enter("csm")
    await client.post(
        "/campaigns/new/consumer_day", data={"_id": "open-0004", "project": "YXY", "leader": "csm", **days(desk, 0, 2)}
    )
    issue = {"standing": "potential", "problem": "层数有误不能办证", "risk": "逾期违约", "measures": "签补充协议"}
    await do(client, "register_issue", "issue-001", owner="eng", due=days(desk)["first"], flow="收集后逐户签", **issue)
    await do(client, "add_key_customer", "key-00001", customer="林秀岚 3-2-1201", concern="维修", owner="cs")
    await do(client, "monitor", "watch-001", day=days(desk)["first"], watched="forums", found="nothing")
    board = (await client.get(f"/campaigns/{NUMBER}")).text
    closing = await do(client, "close_campaign", "close-001", report="一切照旧")

    assert "层数有误不能办证" in board
    assert "林秀岚 3-2-1201" in board
    assert board.count("day-ahead") == 2
    assert board.count("day-nothing") == 1
    assert f"/campaigns/{NUMBER}/do/settle_issue?issue=1" in board
    assert closing.status_code == 409
    assert "到当天才能关闭" in closing.text

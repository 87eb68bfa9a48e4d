"""The daily sheets on the page (T04, T05): filled in without script, gaps as rows, a lead in one step."""

from datetime import timedelta

import pytest

SHEET = {
    "complaints": "2", "calls": "5", "letters": "0", "screened": "7", "latent": "0",
    "places": ["forum", "group"], "groups": "3", "posts": "40", "outcome": "nothing",
}  # fmt: skip
FOUND = {"outcome": "found", "what": "业主群里有人约周末到售楼处", "link": "云栖苑业主群 2"}


@pytest.fixture
def begun(desk):
    """云栖苑 has days since two days ago; nobody signed."""
    desk.days.begin("YXY", desk.days.today - timedelta(days=2))
    return desk


async def sign(client, desk, **changes):
    day = desk.days.today
    return await client.post(f"/projects/YXY/days/{day}", data={"_id": "day-00000001", **SHEET, **changes})


async def test_customer_service_finds_todays_sheet_on_the_desk_and_signs_it_once(begun, enter):
    client = await enter("cs")
    lying = (await client.get("/")).text
    answer = await sign(client, begun)
    sheet = (await client.get(answer.headers["location"])).text

    assert "巡查论坛与业主群" in lying
    assert f'href="/projects/YXY/days/{begun.days.today}"' in lying
    assert answer.status_code == 303
    assert "已签" in sheet
    assert "投诉 2，来电 5，来函 0；已甄别 7" in sheet
    assert "业主论坛、业主群，群 3 个，帖子 40 条，没有发现" in sheet


async def test_what_is_found_goes_on_to_the_lead_form_filled(begun, enter):
    client = await enter("cs")
    answer = await sign(client, begun, _then="lead", **FOUND)
    lead = (await client.get(answer.headers["location"])).text

    assert answer.headers["location"].startswith("/leads/new?project=YXY&day=")
    assert FOUND["what"] in lead
    assert FOUND["link"] in lead
    assert 'name="source" value="forum" checked' in lead


async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(begun, enter):
    client = await enter("cs")
    short = await sign(client, begun, screened="6")
    many = await sign(client, begun, outcome="found", latent="")

    assert short.status_code == 409
    assert "收到的还有 1 件没有甄别" in short.text
    assert 'value="40"' in short.text
    assert many.status_code == 422
    assert 'href="#f-what"' in many.text
    assert 'href="#f-latent"' in many.text


async def test_leaders_see_gaps_as_rows_and_sign_nothing(begun, enter):
    client = await enter("head", "en")
    lying = (await client.get("/")).text
    book = (await client.get("/projects/YXY/days?show=gaps")).text
    sheet = (await client.get(f"/projects/YXY/days/{begun.days.today}")).text
    answer = await sign(client, begun)

    assert "Register and screen the day" in lying
    assert book.count("Missed") == 4
    assert sheet.count("To be signed") == 2
    assert 'name="complaints"' not in sheet
    assert answer.status_code == 403
    assert "you do not hold that role in this project" in answer.text


async def test_the_region_sees_its_projects_and_makes_one_inactive_with_a_reason(begun, enter):
    client = await enter("region")
    everywhere = (await client.get("/days")).text
    form = {"_id": "off-00000001", "_active": "false"}
    empty = await client.post("/projects/YXY/active", data=form)
    answer = await client.post("/projects/YXY/active", data={**form, "reason": "项目已移交"})
    book = (await client.get("/projects/YXY/days")).text

    assert "江湾里" in everywhere
    assert empty.status_code == 422
    assert answer.status_code == 303
    assert "项目已停用" in book
    assert "重新启用项目" in book


async def test_a_stranger_to_the_project_and_a_day_that_is_none_are_not_found(begun, enter):
    client = await enter("cs2")
    far = begun.days.today + timedelta(days=400)

    for path in ("/projects/YXY/days", f"/projects/YXY/days/{begun.days.today}", f"/projects/JWL/days/{far}"):
        assert (await client.get(path)).status_code == 404
    assert (await client.get("/projects/JWL/days/today")).status_code == 303
    assert (await client.get("/projects/JWL/days/9999-12-31")).status_code == 404
    assert (await client.get("/projects/JWL/days/0001-01-01")).status_code == 404
    assert (await client.get("/projects/JWL/days/someday")).status_code in (404, 422)

"""The crisis room in a browser: usable by everybody, cut off nowhere, live, the wall without navigation."""

import pytest
from axe_playwright_python.async_playwright import Axe

from tests.web.crisis_story import crisis_room
from tests.web.story import open_case, send

#: The shorter side of the smallest door, in CSS pixels.
SMALLEST = """Math.min(...[...document.querySelectorAll(".estate a.tile")]
    .flatMap((door) => [door.getBoundingClientRect().width, door.getBoundingClientRect().height]))"""


@pytest.fixture
async def number(desk) -> str:
    return await crisis_room(desk)


@pytest.mark.parametrize(
    ("scheme", "width", "height"), [("light", 1440, 900), ("dark", 360, 740)], ids=("desk", "phone")
)
async def test_no_rule_is_broken_and_nothing_is_cut_off(enter, number, scheme, width, height):
    page = await enter("head", width=width, height=height, color_scheme=scheme)
    for address in (f"/cases/{number}/room", f"/cases/{number}/room?wall=1", f"/cases/{number}/do/change_phase"):
        await page.goto(address)
        found = (await Axe().run(page)).response["violations"]
        assert [(address, v["id"], [n["target"] for n in v["nodes"]]) for v in found] == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize(("scheme", "width", "height"), [("dark", 1920, 1080), ("light", 360, 740)])
async def test_the_households_of_a_group_are_in_the_room_and_on_the_wall(desk, enter, number, scheme, width, height):
    await send(desk, "cs", number, "make_group", cause="交付延期", facts="交付延期九十天。")
    desk.groups.settle(number, 300)
    page = await enter("head", width=width, height=height, color_scheme=scheme)
    await page.goto(f"/cases/{number}/room?wall=1" if width > height else f"/cases/{number}/room")

    found = (await Axe().run(page)).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert await page.locator("#room-homes a.tile").count() == 300
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width > height:
        assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    else:
        assert await page.evaluate(SMALLEST) >= 40


async def test_a_new_fact_appears_by_itself_and_the_superseded_open_by_keyboard(desk, enter, number):
    page = await enter("head", width=1440, height=900)
    await page.goto(f"/cases/{number}/room")
    await page.locator(".room-over summary").focus()
    await page.keyboard.press("Enter")
    assert await page.locator("s", has_text="两人受伤").is_visible()
    await page.locator("h1").focus()
    await page.locator("#live").wait_for(state="visible")
    await send(desk, "cs", number, "record_fact", text="派出所已到场", source="site", certainty="confirmed")

    await page.locator("#room-facts", has_text="派出所已到场").wait_for()


async def test_a_household_that_moves_on_is_seen_on_the_wall_by_itself(desk, enter, number):
    home = await open_case(desk, subject="外窗渗水")
    await send(desk, "cs", number, "make_group", cause="交付延期", facts="交付延期九十天。")
    desk.groups.settle(number, 40)
    desk.groups.stands(number, number=home, overdue=False, answer="", role="", open=True)
    page = await enter("head", width=1920, height=1080)
    async with page.expect_response("**/events"):
        await page.goto(f"/cases/{number}/room?wall=1")
    await page.locator(f'a.t-new[href="/cases/{home}"]').wait_for()
    desk.groups.stands(number, answer="dissatisfied")
    await send(desk, "cs", home, "log_contact", purpose="acknowledge", way="phone", note="…")

    await page.locator(f'a.t-angry[href="/cases/{home}"]').wait_for()


async def test_the_wall_shows_the_whole_crisis_on_one_screen(enter, number):
    page = await enter("head", width=1920, height=1080)
    await page.goto(f"/cases/{number}/room?wall=1")

    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert await page.locator("nav").count() == 0

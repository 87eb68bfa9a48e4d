"""Everyone can use the pages: no rule of axe broken, nothing wider than the screen, all of it by keyboard."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.web.test_outlived import archived

__all__ = ["archived"]

PAGES = {
    "cs": (
        "/",
        "/cases/new",
        "/cases/YXY-2026-0152",
        "/cases/YXY-2026-0151/do/save_plan",
        "/cases/YXY-2026-0147?tab=tasks",
        "/cases/YXY-2026-0152?tab=clocks",
        "/cases/YXY-2026-0152?tab=approvals",
        "/cases/YXY-2026-0152/do/customer_response",
        "/cases/YXY-2026-0152?tab=documents",
        "/cases/YXY-2026-0150",
        "/cases/YXY-2026-0151/do/add_evidence",
        "/nowhere",
    ),
    "head": ("/approvals", "/approvals/YXY-2026-0149.A02.2.R06", "/cases/YXY-2026-0149"),
    "csm": (
        "/",
        "/cases",
        "/cases/YXY-2026-0152/statements",
        "/cases/YXY-D-2026-0003",
        "/policy",
        "/policy?rule=T26.A08.statement&level=major",
    ),
    "csm1": (
        "/cases?order=silence",
        "/library",
        "/figures",
        "/improvements",
        "/reports/month",
    ),
    "admin": ("/", "/policy", "/policy/amend"),
    "audit": (
        "/cases/YXY-2026-0152/history",
        "/cases/YXY-2026-0152?tab=journal",
        "/cases/YXY-2026-0152/dossier",
    ),
}
#: The chart has nine thousand elements: its colours are looked at in one stage.
CHARTS = ("/process?stage=S6", "/cases/YXY-2026-0152/process")
SCREENS = ((1440, 900), (360, 740))
LOOKS = ("light", SCREENS[0]), ("dark", SCREENS[1])
#: What differs with the screen and its colours; all other rules ask what the page is made of.
LOOKED_AT = {"runOnly": {"type": "rule", "values": ["color-contrast", "scrollable-region-focusable"]}}
#: All rules on the desk's screen, what differs with the screen on the telephone's.
RULES: dict[tuple[int, int], dict[str, Any]] = dict(zip(SCREENS, ({}, LOOKED_AT), strict=True))
#: Off by default: what is pressed is 24 px wide and tall, or stands apart.
TARGETS = {"target-size": {"enabled": True}}
AXE = Axe().axe_script
#: Which rules are broken, and where: all else that axe knows of a page would only be carried over.
BROKEN = """([part, options]) => axe.run(part || document, options)
  .then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.target)]))"""
GROUP = "YXY-2026-0149"


async def is_sound(page: Page, rules: dict[str, Any] | None = None, part: str | None = None) -> None:
    """No rule is broken, by the page or a part of it, and nothing is wider than the screen."""
    options = {"resultTypes": ["violations"], "rules": TARGETS, **(rules or {})}
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    assert await page.evaluate(BROKEN, [part, options]) == [], page.url
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize("account", PAGES)
async def test_no_rule_is_broken_and_nothing_is_cut_off(enter, account):
    page = await enter(account)
    for scheme, (width, height) in LOOKS:
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(color_scheme=scheme)
        for address in PAGES[account]:
            await page.goto(address)
            await is_sound(page, RULES[width, height])


async def test_what_outlives_its_case_is_sound(enter, archived):
    for scheme, (width, height) in LOOKS:
        page = await enter("csm", width=width, height=height, color_scheme=scheme)
        for address in (f"/cases/{archived}", f"/cases/{archived}/improvements/1"):
            await page.goto(address)
            await is_sound(page, RULES[width, height])


async def test_the_chart_breaks_no_rule_either(enter):
    page = await enter("cs", width=1440, height=900, color_scheme="light")
    await page.goto(CHARTS[0])
    await is_sound(page)
    page = await enter("cs", width=360, height=740, color_scheme="dark")
    await page.goto(CHARTS[1])
    await is_sound(page, LOOKED_AT, "#S6")


@pytest.mark.parametrize(("scheme", "screen"), [("dark", SCREENS[0]), ("light", SCREENS[1])], ids=("desk", "phone"))
async def test_a_version_of_the_limits_is_previewed_and_signed_by_everyone(enter, scheme, screen):
    async def sound(page):
        await page.wait_for_load_state()
        await is_sound(page, RULES[screen])

    look = {"width": screen[0], "height": screen[1], "color_scheme": scheme}
    page = await enter("admin", **look)
    await page.goto("/policy/amend")
    await page.fill("[name=T03]", "2")
    await page.click("[value=preview]")
    await sound(page)
    await page.fill("[name=T03]", "2 小时")
    await page.fill("[name=reason]", "旺季来电多")
    await page.press("[name=reason]", "Tab")
    await page.focus("[value=preview]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#propose")
    await sound(page)
    await page.click("[value=propose]")
    await page.wait_for_url("**/policy/amendments/1")
    signer = await enter("exec", **look)
    await signer.click("[href='/policy/amendments/1']")
    await sound(signer)
    await signer.click("[value=approve]")
    await signer.click("[data-confirm]")
    await signer.wait_for_selector(".page-head .is-ok")
    await signer.goto("/policy")
    await sound(signer)


@pytest.mark.parametrize("screen", SCREENS, ids=("desk", "phone"))
async def test_english_is_not_cut_off_either(enter, screen):
    page = await enter("cs", width=screen[0], height=screen[1])
    await page.locator("[name=language]").last.evaluate("button => button.form.requestSubmit(button)")
    await page.wait_for_selector("html[lang=en]")
    for address in (*PAGES["cs"], "/cases", "/cases/YXY-2026-0149", "/cases/YXY-2026-0150"):
        await page.goto(address)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


async def test_a_case_is_opened_and_left_by_keyboard(enter):
    page = await enter("cs")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/cases/YXY-2026-*")
    await page.keyboard.press("g")
    await page.keyboard.press("d")
    await page.wait_for_url("**/")


async def test_a_stage_of_the_chart_is_opened_by_keyboard(enter):
    page = await enter("cs")
    await page.goto("/cases/YXY-2026-0152/process")
    await page.click(".page-head .actions a")
    assert await page.evaluate("location.hash") == "#S7"
    stage = page.locator("#S6 .map-more > summary")
    await stage.focus()
    await page.keyboard.press("Enter")
    assert await page.locator("#S6 .inside").is_visible()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.closest('#S6') !== null")


async def test_without_script_a_number_is_shown_and_a_stage_opens(enter):
    page = await enter("cs", java_script_enabled=False)
    await page.goto("/cases/YXY-2026-0152")
    await page.click("#phone button")
    assert await page.locator("#phone a").inner_text() == "13800000147"
    await page.goto("/process")
    await page.click("#S2 .map-more > summary")
    assert await page.locator("#S2 .inside").is_visible()


async def test_the_first_stop_of_tab_leads_to_the_content(enter):
    page = await enter("cs")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert await page.locator(".skip").is_visible()


@pytest.mark.parametrize(("scheme", "screen"), [("light", SCREENS[0]), ("dark", SCREENS[1])], ids=("desk", "phone"))
async def test_the_households_of_a_group_are_sound_and_walked_by_keyboard(enter, desk, scheme, screen):
    page = await enter("cs", width=screen[0], height=screen[1], color_scheme=scheme)
    await page.goto(f"/cases/{GROUP}/do/make_group")
    await page.fill("[name=cause]", "高架噪声")
    await page.fill("[name=facts]", "检测超标，责任在设计。")
    await page.click("#main form button[type=submit]")
    await page.wait_for_url(lambda address: "/do/" not in address)
    desk.groups.settle(GROUP, 80)
    await desk.groups.lists.send(None, GROUP, "ab" * 32)
    tab = f"/cases/{GROUP}?tab=households"
    for address in (
        f"/cases/{GROUP}", tab, f"{tab}&view=table&show=dissatisfied", f"/cases/{GROUP}/households/import",
        f"/cases/{GROUP}/households/lists/{'ab' * 32}", f"/cases/new?group={GROUP}",
    ):  # fmt: skip
        await page.goto(address)
        await is_sound(page, RULES[screen])
    await page.goto(tab)
    assert await page.locator("[data-estate] a.tile[tabindex='-1']").count() == 78
    await page.locator("[data-estate] a.tile:not([tabindex])").first.focus()
    for key, room in (("ArrowRight", "5-1-1002"), ("ArrowDown", "5-1-0902"), ("ArrowLeft", "5-1-0901")):
        await page.keyboard.press(key)
        assert room in await page.evaluate("document.activeElement.ariaLabel")


async def tab_to(page, selector: str) -> None:
    """Press Tab until the thing has the focus: what Tab never reaches fails here."""
    for _ in range(120):
        await page.keyboard.press("Tab")
        if await page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


async def test_a_delegation_is_given_and_ended_by_keyboard(enter, desk):
    page = await enter("head")
    await page.goto("/delegations")
    await tab_to(page, "[name=delegate]")
    while await page.input_value("[name=delegate]") != "csm1":
        await page.keyboard.press("ArrowDown")
    await tab_to(page, "[name=rules][value=A02]")
    await page.keyboard.press("Space")
    await page.fill("[name=last]", "2026-12-31")  # how a day is typed is the browser's own
    await tab_to(page, "form[action='/delegations'] button")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#dg1")
    assert desk.given[0].rules == ("A02",)
    await tab_to(page, "form[action='/delegations/1/end'] button")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("form[action='/delegations/1/end']", state="detached")
    assert desk.given[0].until == desk.now


async def test_a_statement_is_drafted_and_sent_to_be_signed_by_keyboard(enter, desk):
    number = "YXY-2026-0152"
    page = await enter("pr")
    await page.goto(f"/cases/{number}/statements")
    await tab_to(page, f"[href^='/cases/{number}/statements/draft']")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/statements/draft*")
    for name, value in (("audience", "media"), ("kind", "ordinary")):
        await tab_to(page, f"[name={name}]")
        await page.focus(f"[name={name}][value={value}]")
        await page.keyboard.press("Space")
    await tab_to(page, "[name=title]")
    await page.keyboard.type("关于渗水的说明")
    await tab_to(page, "[name=text]")
    await page.keyboard.type("检测已开始。")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_url("**/statements?done=*")
    await tab_to(page, "[href$='/ask_statement']")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/ask_statement")
    await tab_to(page, "form.step-form button[type=submit]")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/statements?done=*")
    assert [a.rule for a in desk.kept[number].open_approvals("A08")] == ["A08"]

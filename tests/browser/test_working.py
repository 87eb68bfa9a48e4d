"""Working with the pages: with script, without it, and with others at the same time."""

from playwright.async_api import expect

CASE = "/cases/YXY-2026-0152"
SIGN = "/approvals/YXY-2026-0149.A02.2.R06"


async def test_a_contact_is_logged_in_place(enter, complaints):
    page = await enter("cs")
    await page.goto(CASE)
    await page.click("form.step-form button[type=submit]")
    await page.wait_for_selector(".summary-error")
    assert await page.evaluate("document.activeElement.closest('.is-wrong') !== null")
    await page.check("input[name=way][value=home]", force=True)
    await page.check("input[name=answer][value=dissatisfied]", force=True)
    await page.fill("textarea[name=note]", "上门说明，客户不接受。")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector(".toast.is-applied")
    await expect(page.locator(".step-form h2")).to_have_text("登记客户答复")
    assert page.url.endswith(CASE)
    assert [c for c in complaints if "409" not in c] == []


async def test_the_same_without_script(enter):
    page = await enter("cs", java_script_enabled=False)
    await page.goto(CASE)
    await page.check("input[name=way][value=home]", force=True)
    await page.check("input[name=answer][value=dissatisfied]", force=True)
    await page.fill("textarea[name=note]", "上门说明，客户不接受。")
    await page.click("form.step-form button[type=submit]")
    assert "已生效" in await page.inner_text(".toast")
    await page.click(".tabs a:has-text('联系')")
    assert "上门说明，客户不接受。" in await page.inner_text("#tab")


async def test_signing_on_a_telephone_takes_two_taps_on_the_page(desk, enter, complaints):
    page = await enter("head", width=360, height=740)
    await page.goto(SIGN)
    await page.click("button[value=return]")
    assert await page.evaluate("document.activeElement.id") == "comment"
    await page.click("button[value=approve]")
    await page.click("[data-confirm]")
    await page.wait_for_selector(".toast.is-applied")
    assert desk.kept["YXY-2026-0149"].stage == "S7"
    assert complaints == []


async def test_signing_without_script_is_confirmed_on_the_page(desk, enter):
    page = await enter("head", java_script_enabled=False)
    await page.goto(SIGN)
    await page.click("button[value=approve]")
    await page.click("button[name=confirmed]")
    assert desk.kept["YXY-2026-0149"].stage == "S7"


async def test_a_change_by_somebody_else_appears_and_leaves_the_form_alone(enter):
    mine, theirs = await enter("cs"), await enter("csm")
    await mine.goto(CASE)
    await mine.fill("textarea[name=note]", "正在写")
    await theirs.goto(f"{CASE}/do/assign")
    await theirs.select_option("select[name=owner]", "csm1")
    await theirs.click("form.step-form button[type=submit]")
    await mine.wait_for_selector("#changed:not([hidden])")
    assert "丁海峰" in await mine.inner_text(".case-marks")
    assert await mine.input_value("textarea[name=note]") == "正在写"


async def test_a_form_that_came_back_is_left_alone_as_well(enter):
    mine, theirs = await enter("cs"), await enter("csm")
    await mine.goto(CASE)
    await mine.fill("textarea[name=note]", "正在写")
    await mine.click("form.step-form button[type=submit]")
    await mine.wait_for_selector(".summary-error")
    await mine.wait_for_function("document.activeElement.closest('.is-wrong')")
    await mine.evaluate("document.activeElement.blur()")
    await theirs.goto(f"{CASE}/do/assign")
    await theirs.select_option("select[name=owner]", "csm1")
    await theirs.click("form.step-form button[type=submit]")
    await mine.wait_for_selector("#changed:not([hidden])")
    await expect(mine.locator(".summary-error")).to_be_visible()
    assert await mine.input_value("textarea[name=note]") == "正在写"


async def test_a_draft_outlives_the_page_and_not_the_session(enter):
    page = await enter("cs")
    await page.goto(CASE)
    await page.fill("textarea[name=note]", "写到一半")
    await page.wait_for_selector("[data-saved]:not(:empty)")
    await page.reload()
    await expect(page.locator("textarea[name=note]")).to_have_value("写到一半")
    await page.locator("form[action='/sign-out'] button").first.click()
    await page.wait_for_url("**/sign-in")
    assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    await page.go_back()
    assert "/sign-in" in page.url


async def test_clocks_tick_and_turn_red(desk, enter):
    page = await enter("cs")
    await page.goto("/cases/YXY-2026-0153")
    clock = page.locator(".clock-xl")
    assert "is-warn" in (await clock.get_attribute("class") or "")
    await page.evaluate("clocks.setNow(document.querySelector('.clock-xl').dataset.due)")
    await page.wait_for_selector(".clock-xl.is-over .full")
    assert await page.inner_text("#said") != ""


async def test_a_plan_is_written_with_one_more_step(desk, enter):
    page = await enter("cs")
    await page.goto("/cases/YXY-2026-0151/do/save_plan")
    await page.fill("textarea[name=text]", "按合同重算违约金。")
    await page.click("button[name=_more]")
    await page.wait_for_selector("[name='steps.3.text']")
    assert await page.input_value("textarea[name=text]") == "按合同重算违约金。"
    await page.fill("[name='steps.1.text']", "重算")
    await page.select_option("[name='steps.1.owner']", "sales")
    await page.fill("[name='steps.1.due']", "2026-11-27")
    await page.click("form.step-form button[type=submit]")
    await page.wait_for_url("**/cases/YXY-2026-0151?done=*")
    assert len(desk.kept["YXY-2026-0151"].plans) == 1


async def test_a_lost_connection_is_said_and_writing_goes_on(enter):
    page = await enter("cs")
    await page.goto(CASE)
    await page.context.set_offline(True)
    await page.wait_for_selector("#lost:not([hidden])")
    await page.fill("textarea[name=note]", "断网时写的")
    await page.wait_for_selector("[data-saved]:not(:empty)")
    await page.context.set_offline(False)
    await page.wait_for_selector("#lost", state="hidden", timeout=20_000)
    assert await page.input_value("textarea[name=note]") == "断网时写的"


async def test_a_household_is_known_while_its_room_is_typed(enter):
    """D01: found before anything is registered; nothing of it stands in the address."""
    page = await enter("cs")
    await page.goto("/cases/new")
    await page.fill("#f-room", "3-2-1201")
    await page.fill("#f-name", "林秀岚")
    await page.wait_for_selector("#known .known")

    assert "YXY-2026-0152" in await page.locator("#known").inner_text()
    assert page.url.endswith("/cases/new")
    assert await page.input_value("#f-room") == "3-2-1201"

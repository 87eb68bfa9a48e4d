"""Photographs from a telephone, in a real browser (D33)."""

from playwright.async_api import expect

from domain.files import LARGEST
from tests.photographs import PDF, photograph

CASE = "/cases/YXY-2026-0152"


def file(name, data, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": data}


async def test_two_photographs_are_sent_from_a_telephone_and_seen(desk, enter, complaints):
    page = await enter("cs", width=360, height=740)
    await page.goto(f"{CASE}/do/add_evidence")
    await page.check("input[name=kind][value=photo]", force=True)
    for name, colour in (("1.jpg", "#556"), ("2.jpg", "#a54"), ("3.jpg", "#353")):
        await page.set_input_files("input[type=file]", [file(name, photograph(colour))])
    await expect(page.locator(".picked li")).to_have_count(3)
    await page.click(".picked li:nth-child(2) button")
    await expect(page.locator(".picked bdi")).to_have_text(["1.jpg", "3.jpg"])
    await page.click("form.step-form button[type=submit]")
    await page.wait_for_url(lambda address: "/do/" not in address)
    await page.goto(f"{CASE}?tab=evidence")
    pictures = page.locator(".files img")
    await expect(pictures).to_have_count(2)
    await pictures.last.scroll_into_view_if_needed()
    await pictures.evaluate_all("pictures => Promise.all(pictures.map(one => one.decode()))")

    assert len(desk.kept["YXY-2026-0152"].of_kind("evidence")[-1].data["files"]) == 2
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert complaints == []


async def test_too_large_a_file_is_named_before_it_is_sent(desk, enter):
    page, sent = await enter("cs"), []
    await page.goto(f"{CASE}/do/add_evidence")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    await page.check("input[name=kind][value=document]", force=True)
    await page.fill("textarea[name=reason]", "合同扫描件")
    limit = await page.eval_on_selector("[data-files]", "one => [one.dataset.largest, one.dataset.largest = 1000][0]")
    await page.set_input_files("input[type=file]", [file("a.pdf", PDF + bytes(1000), "application/pdf")])
    await page.click("form.step-form button[type=submit]")

    await expect(page.locator(".pick .error")).to_contain_text("每个不超过 20 MB")
    assert await page.input_value("textarea[name=reason]") == "合同扫描件"
    assert (int(limit), sent) == (LARGEST, [])
    await page.click(".picked button")
    await page.click("form.step-form button[type=submit]")
    await page.wait_for_url(lambda address: "/do/" not in address)
    assert len(sent) == 1


async def test_without_script_a_photograph_is_sent_as_well(desk, enter):
    page = await enter("cs", java_script_enabled=False)
    await page.goto(f"{CASE}/do/add_evidence")
    await page.check("input[name=kind][value=photo]", force=True)
    await page.set_input_files("input[type=file]", [file("1.jpg", photograph())])
    await page.click("form.step-form button[type=submit]")

    assert "已生效" in await page.inner_text(".toast")
    assert len(desk.kept["YXY-2026-0152"].of_kind("evidence")[-1].data["files"]) == 1

"""What a person does at the pages: open, fill in, send, sign. Waits for what appears, never for a time."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.async_api import Locator, Page, expect

#: How long the machine may take over something that takes a moment.
PATIENCE = 60_000
NUMBER = re.compile(r"/cases/([A-Z]+-(?:D-)?\d{4}-\d{4,9})\?")
DRILL = "-D-"
ANSWERS = (
    ".toast.is-applied, .toast.is-received, .toast.is-refused, .banner.is-over, .banner.is-warn[role=alert], .is-wrong"
)


class Colleague:
    """One person at a browser. Every page of a drill says what it is: in its title and in a band on top."""

    def __init__(self, page: Page, *, script: bool = True) -> None:
        self.page, self.script = page, script
        page.set_default_timeout(PATIENCE)

    async def sign_in(self, account: str, password: str) -> None:
        await self.page.goto("/sign-in")
        await self.page.fill("#account", account)
        await self.page.fill("#password", password)
        await self.page.click("button[type=submit]")
        await self.page.wait_for_url(re.compile(r"^https?://[^/]+/$"))

    async def another_tab(self) -> "Colleague":
        return Colleague(await self.page.context.new_page(), script=self.script)

    async def open(self, address: str) -> None:
        await self.page.goto(address)
        await self.sees_the_drill()

    async def sees_the_drill(self, about: str = "") -> None:
        """Nobody mistakes a drill for the real thing, on whatever page about it they are."""
        if DRILL in (about or self.page.url):
            await expect(self.page).to_have_title(re.compile("^演练 · "), timeout=PATIENCE)
            await expect(self.page.locator(".drill-bar")).to_be_visible()
            await expect(self.page.locator(".drill-bar")).to_contain_text("演练")

    async def register(self, complaint: Mapping[str, Any], factor: int = 0) -> str:
        """A complaint from the first word to its number; with a factor, as a drill."""
        await self.open("/cases/new")
        form = self.page.locator("form[action='/cases/new']")
        await fill(form, complaint)
        if factor:
            await form.locator("summary", has_text="演练").click()
            await form.locator("[name=drill]").check()
            await form.locator("[name=factor]").fill(str(factor))
        await form.locator(".form-foot button[type=submit]:not([formaction])").click()
        await self.page.wait_for_url(NUMBER)
        await self.is_applied()
        found = NUMBER.search(self.page.url)
        assert found
        return found[1]

    async def do(self, number: str, name: str, values: Mapping[str, Any]) -> None:
        """Fill in a command, send it, and see it applied."""
        form = await self.form(number, name)
        await fill(form, values)
        await self.send(form)
        await self.is_applied()

    async def form(self, number: str, name: str) -> Locator:
        """The form that stands open on the page of the case, else the one behind its button."""
        await self.open(f"/cases/{number}")
        return await self.form_offered(number, name)

    async def form_offered(self, number: str, name: str) -> Locator:
        """The same, on the page of the case that is open."""
        address = f"/cases/{number}/do/{name}"
        form = self.page.locator(f"form[action='{address}']")
        if not await form.count():
            button = self.page.locator(f"a[href='{address}']")
            if not await button.is_visible():
                await self.page.locator("details.more-acts > summary").click()
            await button.click()
            await form.wait_for()
            await self.sees_the_drill()
        return form

    async def send(self, form: Locator) -> None:
        await form.locator(".actions button[type=submit]").click()

    async def sign(self, approval: str) -> None:
        """Agree to what is asked: found in the queue, read, confirmed."""
        await self.open("/approvals")
        asked = self.page.locator("li").filter(has=self.page.locator(f"a[href='/approvals/{approval}']"))
        await expect(asked).to_be_visible(timeout=PATIENCE)
        await expect(asked.get_by_text("演练")).to_have_count(int(DRILL in approval), timeout=PATIENCE)
        await asked.locator(".duty-what").click()
        await self.page.locator("button[value=approve]").click()
        await self.sees_the_drill()
        await self.page.locator("dialog[open] [data-confirm], button[name=confirmed]").click()
        await self.is_applied()

    async def is_applied(self) -> None:
        """The receipt says 已生效, at once or as soon as the case took it."""
        answer = await self.answer()
        while "is-received" in answer:
            answer = await self.answer_after_received()
        assert "is-applied" in answer, await self.page.inner_text("main")
        await self.sees_the_drill()

    async def answer(self) -> str:
        """The looks of the first thing the page says back."""
        said = await self.page.wait_for_selector(ANSWERS)
        assert said
        return await said.get_attribute("class") or ""

    async def answer_after_received(self) -> str:
        """A page with script asks by itself; without, a person loads it again."""
        if not self.script:
            await self.page.reload()
            return await self.answer()
        await self.page.wait_for_selector(".toast.is-received", state="detached")
        return await self.answer()


async def fill(form: Locator, values: Mapping[str, Any]) -> None:
    """Answer every question of a form that there are words for."""
    for name, value in values.items():
        if name == "steps":
            for step in value:
                await fill(form, {f"steps.{step['no']}.{part}": step[part] for part in ("text", "owner", "due")})
        else:
            await answer(form, name, value)


async def answer(form: Locator, name: str, value: Any) -> None:
    """One question: tick, choose or write."""
    field = form.locator(f"[name='{name}']")
    look = await field.first.evaluate("element => element.type")
    if look in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            await form.locator(f"[name='{name}'][value='{one}']").check()
    elif look == "select-one":
        await field.select_option(str(value))
    else:
        await field.fill(str(value))

"""A tale in which some sit at their pages: they fill in the forms and sign what waits in their queue."""

import asyncio
from collections.abc import Mapping
from typing import Any

from playwright.async_api import Locator, expect
from sqlalchemy import select

from desk.views import Receipt
from store.tables import CommandRow
from tests.browser.drill.pages import Colleague, fill
from tests.stories.telling import Tale
from tests.workflows.world import World


class TaleAtPages(Tale):
    """Whoever has a page works there, for all their commands or for `only` some; all else goes to the desk."""

    def __init__(self, made: World, colleagues: Mapping[str, Colleague], only: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(made)
        self.colleagues, self.only = colleagues, only

    async def send(self, who: str, name: str, values: dict[str, Any]) -> Receipt:
        """The form of the command, whatever it is answered; what a page does not offer comes from an old tab."""
        if not self._at_a_page(who, name) or (form := await self._form(who, name)) is None:
            return await super().send(who, name, values)
        await form.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        await fill(form, {field: "true" if value is True else value for field, value in values.items()})
        await self.colleagues[who].send(form)
        while "is-received" in await self.colleagues[who].answer():
            await self.colleagues[who].answer_after_received()
        return await self._newest(who)

    async def sign(self, who: str, seat: str, decision: str, comment: str) -> Receipt:
        """Found in the queue, read and agreed to, while the seat is tried again and again."""
        if not self._at_a_page(who, decision):
            return await super().sign(who, seat, decision, comment)
        signing = asyncio.create_task(self.colleagues[who].sign(f"{self.number}.{seat}"))
        while not signing.done():
            await self.tries_again(seat)
            await asyncio.wait([signing], timeout=0.05)
        await signing
        return await self._newest(who)

    async def cannot_sign(self, when: str, who: str, code: str, seat: str) -> None:
        """The page of the sign-off has no button for who may not sign; an old tab that still has one is refused."""
        await self.until(when)
        if who in self.colleagues:
            page = self.colleagues[who].page
            await page.goto(f"/approvals/{self.number}.{seat}")
            await expect(page.locator("main")).to_be_visible()
            await expect(page.locator("button[value=approve]")).to_have_count(0)
        await self.is_refused(await super().sign(who, seat, "approve", ""), code)

    def _at_a_page(self, who: str, name: str) -> bool:
        return who in self.colleagues and name in self.only.get(who, (name,))

    async def _form(self, who: str, name: str) -> Locator | None:
        """The form as the page of the case offers it; None when it does not."""
        colleague, address = self.colleagues[who], f"/cases/{self.number}/do/{name}"
        await colleague.page.goto(f"/cases/{self.number}")
        offered = colleague.page.locator(f"form[action='{address}'], a[href='{address}']")
        return await colleague.form_offered(self.number, name) if await offered.count() else None

    async def _newest(self, who: str) -> Receipt:
        """What became of the last thing this person sent."""
        sent = select(CommandRow.id).where(CommandRow.case_number == self.number, CommandRow.actor == who)
        async with self.made.office.database.reading() as session:
            key = await session.scalar(sent.order_by(CommandRow.position.desc()).limit(1))
        assert key
        return await self.made.receipt(who, key)

"""A real browser in front of the pages over a paper desk. Skipped, and said so, where there is no Chromium."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from desk.desk import Desk
from tests.browser.serving import served
from tests.web.paper_desk import PASSWORD, PaperDesk
from tests.web.story import story
from web.app import create

#: The shell is Chromium without a window of its own: the same pages for half the processor time of a start.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, PROGRAMS)), None)
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

Enter = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder needs a browser."""
    reason = pytest.mark.skip(reason="no Chromium on this machine")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(reason)


@pytest.fixture
async def desk() -> PaperDesk:
    return await story()


@pytest.fixture
async def site(desk: PaperDesk) -> AsyncIterator[str]:
    """The address of a server with the pages."""
    async with served(create(cast(Desk, desk), clock=lambda: desk.now)) as address:
        yield address


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", *QUIET]
        )
        yield started
        await started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about."""
    return []


@pytest.fixture
async def enter(site: str, browser: Browser, complaints: list[str]) -> AsyncIterator[Enter]:
    """Sign somebody in, on a screen of some size."""
    contexts: list[BrowserContext] = []

    async def entering(account: str, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context: BrowserContext = await browser.new_context(
            base_url=site, viewport={"width": width, "height": height}, locale="zh-CN", **options
        )
        page = await context.new_page()
        contexts.append(context)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto("/sign-in")
        await page.fill("#account", account)
        await page.fill("#password", PASSWORD)
        await page.click("button[type=submit]")
        await page.wait_for_url(f"{site}/")
        return page

    yield entering
    for context in contexts:
        await context.close()

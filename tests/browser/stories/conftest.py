"""Tales at the pages of the real desk, on an engine that skips time."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize
from temporalio.testing import WorkflowEnvironment

from engine.keys import KeyRing
from tests.browser.drill.pages import Colleague
from tests.browser.serving import served
from tests.browser.stories.at_pages import TaleAtPages
from tests.stories.conftest import organised
from tests.stories.telling import told
from tests.workflows.conftest import PASSWORD, PlainHasher
from tests.workflows.world import Organised, world
from web.app import create

__all__ = ["organised"]
TellAtPages = Callable[..., AbstractAsyncContextManager[TaleAtPages]]


@pytest.fixture
def tell_at_pages(
    time_skipping: WorkflowEnvironment,
    key_ring: KeyRing,
    organised: Organised,
    tmp_path: Path,
    browser: Browser,
    complaints: list[str],
) -> TellAtPages:
    """An installation under the whole rule book; these people sit at pages, each in a browser of their own."""

    @asynccontextmanager
    async def telling(*accounts: str, **only: tuple[str, ...]) -> AsyncIterator[TaleAtPages]:
        client, skips = time_skipping.client, time_skipping
        installed = world(client, key_ring, organised, tmp_path, environment=skips, policy=2, hasher=PlainHasher())
        async with (
            installed as made,
            served(create(made.office.desk, clock=made.clock)) as address,
            arrived(browser, address, (*accounts, *only), complaints) as colleagues,
            told(TaleAtPages(made, colleagues, only)) as tale,
        ):
            yield tale

    return telling


@asynccontextmanager
async def arrived(
    browser: Browser, address: str, accounts: tuple[str, ...], complaints: list[str]
) -> AsyncIterator[dict[str, Colleague]]:
    """These people at their places. What their browsers complain about is kept."""
    colleagues: dict[str, Colleague] = {}
    try:
        for account in accounts:
            size: ViewportSize = {"width": 1440, "height": 900}
            context = await browser.new_context(base_url=address, viewport=size, locale="zh-CN")
            page = await context.new_page()
            page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            colleagues[account] = Colleague(page)
            await colleagues[account].sign_in(account, PASSWORD)
        yield colleagues
    finally:
        for colleague in colleagues.values():
            await colleague.page.context.close()

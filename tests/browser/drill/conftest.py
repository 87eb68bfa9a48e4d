"""The real product behind the browser: `anlan up` on a home of its own, and colleagues who sign in at it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext

from tests.browser.drill.pages import Colleague
from tests.faults.installation import PASSWORD, Running, installation

SignIn = Callable[..., Awaitable[Colleague]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder takes its time."""
    for item in items:
        if "tests/browser/drill" in str(item.path):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A started installation with nothing in it but its people."""
    with installation(tmp_path_factory.mktemp("home"), story=False) as made:
        made.start()
        made.wait_for_its_people()
        yield made


@pytest.fixture
async def sign_in(running: Running, browser: Browser, complaints: list[str]) -> AsyncIterator[SignIn]:
    """Somebody comes to work with a browser of their own; with `java_script_enabled=False`, an old one."""
    contexts: list[BrowserContext] = []

    async def signing_in(account: str, *, width: int = 1440, height: int = 900, **options: Any) -> Colleague:
        context = await browser.new_context(
            base_url=running.address, viewport={"width": width, "height": height}, locale="zh-CN", **options
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        colleague = Colleague(page, script=options.get("java_script_enabled", True))
        await colleague.sign_in(account, PASSWORD)
        return colleague

    yield signing_in
    for context in contexts:
        await context.close()

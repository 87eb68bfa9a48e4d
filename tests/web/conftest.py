"""Pages over a paper desk, asked like a browser asks."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import cast

import httpx2
import pytest

from desk.desk import Desk
from tests.web.paper_desk import PASSWORD, PaperDesk
from tests.web.story import story
from web.app import create

Client = httpx2.AsyncClient


@pytest.fixture
async def desk() -> PaperDesk:
    """A desk on a busy afternoon."""
    return await story()


@pytest.fixture
async def visitor(desk: PaperDesk) -> AsyncIterator[Client]:
    """Somebody who has not signed in."""
    app = create(cast(Desk, desk), clock=lambda: desk.now)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def enter(visitor: Client) -> Callable[..., Awaitable[Client]]:
    """Sign somebody in, in a language."""

    async def entering(account: str, language: str = "zh-CN") -> Client:
        visitor.cookies.clear()
        await visitor.post("/sign-in", data={"account": account, "password": PASSWORD})
        await visitor.post("/language", data={"language": language, "next": "/"})
        return visitor

    return entering

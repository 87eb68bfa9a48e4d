"""The one door of a web process: on loopback it answers under its own names only."""

import httpx2
import pytest
from starlette.responses import PlainTextResponse

from asgi import guarded


@pytest.mark.parametrize(
    ("bound", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", 200),
        ("127.0.0.1", "localhost:8000", 200),
        ("127.0.0.1", "evil.example", 400),
        ("127.0.0.1", "127.0.0.1.evil.example", 400),
        ("10.0.0.5", "anlan.example", 200),
    ],
)
async def test_another_page_s_name_is_not_ours(bound, host, status):
    transport = httpx2.ASGITransport(guarded(PlainTextResponse("here"), bound))
    async with httpx2.AsyncClient(transport=transport, base_url="http://anlan") as http:
        answer = await http.get("/healthz", headers={"Host": host})

    assert answer.status_code == status

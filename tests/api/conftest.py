"""A place with the API in front of it."""

from dataclasses import dataclass
from typing import Any

import httpx2
import pytest_asyncio

from api.app import create
from tests.desk.offices import FORM, Place, make_place, new_id, organised

__all__ = ["organised", "web"]


@dataclass
class Web:
    """Calls by account, as programs make them."""

    place: Place
    http: httpx2.AsyncClient
    tokens: dict[str, str]

    async def headers(self, account: str, language: str = "zh-CN") -> dict[str, str]:
        if account not in self.tokens:
            self.tokens[account] = await self.place.desk.issue_token(account)
        return {"Authorization": f"Bearer {self.tokens[account]}", "Accept-Language": language}

    async def get(self, account: str, path: str, language: str = "zh-CN") -> httpx2.Response:
        return await self.http.get(f"/api/v1{path}", headers=await self.headers(account, language))

    async def post(self, account: str, path: str, body: Any, language: str = "zh-CN", **headers) -> httpx2.Response:
        given = await self.headers(account, language) | headers
        return await self.http.post(f"/api/v1{path}", headers=given, json=body)

    async def opened(self, account: str = "cs", wait: float = 5, **changes):
        key = {"Idempotency-Key": new_id()}
        answer = await self.post(account, f"/cases?wait={wait}", {**FORM, **changes}, **key)
        assert answer.status_code == 201, answer.text
        return answer.json()["number"]

    async def command(
        self, account: str, number: str, name: str, data: dict, id: str = "", language="zh-CN", wait=5, **more
    ) -> httpx2.Response:
        body = {"id": id or new_id(), "name": name, "data": data, **more}
        return await self.post(account, f"/cases/{number}/commands?wait={wait}", body, language)


@pytest_asyncio.fixture(loop_scope="session")
async def web(organised, tmp_path, key_ring, dev_server):
    """The API, without a worker."""
    place = await make_place(organised, tmp_path, key_ring, dev_server.client)
    transport = httpx2.ASGITransport(create(place.desk), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://anlan") as http:
        yield Web(place, http, {})
    await place.desk.close()
    await place.office.database.close()

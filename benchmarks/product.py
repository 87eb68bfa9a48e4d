"""The product as it runs: `anlan up` on a home of its own, spoken to over HTTP."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2

ANLAN = Path(sysconfig.get_path("scripts")) / "anlan"
READY = 120.0


class Product:
    """A running installation and a person who uses it."""

    def __init__(self, address: str, home: Path, environment: dict[str, str]) -> None:
        self.home, self._environment = home, environment
        token = self.token("cs")
        self.http = httpx2.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        self._numbers: list[str] = []

    def token(self, account: str) -> str:
        """A token of this person, for the API."""
        said = subprocess.run(
            [ANLAN, "token", account], env=self._environment, capture_output=True, text=True, check=True
        )
        return said.stdout.split()[-1]

    def password(self) -> str:
        """The one password of the demo."""
        return (self.home / "demo-password").read_text().strip()

    async def open(self, cases: int, _commands: int, /) -> None:
        """Register this many cases and let their commands go to them."""
        self._numbers = [await self._register() for _ in range(cases)]

    async def once(self, case: int, /) -> None:
        """One command, from POST to applied."""
        path = f"/api/v1/cases/{self._numbers[case]}/commands"
        command = {"id": str(uuid.uuid4()), "name": "interim_measure", "data": {"what": "先用防水布遮住窗口"}}
        answer = await self.http.post(path, json=command, params={"wait": 10})
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code}: {answer.text}")

    async def _register(self) -> str:
        form = {
            "project": "YXY",
            "channel": "hotline",
            "subject": "主卧外窗渗水",
            "description": "雨后窗下口渗水。",
            "demand": "修好并说明原因。",
            "complainant": {"name": "测试", "phone": "13800000000", "room": "3-2-1201", "kind": "owner"},
        }
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        answer = await self.http.post("/api/v1/cases", json=form, headers=headers, params={"wait": 10})
        answer.raise_for_status()
        return str(answer.json()["number"])

    async def close(self) -> None:
        await self.http.aclose()


@asynccontextmanager
async def running() -> AsyncIterator[Product]:
    """`anlan up` on a fresh home, ready, with its story told; ended and removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="anlan-bench-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "ANLAN_HOME": str(home), "ANLAN_PORT": str(port)}
    with (home / "up.log").open("w") as log:
        up = subprocess.Popen([ANLAN, "up"], env=environment, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        await _ready(address, home / "up.log")
        product = Product(address, home, environment)
        yield product
        await product.close()
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(20)
        shutil.rmtree(home, ignore_errors=True)


async def _ready(address: str, log: Path) -> None:
    """The page answers and the story is told: nothing else is at work while we measure."""
    until = time.monotonic() + READY
    async with httpx2.AsyncClient(base_url=address) as http:
        while time.monotonic() < until:
            try:
                if (await http.get("/readyz")).status_code == 200 and _story_told(log):
                    return
            except httpx2.HTTPError:
                pass
            await asyncio.sleep(0.3)
    raise RuntimeError(f"not ready in {READY:.0f} s:\n{log.read_text()[-2000:]}")


def _story_told(log: Path) -> bool:
    return "story is told" in log.read_text()

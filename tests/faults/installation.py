"""`anlan up` on a home of its own, as an operator runs it: started, spoken to over HTTP, killed."""

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2

from desk.accounts import issue_token
from settings import Settings

PASSWORD = "a password for tests"
READY = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(what: Callable[[], Any], seconds: float = 60.0) -> Any:
    """The first true answer, or an assertion error: waits for the thing, not for a time."""
    until, pause = time.monotonic() + seconds, 0.05
    while True:
        try:
            if found := what():
                return found
        except (httpx2.HTTPError, OSError):
            pass
        assert time.monotonic() < until, f"{what} did not come in {seconds} s"
        time.sleep(pause)
        pause = min(pause * 1.2, 0.3)  # each question costs the installation something, too


class Running:
    """One installation; it may be killed and started again on the same home."""

    def __init__(self, home: Path, *, story: bool) -> None:
        self.home, self.port, self.story = home, free_port(), story
        #: The newest version of the policy; 0 holds none back.
        self.policy = "1"
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = home / "up.log"
        self._up: subprocess.Popen[bytes] | None = None
        self._tokens: dict[str, str] = {}

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "TEMPORAL_DEBUG"},
            "ANLAN_HOME": str(self.home),
            "ANLAN_PORT": str(self.port),
            "ANLAN_POLICY": self.policy,
            "ANLAN_STORY": str(self.story),
            "ANLAN_DEMO_PASSWORD": PASSWORD,
        }

    def start(self) -> float:
        """Start, and wait until the page answers; the seconds it took."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self._up = subprocess.Popen(
                [sys.executable, "-m", "cli", "up"], env=self.environment, stdout=log, stderr=log
            )
        eventually(lambda: httpx2.get(f"{self.address}/readyz").status_code == 200, READY)
        return time.monotonic() - began

    def cpu(self) -> float:
        """Seconds of processor time the installation has used since it was started."""
        assert self._up
        return sum(map(cpu_seconds, [self._up.pid, *descendants(self._up.pid)]))

    def wait_for_its_people(self) -> None:
        """The demo's accounts are there, and its cases where they are wanted."""
        last = "story is told" if self.story else "Sign in as"
        eventually(lambda: last in self.log.read_text(), READY)

    def stop(self) -> float:
        """Ctrl-C; the seconds until it ended."""
        assert self._up
        began = time.monotonic()
        self._up.send_signal(signal.SIGINT)
        self._up.wait(20)
        return time.monotonic() - began

    def kill_everything(self) -> None:
        """kill -9 of the supervisor and of every child, at once."""
        assert self._up
        for pid in [self._up.pid, *descendants(self._up.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._up.wait(10)

    def child(self, word: str) -> int:
        """The process id of the child whose command line has this word; 0 while there is none."""
        assert self._up
        return next((pid for pid in descendants(self._up.pid) if word in command_line(pid)), 0)

    def writable(self) -> bool:
        """Nobody holds the database's lock for writing."""
        with contextlib.closing(sqlite3.connect(self.home / "anlan.db", timeout=0.2)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    def token(self, who: str) -> str:
        """A token of this account; made here, since a program started for each would cost more than what it does."""
        if who not in self._tokens:
            making = issue_token(who, Settings(home=self.home))
            with ThreadPoolExecutor(1) as apart:  # a test in a loop of its own asks, too
                self._tokens[who] = apart.submit(asyncio.run, making).result()
        return self._tokens[who]

    def told(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`anlan` with these words, beside the running installation."""
        command = [sys.executable, "-m", "cli", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=False)

    def get(self, who: str, path: str, **params: Any) -> Any:
        """A read of the API, as `who`."""
        answer = httpx2.get(f"{self.address}/api/v1{path}", headers=self._as(who), params=params, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, who: str, path: str, body: dict[str, Any], *, wait: float = 10, key: str = "") -> httpx2.Response:
        headers = self._as(who) | {"Idempotency-Key": key or str(uuid.uuid4())}
        return httpx2.post(
            f"{self.address}/api/v1{path}", headers=headers, json=body, params={"wait": wait}, timeout=30
        )

    def command(self, who: str, number: str, name: str, data: dict[str, Any], *, wait: float = 10) -> httpx2.Response:
        body = {"id": str(uuid.uuid4()), "name": name, "data": data}
        return self.post(who, f"/cases/{number}/commands", body, wait=wait)

    def _as(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(who)}"}


@contextlib.contextmanager
def away(running: Running, word: str) -> Iterator[None]:
    """This child does not answer, and is not started again, as long as it is stopped.

    A process stopped in the middle of a write would keep SQLite's lock, which no dead one does.
    """
    pid = running.child(word)
    os.kill(pid, signal.SIGSTOP)
    while not running.writable():
        os.kill(pid, signal.SIGCONT)
        eventually(running.writable)
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def descendants(pid: int) -> list[int]:
    """All children and their children, from /proc."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and of its children that have ended."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def command_line(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


@contextlib.contextmanager
def installation(home: Path, *, story: bool) -> Iterator[Running]:
    """An installation that is gone at the end, whatever happened."""
    running = Running(home, story=story)
    try:
        yield running
    finally:
        if running._up and running._up.poll() is None:
            running.kill_everything()

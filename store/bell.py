"""Who waits for a receipt is told that something was recorded, instead of asking the table again and again.

A ring is a hint and carries command ids only: whoever hears it looks for itself, and whoever misses it
looks a little later anyway.
"""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from store.database import Database

Heard = Callable[[tuple[str, ...]], None]

CHANNEL = "anlan_recorded"
#: One datagram; longer news say only that there are some.
LARGEST = 8_000

log = logging.getLogger(__name__)


class Bell(Protocol):
    """Rung by whoever records, heard by whoever waits."""

    async def announce(self, session: AsyncSession, commands: Iterable[str]) -> None:
        """Within the transaction, where the database itself carries the news."""

    def ring(self, commands: Iterable[str]) -> None:
        """After the commit, where it does not."""

    async def listen(self, heard: Heard) -> bool:
        """Call `heard` from now on. False: nothing can be heard here, so keep asking."""

    async def close(self) -> None: ...


def bell_of(database: Database) -> Bell:
    """SQLite: loopback datagrams between the processes of one machine. PostgreSQL: NOTIFY."""
    url = database.engine.url
    if not database.sqlite:
        return DatabaseBell(url.set(drivername="postgresql").render_as_string(hide_password=False))
    return LoopbackBell(Path(url.database or "anlan.db").with_suffix(".bells"))


class LoopbackBell:
    """Every listener has a port on loopback and a file that names it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._heard: asyncio.DatagramTransport | None = None
        self._file: Path | None = None

    async def announce(self, session: AsyncSession, commands: Iterable[str]) -> None:
        """The database carries no news."""

    def ring(self, commands: Iterable[str]) -> None:
        news = " ".join(commands).encode()[:LARGEST]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            out.setblocking(False)
            for port in self._ports():
                with contextlib.suppress(OSError):
                    out.sendto(news, ("127.0.0.1", port))

    def _ports(self) -> list[int]:
        with contextlib.suppress(OSError):
            return [int(file.name) for file in self._folder.iterdir() if file.name.isdigit()]
        return []

    async def listen(self, heard: Heard) -> bool:
        loop = asyncio.get_running_loop()
        self._heard, _ = await loop.create_datagram_endpoint(lambda: _Ear(heard), local_addr=("127.0.0.1", 0))
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._forget_the_dead()
        self._file = self._folder / str(self._heard.get_extra_info("sockname")[1])
        self._file.write_text(str(os.getpid()))
        return True

    def _forget_the_dead(self) -> None:
        """Files of listeners that were killed."""
        for file in self._folder.iterdir():
            with contextlib.suppress(OSError, ValueError):
                if not Path(f"/proc/{int(file.read_text())}").exists():
                    file.unlink()

    async def close(self) -> None:
        if self._heard is not None:
            self._heard.close()
        if self._file is not None:
            self._file.unlink(missing_ok=True)


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, heard: Heard) -> None:
        self._heard = heard

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002 - the loop's own names
        self._heard(tuple(data.decode("ascii", "replace").split()))


class DatabaseBell:
    """PostgreSQL tells all who listen, when and if the transaction commits."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._listening: asyncio.Task[None] | None = None

    async def announce(self, session: AsyncSession, commands: Iterable[str]) -> None:
        news = " ".join(commands)[: LARGEST - 1]
        await session.execute(text("SELECT pg_notify(:channel, :news)"), {"channel": CHANNEL, "news": news})

    def ring(self, commands: Iterable[str]) -> None:
        """The database does it."""

    async def listen(self, heard: Heard) -> bool:
        self._listening = asyncio.create_task(self._listen(heard))
        return True

    async def _listen(self, heard: Heard) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    async for news in connection.notifies():
                        heard(tuple(news.payload.split()))
            except psycopg.Error as error:
                log.warning("nothing can be heard of the database for a moment: %s", type(error).__name__)
                await asyncio.sleep(1)

    async def close(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

"""Everything in one process group: the engine, the worker, the page, and who starts them again."""

import asyncio
import contextlib
import fcntl
import logging
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engine.embedded import EmbeddedEngine
from engine.processes import Child, StartError

#: Ctrl-C has 5 s in all: the page and the worker first, then the engine.
STOP_PROGRAMS = 2.0
STOP_ENGINE = 1.2
FIRST_PAUSE = 0.5
#: A child that lived this long has its earlier ends forgiven.
STEADY = 60.0
LONGEST_PAUSE = 10.0

Starter = Callable[[], Awaitable[Child]]

log = logging.getLogger("anlan")


@dataclass(frozen=True, slots=True)
class Program:
    """A child by name: how it is started."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Installation:
    """What is to run on one home.

    `before` ends before the programs start (migrations); `after` runs once when the page answers
    (the demo's story). `greet` is called when people can come in.
    """

    home: Path
    host: str
    port: int
    programs: tuple[Program, ...]
    before: tuple[Program, ...] = ()
    after: tuple[Program, ...] = ()
    engine: EmbeddedEngine | None = None
    greet: Callable[[], None] = lambda: None


def up(installation: Installation) -> int:
    """Run until Ctrl-C or SIGTERM; the exit code. Raises StartError before any start."""
    with hold(installation.home):
        refuse_busy_port(installation.host, installation.port)
        return asyncio.run(_Supervisor(installation).run())


@contextlib.contextmanager
def hold(home: Path) -> Iterator[None]:
    """Keep the home to ourselves; the lock goes with the process, however it ends."""
    handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StartError(f"{home} is in use by a running anlan") from None
        yield
    finally:
        os.close(handle)


def refuse_busy_port(host: str, port: int) -> None:
    """Say that the port is taken before anything starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(
                f"cannot listen on {host}:{port}: {error.strerror}; choose another with ANLAN_PORT"
            ) from None


class _Supervisor:
    """One run of an installation."""

    def __init__(self, installation: Installation) -> None:
        self._it = installation
        self._children: dict[str, Child] = {}
        self._keepers: list[asyncio.Task[None]] = []

    async def run(self) -> int:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        work = asyncio.create_task(self._work())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
        tasks = [work, asked, *self._keepers]
        for task in tasks:
            task.cancel()
        failure, *_ = await asyncio.gather(*tasks, return_exceptions=True)
        await self._end_children()
        if failure is None or isinstance(failure, asyncio.CancelledError):
            return 0
        log.error("%s", failure, exc_info=None if isinstance(failure, StartError) else failure)
        return 1

    async def _work(self) -> None:
        """Start all in order, then keep them running."""
        prepared = asyncio.create_task(self._prepare())
        if self._it.engine is not None:
            self._children["engine"] = await self._it.engine.start()
            self._keep("engine", self._it.engine.start, self._children["engine"])
        await prepared
        for program in self._it.programs:
            self._keep(program.name, partial(Child.start, program.name, program.command))
        await page_answers(self._it.host, self._it.port)
        self._it.greet()
        for program in self._it.after:
            code = await self._once(program)
            if code:
                log.warning("%s ended with exit code %s", program.name, code)
        await asyncio.gather(*self._keepers)

    async def _prepare(self) -> None:
        for program in self._it.before:
            if code := await self._once(program):
                raise StartError(f"{program.name} ended with exit code {code}; nothing was started")

    async def _once(self, program: Program) -> int:
        child = await Child.start(program.name, program.command)
        self._children[program.name] = child
        return await child.wait()

    def _keep(self, name: str, start: Starter, running: Child | None = None) -> None:
        self._keepers.append(asyncio.create_task(self._kept(name, start, running)))

    async def _kept(self, name: str, start: Starter, running: Child | None) -> None:
        """Start it again whenever it ends, with a growing pause."""
        pause = FIRST_PAUSE
        while True:
            born = time.monotonic()
            try:
                child = running or await start()
                running, self._children[name] = None, child
                how = f"exit code {await child.wait()}"
            except (OSError, StartError) as error:
                how = str(error)
            pause = FIRST_PAUSE if time.monotonic() - born > STEADY else pause
            log.warning("%s ended (%s); it is started again in %.1f s", name, how, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _end_children(self) -> None:
        """The engine last, so that the others can finish what they hold."""
        engine = self._children.pop("engine", None)
        await asyncio.gather(*(child.stop(STOP_PROGRAMS) for child in self._children.values()))
        if engine is not None:
            await engine.stop(STOP_ENGINE)


async def page_answers(host: str, port: int) -> None:
    """Return when the page's process answers."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - read, not bound
    while True:
        try:
            _, writer = await asyncio.open_connection(reachable, port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.close()
        return

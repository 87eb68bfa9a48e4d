"""Child processes that end with us, however we end."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1


class StartError(RuntimeError):
    """Something could not be started. The message is one line for people."""


class Child:
    """One running child process."""

    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        self.name = name
        self._process = process

    @classmethod
    async def start(
        cls,
        name: str,
        command: Sequence[str],
        *,
        log: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> "Child":
        """Start it in our process group, its output to `log` or to ours."""
        with contextlib.ExitStack() as stack:
            out = stack.enter_context(log.open("ab")) if log else None
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=dict(env) if env is not None else None,
                preexec_fn=_tied_to(os.getpid()),
            )
        return cls(name, process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.returncode is not None

    async def wait(self) -> int:
        """Its exit code, when it has ended."""
        return await self._process.wait()

    async def stop(self, within: float) -> None:
        """Ask it to end, and after `within` seconds end it."""
        self._send(signal.SIGTERM)
        try:
            async with asyncio.timeout(within):
                await self._process.wait()
        except TimeoutError:
            self._send(signal.SIGKILL)
            await self._process.wait()

    def _send(self, number: signal.Signals) -> None:
        if not self.ended:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)


def _tied_to(parent: int) -> Callable[[], None]:
    """What a child does before its program starts.

    It asks Linux to be killed when its parent dies, and keeps Ctrl-C away from itself: the parent
    ends the children in order, the engine last.
    """
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        if prctl is not None:
            prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:  # it died before we asked
                os._exit(1)

    return prepare

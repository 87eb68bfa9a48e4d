"""The engine that comes with us: Temporal's single-machine server over a file in the home."""

import asyncio
import os
import shutil
import socket
import sysconfig
from datetime import timedelta
from pathlib import Path
from typing import Self

from temporalio.api.workflowservice.v1 import (
    DescribeNamespaceRequest,
    ListWorkflowExecutionsRequest,
    RegisterNamespaceRequest,
)
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from engine.processes import Child, StartError
from engine.record import EngineRecord, read_record, write_record

LOOPBACK = "127.0.0.1"
#: Fixed when a case closes, so it has to stand before the first worker starts. The default is a day.
RETENTION = timedelta(hours=8760)
START_LIMIT = 30.0

#: Without the first six every step waits for 50 ms; the last one closes the HTTP door, which any
#: web page could knock at: no host name is allowed there.
DYNAMIC_CONFIG = (
    "history.transferProcessorMaxPollRPS=2000",
    "history.transferProcessorMaxPollHostRPS=4000",
    "history.timerProcessorMaxPollRPS=2000",
    "history.timerProcessorMaxPollHostRPS=4000",
    "history.visibilityProcessorMaxPollRPS=2000",
    "history.visibilityProcessorMaxPollHostRPS=4000",
    "frontend.httpAllowedHosts=[]",
)
#: An acknowledged signal is on disk. The server takes an unknown value without a word.
PRAGMAS = ("journal_mode=wal", "synchronous=full")

TUNED_FLAGS = tuple(word for value in DYNAMIC_CONFIG for word in ("--dynamic-config-value", value))


def binary(override: str | None = None) -> Path:
    """The server's program: the operator's, else the one of the wheel beside this Python."""
    beside = Path(sysconfig.get_path("scripts")) / "temporal"
    found = override or (str(beside) if beside.exists() else None) or shutil.which("temporal")
    if found is None or not os.access(found, os.X_OK):
        raise StartError(f"the engine's program is missing: {found or beside}")
    return Path(found)


class EmbeddedEngine:
    """One server process over `home/engine.db`; it keeps its address when it is started again.

    `async with EmbeddedEngine(home, "anlan") as engine` gives a running one.
    """

    def __init__(self, home: Path, namespace: str, *, program: str | None = None) -> None:
        self._home = home
        self._namespace = namespace
        self._program = binary(program)
        self._port = _port(read_record(home))
        self._child: Child | None = None

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self._port}"

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def command(self) -> list[str]:
        pragmas = [word for value in PRAGMAS for word in ("--sqlite-pragma", value)]
        return [
            *(str(self._program), "server", "start-dev", "--headless"),
            *("--ip", LOOPBACK, "--port", str(self._port)),
            *("--db-filename", str(self._home / "engine.db")),
            *("--log-level", "error", "--log-format", "json"),
            *pragmas,
            *TUNED_FLAGS,
        ]

    async def start(self) -> Child:
        """Start the server, wait until its namespace answers, and leave its address in the home."""
        log = _fresh_log(self._home / "engine.log")
        self._child = await Child.start("engine", self.command(), log=log)
        try:
            async with asyncio.timeout(START_LIMIT):
                await self._answer()
        except BaseException as error:
            await self._child.stop(within=1.0)
            if isinstance(error, TimeoutError):
                raise StartError(f"the engine does not answer; see {log}") from None
            raise
        write_record(self._home, EngineRecord(self.address, self._namespace, self._child.pid))
        return self._child

    async def stop(self, within: float = 3.0) -> None:
        if self._child is not None:
            await self._child.stop(within=within)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _answer(self) -> None:
        client = await Client.connect(self.address, lazy=True)
        while True:
            if self._child is not None and self._child.ended:
                raise StartError(f"the engine ended at once; see {self._home / 'engine.log'}")
            try:
                await ensure_namespace(client, self._namespace, RETENTION)
                return
            except (RPCError, RuntimeError):
                await asyncio.sleep(0.05)


async def ensure_namespace(client: Client, namespace: str, retention: timedelta) -> None:
    """Make the namespace if it is not there, and return when the server takes calls for it."""
    service, limit = client.workflow_service, timedelta(seconds=2)
    wanted = RegisterNamespaceRequest(namespace=namespace)
    wanted.workflow_execution_retention_period.FromTimedelta(retention)
    try:
        await service.register_namespace(wanted, timeout=limit)
    except RPCError as error:
        if error.status is not RPCStatusCode.ALREADY_EXISTS:
            raise
    await service.describe_namespace(DescribeNamespaceRequest(namespace=namespace), timeout=limit)
    await service.list_workflow_executions(
        ListWorkflowExecutionsRequest(namespace=namespace, page_size=1), timeout=limit
    )


def _port(before: EngineRecord | None) -> int:
    """The port of last time if it is free: what people wrote down stays right."""
    wished = before.address.rpartition(":")[2] if before else ""
    for candidate in (int(wished) if wished.isdigit() else 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise StartError("no free port on the loopback address")


def _fresh_log(path: Path, limit: int = 10_000_000) -> Path:
    if path.exists() and path.stat().st_size > limit:
        path.replace(path.with_suffix(".log.1"))
    return path

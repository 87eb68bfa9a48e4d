"""The embedded engine: it starts, says where it is, and goes on after any end."""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from temporalio import workflow
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import WorkflowExecutionStatus
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from engine.client import RPC_TIMEOUT, TASK_QUEUE, connect
from engine.embedded import EmbeddedEngine, binary
from engine.processes import StartError
from engine.record import read_record


@workflow.defn
class Waiting:
    def __init__(self) -> None:
        self.heard: list[str] = []

    @workflow.run
    async def run(self) -> list[str]:
        await workflow.wait_condition(lambda: len(self.heard) == 2)
        return self.heard

    @workflow.signal
    def command(self, words: str) -> None:
        self.heard.append(words)


async def test_a_signal_survives_kill_9_without_a_worker(tmp_path, key_ring):
    engine = EmbeddedEngine(tmp_path, "anlan")
    first = await engine.start()
    client = await connect(engine.address, "anlan", key_ring)
    handle = await client.start_workflow(Waiting.run, id=str(uuid4()), task_queue=TASK_QUEUE, rpc_timeout=RPC_TIMEOUT)
    await handle.signal(Waiting.command, "one", rpc_timeout=RPC_TIMEOUT)
    os.kill(first.pid, signal.SIGKILL)
    await first.wait()

    async with EmbeddedEngine(tmp_path, "anlan") as again:
        client = await connect(again.address, "anlan", key_ring)
        handle = client.get_workflow_handle_for(Waiting.run, handle.id)
        await handle.signal(Waiting.command, "two", rpc_timeout=RPC_TIMEOUT)
        async with Worker(
            client,
            task_queue=TASK_QUEUE,
            workflows=[Waiting],
            workflow_runner=UnsandboxedWorkflowRunner(),
        ):
            heard = await asyncio.wait_for(handle.result(), 60)
        described = await handle.describe(rpc_timeout=RPC_TIMEOUT)

    assert heard == ["one", "two"]
    assert described.status is WorkflowExecutionStatus.COMPLETED
    assert again.address == engine.address


async def test_it_says_where_it_is_and_keeps_histories_for_a_year(tmp_path, key_ring):
    async with EmbeddedEngine(tmp_path, "anlan") as engine:
        record = read_record(tmp_path)
        client = await connect(engine.address, "anlan", key_ring)
        space = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace="anlan"))

    assert record is not None
    assert (record.address, record.namespace) == (engine.address, "anlan")
    assert space.config.workflow_execution_retention_ttl.ToTimedelta() == timedelta(hours=8760)


async def test_it_writes_ahead_and_listens_on_loopback_only(tmp_path):
    async with EmbeddedEngine(tmp_path, "anlan") as engine:
        mode = (tmp_path / "engine.db").read_bytes()[18]
        listening = _listening(engine.pid or 0)

    assert mode == 2  # the mark of write-ahead logging in a SQLite file
    assert listening
    assert {address for address, _ in listening} == {"0100007F"}


async def test_a_web_page_finds_no_door(tmp_path):
    async with EmbeddedEngine(tmp_path, "anlan") as engine:
        ports = [port for _, port in _listening(engine.pid or 0)]
        answers = [await _post(port, "evil.example") for port in ports]
        answers += [await _post(port, f"127.0.0.1:{port}") for port in ports]

    assert sum(answer.startswith("HTTP/1.1 403") for answer in answers) == 2
    assert not [answer for answer in answers if answer.startswith("HTTP/1.1 2")]


def test_a_missing_program_is_said_in_one_line(tmp_path):
    with pytest.raises(StartError, match="program is missing"):
        binary(str(tmp_path / "temporal"))


def _listening(pid: int) -> set[tuple[str, int]]:
    """Address (as the kernel writes it) and port of each listening socket of the process."""
    ours = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()}
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    places = [row[1].split(":") for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in ours]
    return {(address, int(port, 16)) for address, port in places}


async def _post(port: int, host: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /api/v1/namespaces/anlan/workflows/x/terminate HTTP/1.1\r\nHost: {host}\r\n"
        "Origin: http://evil.example\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"
        "Connection: close\r\n\r\n{}".encode()
    )
    try:
        return (await asyncio.wait_for(reader.read(), 2)).decode("utf-8", "replace")
    except (TimeoutError, ConnectionError):
        return ""
    finally:
        writer.close()

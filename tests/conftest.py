"""What every test may ask for: engines, a PostgreSQL server, and an end without accidents."""

import atexit
import contextlib
import gc
import os
import pwd
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.converter import DataConverter
from temporalio.testing import WorkflowEnvironment

from engine.client import data_converter
from engine.embedded import TUNED_FLAGS, binary
from engine.keys import KeyRing

#: Fixtures that start a program of their own.
WAITED_FOR = {"dev_server", "start_time_skipping", "postgres_url", "browser"}
StartTimeSkipping = Callable[[], Awaitable[WorkflowEnvironment]]


# A worker in a test process shares two cores with others: two seconds without an answer are no deadlock there.
os.environ["TEMPORAL_DEBUG"] = "1"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Leave as soon as pytest has said everything.

    The time-skipping server's client now and then aborts the interpreter while it is taken down,
    after all tests have passed; the exit code would then be that of the accident. This runs last,
    in every process of a parallel run.
    """
    atexit.register(_leave, session)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What mostly waits goes first, so that the quick tests run beside it and no process ends alone."""
    items.sort(key=_haste)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported and collected stays to the end: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _haste(item: pytest.Item) -> int:
    """0 for what is marked slow, 1 for what uses an engine, a server or a browser, 2 for the rest."""
    if item.get_closest_marker("slow"):
        return 0
    return 2 - bool(WAITED_FOR & {*getattr(item, "fixturenames", ())})


def _leave(session: pytest.Session) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(session.exitstatus))


@pytest.fixture(scope="session")
def key_ring() -> KeyRing:
    return KeyRing.generate()


@pytest.fixture(scope="session")
def converter(key_ring: KeyRing) -> DataConverter:
    """The product's data converter, under the ring of this run."""
    return data_converter(key_ring)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def dev_server(converter: DataConverter) -> AsyncIterator[WorkflowEnvironment]:
    """The engine as it runs embedded, in memory, in real time; shared, so use your own ids."""
    environment = await WorkflowEnvironment.start_local(
        data_converter=converter,
        dev_server_existing_path=str(binary()),
        dev_server_extra_args=list(TUNED_FLAGS),
        dev_server_log_level="error",
    )
    yield environment
    await environment.shutdown()


@pytest_asyncio.fixture(loop_scope="session")
async def start_time_skipping(converter: DataConverter) -> AsyncIterator[StartTimeSkipping]:
    """Start engines in which waiting takes no time; each has a clock of its own."""
    program = Path(sysconfig.get_path("scripts")) / "temporal-test-server"
    async with contextlib.AsyncExitStack() as started:

        async def start() -> WorkflowEnvironment:
            environment = await WorkflowEnvironment.start_time_skipping(
                data_converter=converter, test_server_existing_path=str(program)
            )
            started.push_async_callback(environment.shutdown)
            return environment

        yield start


@pytest_asyncio.fixture(loop_scope="session")
async def time_skipping(start_time_skipping: StartTimeSkipping) -> WorkflowEnvironment:
    """One engine in which waiting takes no time, for this test alone."""
    return await start_time_skipping()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A throw-away PostgreSQL server; the test is skipped where its programs are missing."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL's server programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="anlan-pg-"))
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    try:
        yield from _cluster(programs[-1].parent, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _cluster(programs: Path, folder: Path) -> Iterator[str]:
    data, port = folder / "data", _free_port()
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c timezone=UTC"

    def run(program: str, *words: str) -> None:
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*user, str(programs / program), "-D", str(data), *words]
        done = subprocess.run(
            command,
            cwd=folder,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, done.stdout

    run("initdb", "--locale=C.UTF-8", "--encoding=UTF8", "-U", "anlan", "-A", "trust", "-N")
    # its log goes to a file: a server that held our pipe would keep `run` waiting
    run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
    try:
        yield f"postgresql+psycopg://anlan@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "stop", "-w", "-m", "immediate")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

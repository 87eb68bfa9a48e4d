"""`anlan up`: what it starts ends with it, and a start that cannot work says so in one line."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from engine.processes import StartError
from engine.supervisor import STOP_ENGINE, STOP_PROGRAMS, hold, refuse_busy_port

#: A page that never lets a visitor go, a worker that only waits, and what starts them.
PAGE = """
import socket, sys
page = socket.create_server(("127.0.0.1", int(sys.argv[1])))
visitors = []
while True:
    visitors.append(page.accept())
"""
WORKER = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"
UP = """
import logging, sys
from pathlib import Path
from engine.embedded import EmbeddedEngine
from engine.processes import StartError
from engine.supervisor import Installation, Program, up
logging.basicConfig(format="%(message)s")
home, port, page, worker = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
def program(name, code, *words):
    return Program(name, (sys.executable, "-c", code, *words))
try:
    sys.exit(up(Installation(
        home, "127.0.0.1", port,
        engine=EmbeddedEngine(home, "anlan"),
        before=(program("migrate", "print('migrated', flush=True)"),),
        programs=(program("worker", worker), program("web", page, str(port))),
        after=(program("demo", "print('story', flush=True)"),),
        greet=lambda: print("come in", flush=True),
    )))
except StartError as error:
    sys.exit(f"anlan: {error}")
"""


class Run:
    """One `up` as a process of its own."""

    def __init__(self, home: Path, port: int, worker: str = WORKER) -> None:
        self.out = home / "out"
        with self.out.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", textwrap.dedent(UP), str(home), str(port), PAGE, worker],
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def says(self, words: str, within: float = 60.0) -> str:
        until = time.monotonic() + within
        while words not in (text := self.out.read_text()):
            assert time.monotonic() < until, text
            time.sleep(0.02)
        return text

    def steady(self) -> list[int]:
        """Its children once the story's process is gone: engine, worker, page."""
        self.says("story")
        _until(lambda: len(self.children()) == 3)
        return self.children()

    def children(self) -> list[int]:
        pid = self.process.pid
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path):
    runs = []

    def begin(port: int, **kind) -> Run:
        runs.append(Run(tmp_path, port, **kind))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            os.killpg(run.process.pid, signal.SIGKILL)
        run.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "term"])
def test_it_ends_within_5_s_though_a_page_is_open(start, port, number):
    run = start(port)
    children = run.steady()
    text = run.out.read_text()
    visitor = socket.create_connection(("127.0.0.1", port))
    began = time.monotonic()
    os.killpg(run.process.pid, number)
    code = run.process.wait(20)
    took = time.monotonic() - began
    visitor.close()

    assert text.split() == ["migrated", "come", "in", "story"]
    assert code == 0
    assert STOP_PROGRAMS + STOP_ENGINE < 4
    assert took < 5 + 5, "the second five are the loaded machine's"
    assert not any(_alive(pid) for pid in children)


def test_children_die_with_a_killed_parent_and_the_next_start_goes_on(start, port, tmp_path):
    run = start(port)
    children = run.steady()
    address = json.loads((tmp_path / "engine.json").read_text())["address"]
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.wait(5)
    _until(lambda: not any(_alive(pid) for pid in children))

    (tmp_path / "out").write_text("")
    start(port).says("story")

    assert json.loads((tmp_path / "engine.json").read_text())["address"] == address


def test_what_dies_is_started_again(start, port, tmp_path):
    run = start(port)
    children = run.steady()
    engine = json.loads((tmp_path / "engine.json").read_text())
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    run.says("engine ended (exit code -9); it is started again in 0.5 s")
    _until(lambda: json.loads((tmp_path / "engine.json").read_text())["pid"] != engine["pid"])
    _until(lambda: len(run.children()) == 3)

    assert json.loads((tmp_path / "engine.json").read_text())["address"] == engine["address"]


def test_a_second_start_on_the_home_says_so(start, port, tmp_path):
    start(port).says("story")
    (tmp_path / "out").write_text("")
    second = start(port)

    assert second.process.wait(10) == 1
    assert second.out.read_text() == f"anlan: {tmp_path} is in use by a running anlan\n"


def test_a_busy_port_says_so_before_anything_starts(start, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = start(port)
        code = run.process.wait(10)

    assert code == 1
    assert f"anlan: cannot listen on 127.0.0.1:{port}" in run.out.read_text()
    assert run.out.read_text().count("\n") == 1
    assert not (tmp_path / "engine.db").exists()


def test_a_home_is_free_again_when_its_holder_is_done(tmp_path):
    with hold(tmp_path), pytest.raises(StartError), hold(tmp_path):
        pass
    with hold(tmp_path):
        pass


def test_a_port_nobody_may_take_is_refused():
    with pytest.raises(StartError, match=r"192\.0\.2\.1:8000"):
        refuse_busy_port("192.0.2.1", 8000)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _until(holds, within: float = 60.0) -> None:
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)

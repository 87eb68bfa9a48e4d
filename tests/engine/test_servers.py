"""The servers that tests are given do what they are for."""

import subprocess
import sys
import time
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from temporalio import workflow
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

TESTS = """
import pytest
def test_passes(): pass
def test_fails(): assert {holds}
"""


@workflow.defn
class ThreeDays:
    @workflow.run
    async def run(self) -> str:
        await workflow.sleep(timedelta(days=3))
        return "three days later"


async def test_three_days_pass_at_once(time_skipping):
    began, queue = time.monotonic(), str(uuid4())
    async with Worker(
        time_skipping.client,
        task_queue=queue,
        workflows=[ThreeDays],
        workflow_runner=UnsandboxedWorkflowRunner(),
    ):
        said = await time_skipping.client.execute_workflow(ThreeDays.run, id=str(uuid4()), task_queue=queue)

    assert said == "three days later"
    assert time.monotonic() - began < 60


@pytest.mark.postgres
def test_postgresql_is_ours_and_sorts_by_code_point(postgres_url):
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        row = connection.execute("select current_setting('lc_collate'), inet_server_addr()::text")

        assert row.fetchone() == ("C.UTF-8", "127.0.0.1/32")


@pytest.mark.parametrize(("holds", "parallel"), [(True, []), (False, ["-n", "2"])], ids=["passing", "failing-parallel"])
def test_the_exit_code_and_the_closing_line_are_pytest_s(pytestconfig, tmp_path, parallel, holds):
    """With the hasty leave of tests/conftest.py in force."""
    here = tmp_path / "test_it.py"
    here.write_text(TESTS.format(holds=holds))
    report = tmp_path / "report.xml"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", str(pytestconfig.inipath)),
            *("-p", "tests.conftest", f"--junitxml={report}", *parallel, str(here)),
        ],
        cwd=pytestconfig.rootpath,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == (0 if holds else 1), done.stdout + done.stderr
    assert ("2 passed" if holds else "1 failed, 1 passed") in done.stdout.splitlines()[-1]
    assert f'failures="{0 if holds else 1}"' in report.read_text()

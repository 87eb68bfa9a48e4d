"""A worker process: cases and their activities on the task queue, and a relay beside them. Wiring only."""

import asyncio
import contextlib
import signal
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.worker import Worker

from activities.days import Days
from activities.journal import Journal
from activities.releases import Releases
from activities.seats import Seats, seat
from activities.table import Table
from engine.client import BUILD, TASK_QUEUE, connect
from store.contents import Contents
from store.database import Database
from workflows.case import CaseWorkflow
from workflows.days import DaysWorkflow
from workflows.sandbox import RUNNER

#: At least the active cases of one worker; 50–100 KB each (guides: the engine measured).
CACHED = 2_000
#: Shorter than the supervisor's patience, so that a step under way is finished.
LEAVE = timedelta(seconds=1.5)

#: When a worker was killed, its cases wait this long before another takes them up; 10 s by default.
ELSEWHERE = timedelta(seconds=2)


def cases_worker(client: Client, database: Database, contents: Contents, held: int = 0, **options: Any) -> Worker:
    """A worker that runs cases and the days of projects. `held` is the newest version of the policy allowed;
    `options` override the queue, the cache, the activities or the sandbox in tests."""
    journal, table, seats = Journal(database), Table(database, contents), Seats(client)
    releases, days = Releases(database, contents), Days(database, held)
    settings: dict[str, Any] = {
        "task_queue": TASK_QUEUE,
        "build_id": BUILD,
        "activities": [journal.record, table.look, seats.close, seat, releases.release, days.look],
        "max_cached_workflows": CACHED,
        "graceful_shutdown_timeout": LEAVE,
        "sticky_queue_schedule_to_start_timeout": ELSEWHERE,
        "workflow_runner": RUNNER,
        **options,
    }
    return Worker(client, workflows=[CaseWorkflow, DaysWorkflow], **settings)


async def run() -> None:
    """Until SIGTERM or Ctrl-C."""
    from desk.relay import relay_of
    from settings import load

    settings = load()
    ring = settings.key_ring()
    client = await connect(settings.engine_address(), settings.temporal_namespace, ring)
    database, contents = Database(settings.database), Contents(ring)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    relay = asyncio.create_task(relay_of(database, contents, client).run())
    try:
        async with cases_worker(client, database, contents, settings.policy):
            await stop.wait()
    finally:
        relay.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await relay
        await database.close()


def main() -> None:
    """`python worker.py`, and `anlan worker`."""
    asyncio.run(run())


if __name__ == "__main__":
    main()

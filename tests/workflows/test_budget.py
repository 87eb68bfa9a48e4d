"""What a rich case costs the engine: events of its history, seconds of its replay (ARCHITECTURE 9)."""

import time
from statistics import median

import pytest
from temporalio.converter import DataConverter

from desk.replay import Differences, differences
from desk.runs import runs_of
from tests.workflows.conftest import MakeWorld
from tests.workflows.plays import (
    REFUSED,
    VISITED,
    Deed,
    contact,
    do,
    from_answer_to_confirmation,
    plan,
    sign,
    up_to_plan,
)
from tests.workflows.world import COMPLAINT, HOUR, World

#: The bars of the rule book: a case that has been through everything stays far from rolling over.
EVENTS, SECONDS, REPLAYS = 900, 1.0, 5

ACCEPTED = from_answer_to_confirmation()
#: A general case with two re-works, a contingency during execution, and its archive.
RICH = (
    do("cs", "interim_measure", what="…"),
    *up_to_plan("general"),
    sign("head", "A02.1.R06"),
    *REFUSED,
    plan(2)[0],
    do("cs", "rework", outcome="principle", plan=2),
    sign("head", "A05.1.R06"),
    *REFUSED,
    plan(3)[0],
    do("cs", "rework", outcome="detail", plan=3, no_customer_risk=True),
    sign("eng", "A06.1.R05"),
    *ACCEPTED[:2],
    do("csm", "activate_contingency", reason="…"),
    sign("region", "A11.1.R08"),
    do("cs", "file_report", kind="daily", text="…"),
    do("head", "contingency_result", outcome="agreement", note="…"),
    do("cs", "interim_measure", what="…"),
    *ACCEPTED[2:],
    sign("csm", "A14.1.R03"),
    sign("eng", "A14.1.R05"),
    contact("progress"),
    VISITED,
    do("cs", "file_report", kind="summary", text="…"),
    do("csm", "archive", report=2),
    sign("head", "A19.1.R06"),
)


@pytest.fixture
def max_cached_workflows() -> int:
    """The case is replayed here by itself, so its worker may remember it."""
    return 1000


async def do_next(made: World, number: str, deed: Deed) -> None:
    """An hour later, so that the clock has its say in between."""
    await made.at(await made.now() + HOUR)
    if deed.seat:
        receipt = await made.decide(deed.who, f"{number}.{deed.seat}", deed.name)
    else:
        receipt = await made.send(deed.who, number, deed.name, deed.data)
    assert receipt.state == "applied", (deed, receipt.refusal)


@pytest.mark.timeout(180)
async def test_a_rich_case_stays_small_and_replays_at_once(skipping: MakeWorld, converter: DataConverter):
    async with skipping() as made:
        async with made.working():
            number = (await made.open("cs", COMPLAINT)).number
            for deed in RICH:
                await do_next(made, number, deed)
            journal = await made.journal(number)
        (run,) = await runs_of(made.client, number, 1)

    took = []
    for _ in range(REPLAYS):
        before = time.process_time()  # what else the machine does is not the case's
        found = await differences(converter, run)
        took.append(time.process_time() - before)
        assert found == Differences(written=found.written)

    types = [entry.type for entry in journal]
    assert types[-1] == "ended"
    assert 1 + len(RICH) >= 40
    assert types.count("duty_started") >= 12
    assert len({entry.data["approval"].rpartition(".")[0] for entry in journal if entry.type == "asked"}) >= 6
    assert len(run.events) < EVENTS
    assert median(took) < SECONDS

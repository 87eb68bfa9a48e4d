"""WALK section 1 by the clock: through the desk, on an engine that skips time; to the minute."""

from datetime import timedelta

import pytest

from domain.entries import breaks
from domain.entries import moment as instant_of
from tests.walk.n46 import WALK, Moment, says
from tests.workflows.conftest import MakeWorld
from tests.workflows.world import COMPLAINT, DAY, MINUTE, World


async def play(made: World, number: str, row: Moment, no: int) -> None:
    key = f"n46-cmd-{no:02}"
    if row.call == "decide":
        receipt = await made.decide(row.account, f"{number}.{row.seat}", row.body["decision"], key=key)
    else:
        receipt = await made.send(row.account, number, row.call, row.body, key=key, version=no - 1)
    assert receipt.state == "applied", receipt
    assert receipt.entries == tuple(line.seq for line in row.lines)


@pytest.mark.timeout(120)
async def test_the_walk_keeps_its_clock(skipping: MakeWorld) -> None:
    async with skipping() as made, made.working():
        late = await made.now() - WALK[0].at
        shift = max(0, late // DAY + 1) * DAY
        await made.at(WALK[0].at + shift)
        receipt = await made.open("cs", {**COMPLAINT, **WALK[0].body}, key="n46-cmd-01")
        number, no = receipt.number, 1
        for row in WALK[1:]:
            await made.at(row.at + shift)
            if not row.by_clock:
                no += 1
                await play(made, number, row, no)

        entries = await made.journal(number)
        lines = [line for row in WALK for line in row.lines]
        assert [(e.seq, e.actor, e.role, e.type) for e in entries] == [
            (line.seq, line.actor, line.role, line.type) for line in lines
        ]
        for entry, line, row in zip(entries, lines, [r for r in WALK for _ in r.lines], strict=True):
            assert instant_of(entry.at) == row.at + shift
            assert says(line, entry.data), (line, entry.data)
            assert instant_of(entry.applied_at) - instant_of(entry.at) <= MINUTE + timedelta(seconds=5)
        assert breaks(number, entries) == ()
        assert (await made.verified(number)).findings == ()

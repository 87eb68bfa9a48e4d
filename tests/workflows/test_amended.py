"""A version approved here (A20) in a real workflow: its timer fires by its numbers, an older case keeps its own."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from domain.entries import instant
from domain.policy import HOUR
from tests.workflows.conftest import MakeWorld
from tests.workflows.test_book_two import lines, nine_o_clock
from tests.workflows.world import COMPLAINT, MINUTE, World, new_id

SHORTER = {"T03": 2 * HOUR, "decline_dispatch": 2 * HOUR}


async def approved(made: World) -> int:
    """A version with a shorter screening, in force in two hours."""
    assert made.moment is not None
    since = (made.moment + timedelta(hours=2)).isoformat()
    form = {"since": since, "changed": SHORTER, "reason": "…"}
    policies, admin, executive = made.office.desk.policies, made.people["admin"], made.people["exec"]
    what = await policies.propose(admin, new_id(), form)
    done = await policies.answer(executive, new_id(), what.no, "approve", "", what.digest)
    return done.version


def forge(made: World) -> None:
    """Somebody with the database in hand makes the screening of the approved version longer."""
    with closing(sqlite3.connect(str(made.office.database.engine.url.database))) as raw:
        raw.execute("DROP TRIGGER policy_lines_no_update")
        raw.execute("UPDATE policy_lines SET data=replace(data, ?, ?)", (f'"to":{2 * HOUR}', f'"to":{9 * HOUR}'))
        raw.commit()


@pytest.mark.timeout(120)
async def test_the_timer_runs_by_the_version_the_case_was_opened_under(skipping: MakeWorld) -> None:
    async with skipping(policy=0) as made, made.working():
        start = await nine_o_clock(made)
        await made.at(start)
        version = await approved(made)
        old = (await made.open("cs", COMPLAINT)).number
        await made.at(start + timedelta(hours=3))
        new = (await made.open("cs", COMPLAINT)).number
        await made.at(start + timedelta(hours=5) + MINUTE)
        journals = {number: await made.until(number, "duty_breached", 2) for number in (old, new)}
        found = [await made.verified(number) for number in (old, new)]
        forge(made)
        forged = [await made.verified(number) for number in (old, new)]

    def screening(number: str, kind: str) -> list[str]:
        return [at for at, type_, _ in lines(journals[number], "T03.1") if type_ == kind]

    assert version == 3
    assert journals[new][0].data["policy"] == 3
    assert journals[new][0].data["terms"]["changed"] == SHORTER
    assert "terms" not in journals[old][0].data
    assert screening(old, "duty_breached") == [instant(start + timedelta(hours=4))]
    assert screening(new, "duty_breached") == [instant(start + timedelta(hours=5))]
    assert [one.findings for one in found] == [(), ()]
    assert [[f.code for f in one.findings] for one in forged] == [[], ["terms_differ"]]

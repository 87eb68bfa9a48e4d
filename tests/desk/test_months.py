"""A project's month on a real database (T27, D13): where each case stood follows from its journal."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from desk.errors import NotFound
from domain.entries import instant
from store.tables import DutyRow, ImprovementRow, JournalRow
from tests.desk.test_related import add, change, opened

MARCH = "2026-03"


def on(day, hour=4, month=3):
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def lines(place, number, *told):
    """Lines as the journal has them: (when, type, data)."""
    rows = [
        {
            "case_number": number, "seq": seq, "at": instant(at), "applied_at": instant(at), "actor": "cs", "role": "R02",
            "type": type_, "data": json.dumps(data), "prev": "", "hash": "",
        }
        for seq, (at, type_, data) in enumerate(told, 2)
    ]  # fmt: skip
    async with place.office.database.writing() as session:
        await session.execute(insert(JournalRow), rows)


def moved(at, was, to):
    return at, "moved", {"from": was, "to": to, "why": ""}


async def case(place, at, *told, stage="S4", **values):
    """A case that was opened then and went this way."""
    number = await opened(place)
    ended = stage in ("S14", "X1")
    last = max((at, *(when for when, *_ in told)))
    await change(place, number, seq=9, opened_at=at, updated_at=last, stage=stage, ended=ended, **values)
    if told:
        await lines(place, number, *told)
    return number


async def march(place, account="csm", project="YXY"):
    return await place.desk.month(await place.person(account), project, MARCH)


async def test_the_sum_of_a_month_follows_from_the_moves(place):
    """Opened, closed, reopened; what came before and after; a lead only once it is a complaint; no drills."""
    feb, april = on(3, month=2), on(2, month=4)
    await case(place, feb)
    await case(place, feb, moved(on(5), "S11", "S12"), stage="S12")
    await case(place, feb, moved(on(20, month=2), "S11", "S12"), moved(on(9), "S12", "S4"))
    await case(place, on(4), moved(on(5), "S2", "X1"), stage="X1")
    later = await case(place, on(6), moved(on(7), "S1", "S2"), moved(april, "S11", "S12"), stage="S12")
    await case(place, on(8), moved(on(9), "S0", "S1"))
    await case(place, on(8), stage="S0")
    await case(place, on(8), moved(on(9), "S0", "X1"), stage="X1")
    await case(place, april)
    drill = await opened(place, drill={"factor": 60})
    await change(place, drill, seq=3, opened_at=on(4))
    sums = (await march(place)).balance

    assert (sums.before, sums.opened, sums.reopened, sums.closed, sums.after) == (2, 3, 1, 2, 4)
    assert later in [line.number for line in (await march(place)).longest], "it was open then"


async def test_a_month_begins_at_midnight_of_the_project(place):
    await case(place, datetime(2026, 2, 28, 15, 59, tzinfo=UTC))
    first = await case(place, datetime(2026, 2, 28, 16, 0, tzinfo=UTC))
    await case(place, datetime(2026, 3, 31, 16, 0, tzinfo=UTC))
    found = await march(place)

    assert (found.balance.before, found.balance.opened) == (1, 1)
    assert [(line.number, line.days, line.stage) for line in found.longest][1:] == [(first, 31, "S1")]
    assert not found.lasting


async def test_what_was_opened_is_told_apart(place):
    await case(place, on(3), level="minor", category="quality", cause="design")
    await case(place, on(4), level="minor", channel="hotline", group_number="YXY-2026-0001")
    await case(place, on(4, month=2), level="major")
    found = await march(place)

    assert (found.levels, found.categories) == ({"minor": 2}, {"quality": 1, "": 1})
    assert (found.causes, found.channels) == ({"design": 1, "": 1}, {"visit": 1, "hotline": 1})
    assert (found.groups.groups, found.groups.households) == (1, 1)


async def test_both_parts_of_satisfaction_are_what_was_said_last(place):
    """D11."""
    closing = {"satisfaction": "neutral", "treatment": "dissatisfied"}
    await case(place, on(1), (on(5), "result_confirmed", closing), (on(9), "visit_recorded", {"answer": "satisfied"}))
    await case(
        place,
        on(1),
        (on(5), "visit_recorded", {"answer": "unsatisfied"}),
        (on(6), "visit_recorded", {"answer": "not_reached"}),
    )
    await case(place, on(1), (on(5, month=4), "visit_recorded", {"answer": "satisfied"}))
    found = await march(place)

    assert found.outcome == {"satisfied": 1, "dissatisfied": 1}
    assert found.treatment == {"dissatisfied": 1}


async def test_duties_count_by_their_due_time_and_are_late_as_they_were_then(place):
    number = await case(place, on(1))
    duty = {"case_number": number, "rule": "T03", "owner_role": "R02", "started_at": on(1)}
    day = 86400
    for no, due, state, late in (
        ("T03.1", on(5), "met", 0), ("T03.2", on(6), "met", 60), ("T03.3", on(30), "met", 9 * day),
        ("T03.4", on(29), "overdue", 0), ("T03.5", on(7), "cancelled", 0), ("T03.6", on(3, month=4), "overdue", 0),
    ):  # fmt: skip
        await add(place, DutyRow, **duty, id=no, due_at=due, state=state, late_by=late)
    found = await march(place)

    assert [(d.rule, d.in_time, d.late, d.overdue) for d in found.duties] == [("T03", 1, 2, 1)]
    assert [line.due_at for line in found.overdue] == [on(29), on(30)], "met only in April"


async def test_what_prevents_a_recurrence_is_counted(place):
    """C-33, D12."""
    number = await case(place, on(1))
    common = {"case_number": number, "project": "YXY", "content": "ct-0001", "owner": "eng", "due": "2026-04-01"}
    for no, state, at, effect, verified in (
        (1, "open", on(3), "", None), (2, "replaced", on(4), "", None),
        (3, "verified", on(5, month=2), "effective", on(9)), (4, "verified", on(6), "none", on(10)),
    ):  # fmt: skip
        row = {"no": no, "state": state, "recorded_at": at, "effect": effect, "verified_at": verified}
        await add(place, ImprovementRow, **common, **row)
    found = (await march(place)).prevention

    assert (found.recorded, found.verified, found.effective) == (2, 2, 1)


async def test_a_project_out_of_sight_has_no_month(place):
    with pytest.raises(NotFound):
        await march(place, "csm2")

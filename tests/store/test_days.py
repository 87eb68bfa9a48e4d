"""The days of projects as both databases keep them: caught up with once, written once, read with their gaps."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from domain.days import LookAtDay, filed
from domain.entries import breaks
from store import days
from store.chained import entry_of
from store.tables import AccountRow, HoldingRow, ProjectRow

#: Midnight in China: the first day with clocks.
FIRST = datetime(2026, 11, 30, 16, tzinfo=UTC)
DAY1, DAY2 = date(2026, 12, 1), date(2026, 12, 2)


def at(hours: float) -> datetime:
    return FIRST + timedelta(hours=hours)


@pytest.fixture
async def kept(database):
    """A project with customer service and a head, looked at on the evening before."""
    async with database.writing() as session:
        await session.execute(insert(ProjectRow), [{"code": "YXY", "name_zh": "云栖苑", "name_en": "Yunqi"}])
        await session.execute(insert(AccountRow), [{"id": w, "name_zh": w, "name_en": w} for w in ("cs", "head")])
        seats = [{"account": "cs", "role": "R02"}, {"account": "head", "role": "R06"}]
        await session.execute(insert(HoldingRow), [{**seat, "project": "YXY"} for seat in seats])
    await looked(database, -1)
    return database


async def looked(database, hours: float) -> datetime:
    async with database.writing() as session:
        return await days.catch_up(session, LookAtDay("YXY", at(hours)))


async def test_looks_at_the_same_time_write_every_line_once_and_say_when_to_look_again(kept):
    answers = await asyncio.gather(*(looked(kept, 37) for _ in range(4)))
    async with kept.reading() as session:
        lines = tuple(map(entry_of, await days.rows_of(session, "YXY")))
        told = await days.told(session, "head")

    assert set(answers) == {at(24 + 19.2)}
    assert breaks("days:YXY", lines) == ()
    assert [line.type for line in lines].count("day_begun") == 3
    assert [(project, line.type, seen) for project, line, seen in told] == [("YXY", "day_missed", False)] * 2


async def test_a_sheet_stands_with_its_day_and_gaps_are_found(kept):
    await looked(kept, 25)
    async with kept.writing() as session:
        duty = await days.duty(session, "YXY", DAY1, "T05")
        assert duty is not None
        draft = filed(duty, {"posts": 4}, at(26), "cs", "R02")
        await days.add_lines(session, "YXY", ((draft, "sheet-0001/T05"),), at(26))
    async with kept.reading() as session:
        listed = await days.days_of(session, "YXY", None, None, 1, gaps=False)
        missed = await days.days_of(session, "YXY", None, None, 9, gaps=True)
        sheets = [row.seq for row in await days.sheets_of(session, "YXY", DAY1)]
        today = await days.on_day(session, ("YXY",), DAY2)
        count = await days.gaps_of(session, ("YXY", "JWL"))

    assert {day for day, _ in listed} == {DAY2}
    assert {key: (one.late_by, one.data) for key, one in missed.items()} == {
        (DAY1, "T04"): (0, {}), (DAY1, "T05"): (2 * 3600, {"posts": 4}),
    }  # fmt: skip
    assert len(sheets) == 1
    assert [one.rule for one in today["YXY"]] == ["T04", "T05"]
    assert count == {"YXY": 1}


@pytest.mark.parametrize("statement", ["UPDATE day_lines SET data = data", "DELETE FROM day_lines"])
async def test_a_line_is_neither_changed_nor_deleted(kept, statement):
    with pytest.raises(DBAPIError, match="a line of a project's days is never"):
        async with kept.writing() as session:
            await session.execute(text(statement))

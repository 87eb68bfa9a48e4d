"""Lists: newest first, a page at a time, and only what was asked for."""

import pytest

from store.cases import Cursor, Sought, cases, duties_due
from store.reading import case_row
from store.tables import CaseRow, FoundRow
from tests.store.paper import NOON, keep, later, opened

ALL = Sought(("YXY", "JWL"))


def case(number: str, hours: float = 0, **columns) -> CaseRow:
    columns = {"project": number[:3], "opened_at": NOON} | columns
    return CaseRow(number=number, updated_at=later(hours), **columns)


@pytest.fixture
async def ten(database) -> list[str]:
    """Ten cases, some changed in the same instant; their numbers, newest first."""
    rows = [case(f"YXY-2026-{n:04}", n // 3) for n in range(10)]
    async with database.writing() as session:
        session.add_all(rows)
    return sorted((row.number for row in rows), reverse=True)


async def numbers(database, sought: Sought, **page) -> list[str]:
    async with database.reading() as session:
        return [row.number for row in (await cases(session, sought, **page)).rows]


@pytest.mark.parametrize("most", [1, 3, 4, 9])
async def test_pages_hold_every_case_once(database, ten, most):
    seen, after = [], None
    async with database.reading() as session:
        while True:
            page = await cases(session, ALL, after, most)
            seen += [row.number for row in page.rows]
            if page.after is None:
                break
            after = Cursor.parse(str(page.after))

    assert seen == ten


async def test_a_full_last_page_has_nothing_after_it(database, ten):
    async with database.reading() as session:
        page = await cases(session, ALL, most=10)

    assert len(page.rows) == 10
    assert page.after is None


@pytest.mark.parametrize("text", ["", "~", "now~YXY-2026-0001", "2026-11-22T01:02:03~YXY", "x"])
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        Cursor.parse(text)


async def test_only_what_was_asked_for(database):
    async with database.writing() as session:
        session.add_all(
            [
                case("YXY-2026-0001", stage="S4", level="major", owner="cs", overdue=2),
                case("YXY-2026-0002", stage="S4", level="minor", ended=True),
                case("YXY-D-2026-0001", stage="S7", level="major"),
                case("JWL-2026-0001", stage="S4"),
            ]
        )

    async def found(**sought) -> set[str]:
        sought = {"projects": ("YXY", "JWL")} | sought
        return {number.replace("-2026-000", "") for number in await numbers(database, Sought(**sought))}

    assert await found() == {"YXY1", "YXY2", "YXY-D1", "JWL1"}
    assert await found(projects=("JWL",)) == {"JWL1"}
    assert await found(projects=()) == set()
    assert await found(stage="S4") == {"YXY1", "YXY2", "JWL1"}
    assert await found(stage="S4", level="major") == {"YXY1"}
    assert await found(overdue=True) == {"YXY1"}
    assert await found(owner="cs") == {"YXY1"}
    assert await found(ended=True) == {"YXY2"}
    assert await found(prefix="yxy-2026") == {"YXY1", "YXY2"}
    assert await found(prefix="YXY_2026") == set()
    assert await found(prefix="%") == set()


async def test_a_case_is_found_by_room_or_telephone(database, contents):
    key = contents.keyed("phone", "138 0000 0147")
    async with database.writing() as session:
        session.add_all([case("YXY-2026-0001"), case("YXY-2026-0002"), case("JWL-2026-0001")])
        for number in ("YXY-2026-0001", "JWL-2026-0001"):
            session.add(FoundRow(key=key, kind="phone", case_number=number))

    async def found(projects, text) -> list[str]:
        keys = (*contents.sought("room", text), *contents.sought("phone", text))
        return await numbers(database, Sought(projects, prefix=text, keys=keys))

    assert await found(("YXY",), "13800000147") == ["YXY-2026-0001"]
    assert await found(("YXY", "JWL"), "13800000147") == ["YXY-2026-0001", "JWL-2026-0001"]
    assert await found(("YXY",), "YXY-2026-0002") == ["YXY-2026-0002"]
    assert await found(("YXY",), "13800000148") == []


async def test_lists_leave_the_folded_state_where_it_is(database):
    await keep(database, opened())
    async with database.reading() as session:
        listed = (await cases(session, ALL)).rows[0]
        unloaded = "state" not in listed.__dict__
    async with database.reading() as session:
        whole = await case_row(session, listed.number)

    assert unloaded
    assert whole
    assert whole.state.startswith('{"number":"YXY-2026-0147"')


async def test_duties_due_come_earliest_first(database):
    await keep(database, opened("YXY-2026-0001"))
    await keep(database, opened("YXY-2026-0002", later(0.5)))
    async with database.reading() as session:
        due = await duties_due(session, ("YXY",), later(4))
        elsewhere = await duties_due(session, ("JWL",), later(4))

    assert [(duty.id, row.number[-1]) for duty, row in due] == [
        ("T50.1", "1"),
        ("T50.1", "2"),
        ("T03.1", "1"),
    ]
    assert elsewhere == ()

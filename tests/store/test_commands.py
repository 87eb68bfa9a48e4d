"""What waits: to be taken, to be delivered, to be signed. And counts without gaps."""

import asyncio

from sqlalchemy import update

from domain.messages import Command
from store.counting import next_content, next_number, next_position
from store.reading import (
    cases_to_deliver,
    open_approvals,
    receipt,
    refused_of,
    roster,
    undelivered,
    waiting,
)
from store.tables import AccountRow, CommandRow, HoldingRow, ProjectRow
from tests.store.paper import NOON, keep, later, placeholder, receive, walked
from tests.walk.organisation import YXY
from tests.walk.paper import PaperCase

NUMBER = "YXY-2026-0147"


def command(name: str, hours: float, number: str = NUMBER) -> Command:
    return Command(name, number, name="assign", actor="csm", received_at=later(hours))


async def received(database, contents, *commands: Command) -> None:
    async with database.writing() as session:
        for one in commands:
            await receive(session, contents, one)
            await session.flush()


async def ids(database, read, *arguments) -> list[str]:
    async with database.reading() as session:
        return [row.id for row in await read(session, *arguments)]


async def change(database, name: str, **columns) -> None:
    async with database.writing() as session:
        await session.execute(update(CommandRow).where(CommandRow.id == name).values(**columns))


async def test_what_waits_comes_in_the_order_of_receipt(database, contents):
    given = [command("cmd-b", 1), command("cmd-a", 1), command("cmd-c", 2), command("cmd-d", 3)]
    await received(database, contents, *given)
    await change(database, "cmd-a", state="applied")

    assert await ids(database, waiting, NUMBER, later(2)) == ["cmd-b", "cmd-c"]
    assert await ids(database, waiting, NUMBER, later(0)) == []
    assert await ids(database, waiting, "YXY-2026-0148", later(9)) == []


async def test_what_was_delivered_is_not_delivered_again(database, contents):
    await received(database, contents, command("cmd-a", 1), command("cmd-b", 2))
    await change(database, "cmd-a", delivered_at=later(1))

    assert await ids(database, undelivered, NUMBER) == ["cmd-b"]
    assert await ids(database, waiting, NUMBER, later(9)) == ["cmd-a", "cmd-b"]


async def test_a_case_is_due_for_delivery_when_its_next_try_has_come(database, contents):
    for n in range(4):
        await received(database, contents, command(f"cmd-{n}", 0, f"YXY-2026-000{n}"))
    await change(database, "cmd-1", next_try_at=later(5))
    await change(database, "cmd-2", next_try_at=later(1))
    await change(database, "cmd-3", state="applied")

    async with database.reading() as session:
        due = await cases_to_deliver(session, later(2))
    assert sorted(due) == ["YXY-2026-0000", "YXY-2026-0002"]


async def test_a_person_finds_what_was_refused(database, contents):
    await received(database, contents, command("cmd-a", 1), command("cmd-b", 2))
    await change(database, "cmd-b", state="refused", refusal={"code": "stale"})

    assert await ids(database, refused_of, "csm", NOON) == ["cmd-b"]
    assert await ids(database, refused_of, "cs", NOON) == []
    async with database.reading() as session:
        refused = await receipt(session, "cmd-b")
    assert refused
    assert refused.refusal == {"code": "stale"}


async def test_case_numbers_count_by_project_year_and_drill(database):
    async def next_of(project: str, year: int, *, drill: bool = False):
        return await database.together(lambda s: next_number(s, project, year, drill=drill))

    many = await asyncio.gather(*(next_of("YXY", 2026) for _ in range(12)))

    assert sorted(many) == [f"YXY-2026-{n:04}" for n in range(1, 13)]
    assert await next_of("YXY", 2026, drill=True) == "YXY-D-2026-0001"
    assert await next_of("YXY", 2027) == "YXY-2027-0001"
    assert await next_of("JWL", 2026) == "JWL-2026-0001"


async def test_positions_and_contents_of_a_case_have_no_gaps(database, contents):
    async with database.writing() as session:
        session.add(placeholder(command("cmd-0", 0)))

    async def one(name: str) -> None:
        await database.together(lambda s: receive(s, contents, command(name, 1)))

    await asyncio.gather(*(one(f"cmd-{n}") for n in range(10)))

    async with database.reading() as session:
        positions = [row.position for row in await waiting(session, NUMBER, later(2))]
    async with database.writing() as session:
        assert await next_position(session, NUMBER) == 11
        assert await next_content(session, NUMBER) == "ct-0001"
    assert positions == list(range(1, 11))


async def test_a_seat_waits_for_everyone_it_was_asked_of(database):
    case, steps = walked()
    upto = next(n for n, step in enumerate(steps) if any(e.type == "asked" for e in step))
    paper = PaperCase(YXY, case.number)
    paper.entries = [entry for step in steps[: upto + 1] for entry in step]
    await keep(database, paper)

    for person, seats in (("head", 1), ("head1", 1), ("cs", 0)):
        async with database.reading() as session:
            assert len(await open_approvals(session, person)) == seats


async def test_a_project_has_its_own_its_regions_and_the_groups_seats(database):
    def holds(account: str, role: str, **scope) -> list:
        person = AccountRow(id=account, name_zh=account, name_en=account)
        return [person, HoldingRow(account=account, role=role, **scope)]

    async with database.writing() as session:
        session.add_all(
            [
                ProjectRow(code="YXY", name_zh="云栖苑", name_en="Yunqi", region="east"),
                *holds("head", "R06", project="YXY"),
                *holds("head1", "R06", project="YXY", deputy=True),
                *holds("head2", "R06", project="JWL"),
                *holds("eng", "R05", project="YXY", department="engineering"),
                *holds("region", "R08", region="east"),
                *holds("west", "R08", region="west"),
                *holds("exec", "R10"),
                *holds("audit", "R31"),
                *holds("gone", "R03", project="YXY"),
            ]
        )
        await session.flush()
        await session.execute(update(AccountRow).where(AccountRow.id == "gone").values(disabled_at=NOON))
    async with database.reading() as session:
        seats = await roster(session, "YXY")
        nowhere = await roster(session, "ABC")

    assert {h.person for h in seats.holdings} == {"head", "head1", "eng", "region", "exec"}
    assert seats.deputies("R06") == ("head1",)
    assert seats.people("R05", "engineering") == ("eng",)
    assert {h.person for h in nowhere.holdings} == {"exec"}

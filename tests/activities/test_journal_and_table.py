"""The recording and the looking activity, as a worker calls them."""

from temporalio.testing import ActivityEnvironment

from activities.journal import Journal
from activities.table import Table
from domain.messages import Command, Look
from store.tables import AccountRow, CaseRow, HoldingRow
from tests.store.paper import later, opened, receive, recording

NUMBER = "YXY-2026-0147"


async def test_recording_answers_with_the_last_line_however_often(database):
    step = recording(NUMBER, *opened().entries)
    record = Journal(database).record

    assert [await ActivityEnvironment().run(record, step) for _ in range(3)] == [4, 4, 4]
    async with database.reading() as session:
        assert (await session.get(CaseRow, NUMBER)).seq == 4


async def test_a_look_sees_who_waits_and_who_sits_where(database, contents):
    commands = [
        Command(f"cmd-{n}", NUMBER, name="assign", data={"owner": "cs"}, received_at=later(n)) for n in (1, 2, 3)
    ]
    async with database.writing() as session:
        session.add(AccountRow(id="csm", name_zh="经理", name_en="Manager"))
        session.add(HoldingRow(account="csm", role="R03", project="YXY"))
        for command in commands:
            await receive(session, contents, command)
            await session.flush()

    seen = await ActivityEnvironment().run(Table(database, contents).look, Look(NUMBER, "YXY", later(2)))

    assert seen.waiting == tuple(commands[:2])
    assert seen.roster.people("R03") == ("csm",)

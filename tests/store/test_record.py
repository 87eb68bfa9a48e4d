"""One step, one transaction, once: what the recording activity leaves behind."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from domain.case import Case
from domain.entries import Draft, breaks, link, moment
from domain.messages import Answer, Recording
from store.journal import journal
from store.record import RecordConflictError, record
from store.snapshot import from_json
from store.tables import (
    ApprovalRow,
    AskeeRow,
    CaseRow,
    CommandRow,
    DutyRow,
    JournalRow,
    NoticeRow,
)
from tests.store.paper import NOON, keep, later, opened, receive, recording, walked

NUMBER = "YXY-2026-0147"


async def write(database, given: Recording):
    return await database.together(lambda session: record(session, given))


async def count(database, table):
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def state(database) -> tuple:
    """Everything `record` writes, to compare before and after."""
    tables = (CaseRow, JournalRow, DutyRow, ApprovalRow, AskeeRow, NoticeRow, CommandRow)
    async with database.reading() as session:
        return tuple(
            [(await session.execute(select(t.__table__).order_by(*t.__table__.primary_key))).all() for t in tables]
        )


async def test_the_walk_is_kept_step_by_step(database):
    case, steps = walked()
    for entries in steps:
        assert await write(database, recording(NUMBER, *entries)) == entries[-1].seq

    async with database.reading() as session:
        row = await session.get(CaseRow, NUMBER)
        lines = await journal(session, NUMBER)
        duties = {d.id: d.state for d in await session.scalars(select(DutyRow))}
        approvals = {a.id: a.state for a in await session.scalars(select(ApprovalRow))}
        askees = await session.scalar(select(func.count()).select_from(AskeeRow))
    assert from_json(row.state) == case
    assert lines == tuple(entry for entries in steps for entry in entries)
    assert breaks(NUMBER, lines) == ()
    assert (row.stage, row.version, row.seq, row.ended) == ("S14", 36, 104, True)
    assert (row.head, row.overdue, row.next_due_at) == (case.head, 0, None)
    assert duties == {d.id: d.state.value for d in case.duties}
    assert approvals == {a.id: a.state.value for a in case.approvals}
    assert askees == sum(len(a.asked_of) for a in case.approvals)


async def test_the_same_recording_again_changes_nothing(database):
    paper = opened()
    whole = recording(NUMBER, *paper.entries)
    await write(database, whole)
    before = await state(database)

    assert await write(database, whole) == 4
    assert await state(database) == before


async def test_what_overlaps_is_taken_from_where_it_is_new(database):
    paper = opened()
    await write(database, recording(NUMBER, *paper.entries[:2]))

    assert await write(database, recording(NUMBER, *paper.entries)) == 4
    assert await count(database, JournalRow) == 4


async def test_the_same_recording_at_once_is_written_once(database):
    whole = recording(NUMBER, *opened().entries)
    await write(database, Recording(NUMBER, 1, whole.entries[:1]))

    assert set(await asyncio.gather(*(write(database, whole) for _ in range(6)))) == {4}
    assert await count(database, JournalRow) == 4


async def test_a_gap_is_refused(database):
    paper = opened()
    await write(database, recording(NUMBER, *paper.entries[:2]))

    with pytest.raises(RecordConflictError, match="line 4 does not follow 2"):
        await write(database, recording(NUMBER, paper.entries[3]))
    assert await count(database, JournalRow) == 2


async def test_a_line_on_another_chain_is_refused(database):
    paper = opened()
    await write(database, recording(NUMBER, *paper.entries))
    stray = link(Draft("moved", {"from": "S2", "to": "S3"}, NOON), 5, NOON, "0" * 64)

    with pytest.raises(RecordConflictError, match="line 5 does not follow 4"):
        await write(database, recording(NUMBER, stray))


async def test_a_line_that_does_not_bear_its_hash_is_refused(database):
    first = opened().entries[0]

    with pytest.raises(RecordConflictError, match="line 1"):
        await write(database, recording(NUMBER, replace(first, actor="csm")))


async def test_another_line_under_a_number_that_is_taken_is_refused(database):
    paper = opened()
    await write(database, recording(NUMBER, *paper.entries))
    other = opened(at=later(1)).entries

    with pytest.raises(RecordConflictError, match="line 1 was recorded differently"):
        await write(database, recording(NUMBER, *other))


async def test_the_first_five_lines_chain_as_the_walk_says(database):
    await write(database, recording(NUMBER, *walk_lines()))

    async with database.reading() as session:
        hashes = [line.hash[:8] for line in await journal(session, NUMBER)]
    assert hashes == ["3d17d127", "9d02b3d0", "45d2a68f", "daf9e4b4", "d7e99b4b"]


def walk_lines():
    """The first five entries, byte for byte (WALK section 2)."""
    nine = moment("2026-11-22T01:02:00.000000Z")
    ten = moment("2026-11-22T01:10:00.000000Z")
    drafts = [
        Draft("register", {
            "channel": "visit", "command": "n46-cmd-01", "complainant": "owner",
            "content": "ct-0001",
            "digest": "9e71eca7412ecc6a30fa000b111a52e20e088bf53aa953420ece422a090b6e95",
            "life": 1, "owner": "YXY.R03", "policy": 1, "project": "YXY",
        }, nine, "cs", "R02"),
        Draft("moved", {"from": "S1", "to": "S2"}, nine),
        Draft("duty_started", {
            "due_at": "2026-11-22T05:02:00.000000Z", "duty": "T03.1", "owner_role": "R02",
            "rule": "T03",
        }, nine),
        Draft("duty_started", {
            "due_at": "2026-11-22T02:02:00.000000Z", "duty": "T50.1", "owner_role": "R01",
            "rule": "T50",
        }, nine),
        Draft("log_contact", {
            "command": "n46-cmd-02", "contact": 1, "content": "ct-0002",
            "digest": "e705b564e0749d2da079207f5368ac8ca9c5b3d55f15cdda313e19bc97fb1009",
            "purpose": "acknowledge", "way": "phone",
        }, ten, "cs", "R02"),
    ]  # fmt: skip
    entries, prev = [], Case.unopened(NUMBER).head
    for seq, draft in enumerate(drafts, 1):
        applied = draft.at.replace(microsecond=120_000)
        entries.append(link(draft, seq, applied, prev))
        prev = entries[-1].hash
    return entries


async def test_a_received_case_keeps_its_title_and_region(database, contents):
    paper = opened()
    command = paper.command("cs", "register", {}, NOON, f"open-{NUMBER}")
    async with database.writing() as session:
        await receive(session, contents, command)
    async with database.reading() as session:
        waiting = await session.get(CaseRow, NUMBER)

    await keep(database, paper)

    async with database.reading() as session:
        row = await session.get(CaseRow, NUMBER)
    assert (waiting.stage, waiting.seq) == ("S1", 0)
    assert (row.stage, row.seq, row.subject, row.region) == ("S2", 4, "渗水", "east")


async def test_receipts_tell_what_became_of_a_command(database, contents):
    paper = opened()
    async with database.writing() as session:
        await receive(session, contents, paper.command("cs", "register", {}, NOON, f"open-{NUMBER}"))
        await receive(session, contents, paper.command("cs", "archive", {}, later(1), "too-soon"))
    await keep(database, paper)
    before = len(paper.entries)
    paper.do("csm", "archive", later(1), "too-soon")
    refused = paper.entries[before:]
    step = recording(NUMBER, *(e for e in refused if e.seq > before))

    await write(database, step)

    async with database.reading() as session:
        opening = await session.get(CommandRow, f"open-{NUMBER}")
        archive = await session.get(CommandRow, "too-soon")
    assert (opening.state, opening.entries, opening.refusal) == ("applied", [1, 2, 3, 4], None)
    assert archive.state == "refused"
    assert archive.refusal == refused[-1].data
    assert archive.refusal["code"] == "wrong_stage"
    assert archive.answered_at == moment(refused[-1].applied_at)


async def test_an_answer_is_never_given_twice(database, contents):
    paper = opened()
    async with database.writing() as session:
        await receive(session, contents, paper.command("cs", "register", {}, NOON, f"open-{NUMBER}"))
    await keep(database, paper)

    await write(database, Recording(NUMBER, 1, (), (Answer(f"open-{NUMBER}", "refused", (9,)),)))

    async with database.reading() as session:
        row = await session.get(CommandRow, f"open-{NUMBER}")
    assert (row.state, row.entries) == ("applied", [1, 2, 3, 4])


async def test_people_are_told_once(database):
    paper = opened()
    paper.wait(later(5))  # nobody screens the case: T03 warns, then it is overdue
    await keep(database, paper)
    told = await count(database, NoticeRow)
    async with database.writing() as session:
        await session.execute(update(NoticeRow).values(seen_at=later(6)))

    await keep(database, paper)

    async with database.reading() as session:
        rows = list(await session.scalars(select(NoticeRow)))
        case = await session.get(CaseRow, NUMBER)
    assert told == len(rows) > 0
    assert all(row.seen_at == later(6) for row in rows)
    assert {row.kind for row in rows} >= {"warned", "breached"}
    assert case.overdue > 0


@pytest.mark.parametrize(
    "change",
    [
        update(JournalRow).values(actor="nobody"),
        delete(JournalRow).where(JournalRow.seq == 1),
    ],
    ids=["update", "delete"],
)
async def test_a_line_is_never_changed_or_deleted(database, change):
    await keep(database, opened())

    async def tamper() -> None:
        async with database.writing() as session:
            await session.execute(change)

    with pytest.raises(DatabaseError, match="journal"):
        await tamper()
    assert await count(database, JournalRow) == 4


async def test_a_line_is_never_replaced(database):
    await keep(database, opened())
    statement = (
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1" if database.sqlite else "TRUNCATE journal"
    )

    async def tamper() -> None:
        async with database.writing() as session:
            await session.execute(text(statement))

    with pytest.raises(DatabaseError, match="journal"):
        await tamper()
    assert await count(database, JournalRow) == 4


async def test_a_second_line_under_the_same_number_is_refused(database):
    paper = opened()
    await keep(database, paper)
    row = {c.name: "" for c in JournalRow.__table__.columns} | {"case_number": NUMBER, "seq": 1}

    async def tamper() -> None:
        async with database.writing() as session:
            await session.execute(insert(JournalRow), [row])

    with pytest.raises(DatabaseError):
        await tamper()

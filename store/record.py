"""The one transaction of the recording activity: journal, read model, receipts and notices together.

Idempotent by sequence number: what is there already must be the same, and is left alone.
"""

from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.case import Case
from domain.entries import Entry, canonical, digest_of, moment
from domain.fold import fold
from domain.messages import Answer, Recording
from domain.notices import Notice, notices_of
from domain.policy import POLICIES
from store.journal import entry_of
from store.readmodel import approval_values, askee_values, case_values, duty_values
from store.snapshot import from_json, policy_to_json
from store.tables import (
    ApprovalRow,
    AskeeRow,
    CaseRow,
    CommandRow,
    DutyRow,
    JournalRow,
    NoticeRow,
    ProjectRow,
    Table,
)
from store.upsert import put, put_once

_CASES = Table.metadata.tables[CaseRow.__tablename__]
_JOURNAL = Table.metadata.tables[JournalRow.__tablename__]
_COMMANDS = Table.metadata.tables[CommandRow.__tablename__]

_ANSWER = (
    update(_COMMANDS)
    .where(_COMMANDS.c.id == bindparam("command"), _COMMANDS.c.state == "received")
    .values(
        state=bindparam("answer"),
        entries=bindparam("lines"),
        refusal=bindparam("why"),
        answered_at=bindparam("answered"),
        next_try_at=None,
    )
)


class RecordConflictError(RuntimeError):
    """The recording does not go on from the journal as it is kept. Named by number and line only."""


async def record(session: AsyncSession, recording: Recording) -> int:
    """Write it, once, however often it is asked; answers with the last sequence number."""
    before, known = await _case(session, recording.number)
    fresh = await _fresh(session, recording, before)
    after, notices = _folded(before, fresh)
    if fresh:
        await _write_lines(session, recording.number, fresh)
        await _write_case(session, after, moment(fresh[-1].at), known=known)
        await _write_parts(session, before, after)
        await put_once(session, NoticeRow, [_notice_values(notice) for notice in notices])
    await _write_answers(session, recording)
    return after.seq


async def _case(session: AsyncSession, number: str) -> tuple[Case, bool]:
    """The case as folded so far, and whether it has a row."""
    sought = select(_CASES.c.state).where(_CASES.c.number == number).with_for_update()
    state = await session.scalar(sought)
    return (from_json(state) if state else Case.unopened(number)), state is not None


async def _fresh(session: AsyncSession, recording: Recording, case: Case) -> tuple[Entry, ...]:
    """The entries that are not written yet, proved to follow from those that are."""
    old = [entry for entry in recording.entries if entry.seq <= case.seq]
    if old:
        await _same(session, recording.number, old)
    fresh, seq, head = recording.entries[len(old) :], case.seq, case.head
    for entry in fresh:
        if entry.seq != seq + 1 or entry.prev != head or entry.hash != digest_of(entry):
            raise RecordConflictError(f"{recording.number}: line {entry.seq} does not follow {seq}")
        seq, head = entry.seq, entry.hash
    return fresh


async def _same(session: AsyncSession, number: str, old: list[Entry]) -> None:
    sought = select(JournalRow).where(
        JournalRow.case_number == number,
        JournalRow.seq.between(old[0].seq, old[-1].seq),
    )
    rows = await session.scalars(sought.order_by(JournalRow.seq))
    kept = {row.seq: entry_of(row) for row in rows}
    for entry in old:
        if kept.get(entry.seq) != entry:
            raise RecordConflictError(f"{number}: line {entry.seq} was recorded differently")


def _folded(case: Case, entries: tuple[Entry, ...]) -> tuple[Case, list[Notice]]:
    notices: list[Notice] = []
    for entry in entries:
        case = fold(case, entry)
        notices += notices_of(case, entry)
    return case, notices


async def _write_lines(session: AsyncSession, number: str, entries: tuple[Entry, ...]) -> None:
    lines = [{**asdict(entry), "data": canonical(entry.data), "case_number": number} for entry in entries]
    await session.execute(insert(_JOURNAL), lines)


async def _write_case(session: AsyncSession, case: Case, at: Any, *, known: bool) -> None:
    values = case_values(case, at)
    if known:
        await session.execute(update(_CASES).where(_CASES.c.number == case.number).values(**values))
        return
    region = await session.scalar(select(ProjectRow.region).where(ProjectRow.code == case.project))
    policy = policy_to_json(POLICIES[case.policy])
    await session.execute(insert(_CASES).values(number=case.number, region=region or "", policy=policy, **values))


async def _write_parts(session: AsyncSession, before: Case, after: Case) -> None:
    """Only the duties and sign-offs that changed."""
    duties = [duty for duty in after.duties if duty not in before.duties]
    approvals = [approval for approval in after.approvals if approval not in before.approvals]
    await put(session, DutyRow, [duty_values(after.number, duty) for duty in duties])
    await put(session, ApprovalRow, [approval_values(after.number, one) for one in approvals])
    await put_once(session, AskeeRow, askee_values(before, approvals))


async def _write_answers(session: AsyncSession, recording: Recording) -> None:
    if recording.answers:
        await session.execute(_ANSWER, [_answer_values(recording, one) for one in recording.answers])


def _answer_values(recording: Recording, answer: Answer) -> dict[str, Any]:
    last = recording.entries[-1] if recording.entries else None
    return {
        "command": answer.command,
        "answer": answer.state,
        "lines": list(answer.entries),
        "why": _refusal(recording, answer),
        "answered": moment(last.applied_at) if last else None,
    }


def _refusal(recording: Recording, answer: Answer) -> dict[str, Any] | None:
    """What the journal says of the refusal, for the receipt."""
    if answer.state != "refused":
        return None
    refusals = (entry.data for entry in recording.entries if entry.type == "refused")
    return next((data for data in refusals if data["command"] == answer.command), None)


def _notice_values(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "person": notice.person,
        "case_number": notice.number,
        "seq": notice.seq,
        "kind": notice.kind,
        "at": notice.at,
        "data": notice.data,
    }

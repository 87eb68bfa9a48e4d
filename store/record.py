"""The one transaction of the recording activity: journal, read model, receipts and notices together.

Idempotent by sequence number: what is there already must be the same, and is left alone.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.case import Case
from domain.entries import Entry, digest_of, moment
from domain.fold import fold
from domain.messages import Answer, Recording
from domain.notices import Notice, notices_of
from domain.terms import policy_of
from store.chained import entry_of, line_values
from store.readmodel import (
    approval_values,
    askee_values,
    case_values,
    duty_values,
    gone,
    notice_values,
)
from store.results import improvement_values
from store.snapshot import from_json, policy_to_json
from store.tables import (
    ApprovalRow,
    AskeeRow,
    CaseRow,
    CommandRow,
    DutyRow,
    ImprovementRow,
    JournalRow,
    NoticeRow,
    ProjectRow,
    Table,
)
from store.upsert import put, put_once

_CASES = Table.metadata.tables[CaseRow.__tablename__]
_JOURNAL = Table.metadata.tables[JournalRow.__tablename__]
_COMMANDS = Table.metadata.tables[CommandRow.__tablename__]

_STATE = select(_CASES.c.state).where(_CASES.c.number == bindparam("sought")).with_for_update()
_CHANGE = update(_CASES).where(_CASES.c.number == bindparam("changed"))
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
_GONE = delete(AskeeRow).where(AskeeRow.approval == bindparam("seat"), AskeeRow.account == bindparam("person"))


class RecordConflictError(RuntimeError):
    """The recording does not go on from the journal as it is kept. Named by number and line only."""


async def record(session: AsyncSession, recording: Recording) -> int:
    """Write it, once, however often it is asked; answers with the last sequence number."""
    connection = await session.connection()
    return await connection.run_sync(_record, recording)


def _record(connection: Connection, recording: Recording) -> int:
    """On the bare connection: seven statements, where a session would cost as much as they do."""
    before, known = _case(connection, recording.number)
    fresh = _fresh(connection, recording, before)
    after, notices = _folded(before, fresh)
    if fresh:
        _write_lines(connection, recording.number, fresh)
        _write_case(connection, after, moment(fresh[-1].at), known=known)
        _write_parts(connection, before, after)
        put_once(connection, NoticeRow, [notice_values(notice) for notice in notices])
    _write_answers(connection, recording)
    return after.seq


def _case(connection: Connection, number: str) -> tuple[Case, bool]:
    """The case as folded so far, and whether it has a row."""
    state = connection.scalar(_STATE, {"sought": number})
    return (from_json(state) if state else Case.unopened(number)), state is not None


def _fresh(connection: Connection, recording: Recording, case: Case) -> tuple[Entry, ...]:
    """The entries that are not written yet, proved to follow from those that are."""
    old = [entry for entry in recording.entries if entry.seq <= case.seq]
    if old:
        _same(connection, recording.number, old)
    fresh, seq, head = recording.entries[len(old) :], case.seq, case.head
    for entry in fresh:
        if entry.seq != seq + 1 or entry.prev != head or entry.hash != digest_of(entry):
            raise RecordConflictError(f"{recording.number}: line {entry.seq} does not follow {seq}")
        seq, head = entry.seq, entry.hash
    return fresh


def _same(connection: Connection, number: str, old: list[Entry]) -> None:
    sought = select(_JOURNAL).where(_JOURNAL.c.case_number == number, _JOURNAL.c.seq.between(old[0].seq, old[-1].seq))
    kept = {row.seq: entry_of(row) for row in connection.execute(sought)}
    for entry in old:
        if kept.get(entry.seq) != entry:
            raise RecordConflictError(f"{number}: line {entry.seq} was recorded differently")


def _folded(case: Case, entries: tuple[Entry, ...]) -> tuple[Case, list[Notice]]:
    notices: list[Notice] = []
    for entry in entries:
        case = fold(case, entry)
        notices += notices_of(case, entry)
    return case, notices


def _write_lines(connection: Connection, number: str, entries: tuple[Entry, ...]) -> None:
    connection.execute(insert(_JOURNAL), [{"case_number": number, **line_values(entry)} for entry in entries])


def _write_case(connection: Connection, case: Case, at: datetime, *, known: bool) -> None:
    values = case_values(case, at)
    if known:
        connection.execute(_CHANGE, {**values, "changed": case.number})
        return
    project = select(ProjectRow.region).where(ProjectRow.code == case.project)
    policy = policy_to_json(policy_of(case))
    given = {"number": case.number, "region": connection.scalar(project) or "", "policy": policy}
    connection.execute(insert(_CASES), {**values, **given})


def _write_parts(connection: Connection, before: Case, after: Case) -> None:
    """Only the duties, sign-offs and improvements that changed."""
    duties = [duty for duty in after.duties if duty not in before.duties]
    approvals = [approval for approval in after.approvals if approval not in before.approvals]
    put(connection, DutyRow, [duty_values(after.number, duty) for duty in duties])
    put(connection, ApprovalRow, [approval_values(after.number, one) for one in approvals])
    known = improvement_values(before)
    put(connection, ImprovementRow, [row for row in improvement_values(after) if row not in known])
    put_once(connection, AskeeRow, askee_values(before, approvals))
    for one in gone(before, approvals):
        connection.execute(_GONE, one)


def _write_answers(connection: Connection, recording: Recording) -> None:
    if recording.answers:
        connection.execute(_ANSWER, [_answer_values(recording, one) for one in recording.answers])


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

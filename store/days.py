"""The days of projects as they are kept: one chain for each, how every daily duty stands, and who was told (T04, T05).

`catch_up` is the daily look. The project's clock calls it, and so does whoever signs a sheet: first everything that
is due by now is written, then the sheet. It runs in one transaction and may be repeated.
"""

import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.days import (
    BEGUN,
    DATED,
    FILED,
    INACTIVE,
    WATCHED,
    DayDuty,
    Due,
    LookAtDay,
    Watch,
    chain_of,
    coming,
    first_line,
    fold_days,
    next_look,
    told_of,
    watch_of,
)
from domain.entries import Draft, Entry, canonical, genesis, link, moment
from domain.policy import in_force
from domain.vocabulary import DutyState
from store import outlived
from store.campaigns import due_on
from store.chained import entry_of, line_values
from store.policies import approved
from store.roster import roster
from store.tables import DayLineRow, DayNoticeRow, ProjectDayRow, ProjectRow
from store.upsert import put

DueOn = Callable[[AsyncSession, str, date], Awaitable[Sequence[Due]]]
#: What else comes up for a project on a date. Each is asked for every day once it begins, for days that were
#: slept through as well, and again whenever the day is looked at; what it names is told once.
DUE_ON: tuple[DueOn, ...] = (due_on,)
#: The same for a project that is not active any more: who owes an improvement owes it still (T25).
DUE_ALWAYS: tuple[DueOn, ...] = (outlived.due_on,)
#: What was not signed in time, or is not signed yet.
LATE = (ProjectDayRow.state == DutyState.OVERDUE) | (ProjectDayRow.late_by > 0)


def duty_of(row: ProjectDayRow) -> DayDuty:
    """How a duty of a day stands."""
    return DayDuty(
        row.day,
        row.rule,
        row.started_at,
        row.due_at,
        DutyState(row.state),
        row.owed,
        tuple(row.marks.split()),
        row.filed_by,
        row.filed_at,
        row.late_by,
        row.times,
        row.last,
        json.loads(row.data),
    )


def day_values(project: str, duty: DayDuty) -> dict[str, Any]:
    """The row of a duty."""
    return {
        "project": project,
        "day": duty.day,
        "rule": duty.rule,
        "started_at": duty.started_at,
        "due_at": duty.due_at,
        "state": str(duty.state),
        "owed": duty.owed,
        "running": duty.running,
        "marks": " ".join(duty.marks),
        "filed_by": duty.filed_by,
        "filed_at": duty.filed_at,
        "late_by": duty.late_by,
        "times": duty.times,
        "last": duty.last,
        "data": canonical(duty.data),
    }


async def rows_of(session: AsyncSession, project: str) -> tuple[DayLineRow, ...]:
    """The chain of a project with its sealed words, oldest first."""
    query = select(DayLineRow).where(DayLineRow.project == project).order_by(DayLineRow.seq)
    return tuple(await session.scalars(query))


async def line_sent_as(session: AsyncSession, command: str) -> DayLineRow | None:
    """The line that was written under this id."""
    found: DayLineRow | None = await session.scalar(select(DayLineRow).where(DayLineRow.command == command))
    return found


async def newest(session: AsyncSession, project: str, types: Sequence[str] = ()) -> DayLineRow | None:
    """The last line, or the last one of these types."""
    query = select(DayLineRow).where(DayLineRow.project == project)
    query = query.where(DayLineRow.type.in_(types)) if types else query
    found: DayLineRow | None = await session.scalar(query.order_by(DayLineRow.seq.desc()).limit(1))
    return found


async def running(session: AsyncSession, project: str) -> tuple[DayDuty, ...]:
    """The duties whose clocks run, oldest day first."""
    query = select(ProjectDayRow).where(ProjectDayRow.project == project, ProjectDayRow.running)
    query = query.order_by(ProjectDayRow.day, ProjectDayRow.rule).execution_options(populate_existing=True)
    return tuple(map(duty_of, await session.scalars(query)))


async def duty(session: AsyncSession, project: str, day: date, rule: str) -> DayDuty | None:
    """One duty of one day."""
    row = await session.get(ProjectDayRow, (project, day, rule), populate_existing=True)
    return duty_of(row) if row else None


async def days_of(
    session: AsyncSession, project: str, before: date | None, only: date | None, most: int, *, gaps: bool
) -> dict[tuple[date, str], DayDuty]:
    """How the duties of so many days stand, the newest days before one; `gaps`: only what was not signed in time."""
    where = [ProjectDayRow.project == project]
    where += [ProjectDayRow.day < before] if before else []
    where += [ProjectDayRow.day == only] if only else []
    where += [LATE] if gaps else []
    days = select(ProjectDayRow.day).where(*where).distinct().order_by(ProjectDayRow.day.desc()).limit(most)
    chosen = tuple(await session.scalars(days))
    rows = await session.scalars(select(ProjectDayRow).where(*where, ProjectDayRow.day.in_(chosen)))
    return {(row.day, row.rule): duty_of(row) for row in rows}


async def on_day(session: AsyncSession, projects: Sequence[str], day: date) -> dict[str, tuple[DayDuty, ...]]:
    """The duties of one day by project."""
    query = select(ProjectDayRow).where(ProjectDayRow.project.in_(projects), ProjectDayRow.day == day)
    found: dict[str, tuple[DayDuty, ...]] = {}
    for row in await session.scalars(query.order_by(ProjectDayRow.project, ProjectDayRow.rule)):
        found[row.project] = (*found.get(row.project, ()), duty_of(row))
    return found


async def gaps_of(session: AsyncSession, projects: Sequence[str]) -> dict[str, int]:
    """On how many days something was not signed in time, or is not signed yet, by project."""
    days = select(ProjectDayRow.project, ProjectDayRow.day).where(ProjectDayRow.project.in_(projects), LATE)
    each = days.distinct().subquery()
    query = select(each.c.project, func.count()).group_by(each.c.project)
    return {row[0]: row[1] for row in await session.execute(query)}


async def sheets_of(session: AsyncSession, project: str, day: date) -> tuple[DayLineRow, ...]:
    """The sheets that were signed for a day, oldest first."""
    of_day = DayLineRow.data.contains(f'"day":"{day.isoformat()}"', autoescape=True)
    query = select(DayLineRow).where(DayLineRow.project == project, DayLineRow.type == FILED, of_day)
    return tuple(await session.scalars(query.order_by(DayLineRow.seq)))


async def watched(session: AsyncSession, project: str, today: date) -> Watch:
    """Where the look at a project stands."""
    line = await newest(session, project, WATCHED)
    return watch_of(entry_of(line) if line else None, await running(session, project), today)


async def coming_up(session: AsyncSession, look: LookAtDay, held: int = 0) -> tuple[tuple[Draft, ...], Watch]:
    """What is due by now and not written yet, and where the look stood before; nothing is written."""
    versions = await approved(session)
    seats = await roster(session, look.project, look.at)
    today = in_force(look.at, held, versions).local(look.at).date()
    watch = await watched(session, look.project, today)
    return coming(watch, look.at, lambda at: in_force(at, held, versions), seats), watch


async def catch_up(session: AsyncSession, look: LookAtDay, held: int = 0) -> datetime:
    """Write everything that is due by now, once; answer when to look again. `held`: the newest version allowed."""
    await session.execute(select(ProjectRow.code).where(ProjectRow.code == look.project).with_for_update())
    policy = in_force(look.at, held, await approved(session))
    today = policy.local(look.at).date()
    if await newest(session, look.project) is None:
        await add_lines(session, look.project, ((first_line(today, look.at), f"{look.project}/first"),), look.at)
    drafts, watch = await coming_up(session, look, held)
    await add_lines(session, look.project, [(draft, _name(look.project, draft)) for draft in drafts], look.at)
    asked = (*DUE_ON, *DUE_ALWAYS) if watch.active else DUE_ALWAYS
    await _dates(session, look, {*_begun(drafts), today}, asked)
    return next_look(await watched(session, look.project, today), look.at, policy)


async def _dates(session: AsyncSession, look: LookAtDay, days: set[date], asked: Sequence[DueOn]) -> None:
    """Whatever else comes up on these days is told, once."""
    seats = await roster(session, look.project, look.at)
    for day in sorted(days):
        for one in [due for due_by in asked for due in await due_by(session, look.project, day)]:
            name = f"{look.project}/{one.rule}/{one.about}/{one.mark}"
            if await line_sent_as(session, name) is None:
                await add_lines(session, look.project, ((told_of(one, day, look.at, seats), name),), look.at)


def _begun(drafts: Iterable[Draft]) -> set[date]:
    return {date.fromisoformat(draft.data["day"]) for draft in drafts if draft.type == BEGUN}


def _name(project: str, draft: Draft) -> str:
    """What names a line that comes by itself, so that it comes once."""
    data = draft.data
    parts = (project, data["day"], data.get("rule", ""), data.get("mark", draft.type))
    return "/".join(part for part in parts if part)


async def add_lines(
    session: AsyncSession,
    project: str,
    drafts: Sequence[tuple[Draft, str]],
    applied_at: datetime,
    sealed: Sequence[bytes] = (),
) -> tuple[Entry, ...]:
    """Chain these lines, each under its id; with them how the days stand and who is told."""
    last = await newest(session, project)
    seq, prev = (last.seq, last.hash) if last else (0, genesis(chain_of(project)))
    written = []
    for no, (draft, command) in enumerate(drafts):
        line = link(draft, seq + 1, applied_at, prev)
        seq, prev = line.seq, line.hash
        values = {"project": project, **line_values(line), "command": command, "sealed": sealed[no] if sealed else b""}
        await session.execute(insert(DayLineRow), values)
        await _stand(session, project, line)
        people = dict.fromkeys(t["person"] for t in line.data.get("told", ()))
        notices = [{"project": project, "seq": seq, "person": person} for person in people]
        if notices:
            await session.execute(insert(DayNoticeRow), notices)
        written.append(line)
    return tuple(written)


async def _stand(session: AsyncSession, project: str, line: Entry) -> None:
    """How the days stand after this line."""
    known: dict[tuple[date, str], DayDuty] = {}
    if line.type == INACTIVE:
        known = {(d.day, d.rule): d for d in await running(session, project)}
    elif line.type not in (BEGUN, DATED) and "rule" in line.data:
        day, rule = date.fromisoformat(line.data["day"]), line.data["rule"]
        found = await duty(session, project, day, rule)
        known = {(day, rule): found} if found else {}
    changed = fold_days(known, line, moment(line.at))
    values = [day_values(project, one) for one in changed.values()]
    if values:
        await (await session.connection()).run_sync(put, ProjectDayRow, values)


async def told(session: AsyncSession, person: str, most: int = 50) -> tuple[tuple[str, Entry, bool], ...]:
    """The lines this person was told of with their project, newest first, and whether each was seen."""
    query = (
        select(DayLineRow, DayNoticeRow.seen_at)
        .join(DayNoticeRow, (DayNoticeRow.project == DayLineRow.project) & (DayNoticeRow.seq == DayLineRow.seq))
        .where(DayNoticeRow.person == person)
        .order_by(DayLineRow.at.desc(), DayLineRow.project, DayLineRow.seq.desc())
        .limit(most)
    )
    return tuple((row.project, entry_of(row), seen is not None) for row, seen in await session.execute(query))


def told_and_seen(person: str) -> Any:
    """All that this person was told is read; `now` is bound when it is executed."""
    mine = (DayNoticeRow.person == person) & DayNoticeRow.seen_at.is_(None)
    return update(DayNoticeRow).where(mine).values(seen_at=bindparam("now"))

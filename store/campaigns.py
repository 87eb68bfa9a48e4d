"""Campaigns as they are kept: a chain of lines for each, and the cases they bring together (D17, D28, D29)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.campaign import STANDS, Campaign, campaign_of, due
from domain.days import Due
from domain.entries import Entry
from store.chained import entry_of, line_values
from store.tables import CampaignLineRow, CampaignNoticeRow, CaseRow, ProjectRow

ROW = CampaignLineRow


async def rows_of(session: AsyncSession, number: str) -> tuple[CampaignLineRow, ...]:
    """A campaign's chain with its sealed words, oldest first."""
    return tuple(await session.scalars(select(ROW).where(ROW.campaign == number).order_by(ROW.seq)))


async def alone(session: AsyncSession, project: str) -> None:
    """Nobody else adds a line to a campaign of this project before this transaction ends."""
    await session.execute(select(ProjectRow.code).where(ProjectRow.code == project).with_for_update())


async def next_number(session: AsyncSession, project: str) -> str:
    """The number of the next campaign of a project; to be asked `alone`."""
    count = await session.scalar(select(func.count()).where(ROW.project == project, ROW.seq == 1))
    return f"{project}-C-{(count or 0) + 1:04d}"


async def numbers(session: AsyncSession) -> tuple[str, ...]:
    """Every campaign there is."""
    return tuple(await session.scalars(select(ROW.campaign).where(ROW.seq == 1).order_by(ROW.campaign)))


async def campaigns_of(session: AsyncSession, projects: Iterable[str]) -> tuple[Campaign, ...]:
    """The campaigns of these projects, oldest first, as far as their lines say how they stand."""
    here = select(ROW).where(ROW.project.in_(tuple(projects)), ROW.type.in_(STANDS))
    query = here.order_by(ROW.campaign, ROW.seq)
    lines: dict[str, list[Entry]] = {}
    for row in await session.scalars(query):
        lines.setdefault(row.campaign, []).append(entry_of(row))
    return tuple(campaign_of(number, found) for number, found in lines.items())


async def due_on(session: AsyncSession, project: str, day: date) -> tuple[Due, ...]:
    """What is due for the campaigns of a project on a day (T34, T45): what a daily look asks."""
    return due(await campaigns_of(session, (project,)), day)


async def campaigns_with(session: AsyncSession, case: str) -> tuple[str, ...]:
    """The campaigns that a case was brought into."""
    return tuple(await session.scalars(select(ROW.campaign).where(ROW.case_number == case).order_by(ROW.campaign)))


async def sent_under(session: AsyncSession, id: str) -> CampaignLineRow | None:
    """The line that this id wrote before."""
    found: CampaignLineRow | None = await session.scalar(select(ROW).where(ROW.command == id))
    return found


async def case_rows(session: AsyncSession, numbers: Sequence[str]) -> tuple[CaseRow, ...]:
    """These cases as the read model has them, by number."""
    if not numbers:
        return ()
    return tuple(await session.scalars(select(CaseRow).where(CaseRow.number.in_(numbers)).order_by(CaseRow.number)))


async def add_line(
    session: AsyncSession, number: str, project: str, line: Entry, command: str, sealed: bytes, told: str = ""
) -> None:
    """Write a line and its words, and who is told of it."""
    values = {
        "campaign": number,
        "project": project,
        **line_values(line),
        "command": command,
        "case_number": line.data.get("case", "") if line.type == "add_case" else "",
        "sealed": sealed,
    }
    await session.execute(insert(ROW), values)
    if told:
        await session.execute(insert(CampaignNoticeRow), {"campaign": number, "seq": line.seq, "person": told})


async def told(
    session: AsyncSession, person: str, projects: Iterable[str], most: int = 50
) -> tuple[tuple[CampaignLineRow, bool], ...]:
    """The lines of campaigns in sight that this person was told of, newest first, and whether each was seen."""
    notice = CampaignNoticeRow
    query = (
        select(ROW, notice.seen_at)
        .join(notice, (notice.campaign == ROW.campaign) & (notice.seq == ROW.seq))
        .where(notice.person == person, ROW.project.in_(tuple(projects)))
        .order_by(ROW.at.desc(), ROW.campaign, ROW.seq.desc())
        .limit(most)
    )
    return tuple((row, seen is not None) for row, seen in await session.execute(query))


def told_and_seen(person: str) -> Any:
    """All that this person was told is read; `now` is bound when it is executed."""
    mine = (CampaignNoticeRow.person == person) & CampaignNoticeRow.seen_at.is_(None)
    return update(CampaignNoticeRow).where(mine).values(seen_at=bindparam("now"))

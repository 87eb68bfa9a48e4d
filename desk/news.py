"""What a person is told: of cases, of delegations given to them or in their region (A12), of changes of the limits,
of days of projects, of campaigns."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.views import NoticeRow, Person
from domain.entries import Entry, moment
from store import campaigns, days, policies
from store.chained import entry_of
from store.delegations import told
from store.tables import CaseRow as CaseTable
from store.tables import JournalRow
from store.tables import NoticeRow as NoticeTable

NOTICES = 50


async def delegation_notices(session: AsyncSession, person: str) -> tuple[NoticeRow, ...]:
    """As rows among the news of the desk; they belong to no case."""
    return tuple(
        NoticeRow(moment(line.at), line.type, "", {"principal": line.actor, **line.data}, seq=line.seq, seen=seen)
        for line, seen in await told(session, person)
    )


async def policy_notices(session: AsyncSession, person: str) -> tuple[NoticeRow, ...]:
    """Changes of the limits, as rows among the news of the desk (A20)."""
    return tuple(
        NoticeRow(moment(line.at), line.type, "", dict(line.data), seq=line.seq, seen=seen, actor=line.actor)
        for line, seen in await policies.told(session, person)
    )


async def day_notices(session: AsyncSession, person: str) -> tuple[NoticeRow, ...]:
    """Days of projects, as rows among the news of the desk (T04, T05)."""
    return tuple(
        NoticeRow(
            moment(line.at), line.type, "", {"project": project, **line.data}, seq=line.seq, seen=seen, actor=line.actor
        )
        for project, line, seen in await days.told(session, person)
    )


async def campaign_notices(session: AsyncSession, person: Person) -> tuple[NoticeRow, ...]:
    """Lines of campaigns in sight, as rows among the news of the desk (C-03)."""
    found = await campaigns.told(session, person.id, person.projects, NOTICES)
    return tuple(of_campaign(row.campaign, entry_of(row), seen=seen) for row, seen in found)


def of_campaign(number: str, line: Entry, *, seen: bool) -> NoticeRow:
    """A line of a campaign as news."""
    data = {**line.data, "campaign": number}
    return NoticeRow(moment(line.at), line.type, "", data, seq=line.seq, seen=seen, actor=line.actor)


async def case_notices(session: AsyncSession, person: Person) -> tuple[NoticeRow, ...]:
    """What was told to a person of cases in sight, newest first."""
    query = (
        select(NoticeTable, CaseTable.factor, CaseTable.subject, JournalRow.actor)
        .join(CaseTable, CaseTable.number == NoticeTable.case_number)
        .outerjoin(
            JournalRow, (JournalRow.case_number == NoticeTable.case_number) & (JournalRow.seq == NoticeTable.seq)
        )
        .where(NoticeTable.person == person.id, CaseTable.project.in_(person.projects))
        .order_by(NoticeTable.at.desc(), NoticeTable.seq.desc())
        .limit(NOTICES)
    )
    return tuple(
        NoticeRow(
            n.at, n.kind, n.case_number, dict(n.data), bool(factor), n.seq, n.seen_at is not None, subject, actor or ""
        )
        for n, factor, subject, actor in await session.execute(query)
    )

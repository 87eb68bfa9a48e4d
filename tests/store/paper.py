"""Cases on paper, brought to the store step by step."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.case import Case
from domain.entries import Entry
from domain.messages import Answer, Command, Recording
from domain.policy import Policy
from store.contents import Contents
from store.counting import next_position
from store.database import Database
from store.record import record
from store.snapshot import policy_to_json
from store.tables import CaseRow, CommandRow
from tests.walk.n46 import WALK, form_of
from tests.walk.organisation import YXY
from tests.walk.paper import PaperCase

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def walked() -> tuple[Case, list[tuple[Entry, ...]]]:
    """Story N46 to its end: the case, and the entries of each step."""
    paper, steps, no = PaperCase(YXY), [], 0
    for moment in WALK:
        no += not moment.by_clock
        before, name = len(paper.entries), f"n46-cmd-{no:02}"
        if moment.by_clock:
            paper.wait(moment.at)
        elif moment.call == "register":
            paper.register(moment.account, moment.at, name, **form_of(moment))
        elif moment.call == "decide":
            paper.sign(moment.account, moment.seat, moment.at, moment.body["decision"], name)
        else:
            paper.do(moment.account, moment.call, moment.at, name, **form_of(moment))
        steps.append(tuple(paper.entries[before:]))
    return paper.case, steps


def opened(number: str = "YXY-2026-0147", at: datetime = NOON) -> PaperCase:
    """A case just registered."""
    paper = PaperCase(YXY, number)
    paper.register("cs", at, f"open-{number}")
    return paper


def recording(number: str, *entries: Entry) -> Recording:
    """What the workflow hands over for one step: its entries, and the answer to its command."""
    answers = tuple(
        Answer(
            entry.data["command"],
            "refused" if entry.type == "refused" else "applied",
            tuple(e.seq for e in entries),
        )
        for entry in entries
        if "command" in entry.data
    )
    return Recording(number, 1, entries, answers)


async def receive(session: AsyncSession, contents: Contents, command: Command) -> CommandRow:
    """Put a command down as the desk does at its receipt, its case with it when it is the first."""
    if await session.get(CaseRow, command.case) is None:
        session.add(placeholder(command))
    row = CommandRow(
        id=command.id,
        case_number=command.case,
        name=command.name,
        actor=command.actor,
        position=await next_position(session, command.case),
        received_at=command.received_at,
        sealed=contents.seal_command(command),
        opening=command.name == "register",
    )
    session.add(row)
    return row


def placeholder(command: Command) -> CaseRow:
    """A case that was received and not yet registered."""
    return CaseRow(
        number=command.case,
        project="YXY",
        region="east",
        subject="渗水",
        policy=policy_to_json(Policy()),
        opened_at=command.received_at,
        updated_at=command.received_at,
    )


async def keep(database: Database, paper: PaperCase) -> None:
    """Record all of a case's entries at once."""
    whole = recording(paper.number, *paper.entries)
    await database.together(lambda session: record(session, whole))


def later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)

"""Reports: who gets them, and that they were read (T11-T13, T19, D34)."""

from domain.asked import number
from domain.case import Case, Record
from domain.codes import ReportKind
from domain.command import CommandRow
from domain.entries import Data
from domain.messages import Command
from domain.numbered import exists
from domain.policy import Policy
from domain.refusal import Refusal
from domain.response import responders
from domain.roster import unique
from domain.vocabulary import Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
#: The first version of the policy under which a report names its readers.
BOOK = 2
#: Who reads what besides the crisis team: project head and region, or the executives (D34, T19).
READERS = {
    ReportKind.DAILY: (R.R06, R.R08),
    ReportKind.WEEKLY: (R.R06, R.R08),
    ReportKind.TURN: (R.R06, R.R08),
    ReportKind.EXECUTIVE: (R.R10,),
}


def readers(case: Case, command: Command, policy: Policy) -> Data:
    """The line of a report names those it goes to; of an older case or a summary nobody."""
    roles = READERS.get(ReportKind(str(command.data.get("kind"))), ())
    if case.book < BOOK or not roles:
        return {}
    seated = [(str(role), p) for role in roles for p in command.roster.people(role, deputies=False)]
    team = [(str(R.R09), p) for p in unique((*case.team, *responders(case)))] if R.R06 in roles else []
    told = {person: role for role, person in reversed([*seated, *team]) if person != command.actor}
    return {"told": [{"role": role, "person": person} for person, role in reversed(told.items())]}


def unread(case: Case, person: str) -> tuple[Record, ...]:
    """The reports this person neither wrote nor recorded as read."""
    read = {r.data["report"] for r in case.of_kind("reading") if r.author == person}
    return tuple(r for r in case.of_kind("report") if r.no not in read and r.author != person)


def not_read_yet(case: Case, command: Command) -> Refusal | None:
    """Read once by each; nobody reads their own."""
    waits = any(r.no == command.data["report"] for r in unread(case, command.actor))
    return None if waits else Refusal("read_already")


REPORTING: tuple[CommandRow, ...] = (
    CommandRow(
        "read_report",
        "登记已阅报告",
        "Record a report as read",
        "a report can be recorded as read",
        OPEN,
        (R.R10, R.R08, R.R06, R.R03, R.R09),
        (number("report", "报告", "Report"),),
        (exists("report"), not_read_yet),
        offered=lambda case, actor, roles: bool(unread(case, actor)),
    ),
)

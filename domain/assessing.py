"""Assessment in full: the classes of D03, the score sheet of D04, and the floor that follows (lifecycle 5.5)."""

from dataclasses import replace

from domain.asked_assessment import ASSESS, ASSESSMENT
from domain.case import Case
from domain.command import CommandRow
from domain.consequences import kept
from domain.entries import Entry
from domain.floor import floor_by
from domain.messages import Command
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, stages

#: The first book under which grave facts are kept as such, whatever else was assessed.
BOOK = 2
#: Facts on which a crisis may be declared (lifecycle 5.5, A11).
GRAVE = ("media", "casualty", "organised")
NAMES = frozenset(f.name for f in ASSESSMENT)


def assessed(case: Case, entry: Entry) -> Case:
    """A later assessment supersedes an earlier one; a fact once known raises the floor for good."""
    case = replace(case, floor=max(floor_by(entry.data), case.floor, key=lambda level: level.rank))
    if case.book >= BOOK and any(entry.data.get(name) for name in GRAVE):
        case = kept("grave")(case, entry)
    return kept("assessment")(case, entry) if NAMES & set(entry.data) else case


def something_said(case: Case, command: Command) -> Refusal | None:
    """An empty assessment would supersede a full one."""
    return None if command.data or command.texts else Refusal("missing", {"fields": ["category"]})


ASSESSING: tuple[CommandRow, ...] = (
    CommandRow(
        "assess",
        "更新评估",
        "Update the assessment",
        "it can be assessed",
        stages(Stage.S3, Stage.S13) | {Stage.X4},
        (Role.R02, Role.R03, Role.R09),
        ASSESS,
        (something_said,),
        opens_zh="甄别为有效投诉后",
        opens_en="after it is screened as valid",
        gives="assessment",
    ),
)

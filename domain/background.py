"""Background of a person handed on (A24, C-15): what for is stated, the project head signs, few read it.

Such data is not kept unless an installation switches it on. The data is sealed and restricted: its author, the project
head who signs, and, once it is signed, the one it is handed to.
"""

from domain.asked import one_of, text
from domain.case import Case, Record
from domain.command import CommandRow
from domain.fields import Field, Kind
from domain.guards import not_asked
from domain.messages import Command
from domain.refusal import Refusal
from domain.vocabulary import ApprovalState, Role, Stage, Term, stages

R = Role
#: Where an installation does not take such data at all: the command that brings it, and what is answered.
SWITCHED, SWITCHED_OFF = "ask_background", Refusal("switched_off")


class BackgroundPurpose(Term):
    """What the data is needed for; there is no other purpose."""

    SAFETY = "safety", "现场安全", "Safety on site"
    IDENTITY = "identity", "核实身份与权属", "Verifying identity and ownership"
    PROCEEDINGS = "proceedings", "司法、仲裁或行政程序", "Proceedings before an outside body"


ASK_BACKGROUND = (
    one_of("purpose", "用途", "What for", tuple(BackgroundPurpose)),
    Field("to", Kind.ACCOUNT, "交给谁", "To whom", required=True),
    text("reason", "为什么必须提供", "Why it is needed", 1000, required=True),
    text("background", "背景资料（仅限知情人）", "The data (restricted)", 4000, required=True, restricted=True),
)


def receiver_fits(case: Case, command: Command) -> Refusal | None:
    """Somebody else of the project, in no conflict of interest."""
    to = command.data["to"]
    if to == command.actor:
        return Refusal("bad_value", {"fields": ["to"]})
    if not command.roster.knows(to):
        return Refusal("not_in_project", {"fields": ["to"]})
    return Refusal("person_in_conflict", {"persons": [to]}) if to in case.conflicts else None


def handed_over(case: Case, record: Record) -> bool:
    """Has the project head signed exactly this?"""
    about = f"background:{record.no}"
    return any(a.subject == about and a.state is ApprovalState.APPROVED for a in case.approvals)


def may_read(case: Case, content: str, person: str) -> bool:
    """Whose eyes it is for: by the case, not by the role."""
    record = next((r for r in case.of_kind("background") if r.content == content), None)
    if record is None or person in case.conflicts:
        return False
    signers = {p for a in case.approvals if a.subject == f"background:{record.no}" for p in a.asked_of}
    return person in {record.author, *signers} or (person == record.data["to"] and handed_over(case, record))


BACKGROUND: tuple[CommandRow, ...] = (
    CommandRow(
        "ask_background",
        "提请移交背景资料",
        "Ask to hand on background data",
        "background data can be handed on",
        stages(Stage.S3, Stage.S11) | {Stage.X4},
        (R.R02, R.R03),
        ASK_BACKGROUND,
        (receiver_fits, not_asked("A24")),
        opens_zh="甄别为有效投诉后",
        opens_en="after it is screened as valid",
        gives="background",
    ),
)

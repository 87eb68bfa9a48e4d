"""Whether an answer agrees with the finding of liability (C-12): undetermined, and only an answer is promised."""

from domain.asked import EVIDENCE, one_of, text
from domain.case import Case
from domain.codes import Liability, Purpose
from domain.command import CommandRow
from domain.guards import evidence_known
from domain.messages import Command
from domain.policy import WHOLE_BOOK_VERSION
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, stages

#: Contacts that answer the matter itself: they commit the company to a view of who is responsible.
COMMITTING = (Purpose.PRESENT, Purpose.EXPLAIN, Purpose.RESULT)

LIABILITY_FOUND = (
    one_of("liability", "责任认定", "Liability", tuple(Liability)),
    text("reason", "认定依据", "What it rests on", 4000, required=True),
    EVIDENCE,
)


def liability_of(case: Case) -> str:
    """The newest finding; empty while there is none."""
    found = sorted((*case.of_kind("investigation"), *case.of_kind("finding")), key=lambda record: record.seq)
    return str(found[-1].data["liability"]) if found else ""


def undetermined(case: Case) -> bool:
    """Was liability looked into and left open? Cases older than the whole book were never held to it."""
    return case.book >= WHOLE_BOOK_VERSION and liability_of(case) == Liability.UNDETERMINED


def answer_agrees(case: Case, command: Command) -> Refusal | None:
    """No plan, explanation or result is given to the customer before liability is found: progress is."""
    committing = command.data.get("purpose") in COMMITTING
    return Refusal("liability_open") if committing and undetermined(case) else None


def nothing_conceded(case: Case, command: Command) -> Refusal | None:
    """No compensation is asked before liability is found."""
    return Refusal("liability_open") if undetermined(case) else None


LIABILITY: tuple[CommandRow, ...] = (
    CommandRow(
        "liability_found",
        "登记责任认定",
        "Record the finding of liability",
        "the finding of liability can be recorded",
        stages(Stage.S5, Stage.S11),
        (Role.R03, Role.R05, Role.R06),
        LIABILITY_FOUND,
        (evidence_known,),
        opens_zh="调查报告提交后",
        opens_en="after the investigation",
        own_department=True,
        offered=lambda case, actor, roles: liability_of(case) == Liability.UNDETERMINED,
    ),
)

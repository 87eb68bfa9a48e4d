"""Closing well: improvements with an owner and a date, verified by somebody else (D12, T24, T25, lifecycle S13)."""

from domain.asked import number, one_of, text
from domain.case import Case, Record
from domain.codes import Satisfaction, VisitAnswer
from domain.command import CommandRow
from domain.entries import Data
from domain.fields import Field, Kind
from domain.guards import Guard
from domain.messages import Command
from domain.numbered import day_ahead, exists, not_answered, still_open
from domain.policy import WHOLE_BOOK_VERSION, Policy
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, Term, stages

R = Role


class Effect(Term):
    """What an improvement came to, as somebody else found (D12)."""

    EFFECTIVE = "effective", "有效", "Effective"
    PARTLY = "partly", "部分有效", "Partly effective"
    NONE = "none", "无效", "Without effect"


IMPROVEMENT = (
    text("action", "改进措施", "What is improved", 2000, required=True),
    Field("owner", Kind.ACCOUNT, "负责人", "Owner", required=True),
    Field("due", Kind.DATE, "完成日期", "Due", required=True),
    number("replaces", "代替第几项", "Instead of", required=False),
)
IMPROVEMENT_VERIFIED = (
    number("improvement", "改进项", "Improvement"),
    text("note", "怎样核实的", "How it was verified", 1000, required=True),
    one_of("effect", "效果", "Effect", tuple(Effect), required=False),
)


def unhappy(case: Case, data: Data) -> bool:
    """Does this visit reopen the case by rule (lifecycle S12, D11)? Either half of the satisfaction is low.

    The outcome's leads to a new plan (S5), the treatment's to a new assessment (S3); the moves say so.
    Cases older than the whole book are reopened by hand.
    """
    low = data.get("answer") == VisitAnswer.UNSATISFIED or data.get("treatment") == Satisfaction.DISSATISFIED
    return low and case.book >= WHOLE_BOOK_VERSION


def owner_seated(case: Case, command: Command) -> Refusal | None:
    """Who is to do it holds a seat in the project."""
    return None if command.roster.knows(command.data["owner"]) else Refusal("not_in_project", {"fields": ["owner"]})


def replaces_open(case: Case, command: Command) -> Refusal | None:
    """Only an improvement that is still open is written anew."""
    old = command.data.get("replaces")
    if old is None or old in {r.no for r in open_improvements(case)}:
        return None
    return Refusal("no_such_number", {"no": old})


def verified_by_another(case: Case, command: Command) -> Refusal | None:
    """Nobody verifies their own improvement."""
    record = case.record("improvement", command.data["improvement"])
    return Refusal("own_work") if record and record.data["owner"] == command.actor else None


def improvements_owned(case: Case, command: Command) -> Refusal | None:
    """Open improvements may outlive the case only in the hands of somebody who is there (S13)."""
    lost = [r.no for r in open_improvements(case) if not command.roster.knows(r.data["owner"])]
    return Refusal("improvement_unowned", {"improvements": lost}) if lost else None


def promises_settled(case: Case, command: Command) -> Refusal | None:
    """What was promised is kept before the file is closed (C-16)."""
    left = [r.no for r in still_open(case, "pledge", "promise_kept")]
    return Refusal("promises_open", {"promises": left}) if left else None


#: What the archive looks at besides its report.
ARCHIVE_GUARDS: tuple[Guard, ...] = (improvements_owned, promises_settled)


def open_improvements(case: Case) -> tuple[Record, ...]:
    return still_open(case, "improvement", "verification")


def open_ones(case: Case, command: Command, policy: Policy) -> Data:
    """The line of the archive names the improvements that outlive the case."""
    left = [r.no for r in open_improvements(case)]
    return {"improvements": left} if left else {}


IMPROVING: tuple[CommandRow, ...] = (
    CommandRow(
        "improvement",
        "登记改进措施",
        "Record an improvement",
        "an improvement can be recorded",
        frozenset({Stage.S13}),
        (R.R02, R.R03, R.R04, R.R06, R.R09),
        IMPROVEMENT,
        (owner_seated, day_ahead, replaces_open),
        opens_zh="回访满意后",
        opens_en="in the retrospective",
        gives="improvement",
    ),
    CommandRow(
        "improvement_verified",
        "核实改进措施",
        "Verify an improvement",
        "an improvement can be verified",
        stages(Stage.S3, Stage.S13) | {Stage.X4},
        (R.R02, R.R03, R.R04, R.R05, R.R06, R.R09),
        IMPROVEMENT_VERIFIED,
        (exists("improvement"), not_answered("improvement", "verification"), verified_by_another),
        opens_zh="登记改进措施后",
        opens_en="after it is recorded",
        offered=lambda case, actor, roles: bool(open_improvements(case)),
    ),
)

"""Commands of statements, as rows (D35, lifecycle 5.6): draft, edit, sign, hold back, compare, let out, prove."""

from domain import releasing, statements
from domain.asked import EVIDENCE, number, numbers, one_of, text
from domain.case import Case
from domain.command import CommandRow
from domain.fields import Field, Kind
from domain.guards import evidence_known
from domain.messages import Command
from domain.numbered import exists
from domain.refusal import Refusal
from domain.statement_codes import Audience, Comparison, Incident, Outlet, StatementKind
from domain.statements import heads, is_withdrawn, outings
from domain.vocabulary import Role, Stage, stages
from domain.weekly import weekly_to_a_group

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
WRITERS = (R.R14, R.R02, R.R03, R.R04)

STATEMENT = number("statement", "第几稿", "Which text")
#: What goes out, and what only the signers read. Both are under the digest that is signed.
WORDS = (
    text("title", "标题", "Title", 60, required=True),
    text("text", "正文", "Text", 8000, required=True),
    text("grounds", "依据（给签批人看，不发布）", "Grounds (for the signers, not released)", 2000),
)
DRAFT = (
    one_of("audience", "对谁说", "Whom it speaks to", tuple(Audience)),
    one_of("kind", "哪类声明", "Kind of statement", tuple(StatementKind)),
    one_of(
        "incident",
        "什么情况",
        "What happened",
        tuple(Incident),
        required=False,
        when=("kind", (StatementKind.HOLDING,)),
    ),
    number(
        "corrects",
        "更正哪条失实报道",
        "Which false report it corrects",
        when=("kind", (StatementKind.CORRECTION,)),
    ),
    *WORDS,
    EVIDENCE,
)
EDIT = (STATEMENT, *WORDS, EVIDENCE)
ASK = (STATEMENT, text("note", "给签批人的话", "Note for the signers", 500))
WITHDRAW = (STATEMENT, text("reason", "原因", "Reason", 1000, required=True))
HOLD_BACK = (
    STATEMENT,
    Field("until", Kind.INSTANT, "什么时候以前不发", "Not before", required=True),
    text("reason", "原因", "Reason", 500),
)
COMPARE = (
    STATEMENT,
    number("with", "与第几稿比", "Compared with text"),
    one_of("outcome", "比对结果", "Outcome", tuple(Comparison)),
    text("note", "比对了哪些事实", "Which facts were compared", 2000, required=True),
)
RELEASE = (STATEMENT, one_of("outlet", "发到哪里", "Where it goes out", tuple(Outlet)))
PROOF = (
    number("release", "哪次发布", "Which release"),
    text("proof", "链接或在哪里可见", "Link, or where it can be seen", 500, required=True),
    numbers("evidence", "截图等证据编号", "Pictures (evidence numbers)"),
)


def another(case: Case, command: Command) -> Refusal | None:
    """Two texts, for two audiences, both on the case."""
    one, other = case.record("statement", command.data["statement"]), case.record("statement", command.data["with"])
    if one is None or other is None:
        return Refusal("no_such_number", {"no": command.data["with" if one else "statement"]})
    same = statements.audience_of(one) is statements.audience_of(other)
    return Refusal("same_audience") if same else None


def is_out(case: Case, command: Command) -> Refusal | None:
    """Only what went out can be proved."""
    found = any(r.data["release"] == command.data["release"] for r in case.of_kind("released"))
    return None if found else Refusal("not_out", {"no": command.data["release"]})


def something_to_edit(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return any(not is_withdrawn(case, r.no) for r in heads(case))


def something_inside(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    """A text that is neither withdrawn nor out."""
    return any(not is_withdrawn(case, r.no) and not outings(case, r.no) for r in heads(case))


def two_audiences(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return len({statements.audience_of(r) for r in heads(case)}) > 1


STATING: tuple[CommandRow, ...] = (
    CommandRow(
        "draft_statement",
        "起草声明",
        "Draft a statement",
        "a statement can be drafted",
        OPEN,
        WRITERS,
        DRAFT,
        (statements.writes_for, statements.correction_founded, weekly_to_a_group, evidence_known),
        gives="statement",
    ),
    CommandRow(
        "edit_statement",
        "修改声明",
        "Edit a statement",
        "a statement can be edited",
        OPEN,
        WRITERS,
        EDIT,
        (statements.is_there, statements.writes_for, evidence_known),
        gives="statement",
        offered=something_to_edit,
        adds=statements.of_the_same,
    ),
    CommandRow(
        "ask_statement",
        "送签声明",
        "Send a statement to be signed",
        "a statement can be sent to be signed",
        OPEN,
        WRITERS,
        ASK,
        (statements.is_there, statements.writes_for, statements.may_be_asked),
        offered=something_inside,
    ),
    CommandRow(
        "withdraw_statement",
        "撤下声明",
        "Withdraw a statement",
        "a statement can be withdrawn",
        OPEN,
        (*WRITERS, R.R06, R.R15),
        WITHDRAW,
        (statements.is_there, statements.still_inside),
        offered=something_inside,
    ),
    CommandRow(
        "hold_back_statement",
        "设定发布时间",
        "Hold a statement back",
        "a statement can be held back",
        OPEN,
        (*WRITERS, R.R06, R.R15),
        HOLD_BACK,
        (statements.is_there, statements.still_inside),
        offered=something_inside,
    ),
    CommandRow(
        "compare_statements",
        "比对声明",
        "Compare two statements",
        "statements can be compared",
        OPEN,
        (R.R13, R.R14, R.R03, R.R15),
        COMPARE,
        (another,),
        offered=two_audiences,
    ),
    CommandRow(
        "release_statement",
        "发布声明",
        "Release a statement",
        "a statement can be released",
        OPEN,
        (R.R15, R.R02, R.R03, R.R04, R.R14, R.R01),  # whoever is appointed, whatever else they are
        RELEASE,
        (releasing.releasable,),
        gives="release",
        offered=releasing.can_release,
    ),
    CommandRow(
        "prove_release",
        "登记发布凭据",
        "Record the proof of a release",
        "the proof of a release can be recorded",
        OPEN,
        (R.R15, R.R14, R.R02, R.R03, R.R04),
        PROOF,
        (exists("release"), is_out, evidence_known),
        offered=lambda case, actor, roles: bool(case.of_kind("released")),
    ),
)

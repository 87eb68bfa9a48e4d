"""The clocks of what is said outside (T18, T38, T39, D36). All belong to the whole book: older cases never see them."""

from domain.duty import Begin, DutyRule, Stop
from domain.standing import group_to_tell
from domain.statement_codes import PUBLIC, StatementKind
from domain.statements import nothing_public_yet
from domain.turn_codes import EmergencyKind
from domain.vocabulary import Role

STATEMENTS: tuple[DutyRule, ...] = (
    DutyRule(
        "T38",
        "首次公开回应",
        "Give the first public response",
        Role.R15,
        Role.R10,
        tuple(Stop("statement_released", (("audience", str(audience)),)) for audience in PUBLIC),
        begins=(
            Begin("media_involved"),
            Begin("emergency", (("kind", str(EmergencyKind.MEDIA_REPORT)),)),
            Begin("false_report"),
        ),
        bound=False,
        book=2,
        starts_if=nothing_public_yet,
    ),
    DutyRule(
        "T39",
        "更正失实报道",
        "Correct the false report",
        Role.R14,
        Role.R10,
        (Stop("statement_released", about="corrects"),),
        begins=(Begin("false_report"),),
        bound=False,
        book=2,
        about="false_report",
        reminds=(Role.R14, Role.R15),
    ),
    DutyRule(
        "T18",
        "发布每周进展通知",
        "Issue the weekly progress notice",
        Role.R02,
        Role.R06,
        (Stop("statement_released", (("kind", str(StatementKind.WEEKLY)),)),),
        standing=group_to_tell,
        book=2,
    ),
    DutyRule(
        "D36",
        "按约回复媒体",
        "Answer the press as promised",
        Role.R15,
        Role.R14,
        (Stop("inquiry_answered", about="inquiry"),),
        begins=(Begin("media_inquiry"),),
        bound=False,
        book=2,
        about="inquiry",
        due_field="reply_by",
    ),
)

"""The clocks that the second book brought, as rows: cases of the first never see them (time-rules.md)."""

from domain.codes import Purpose, ReportKind
from domain.duty import Begin, DutyRule, Stop, contact
from domain.standing import between_key_stages, for_executives, in_hand
from domain.vocabulary import Channel, Role, Stage


def report(kind: ReportKind) -> tuple[Stop, ...]:
    """Stopped by a report of this kind."""
    return (Stop("file_report", (("kind", str(kind)),)),)


def begun_by(*commands: str) -> tuple[Begin, ...]:
    """Started by any of these commands."""
    return tuple(Begin(command) for command in commands)


BOOK_TWO: tuple[DutyRule, ...] = (
    DutyRule(
        "T06a",
        "电话上报并发出风险预警",
        "Call project head and regional CS, send the warning",
        Role.R02,
        Role.R08,
        (Stop("risk_warning"),),
        begins=begun_by("latent_crisis"),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T06b",
        "组建应对小组",
        "Set up the response group",
        Role.R06,
        Role.R08,
        (Stop("confirm_team"),),
        begins=begun_by("risk_warning"),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T12",
        "提交周报",
        "File the weekly report",
        Role.R02,
        Role.R08,
        report(ReportKind.WEEKLY),
        standing=between_key_stages,
        book=2,
    ),
    DutyRule(
        "T13",
        "报告重要转变",
        "Report the turn",
        Role.R02,
        Role.R08,
        report(ReportKind.TURN),
        begins=begun_by("report_turn", "third_party_involved", "media_involved", "change_phase", "declare_crisis"),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T16",
        "确认知悉第三方或媒体介入",
        "Acknowledge third party or media",
        Role.R06,
        Role.R06,
        (Stop("acknowledge"),),
        begins=begun_by("third_party_involved", "media_involved"),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T19",
        "向高层报告",
        "Report to executives",
        Role.R09,
        Role.R10,
        report(ReportKind.EXECUTIVE),
        standing=for_executives,
        by_phase=True,
        book=2,
    ),
    DutyRule(
        "T21",
        "保持与客户联系",
        "Keep the customer informed",
        Role.R04,
        Role.R03,
        (Stop("log_contact"),),
        standing=in_hand,
        contact=True,
        book=2,
    ),
    DutyRule(
        "T36",
        "核对应急处置清单",
        "Check the emergency list",
        Role.R01,
        Role.R06,
        (Stop("emergency_checked"),),
        begins=begun_by("emergency"),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T40a",
        "按约上门维修",
        "Arrive for the repair",
        Role.R05,
        Role.R03,
        (Stop("visit_arrived", about="promise"),),
        begins=begun_by("promise_visit"),
        bound=False,
        about="promise",
        due_field="at",
        book=2,
    ),
    DutyRule(
        "T40b",
        "维修后当班回电",
        "Call back after the repair",
        Role.R02,
        Role.R03,
        contact(Purpose.PROGRESS),
        begins=begun_by("visit_arrived"),
        bound=False,
        contact=True,
        book=2,
    ),
    DutyRule(
        "T41",
        "按承诺彻底修复",
        "Fix it for good as promised",
        Role.R05,
        Role.R03,
        (Stop("permanent_fix", about="measure"),),
        begins=(Begin("interim_measure", given="promised"),),
        bound=False,
        reminds=(Role.R05, Role.R04),
        about="measure",
        due_field="promised",
        book=2,
    ),
    DutyRule(
        "T47",
        "回复论坛投诉",
        "Answer the forum post",
        Role.R02,
        Role.R03,
        contact(Purpose.ACKNOWLEDGE, Purpose.EXPLAIN),
        begins=tuple(Begin(name, (("channel", str(Channel.FORUM)),)) for name in ("register", "convert_lead")),
        bound=False,
        book=2,
    ),
    DutyRule(
        "T51",
        "评估定级",
        "Assess and set the level",
        Role.R03,
        Role.R06,
        (Stop("level_set"),),
        Stage.S3,
        book=2,
    ),
)

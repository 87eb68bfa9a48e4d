"""The fields of every command as rows (WALK.md section 5). Limits count Unicode characters."""

from domain.asked_around import GROUP, LETTER, PARENT, TREATMENT
from domain.asked_assessment import FOLDED
from domain.asked_records import FUNCTIONS, NEGOTIATION, PIECE, PROVENANCE
from domain.codes import (
    AskedRule,
    Attempt,
    Cause,
    Condition,
    ContingencyResult,
    CustomerAnswer,
    EvidenceKind,
    Liability,
    Opinion,
    Purpose,
    Reaction,
    ReportKind,
    Rework,
    Satisfaction,
    Screening,
    Understanding,
    VisitAnswer,
    VisitManner,
    Way,
)
from domain.fields import Field, Kind
from domain.vocabulary import Channel, ComplainantKind, Department, Level, Stage, Term


def one_of(
    name: str,
    zh: str,
    en: str,
    codes: tuple[Term, ...],
    *,
    required: bool = True,
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Field:
    """A choice of one."""
    return Field(name, Kind.CODE, zh, en, required, codes, when=when)


def text(
    name: str,
    zh: str,
    en: str,
    limit: int,
    *,
    required: bool = False,
    when: tuple[str, tuple[str, ...]] | None = None,
    restricted: bool = False,
) -> Field:
    """Words, sealed."""
    return Field(name, Kind.TEXT, zh, en, required, limit=limit, when=when, restricted=restricted)


def number(
    name: str,
    zh: str,
    en: str,
    *,
    required: bool = True,
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Field:
    return Field(name, Kind.NUMBER, zh, en, required, when=when)


def numbers(name: str, zh: str, en: str, *, required: bool = False) -> Field:
    return Field(name, Kind.NUMBERS, zh, en, required)


def flag(
    name: str,
    zh: str,
    en: str,
    *,
    required: bool = False,
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Field:
    return Field(name, Kind.FLAG, zh, en, required, when=when)


#: Sign-offs that `ask` can ask: a statement, or one that expired or was returned.
ASKED_RULES = tuple(AskedRule)

EVIDENCE = numbers("evidence", "证据编号", "Evidence numbers")
NOTE = text("note", "备注", "Note", 2000)
PLAN = number("plan", "方案版本", "Version of the plan")

REGISTER = (
    one_of("channel", "来电来访方式", "Channel", tuple(Channel)),
    text("subject", "标题", "Subject", 40, required=True),
    text("description", "情况", "What happened", 4000, required=True),
    text("demand", "诉求", "What is asked", 1000, required=True),
    text("name", "姓名", "Name", 60, required=True),
    text("phone", "电话", "Telephone", 30, required=True),
    text("room", "房号", "Room", 20, required=True),
    one_of("complainant", "身份", "Who complains", tuple(ComplainantKind)),
    GROUP,
)

SCREEN_DECISION = (
    one_of("outcome", "甄别结果", "Outcome", tuple(Screening)),
    one_of(
        "department",
        "责任部门",
        "Responsible department",
        tuple(Department),
        when=("outcome", (Screening.VALID,)),
    ),
    text(
        "explanation",
        "向客户的说明",
        "Explanation",
        2000,
        required=True,
        when=("outcome", (Screening.INVALID, Screening.ENQUIRY)),
    ),
    NOTE,
    PARENT,
)
LEVEL_SET = (
    one_of("level", "级别", "Level", tuple(Level)),
    Field("team", Kind.ACCOUNTS, "应对小组", "Team"),
    text("criteria", "定级依据", "Criteria", 2000),
    flag("media", "已有媒体关注", "Media involved"),
    flag("casualty", "有人员伤亡", "Casualty"),
    flag("organised", "有组织的群体行动", "Organised action"),
    number("households", "同一原因的户数", "Households with one cause", required=False),
    *FUNCTIONS,
    *FOLDED,
)
CHANGE_LEVEL = (
    one_of("level", "新级别", "New level", tuple(Level)),
    text("reason", "原因", "Reason", 500, required=True),
    Field("team", Kind.ACCOUNTS, "应对小组", "Team"),
)
ASSIGN = (
    Field("owner", Kind.ACCOUNT, "责任人", "Owner"),
    one_of("department", "责任部门", "Responsible department", tuple(Department), required=False),
    text("reason", "原因", "Reason", 500),
)
INTERIM_MEASURE = (
    text("what", "临时措施", "Measure", 1000, required=True),
    Field("promised", Kind.DATE, "承诺日期", "Promised for"),
)
ADD_EVIDENCE = (
    one_of("kind", "证据类型", "Kind of evidence", tuple(EvidenceKind)),
    *PIECE,
    *PROVENANCE,
)
LOG_CONTACT = (
    one_of("purpose", "联系事由", "Purpose", tuple(Purpose)),
    one_of("way", "怎样联系的", "Way", tuple(Way)),
    one_of(
        "answer",
        "客户怎么说",
        "Answer",
        tuple(Reaction),
        when=("purpose", (Purpose.PRESENT, Purpose.RESULT, Purpose.EXPLAIN)),
    ),
    text("note", "联系记录", "Note of the contact", 2000, required=True),
    LETTER,
)
CONTACT_ATTEMPT = (
    one_of("purpose", "联系事由", "Purpose", tuple(Purpose)),
    one_of("way", "怎样联系的", "Way", tuple(Way)),
    one_of("outcome", "结果", "Outcome", tuple(Attempt)),
    text("note", "备注", "Note", 500),
)
INVESTIGATION_SUBMITTED = (
    one_of("liability", "责任认定", "Liability", tuple(Liability)),
    one_of("cause", "原因", "Cause", tuple(Cause)),
    text("report", "调查报告", "Report", 8000, required=True),
    numbers("annexes", "附件（证据编号）", "Annexes (evidence numbers)"),
    text("no_annex_reason", "没有附件的原因", "Why no annex", 300),
)
SAVE_PLAN = (
    text("text", "方案", "Plan", 8000, required=True),
    Field("steps", Kind.STEPS, "步骤", "Steps", required=True),
    text("options", "给客户的选择", "Options for the customer", 4000),
    text("bottom_line", "底线（仅限知情人）", "Bottom line (restricted)", 2000, restricted=True),
    flag("compensation", "涉及补偿", "Compensation"),
    *NEGOTIATION,
)
PLAN_SUBMITTED = (PLAN,)
CUSTOMER_RESPONSE = (
    one_of("outcome", "客户答复", "Answer", tuple(CustomerAnswer)),
    text(
        "words",
        "原话",
        "In the customer's words",
        2000,
        required=True,
        when=("outcome", (CustomerAnswer.DISSATISFIED,)),
    ),
    EVIDENCE,
)
REWORK = (
    one_of("outcome", "怎样调整", "How", tuple(Rework)),
    number(
        "plan",
        "新方案版本",
        "New version of the plan",
        when=("outcome", (Rework.PRINCIPLE, Rework.DETAIL)),
    ),
    flag(
        "no_customer_risk",
        "确认不增加客户风险",
        "No customer risk",
        when=("outcome", (Rework.DETAIL,)),
    ),
    text(
        "reason",
        "不能调整的原因",
        "Why not adjustable",
        1000,
        required=True,
        when=("outcome", (Rework.NOT_ADJUSTABLE,)),
    ),
)
EXPLANATION_RESPONSE = (
    one_of("outcome", "客户是否理解", "Understood", tuple(Understanding)),
    text("words", "原话", "In the customer's words", 2000),
)
ACTIVATE_CONTINGENCY = (
    text("reason", "原因", "Reason", 1000, required=True),
    text("venue", "接待地点", "Venue", 200),
)
CONTINGENCY_RESULT = (
    one_of("outcome", "结果", "Outcome", tuple(ContingencyResult)),
    one_of(
        "to",
        "转入",
        "Goes to",
        (Stage.S5, Stage.S11),
        when=("outcome", (ContingencyResult.THIRD_PARTY,)),
    ),
    text("note", "说明", "Note", 2000, required=True),
)
TASK_DONE = (
    number("task", "任务", "Task"),
    text("note", "怎样检查的", "How it was checked", 1000, required=True),
    EVIDENCE,
)
EXECUTION_COMPLETE = (text("note", "说明", "Note", 1000),)
REASON = (text("reason", "原因", "Reason", 1000, required=True),)
RESULT_CONFIRMED = (
    one_of("satisfaction", "满意度", "Satisfaction", tuple(Satisfaction)),
    Field("conditions", Kind.CODES, "结案条件", "Conditions", True, tuple(Condition)),
    numbers("evidence", "证据编号", "Evidence numbers", required=True),
    text("note", "说明", "Note", 1000),
    TREATMENT,
)
VISIT_RECORDED = (
    one_of("manner", "回访方式", "Manner", tuple(VisitManner)),
    one_of("answer", "客户评价", "Answer", tuple(VisitAnswer)),
    text("record", "回访记录", "Record", 4000, required=True),
    TREATMENT,
)
FILE_REPORT = (
    one_of("kind", "报告类型", "Kind", tuple(ReportKind)),
    text("text", "报告内容", "Text", 8000, required=True),
)
ARCHIVE = (number("report", "总结报告编号", "Summary report", required=False),)
REOPEN = (
    text("reason", "原因", "Reason", 1000, required=True),
    one_of("to", "转入", "Goes to", (Stage.S3, Stage.S5), required=False),
)
WITHDRAW = (
    text("reason", "原因", "Reason", 1000, required=True),
    numbers("evidence", "自愿撤诉的证据编号", "Evidence of free will (numbers)", required=True),
)
LEGAL_OPINION = (
    one_of("opinion", "意见", "Opinion", tuple(Opinion)),
    text("text", "法务意见", "Text", 8000, required=True),
    number("plan", "方案版本", "Version of the plan", required=False),
)
WITHDRAW_ASK = (
    Field("approval", Kind.APPROVAL, "签批", "Sign-off", required=True),
    text("reason", "原因", "Reason", 500, required=True),
)
ASK = (
    one_of("rule", "签批事项", "What is to be signed", ASKED_RULES),
    text(
        "text",
        "说辞全文",
        "Text of the statement",
        8000,
        required=True,
        when=("rule", (AskedRule.A08,)),
    ),
    text("note", "备注", "Note", 500),
)
DECISION = (
    Field("approval", Kind.APPROVAL, "签批", "Sign-off", required=True),
    text("comment", "意见", "Comment", 2000),
)

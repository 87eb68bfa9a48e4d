"""The words of the trade: one stable code, one name per language.

The code is stored, sent and logged and never changes; the names are only ever shown.
A new word is one row here.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word the business uses, with its Chinese and its English name."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.zh, term.en = zh, en
        return term


class Stage(Term):
    """Where a case stands (lifecycle 5.1)."""

    S0 = "S0", "预警线索", "Lead"
    S1 = "S1", "受理登记", "Intake"
    S2 = "S2", "甄别", "Screening"
    S3 = "S3", "评估定级", "Assessment"
    S4 = "S4", "调查取证", "Investigation"
    S5 = "S5", "方案制定", "Planning"
    S6 = "S6", "方案审批", "Plan approval"
    S7 = "S7", "客户沟通", "Presentation"
    S8 = "S8", "方案调整", "Re-work"
    S8B = "S8b", "解释说明", "Explanation"
    S9 = "S9", "紧急应对", "Contingency"
    S10 = "S10", "方案执行", "Execution"
    S11 = "S11", "结果确认", "Result confirmation"
    S12 = "S12", "回访", "Follow-up"
    S13 = "S13", "总结改进", "Retrospective"
    S14 = "S14", "归档", "Archived"
    X1 = "X1", "无效/咨询关闭", "Closed as invalid or enquiry"
    X2 = "X2", "并案", "Merged"
    X3 = "X3", "撤诉/撤回", "Withdrawn"
    X4 = "X4", "移交外部", "Handed to outside bodies"


#: Stages in which a life of a case ends (ARCHITECTURE 2).
FINAL_STAGES = frozenset({Stage.S14, Stage.X1, Stage.X2, Stage.X3})

#: The way from the first word to the archive, as the ladder on the page shows it.
ORDER = tuple(Stage)


def stages(first: Stage, last: Stage) -> frozenset[Stage]:
    """All stages from `first` to `last`, both included, in the order of the lifecycle."""
    return frozenset(ORDER[ORDER.index(first) : ORDER.index(last) + 1])


class Level(Term):
    """How grave a case is (C-01)."""

    MINOR = "minor", "轻微", "Minor"
    GENERAL = "general", "一般", "General"
    MAJOR = "major", "重大", "Major"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


class Phase(Term):
    """The phase of a crisis (lifecycle 5.4)."""

    LATENT = "latent", "潜伏期", "Latent"
    OUTBREAK = "outbreak", "爆发期", "Outbreak"
    HANDLING = "handling", "处置期", "Handling"
    AFTERMATH = "aftermath", "善后期", "Aftermath"


class Role(Term):
    """A role that a person holds (roles.md); `system` signs what follows by rule."""

    R01 = "R01", "首问责任人", "First receiver"
    R02 = "R02", "客服专员", "CS agent"
    R03 = "R03", "客服经理", "CS manager"
    R04 = "R04", "责任人", "Case owner"
    R05 = "R05", "部门负责人", "Department head"
    R06 = "R06", "项目负责人", "Project head"
    R08 = "R08", "区域客服部", "Regional CS"
    R09 = "R09", "应对小组", "Crisis team"
    R10 = "R10", "集团高层", "Executive"
    R13 = "R13", "法务", "Legal"
    R14 = "R14", "公关", "PR"
    R15 = "R15", "新闻发言人", "Spokesperson"
    R16 = "R16", "行政人事部", "HR and administration"
    R31 = "R31", "审计", "Auditor"
    R32 = "R32", "系统管理员", "Administrator"
    R35 = "R35", "舆情监测人", "Monitoring person"
    SYSTEM = "system", "系统", "System"


class Department(Term):
    """Who is responsible for what went wrong."""

    ENGINEERING = "engineering", "工程部", "Engineering"
    SALES = "sales", "营销部", "Sales"
    PROPERTY = "property", "物业公司", "Property"


class Channel(Term):
    """How a complaint reached us."""

    HOTLINE = "hotline", "客服热线", "Hotline"
    DESK = "desk", "前台", "Front desk"
    FORUM = "forum", "业主论坛", "Forum"
    EMAIL = "email", "电子邮件", "E-mail"
    LETTER = "letter", "信函", "Letter"
    FAX = "fax", "传真", "Fax"
    CHAT = "chat", "微信", "Chat"
    VISIT = "visit", "来访", "Visit"
    GROUP = "group", "业主群", "Owners' group"
    SOCIAL = "social", "社交媒体", "Social media"
    BOX = "box", "意见箱", "Suggestion box"
    MEETING = "meeting", "业主会议", "Meeting"


class ComplainantKind(Term):
    """Who complains."""

    OWNER = "owner", "业主", "Owner"
    TENANT = "tenant", "租户", "Tenant"
    BUYER = "buyer", "准业主", "Buyer"
    VISITOR = "visitor", "访客", "Visitor"


class DutyState(Term):
    """How a duty stands (CONTRACT.md)."""

    OPEN = "open", "进行中", "Open"
    OVERDUE = "overdue", "已超时", "Overdue"
    MET = "met", "已完成", "Met"
    CANCELLED = "cancelled", "已取消", "Cancelled"
    PAUSED = "paused", "已暂停", "Paused"


class ApprovalState(Term):
    """How a sign-off stands (ARCHITECTURE 4); all but `open` are final."""

    OPEN = "open", "待签", "Open"
    APPROVED = "approved", "同意", "Approved"
    REJECTED = "rejected", "驳回", "Rejected"
    RETURNED = "returned", "退回补充", "Returned"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    VOID = "void", "已作废", "Void"
    EXPIRED = "expired", "已过期", "Expired"


class Decision(Term):
    """What a signer answers."""

    APPROVE = "approve", "同意", "Approve"
    REJECT = "reject", "驳回", "Reject"
    RETURN = "return", "退回补充", "Return"


#: What a decision makes of its seat.
DECIDED = {
    Decision.APPROVE: ApprovalState.APPROVED,
    Decision.REJECT: ApprovalState.REJECTED,
    Decision.RETURN: ApprovalState.RETURNED,
}


class Outside(Term):
    """Where a matter goes that a delegation does not cover (C-28). Above a project head is the region."""

    PRINCIPAL = "principal", "由授权人本人办理", "Back to the principal"
    ABOVE = (
        "above",
        "转上一级席位（项目负责人的上一级是区域客服部）",
        "To the seat above (the region, for a project head)",
    )

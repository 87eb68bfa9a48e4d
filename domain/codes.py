"""The code sets that the fields of commands choose from (WALK.md section 5)."""

from domain.vocabulary import Term


class Screening(Term):
    """The answer of S2. A duplicate is merged into another case when A27 is signed (X2)."""

    VALID = "valid", "有效投诉", "Valid complaint"
    INVALID = "invalid", "无效投诉", "Invalid complaint"
    ENQUIRY = "enquiry", "咨询类", "Enquiry"
    DUPLICATE = "duplicate", "重复投诉，并案", "Duplicate, to be merged"


class Purpose(Term):
    """What a contact is for; the stop of a duty names one (time-rules.md)."""

    ACKNOWLEDGE = "acknowledge", "受理告知", "Acknowledge"
    PROGRESS = "progress", "进展告知", "Progress"
    RESULT = "result", "结果通知", "Result"
    EXPLAIN = "explain", "解释说明", "Explain"
    PRESENT = "present", "说明方案", "Present the plan"


class Way(Term):
    """How a customer was reached."""

    PHONE = "phone", "电话", "Phone"
    HOME = "home", "上门", "Home visit"
    VISIT = "visit", "来访", "Visit"
    CHAT = "chat", "微信", "Chat"
    EMAIL = "email", "电子邮件", "E-mail"
    LETTER = "letter", "信函", "Letter"


class Reaction(Term):
    """What the customer said to a plan, a result or an explanation."""

    SATISFIED = "satisfied", "满意", "Satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"
    UNDERSTOOD = "understood", "理解", "Understood"
    NOT_UNDERSTOOD = "not_understood", "不理解", "Not understood"
    UNDECIDED = "undecided", "还没表态", "Undecided"


class Attempt(Term):
    """How an attempt to reach the customer ended."""

    NO_ANSWER = "no_answer", "未接通", "No answer"


class Liability(Term):
    """The finding on responsibility (C-12)."""

    OURS = "ours", "我方责任", "Ours"
    PARTLY = "partly", "部分责任", "Partly ours"
    NOT_OURS = "not_ours", "非我方责任", "Not ours"
    UNDETERMINED = "undetermined", "未定", "Undetermined"


class Cause(Term):
    """Where the trouble came from."""

    DESIGN = "design", "设计", "Design"
    WORKMANSHIP = "workmanship", "施工", "Workmanship"
    MATERIAL = "material", "材料", "Material"
    SERVICE = "service", "服务", "Service"
    SALES = "sales", "销售承诺", "Sales promise"
    USE = "use", "使用", "Use"
    EXTERNAL = "external", "外部原因", "External"
    UNKNOWN = "unknown", "不明", "Unknown"


class EvidenceKind(Term):
    """What kind of evidence is kept."""

    PHOTO = "photo", "照片", "Photo"
    RECORDING = "recording", "录音", "Recording"
    DOCUMENT = "document", "文件", "Document"
    SIGNED_FORM = "signed_form", "签字单", "Signed form"
    CUSTOMER_CONFIRMATION = "customer_confirmation", "客户确认", "Customer confirmation"
    OTHER = "other", "其他", "Other"


class CustomerAnswer(Term):
    """What the customer decided about the plan."""

    SATISFIED = "satisfied", "同意方案", "Satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"


class Rework(Term):
    """How a refused plan is taken up again (A05, A06)."""

    PRINCIPLE = "principle", "原则性改动", "Change of principle"
    DETAIL = "detail", "具体做法改动", "Change of detail"
    NOT_ADJUSTABLE = "not_adjustable", "不能调整", "Not adjustable"


class Understanding(Term):
    """How the customer took the explanation."""

    UNDERSTOOD = "understood", "理解", "Understood"
    NOT_UNDERSTOOD = "not_understood", "不理解", "Not understood"


class ContingencyResult(Term):
    """How a contingency ends."""

    NEW_PROPOSAL = "new_proposal", "新方案", "New proposal"
    AGREEMENT = "agreement", "达成一致", "Agreement"
    THIRD_PARTY = "third_party", "第三方结果", "Third-party outcome"


class Satisfaction(Term):
    """How satisfied the customer is with the outcome."""

    SATISFIED = "satisfied", "满意", "Satisfied"
    NEUTRAL = "neutral", "一般", "Neutral"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"


class Condition(Term):
    """The four conditions of closing (A14)."""

    STEPS = "steps", "方案各步已完成", "All steps done"
    CUSTOMER = "customer", "客户已确认", "Customer confirmed"
    DEPARTMENTS = "departments", "部门已确认", "Departments confirmed"
    FILE = "file", "资料齐全", "File complete"


class VisitManner(Term):
    """How the follow-up visit was made."""

    PHONE = "phone", "电话回访", "By phone"
    HOME = "home", "上门回访", "At home"


class VisitAnswer(Term):
    """What the customer said at the visit."""

    SATISFIED = "satisfied", "满意", "Satisfied"
    UNSATISFIED = "unsatisfied", "不满意", "Unsatisfied"
    NOT_REACHED = "not_reached", "联系不上", "Not reached"


class ReportKind(Term):
    """What kind of report is filed."""

    DAILY = "daily", "日报", "Daily report"
    WEEKLY = "weekly", "周报", "Weekly report"
    TURN = "turn", "重要转变报告", "Report of a turn"
    EXECUTIVE = "executive", "高层报告", "Executive report"
    SUMMARY = "summary", "总结报告", "Summary report"


class Opinion(Term):
    """What legal says of a plan."""

    CLEAR = "clear", "无异议", "Clear"
    CONDITIONS = "conditions", "附条件", "With conditions"
    AGAINST = "against", "不同意", "Against"


class AskedRule(Term):
    """Sign-offs that `ask` names (approvals.md)."""

    A01 = "A01", "轻微案件方案", "Plan of a minor case"
    A02 = "A02", "一般案件方案", "Plan of a general case"
    A03 = "A03", "降低级别", "Lowering the level"
    A04 = "A04", "重大案件方案", "Plan of a major case"
    A05 = "A05", "原则性改动", "Change of principle"
    A06 = "A06", "具体做法改动", "Change of detail"
    A08 = "A08", "媒体说辞", "Media statement"
    A11 = "A11", "启动紧急应对、危机状态", "Contingency and crisis mode"
    A14 = "A14", "结案", "Closing"
    A17 = "A17", "移交外部、律师函与协议", "Outside bodies, lawyer's letters, agreements"
    A19 = "A19", "总结报告", "Summary report"
    A27 = "A27", "撤诉、并案与重启", "Withdrawal, merging or reopening"
    A28 = "A28", "重启归档案件", "Reopening from the archive"
    A07 = "A07", "补偿", "Compensation"
    A09 = "A09", "客户说辞", "Statement to customers"
    A10 = "A10", "员工说辞", "Statement to staff"
    A25 = "A25", "任命新闻发言人", "Appointing the spokesperson"


class OtherRule(Term):
    """Sign-offs that `ask` does not name: a command of their own asks them."""

    A13 = "A13", "暂停或延长时限", "More time"
    A15 = "A15", "无效与咨询的抽查", "Second look at a screening"
    A16 = "A16", "警务与第三方联络卡", "Police card"
    A18 = "A18", "区域支持", "Regional support"
    A24 = "A24", "移交背景资料", "Handing on background data"


class Track(Term):
    """The outside body that a case is handed over to (X4)."""

    COURT = "court", "诉讼", "Court"
    ARBITRATION = "arbitration", "仲裁", "Arbitration"
    ADMINISTRATIVE = "administrative", "行政处理", "Administrative body"


class LeadSource(Term):
    """Where a lead was heard (S0)."""

    FORUM = "forum", "业主论坛", "Forum"
    GROUP = "group", "业主群", "Owners' group"
    RUMOUR = "rumour", "传言", "Rumour"
    RISK_ITEM = "risk_item", "风险清单", "Risk item"
    EMPLOYEE = "employee", "员工上报", "Employee's report"


class Basis(Term):
    """What a compensation rests on (D41)."""

    LAW = "law", "法律规定", "Law"
    CONTRACT = "contract", "合同约定", "Contract"
    QUALITY_STANDARD = "quality_standard", "质量标准", "Quality standard"
    MEDIATION = "mediation", "第三方调解", "Mediation"

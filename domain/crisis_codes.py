"""The code sets of a crisis: why its phase changes, what is done in each, who has which post (D19-D22, D24)."""

from domain.vocabulary import Term


class PhaseCondition(Term):
    """The condition met when the phase changes (D20-D22, lifecycle 5.4)."""

    EMOTION = "emotion", "情绪失控", "Emotions out of control"
    GROUP = "group", "扩散为群体", "Spread to a group"
    INTEREST = "interest", "利益冲突公开", "Open conflict of interest"
    GRIEVANCE = "grievance", "公开表达不满", "Open grievance"
    IRRATIONAL = "irrational", "出现过激行为", "Irrational action"
    MEDIA = "media", "媒体介入", "Media involved"
    CASUALTY = "casualty", "人员伤亡", "Casualty"
    REKINDLED = "rekindled", "再次激化", "Rekindled"
    SEPARATED = "separated", "现场与情绪已隔开、缓和", "Site and emotions eased"
    INFORMED = "informed", "信息沟通有效", "Communication works"
    HOPE = "hope", "业主看到希望或行动", "Owners see hope or action"
    FACTS = "facts", "事实与结果已清楚", "Facts and outcome are clear"
    QUIET = "quiet", "平稳处理中，没有爆发", "Handled quietly, no outbreak"
    MAJORITY = "majority", "多数业主同意", "The majority agrees"
    PROPOSAL = "proposal", "具体方案已被接受", "A concrete proposal is accepted"
    CONTROLLABLE = "controllable", "事态平静、可控", "Calm and controllable"
    RESULT = "result", "结果已确认", "The result is confirmed"
    CALM = "calm", "表面平静，现场安静", "Surface calm, the site is quiet"
    MISJUDGED = "misjudged", "此前判断有误", "The earlier judgement was wrong"


class Strategy(Term):
    """What is done in a phase, ticked off. Only the honest ones: C-12 and C-14 to C-17 leave the others out."""

    IDENTIFY = "identify", "及早识别隐患", "Identify trouble early"
    LIABILITY = "liability", "认定责任", "Determine liability"
    PREVENTIVE_TALK = "preventive_talk", "预防性沟通", "Preventive communication"
    EMPATHY = "empathy", "共情疏导", "Empathy, let people speak"
    ALTERNATIVE = "alternative", "提出替代方案", "Offer an alternative"
    SERVICE = "service", "提供补充服务", "Offer additional service"
    WARN_INSIDE = "warn_inside", "内部预警", "Warn internally"
    PREPARE = "prepare", "准备资源与证据", "Prepare resources and evidence"
    LEGAL = "legal", "法律准备", "Prepare legally"
    FIRST_RESPONSE = "first_response", "最快首次回应", "Fastest first response"
    CONFIRM_FACTS = "confirm_facts", "关切询问并核实事实", "Caring inquiry, facts confirmed"
    RESPONSIBILITY = "responsibility", "先担责任，首问负责", "Responsibility first, first-asked duty"
    SOOTHE = "soothe", "安抚情绪", "Soothe"
    TAKE_CONTROL = "take_control", "掌握局面，立即行动", "Take control, act at once"
    PROGRESS = "progress", "及时通报进展", "Tell the progress in time"
    CLEAR_WORDING = "clear_wording", "措辞明确、附条件", "Clear and conditional wording"
    ANSWER_BY = "answer_by", "答复不了的，给出答复期限", "Promise an answer by a date"
    BIG_FIRST = "big_first", "先解决大事", "Big things first"
    APOLOGISE = "apologise", "持续致歉与服务", "Apologise and serve on"
    TRANSPARENT = "transparent", "坦诚透明", "Honest and transparent"
    TIERED = "tiered", "多人并行、分层沟通", "Parallel, tiered talks"
    MODEST = "modest", "保持谦和", "Stay modest"
    SUBSTITUTE = "substitute", "替代方案或服务", "A substitute plan or service"
    PARTIAL = "partial", "部分接受，相互让步", "Accept in part, give and take"
    CAP = "cap", "说明能做到的限度", "Say what the limit is"
    EMOTIONS = "emotions", "控制情绪", "Keep emotions in check"
    EASY_FIRST = "easy_first", "先易后难", "Easy ones first"
    EXCEED = "exceed", "超出预期", "Exceed expectations"
    COUNT = "count", "把得失算清楚、讲明白", "Explain benefit and loss openly"
    SORE_POINTS = "sore_points", "避开痛点", "Avoid sore points"
    REMEDIAL = "remedial", "弥补式服务", "Remedial service"
    REMOVE = "remove", "消除后续隐患", "Remove follow-up trouble"
    INSIDE = "inside", "内部沟通与安抚", "Communicate and comfort internally"
    WATCH = "watch", "观察是否再次激化", "Watch for rekindling"
    RECOVER = "recover", "恢复影响", "Recover the reputation"
    REVIEW = "review", "复盘总结", "Review"


class Post(Term):
    """A post in the response to a crisis (D24, D26). The commander's and the spokesperson's are given otherwise."""

    COMMANDER = "commander", "总指挥", "Commander"
    SPOKESPERSON = "spokesperson", "发言人", "Spokesperson"
    DEPUTY = "deputy", "副总指挥", "Deputy commander"
    LIAISON = "liaison", "联络", "Liaison"
    SITE = "site", "现场", "On site"
    RECEPTION = "reception", "接待", "Reception"
    EVIDENCE = "evidence", "取证", "Evidence"
    MONITOR = "monitor", "舆情监测", "Monitoring"
    LEGAL = "legal", "法务", "Legal"
    PR = "pr", "公关", "PR"
    ENGINEERING = "engineering", "工程", "Engineering"


class StandDown(Term):
    """The conditions under which a crisis is stood down; all are declared."""

    SITE_CALM = "site_calm", "现场与舆情平静", "Site and opinion are calm"
    AGREED = "agreed", "方案已被接受或正在落实", "The plan is accepted or under way"
    OWNED = "owned", "未了事项都有责任人", "Everything left open has an owner"
    TOLD = "told", "相关部门和业主已告知", "Departments and owners are told"


class ContactKind(Term):
    """Who is on the contact list (D38)."""

    POLICE = "police", "公安机关", "Police"
    FIRE = "fire", "消防", "Fire brigade"
    HOSPITAL = "hospital", "医院", "Hospital"
    GOVERNMENT = "government", "政府部门", "Authority"
    QUALITY = "quality", "质量监督", "Quality supervision"
    CONSUMERS = "consumers", "消费者协会", "Consumers' association"
    MEDIATION = "mediation", "调解机构", "Mediation body"
    INSURER = "insurer", "保险公司", "Insurer"
    MEDIA = "media", "媒体", "Media"
    REPAIR = "repair", "维修单位", "Repair company"
    OTHER = "other", "其他", "Other"


class Support(Term):
    """What the region is asked for (A18)."""

    PEOPLE = "people", "人员", "People"
    EXPERTS = "experts", "专家", "Experts"
    RESOURCES = "resources", "物资与经费", "Resources"


class FactSource(Term):
    """Where a fact of the situation picture comes from."""

    SITE = "site", "现场", "Site"
    OWNERS = "owners", "业主", "Owners"
    DEPARTMENT = "department", "部门", "Department"
    AUTHORITY = "authority", "主管部门", "Authority"
    OPINION = "opinion", "舆情", "Monitoring"


class Certainty(Term):
    """How sure a fact is."""

    CONFIRMED = "confirmed", "已核实", "Confirmed"
    REPORTED = "reported", "待核实", "Reported"


class Place(Term):
    """Where public opinion is watched (D37)."""

    FORUM = "forum", "业主论坛", "Forum"
    GROUP = "group", "业主群", "Owners' group"
    VIDEO = "video", "短视频平台", "Video platform"
    SOCIAL = "social", "社交媒体", "Social media"
    NEWS = "news", "新闻媒体", "News"
    CALL = "call", "来电", "Call"


class Finding(Term):
    """What a look at a place found; nothing found counts as a look (T05)."""

    FOUND = "found", "有新内容", "Something new"
    NOTHING = "nothing", "没有发现", "Nothing found"


class Tone(Term):
    """How people speak of it."""

    CALM = "calm", "平和", "Calm"
    CRITICAL = "critical", "批评", "Critical"
    ANGRY = "angry", "激烈", "Angry"
    FALSE = "false", "不实", "False"


class Recovery(Term):
    """What a measure of the recovery plan is for (D42, D53)."""

    RELATIONSHIP = "relationship", "修复客户关系", "Repair relations"
    SERVICE = "service", "弥补式服务", "Remedial service"
    BRAND = "brand", "恢复品牌形象", "Recover the brand"
    INSIDE = "inside", "部门配合与内部改进", "Departments and inner improvement"

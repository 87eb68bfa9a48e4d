"""The words that class a complaint and score it (D02, D03, D04)."""

from domain.vocabulary import Term


class Category(Term):
    """What the complaint is about (D03)."""

    QUALITY = "quality", "工程质量类", "Engineering quality"
    DESIGN = "design", "规划设计类", "Planning and design"
    SALES = "sales", "销售管理类", "Sales"
    PROPERTY = "property", "物业管理类", "Property management"
    SERVICE = "service", "客户服务类", "Customer service"
    OTHER = "other", "其他类", "Other"


class Source(Term):
    """Where the complaint comes from (D03)."""

    DEFECT = "defect", "客观软硬件瑕疵", "Real defect"
    GAIN = "gain", "主观经济恶意", "Deliberate gain-seeking"
    STIRRED = "stirred", "第三方教唆挑拨", "Stirred up by a third party"
    OUTSIDE = "outside", "非责任管辖范围", "Outside our responsibility"


class Nature(Term):
    """Whether it grew inside or outside (D03)."""

    INTERNAL = "internal", "内生性", "Internally caused"
    EXTERNAL = "external", "外生性", "Externally caused"
    GENERALISED = "generalised", "个别问题泛化", "Individual issue generalised"


class Systemic(Term):
    """One case or many to come (D03)."""

    ONE_OFF = "one_off", "偶然", "One-off"
    SYSTEMIC = "systemic", "系统性", "Systemic"


class Mentality(Term):
    """What the customer is after (D03)."""

    RESPECT = "respect", "求尊重", "Respect"
    COMPENSATION = "compensation", "求补偿", "Compensation"
    VENTING = "venting", "求发泄", "Venting"
    SHIFTING = "shifting", "逃避责任", "Shifting blame"
    HOSTILE = "hostile", "对立敌视", "Hostile"
    MIXED = "mixed", "综合心理", "Mixed"


class Action(Term):
    """Forms that a complaint takes, rational and irrational (D03). Media exposure is in both lists of the source."""

    COMPANY = "company", "向公司投诉", "Complains to the company"
    PARENT = "parent", "向上级公司投诉", "Complains to the parent company"
    MEDIA = "media", "媒体曝光", "Media exposure"
    CONSUMERS = "consumers", "投诉消协", "Consumer association"
    INSPECTION = "inspection", "投诉质检站", "Quality-inspection station"
    PETITION = "petition", "个别上访", "Individual petition"
    LAWSUIT = "lawsuit", "法律诉讼", "Lawsuit"
    BANNERS = "banners", "悬挂标语", "Banners"
    LEAFLETS = "leaflets", "散发传单、演讲煽动", "Leaflets or speeches"
    MARCH = "march", "游行造势", "March"
    OCCUPYING = "occupying", "占据办公及销售场所", "Occupying office or sales hall"
    BLOCKING = "blocking", "封门堵路", "Sealing doors, blocking roads"
    OBSTRUCTING = "obstructing", "阻扰施工", "Obstructing works"
    COLLECTIVE = "collective", "集体上访", "Collective petition"
    VIOLENCE = "violence", "辱骂殴打", "Abuse or beating of staff"
    RELAYS = "relays", "谈判车轮战", "Negotiating in relays"
    THREATS = "threats", "人身威胁", "Personal threats"
    SUICIDE = "suicide", "寻死", "Suicide threats"
    WAILING = "wailing", "哭闹博同情", "Wailing for sympathy"
    HARASSING = "harassing", "不违法骚扰", "Harassment short of the law"
    STALKING = "stalking", "跟踪", "Stalking"
    KIDNAPPING = "kidnapping", "绑架", "Kidnapping"


class Fault(Term):
    """How we failed (D02)."""

    DERELICTION = "dereliction", "失职", "Dereliction"
    MISTAKE = "mistake", "失误", "Mistake"
    LACK = "lack", "失度", "Lack of measure"
    CONTROL = "control", "失控", "Loss of control"
    NONE = "none", "无我方责任", "Not our fault"


class Score(Term):
    """How much a criterion weighs (D04)."""

    ONE = "1", "1 很低", "1 very low"
    TWO = "2", "2 较低", "2 low"
    THREE = "3", "3 中等", "3 medium"
    FOUR = "4", "4 较高", "4 high"
    FIVE = "5", "5 很高", "5 very high"

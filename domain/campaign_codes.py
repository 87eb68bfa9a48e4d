"""The words of campaigns: kinds, groups and what each of them ticks (D17, D28, D29)."""

from domain.vocabulary import Term


class CampaignKind(Term):
    """What brings the cases of a project together on known dates (D17, D29)."""

    CONSUMER_DAY = "consumer_day", "3·15专项", "15 March campaign"
    DELIVERY = "delivery", "集中交付", "Centralised delivery"


class CampaignState(Term):
    """How a campaign stands. `ready` is of a delivery, and holds only while every group has its head-count."""

    PREPARING = "preparing", "筹备中", "In preparation"
    READY = "ready", "已就绪", "Ready"
    RUNNING = "running", "进行中", "Running"
    CLOSED = "closed", "已关闭", "Closed"


class Seat(Term):
    """What somebody is in a campaign besides a member of a group."""

    LEADER = "leader", "组长", "The group leader"
    ANYONE = "anyone", "项目工作人员", "Anybody who works on the project"


class Group(Term):
    """The groups of a campaign: the special group of D17, the five temporary groups of D29."""

    SPECIAL = "special", "特别小组", "Special group"
    COORDINATION = "coordination", "应急统筹组", "Coordination group"
    COMPLAINTS = "complaints", "投诉处理组", "Complaints group"
    ORDER = "order", "秩序维护组", "Order group"
    FILMING = "filming", "现场取证组", "Evidence group"
    CAR_PARK = "car_park", "车场维护组", "Car-park group"


class Unit(Term):
    """Who has standing duties in a centralised delivery (D28); C-22: the preliminary department is 开发部."""

    REGION = "region", "区域客服部", "Regional CS"
    HEAD = "head", "项目负责人", "Project head"
    CS = "cs", "项目客服部", "Project CS"
    MARKETING = "marketing", "营销部", "Marketing"
    HR = "hr", "人事行政部", "HR and administration"
    PROPERTY = "property", "物业公司", "Property company"
    PRELIMINARY = "preliminary", "前期部（开发部）", "Preliminary department"
    ENGINEERING = "engineering", "工程部", "Engineering"


class StandingDuty(Term):
    """What each unit has to do for a centralised delivery (D28), one item a word."""

    GUIDE = "guide", "指导项目公司", "Guide the project company"
    OPINION = "opinion", "对应急预案提出专业意见", "Give a professional opinion on the plan"
    RESOURCES = "resources", "个案协调区域资源、专员和人员", "Bring in regional resources, specialists and people"
    ORGANISE = "organise", "组织协调各部门", "Organise and coordinate"
    APPROVE_PLAN = "approve_plan", "决策并批准预案", "Decide on the plan and approve it"
    NEGOTIATE = "negotiate", "主持并参加业主谈判", "Lead and take part in talks with owners"
    COLLECT = "collect", "收集信息并上报", "Collect information and report it up"
    WRITE_PLAN = "write_plan", "编写应急预案", "Write the emergency plan"
    OWNERS = "owners", "对接业主，发布信息通知", "Be the owners' contact, send them notices"
    TRACK = "track", "跟踪督办，反馈结果", "Track, press on and report the results"
    PRESERVE = "preserve", "保全证据", "Preserve evidence"
    FORUMS = "forums", "监测论坛和业主群，以事实回应", "Watch forums and owners' groups, answer with facts"
    SUMMARY = "summary", "撰写案例总结", "Write the case summary"
    MEDIA_PLAN = "media_plan", "制定媒体应对方案", "Make the media response plan"
    SEGMENT = "segment", "客户名单梳理、分类和基本摸底", "Sort and segment the list of customers"
    HALL = "hall", "保持售楼处正常接待", "Keep the sales hall's reception going"
    SPEAK = "speak", "媒体接待、采访，落实新闻发言人", "Receive the media; name the spokesperson"
    SALES_REVIEW = "sales_review", "营销方面复盘", "Review the sales side"
    AUTHORITIES = "authorities", "事前和当天对接政府、公安、法院", "Liaise with government, police and court"
    RECORDERS = "recorders", "购置录音、摄像设备", "Buy recorders and cameras"
    LEGAL = "legal", "办理法律事务", "See to legal matters"
    SITE_ORDER = "site_order", "维护现场秩序", "Keep order on site"
    DISSUADE = "dissuade", "劝阻损害形象的行为，直至执法人员到场", "Dissuade from harm until the authorities arrive"
    DELIVERED = "delivered", "梳理已交付客户名单", "Sort the list of customers already delivered"
    CCTV = "cctv", "检查、更新监控", "Check and renew the CCTV"
    ASSIST = "assist", "协助客服保全证据", "Help CS preserve evidence"
    RELATIONS = "relations", "联络公安、住建、规划部门", "Keep contact with police, housing and planning"
    BACKGROUND = "background", "客户名单核查（先经A24批准）", "Check the list of customers (A24 first)"
    PRELIMINARY_PLAN = "preliminary_plan", "前期部分的预案", "Its share of the plan"
    INSTALL = "install", "安装、调试监控设备", "Install and commission monitoring equipment"
    ENGINEERING_PLAN = "engineering_plan", "工程部分的预案", "Its share of the plan"
    ENGINEERING_REVIEW = "engineering_review", "工程方面复盘", "Its share of the review"


class Standing(Term):
    """Does an issue of the register exist already (D17)?"""

    EXISTING = "existing", "已存在", "Existing"
    POTENTIAL = "potential", "潜在", "Potential"


class Settled(Term):
    """How an issue left the register."""

    RESOLVED = "resolved", "已解决", "Resolved"
    HANDED_ON = "handed_on", "转常规办理", "Handed on to regular work"


class Passed(Term):
    """What a re-inspection with the owner found (D17)."""

    PASSED = "passed", "复验合格", "Passed"
    FAILED = "failed", "复验不合格", "Failed"


class Watched(Term):
    """Where somebody looked that day."""

    FORUMS = "forums", "业主论坛", "Owners' forums"
    CHATS = "chats", "业主微信群、QQ群", "Owners' chat groups"
    PRESS = "press", "媒体", "Press"
    SHORT_VIDEO = "short_video", "短视频平台", "Short-video platforms"
    VISITS = "visits", "来访和来电", "Visits and calls"


class Found(Term):
    """What a day's monitoring found."""

    NOTHING = "nothing", "无异常", "Nothing unusual"
    SOMETHING = "something", "有情况", "Something"


class Reached(Term):
    """How a key customer was contacted."""

    CALL = "call", "电话", "Telephone"
    VISIT = "visit", "上门", "Home visit"
    MEETING = "meeting", "面谈", "Meeting"
    CHAT = "chat", "微信", "Chat"


class SiteIncident(Term):
    """The order group's tick list (R22)."""

    BANNERS = "banners", "拉横幅、喊口号", "Banners, shouting"
    GATHERING = "gathering", "聚集围堵", "A crowd blocking the way"
    CRUSH = "crush", "拥挤踩踏风险", "Danger of a crush"
    CLASH = "clash", "肢体冲突", "A physical clash"
    DAMAGE = "damage", "物品损坏", "Things damaged"
    INJURY = "injury", "人员受伤", "Somebody hurt"
    STRANGERS = "strangers", "外来人员煽动", "Outsiders stirring up"


class SiteMeasure(Term):
    """What the order group did; with restraint, and without arguing (D29)."""

    CALMED = "calmed", "劝离", "Asked to move on"
    CORDON = "cordon", "隔离、疏导", "Cordoned off, led people round"
    FIRST_AID = "first_aid", "急救、送医", "First aid, hospital"
    POLICE = "police", "报警", "Called the police"
    LED = "led", "引导至洽谈区", "Led to the consultation area"


class CarParkIncident(Term):
    """The car-park group's tick list (R24)."""

    BLOCKED = "blocked", "堵塞道路", "The road is blocked"
    FULL = "full", "车位已满", "No places left"
    SCRATCH = "scratch", "车辆刮擦", "A car scratched"
    DIVERTED = "diverted", "引导其他车辆就近停放", "Others led to park nearby"
    CLEARED = "cleared", "道路已疏通", "The road is clear again"


class Scene(Term):
    """What was filmed (D29, D33)."""

    DISTURBANCE = "disturbance", "扰序行为", "The disturbance"
    DAMAGE = "damage", "物品损坏", "Damage"
    INJURY = "injury", "人员受伤", "Injuries"


class Recording(Term):
    """How it was filmed."""

    VIDEO = "video", "录像", "Video"
    PHOTO = "photo", "照片", "Photograph"


class Distance(Term):
    """From how far it was filmed; the evidence group takes no close-ups (D29)."""

    FAR = "far", "远景", "From afar"
    MIDDLE = "middle", "中景", "Middle distance"
    CLOSE = "close", "近距离特写", "Close-up"


class Reply(Term):
    """What became of a question."""

    ANSWERED = "answered", "已答复", "Answered"
    LATER = "later", "当场未能答复，已详记", "Not answered there; recorded in detail"

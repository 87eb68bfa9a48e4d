"""The code sets of what turns up beside the stages: turns, third parties, media, emergencies (time-rules.md)."""

from domain.vocabulary import Term


class Turn(Term):
    """An important turn (T13). The last four make the case major (lifecycle 5.5)."""

    ATTITUDE = "attitude", "客户态度转变", "The customer's attitude changed"
    FACT = "fact", "出现新的事实", "New facts"
    SPREAD = "spread", "事态扩大", "It spreads"
    LEGAL = "legal", "进入法律程序", "Legal steps"
    OTHER = "other", "其他重要转变", "Another turn"
    CASUALTY = "casualty", "出现人员伤亡", "Casualty"
    ORGANISED = "organised", "出现有组织的群体行动", "Organised action"
    THREAT = "threat", "危及生命", "Threat to life"
    POLICE = "police", "需要警方到场", "Police needed"


class ThirdParty(Term):
    """Who else steps in (T16)."""

    AUTHORITY = "authority", "政府部门", "Authority"
    CONSUMERS = "consumers", "消费者协会", "Consumers' association"
    COMMITTEE = "committee", "业主委员会", "Owners' committee"
    LAWYER = "lawyer", "律师", "Lawyer"
    COURT = "court", "法院或仲裁机构", "Court or arbitration"
    POLICE = "police", "公安机关", "Police"
    OTHER = "other", "其他第三方", "Another third party"


class MediaKind(Term):
    """Which media are involved (T16)."""

    PRESS = "press", "报刊", "Press"
    BROADCAST = "broadcast", "广播电视", "Broadcasting"
    ONLINE = "online", "网络媒体", "Online media"
    SELF_MEDIA = "self_media", "自媒体", "Personal channel"


class FloorReason(Term):
    """Why a case is at least of a level (lifecycle 5.5)."""

    MEDIA = "media", "媒体介入", "media involved"
    CASUALTY = "casualty", "人员伤亡", "casualty"
    ORGANISED = "organised", "有组织的群体行动", "organised action"
    THREAT = "threat", "危及生命", "threat to life"
    POLICE = "police", "警方介入", "police"
    HOUSEHOLDS = "households", "多户同一原因", "several households with one cause"
    REOPENED = "reopened", "多次重启", "reopened repeatedly"
    OUTBREAK = "outbreak", "进入爆发期", "outbreak"


class Call(Term):
    """Who is called when a latent crisis is judged (T06a)."""

    PROJECT_HEAD = "project_head", "项目负责人", "Project head"
    REGIONAL_CS = "regional_cs", "区域客服部", "Regional CS"


class EmergencyKind(Term):
    """The five kinds of the emergency plan (D15)."""

    SYSTEM_FAILURE = "system_failure", "业务系统故障", "System failure"
    ILLNESS = "illness", "突发疾病", "Sudden illness"
    INJURY = "injury", "意外人身伤害", "Accidental injury"
    LOST_PROPERTY = "lost_property", "遗失物品", "Lost property"
    MEDIA_REPORT = "media_report", "媒体报道", "Media report"


class CheckItem(Term):
    """First measures of an emergency, ticked off (D15, T36)."""

    BACKUP = "backup", "已启用备用方案", "Switched to the backup"
    TECHNICAL = "technical", "已报技术部门", "Technical department told"
    AID = "aid", "已施救或送医", "Aid given"
    DEPARTMENTS = "departments", "已通知相关部门", "Departments told"
    POLICE = "police", "已报警", "Police called"
    INSURER = "insurer", "已通知保险公司", "Insurer told"
    SEARCH = "search", "已协助寻找", "Helped to search"
    RECORDED = "recorded", "已做记录", "Recorded"
    WATCHED = "watched", "已关注舆情动向", "Coverage watched"

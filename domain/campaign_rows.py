"""What a kind of campaign has: its groups with their head-counts, its checklist, its usual window.

Head-counts are the least of what the procedure states for each group; that they hold a delivery back is a
default [P], which the project head may set for one campaign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.campaign_codes import CampaignKind, Group, StandingDuty, Unit
from domain.vocabulary import Department, Role

#: T34 [P]: first and last day of the window around consumer day, as month and day.
WINDOW = ((3, 1), (3, 20))


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: of which kind of campaign, the least heads it needs, who, what for, and how they behave (D29)."""

    group: Group
    kind: CampaignKind
    least: int
    who_zh: str
    who_en: str
    job_zh: str
    job_en: str
    conduct_zh: tuple[str, ...]
    conduct_en: tuple[str, ...]


GROUPS = (
    GroupRow(
        Group.SPECIAL,
        CampaignKind.CONSUMER_DAY,
        3,
        "组长、副组长、成员；片区负责人；全体客服",
        "Leader, deputy, members; area leaders; all of CS",
        "梳理重点事项，逐件推进；联系全部重点客户；每日监测",
        "Go through the key issues one by one; contact every key customer; watch every day",
        ("不推诿", "不过度承诺", "只以事实回应"),
        ("no brush-off", "no over-promise", "facts only"),
    ),
    GroupRow(
        Group.COORDINATION,
        CampaignKind.DELIVERY,
        5,
        "客服、营销、设计、工程、物业负责人",
        "Heads of CS, marketing, design, engineering and property",
        "解答业主问题；向项目负责人报告现场要情；接待媒体并转新闻发言人",
        "Answer owners' questions; tell the project head what matters; receive the media and hand them on",
        ("礼貌待人", "绝不发生口角、肢体冲突", "未能答复的详细记录", "不推诿", "不过度承诺"),
        ("courteous", "never a verbal or physical clash", "record what stays open", "no brush-off", "no over-promise"),
    ),
    GroupRow(
        Group.COMPLAINTS,
        CampaignKind.DELIVERY,
        2,
        "客服 2–5 人",
        "CS, 2 to 5",
        "安抚、解释；引导至洽谈区；详谈解决",
        "Calm and explain; lead to the consultation area; talk in detail and resolve",
        ("微笑服务", "做好记录", "不推诿", "不过度承诺"),
        ("smile", "record", "no brush-off", "no over-promise"),
    ),
    GroupRow(
        Group.ORDER,
        CampaignKind.DELIVERY,
        5,
        "物业 5–10 人",
        "Property, 5 to 10",
        "保护现场和售楼处；防止拥挤和险情",
        "Protect site and sales office; prevent crushing and hazards",
        ("克制、冷静", "不争吵", "不造成损坏和伤害"),
        ("restraint and calm", "no arguing", "no damage, no injury"),
    ),
    GroupRow(
        Group.FILMING,
        CampaignKind.DELIVERY,
        1,
        "物业 1–2 人",
        "Property, 1 or 2",
        "拍摄扰序行为；记录物品损坏和人员受伤",
        "Film the disturbance; record damage and injuries",
        ("保护设备", "不近距离拍摄"),
        ("protect the equipment", "no close-up shooting"),
    ),
    GroupRow(
        Group.CAR_PARK,
        CampaignKind.DELIVERY,
        2,
        "物业 2–3 人",
        "Property, 2 or 3",
        "引导车辆离场，避免损坏；道路被堵时引导就近停放",
        "Guide cars out without damage; if the road is blocked, let others park nearby",
        ("不离岗", "不议论", "微笑服务"),
        ("do not leave the post", "stay silent", "smile"),
    ),
)
BY_GROUP: Mapping[Group, GroupRow] = {row.group: row for row in GROUPS}

#: D28, by unit.
STANDING_DUTIES: Mapping[Unit, tuple[StandingDuty, ...]] = {
    Unit.REGION: (StandingDuty.GUIDE, StandingDuty.OPINION, StandingDuty.RESOURCES),
    Unit.HEAD: (StandingDuty.ORGANISE, StandingDuty.APPROVE_PLAN, StandingDuty.NEGOTIATE),
    Unit.CS: (
        StandingDuty.COLLECT,
        StandingDuty.WRITE_PLAN,
        StandingDuty.OWNERS,
        StandingDuty.TRACK,
        StandingDuty.PRESERVE,
        StandingDuty.FORUMS,
        StandingDuty.SUMMARY,
    ),
    Unit.MARKETING: (
        StandingDuty.MEDIA_PLAN,
        StandingDuty.SEGMENT,
        StandingDuty.HALL,
        StandingDuty.SPEAK,
        StandingDuty.SALES_REVIEW,
    ),
    Unit.HR: (StandingDuty.AUTHORITIES, StandingDuty.RECORDERS, StandingDuty.LEGAL),
    Unit.PROPERTY: (
        StandingDuty.SITE_ORDER,
        StandingDuty.DISSUADE,
        StandingDuty.DELIVERED,
        StandingDuty.CCTV,
        StandingDuty.ASSIST,
    ),
    Unit.PRELIMINARY: (StandingDuty.RELATIONS, StandingDuty.BACKGROUND, StandingDuty.PRELIMINARY_PLAN),
    Unit.ENGINEERING: (StandingDuty.INSTALL, StandingDuty.ENGINEERING_PLAN, StandingDuty.ENGINEERING_REVIEW),
}
#: Who answers for a unit's duties, besides the CS manager and the project head, who may tick all of them.
ANSWERS: Mapping[Unit, tuple[Role, Department | None]] = {
    Unit.REGION: (Role.R08, None),
    Unit.HEAD: (Role.R06, None),
    Unit.CS: (Role.R02, None),
    Unit.MARKETING: (Role.R05, Department.SALES),
    Unit.HR: (Role.R16, None),
    Unit.PROPERTY: (Role.R05, Department.PROPERTY),
    Unit.PRELIMINARY: (Role.R06, None),
    Unit.ENGINEERING: (Role.R05, Department.ENGINEERING),
}


def groups_of(kind: CampaignKind) -> tuple[GroupRow, ...]:
    """The groups that a campaign of this kind sets up."""
    return tuple(row for row in GROUPS if row.kind is kind)


def usual_window(today: date) -> tuple[date, date]:
    """The window around the next consumer day, or around this one while it lasts (T34)."""
    (month, first), (until, last) = WINDOW
    year = today.year if today <= date(today.year, until, last) else today.year + 1
    return date(year, month, first), date(year, until, last)

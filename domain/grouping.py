"""Group cases (D25, D28, D32, C-25, C-30): every household is a case of its own, linked by the group's number.

Nothing of a household is written in the group's own journal: what the group must know of its households comes
sealed with the command, counted by the desk at receipt. So the three hundredth costs what the third costs.
"""

from collections.abc import Mapping
from dataclasses import replace

from domain.asked import flag, number, one_of, text
from domain.case import Case
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.entries import Entry
from domain.fields import Field, Kind
from domain.floor import floor_by
from domain.messages import Command
from domain.refusal import Refusal
from domain.vocabulary import FINAL_STAGES, Level, Role, Stage, Term, stages

R = Role
CS = (R.R02, R.R03, R.R04, R.R06)
#: A case that is being handled, an outside body beside it or not.
IN_HAND = stages(Stage.S2, Stage.S11) | {Stage.X4}
#: A household whose handling is over: closed, archived, or ended another way.
SETTLED = stages(Stage.S12, Stage.S13) | FINAL_STAGES


def is_settled(stage: str, *, ended: bool) -> bool:
    """Is the handling of a case over?"""
    return ended or stage in SETTLED


#: Commands that close a case: with a group's, the count of its households is sealed at receipt.
CLOSING = frozenset({"result_confirmed", "close_unreachable", "approve"})


class Household(Term):
    """Whom to talk to in a group (D32). Segmentation for communication, never for pressure (C-17)."""

    ORDINARY = "ordinary", "一般住户", "Ordinary household"
    KEY = "key", "重点沟通对象", "Key contact"
    ORGANISER = "organiser", "组织者", "Organiser"


MAKE_GROUP = (
    text("cause", "共同原因", "Common cause", 500, required=True),
    text("facts", "共同事实（各户通用，只写一次）", "Common facts, for all households", 4000, required=True),
    number("households", "预计户数", "Households expected", required=False),
    flag("organised", "有组织的群体行动", "Organised action"),
)
COMMON_FACTS = (text("facts", "共同事实（各户通用）", "Common facts, for all households", 4000, required=True),)
JOIN_GROUP = (
    Field("group", Kind.CASE, "并入群诉案件（编号）", "Number of the group case", required=True),
    text("reason", "原因", "Reason", 500, required=True),
)
OWN_WAY = (text("reason", "原因", "Reason", 500, required=True),)
HOUSEHOLD_ROLE = (
    one_of("role", "沟通角色", "Role", tuple(Household)),
    Field(
        "purpose",
        Kind.TEXT,
        "使用目的",
        "Purpose",
        required=True,
        limit=300,
        hint_zh="为什么需要区分；只用于沟通和服务，不得用来施压或分化业主。",
        hint_en="Why it is needed. For communication and service only, never for pressure or to divide owners.",
    ),
    Field(
        "focus",
        Kind.TEXT,
        "关注点和诉求",
        "What they mind and ask",
        limit=1000,
        restricted=True,
        hint_zh="只有客服经理、项目负责人等少数人可见；不得记录工作单位、家庭等背景信息。",
        hint_en="Read by the few. No background: employer, family or relations are not recorded.",
    ),
)


def no_member(case: Case, command: Command) -> Refusal | None:
    """A household of a group is no group itself."""
    return Refusal("in_group", {"group": case.group}) if case.group else None


def no_group(case: Case, command: Command) -> Refusal | None:
    """Not a group already."""
    return Refusal("is_group") if case.grouped else None


def a_group(case: Case, command: Command) -> Refusal | None:
    return None if case.grouped else Refusal("not_a_group")


def a_member(case: Case, command: Command) -> Refusal | None:
    return None if case.group else Refusal("not_in_group")


def group_fits(case: Case, command: Command) -> Refusal | None:
    """Another case, real as this one or a drill as this one. Whether it is an open group the desk knows."""
    number = str(command.data.get("group", ""))
    if number == case.number:
        return Refusal("same_case")
    return Refusal("drill_apart") if ("-D-" in number) != bool(case.factor) else None


def households_settled(case: Case, command: Command) -> Refusal | None:
    """A group is not closed while a household is open, unless each that goes on has a reason (issue 4.6).

    A command without the count was sealed by nobody who knows the households: it does not close a group.
    """
    if not case.grouped:
        return None
    known = command.members
    if known is None:
        return Refusal("households_unknown")
    if not known.unsettled:
        return None
    return Refusal("households_open", {"open": known.unsettled, "households": [*known.first]})


def grouped(case: Case, entry: Entry) -> Case:
    """A group is at least general, and major when it is organised (C-25)."""
    floor = max(case.floor, Level.GENERAL, floor_by(entry.data), key=lambda level: level.rank)
    return replace(kept("common_facts")(case, entry), grouped=True, floor=floor)


def joined(case: Case, entry: Entry) -> Case:
    """From now on a household of this group; its clocks keep their start and their due time (C-30)."""
    return replace(case, group=entry.data["group"], household=str(Household.ORDINARY), goes_on=False)


def left(case: Case, entry: Entry) -> Case:
    return replace(case, group="", household="", goes_on=False)


def went_on(case: Case, entry: Entry) -> Case:
    return replace(case, goes_on=True)


def segmented(case: Case, entry: Entry) -> Case:
    return replace(kept("segmentation")(case, entry), household=entry.data["role"])


LINES: Mapping[str, Change] = {
    "make_group": grouped,
    "common_facts": kept("common_facts"),
    "join_group": joined,
    "leave_group": left,
    "go_on_alone": went_on,
    "household_role": segmented,
}


def is_group(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return case.grouped


def is_member(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return bool(case.group)


def is_single(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return not case.group and not case.grouped


GROUPING: tuple[CommandRow, ...] = (
    CommandRow(
        "make_group",
        "设为群诉案件",
        "Make it a group case",
        "it can be made a group case",
        IN_HAND,
        CS,
        MAKE_GROUP,
        (no_member, no_group),
        opens_zh="登记受理后",
        opens_en="after registration",
        offered=is_single,
    ),
    CommandRow(
        "common_facts",
        "更新共同事实",
        "Update the common facts",
        "the common facts can be updated",
        IN_HAND,
        CS,
        COMMON_FACTS,
        (a_group,),
        offered=is_group,
    ),
    CommandRow(
        "join_group",
        "并入群诉案件",
        "Join a group case",
        "it can join a group",
        IN_HAND,
        CS,
        JOIN_GROUP,
        (no_group, no_member, group_fits),
        opens_zh="登记受理后",
        opens_en="after registration",
        offered=is_single,
    ),
    CommandRow(
        "leave_group",
        "从群诉案件中分出",
        "Leave the group case",
        "it can leave its group",
        IN_HAND,
        CS,
        OWN_WAY,
        (a_member,),
        offered=is_member,
    ),
    CommandRow(
        "household_role",
        "登记沟通角色",
        "Record the household's role",
        "its role can be recorded",
        IN_HAND,
        CS,
        HOUSEHOLD_ROLE,
        (a_member,),
        offered=is_member,
    ),
    CommandRow(
        "go_on_alone",
        "说明群诉结案后继续办理的原因",
        "Say why it goes on after the group closes",
        "the reason can be recorded",
        IN_HAND,
        CS,
        OWN_WAY,
        (a_member,),
        offered=is_member,
    ),
)

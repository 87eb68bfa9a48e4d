"""How the lines of group cases read."""

from collections.abc import Mapping

GROUPING: Mapping[str, tuple[str, str]] = {
    "make_group": ("设为群诉案件[，预计 {households} 户]", "made it a group case[, {households} households expected]"),
    "common_facts": ("更新各户共同事实", "updated the facts common to all households"),
    "join_group": ("并入群诉案件 {group}", "joined group case {group}"),
    "leave_group": ("从群诉案件中分出", "let it leave its group case"),
    "household_role": ("登记沟通角色：{role}", "recorded the household's role: {role}"),
    "go_on_alone": ("说明群诉结案后继续办理的原因", "said why it goes on after the group closes"),
}

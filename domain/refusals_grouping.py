"""The sentences of refusals in group cases, Chinese and English."""

from collections.abc import Mapping

GROUPING: Mapping[str, tuple[str, str]] = {
    "in_group": (
        "这个案件已经属于群诉案件 {group}；请先从中分出。",
        "The case belongs to group case {group} already; let it leave that one first.",
    ),
    "is_group": (
        "这个案件本身就是群诉案件。",
        "The case is a group case itself.",
    ),
    "not_a_group": (
        "这个案件不是群诉案件；请先设为群诉案件。",
        "The case is not a group case; make it one first.",
    ),
    "not_in_group": (
        "这个案件不属于任何群诉案件。",
        "The case belongs to no group case.",
    ),
    "households_open": (
        "还有 {open} 户没有办结，也没有说明继续办理的原因：{households}。请先办结，或在各户案件里说明原因。",
        "Open without a reason: {open} ({households}). Close them, or say in each case why it goes on.",
    ),
    "households_unknown": (
        "还不知道各户的办理情况，不能结案；请重新提交。",
        "How the households stand is not known, so it cannot be closed; send it again.",
    ),
}

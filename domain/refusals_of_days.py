"""Sentences of refusals about the daily sheets of a project (T04, T05)."""

from collections.abc import Mapping

OF_DAYS: Mapping[str, tuple[str, str]] = {
    "unscreened": (
        "收到的还有 {count} 件没有甄别；甄别完再签。",
        "Of what was received, {count} not screened yet; screen all of it, then sign.",
    ),
    "no_sheet": (
        "这一天没有要补签的排查表。",
        "No sheet is owed for this day.",
    ),
    "day_not_come": (
        "这一天还没有到，不能提前签。",
        "This day has not come yet; it cannot be signed ahead.",
    ),
    "project_is_active": (
        "项目已经是启用状态。",
        "The project is active already.",
    ),
    "project_is_inactive": (
        "项目已经停用。",
        "The project is inactive already.",
    ),
}

#: `not_yours` of a project's days: whose it is.
NOT_YOURS_OF_DAYS = (
    "这一步由{roles}办理，你在这个项目没有这个职责。",
    "This is for {roles}; you do not hold that role in this project.",
)

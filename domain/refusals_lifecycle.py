"""The sentences of refusals on leads, merged cases and outside bodies; `refusals` takes them in."""

from collections.abc import Mapping

LIFECYCLE: Mapping[str, tuple[str, str]] = {
    "date_gone": (
        "{fields}已经过去；请填今天或以后的日期。",
        "This day has passed: {fields}. Give today or a later day.",
    ),
    "same_case": (
        "案件不能并入它自己；请填写另一个案件的编号。",
        "A case cannot be merged into itself; name another one.",
    ),
    "drill_apart": (
        "演练案件和正式案件不能合并。",
        "A drill and a real case are never merged.",
    ),
    "no_decision": (
        "还没有附裁判文书或处理决定；请填写证据编号，或录入文书内容。",
        "The decision itself is missing; name its evidence, or enter its text.",
    ),
}

"""The sentences of refusals on tracks side by side, lawyer's letters and agreements (C-34, A17)."""

from collections.abc import Mapping

OUTSIDE: Mapping[str, tuple[str, str]] = {
    "track_runs": (
        "这条途径已经在办（第 {no} 条）；请先登记它的结果。",
        "This way is under way already (track {no}); record its outcome first.",
    ),
    "too_little_said": (
        "目前只和客户沟通过 {contacts} 次；至少沟通 {needed} 次仍无结果，才能提请。",
        "The customer was talked to {contacts} times so far; it can be asked after {needed} talks in vain.",
    ),
    "not_signed_yet": (
        "第 {no} 份还没有批准；批准后才能登记。",
        "Number {no} has not been approved; record it once it is.",
    ),
    "day_to_come": (
        "{fields}还没有到；请填今天或以前的日期。",
        "This day has not come yet: {fields}. Give today or an earlier day.",
    ),
}

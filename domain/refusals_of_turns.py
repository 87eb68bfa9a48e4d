"""The sentences of refusals about turns, emergencies and more time, Chinese and English; see `refusals`."""

from collections.abc import Mapping

OF_TURNS: Mapping[str, tuple[str, str]] = {
    "nothing_to_acknowledge": (
        "现在没有待确认的第三方或媒体介入。",
        "There is no involvement of a third party or media to acknowledge.",
    ),
    "no_latent_crisis": (
        "还没有判定潜在危机；请先登记判定，再发预警。",
        "No latent crisis has been judged; record that first, then send the warning.",
    ),
    "calls_open": (
        "还没有电话报告：{calls}。打完电话再登记。",
        "Not called yet: {calls}. Make the calls, then record them.",
    ),
    "no_emergency": ("现在没有待核对的紧急情况。", "There is no emergency to check."),
    "items_open": (
        "处置清单还缺：{items}。做完再登记。",
        "Still open on the list: {items}. Do it, then record it.",
    ),
    "no_such_clock": (
        "没有正在计时的这一项（{duty}）；签批的时限不能暂停或延长。",
        "No such clock runs ({duty}); the clock of a sign-off cannot be paused or extended.",
    ),
    "already_extended": (
        "这一项（{duty}）已经延长过一次，不能再延长。",
        "This clock ({duty}) was extended once and cannot be extended again.",
    ),
    "not_paused": ("这一项（{duty}）没有暂停。", "This clock ({duty}) is not paused."),
}

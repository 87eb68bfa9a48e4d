"""The sentences of refusals about records: liability, checklists, the team, the sample call."""

from collections.abc import Mapping

RECORDS: Mapping[str, tuple[str, str]] = {
    "liability_open": (
        "责任还没有认定：现在只能告知进展，承诺在某日前给出答复。请先登记责任认定。",
        (
            "Liability is not found yet: tell the customer the progress and promise an answer by a date. "
            "Record the finding of liability first."
        ),
    ),
    "list_open": (
        "紧急应对清单还有未核对的：{items}。请先核对，或写明未完成的原因。",
        "The contingency list is not complete: {items}. Tick them first, or say why they are left open.",
    ),
    "not_in_team": (
        "小组分工只能指定应对小组的成员；请先把这位同事加入小组。",
        "A function is given to a member of the team; add that colleague to the team first.",
    ),
    "not_sampled": (
        "这个案件没有待做的抽查电话。",
        "No sample call is owed for this case.",
    ),
    "evidence_superseded": (
        "第 {no} 件证据已由第 {later} 件替代；请替代最新的那一件。",
        "Evidence {no} was superseded by {later} already; supersede the newest one.",
    ),
    "sample_call_open": (
        "这个案件被抽中回访抽查，客服经理还没有打电话；请先登记抽查电话。",
        "This case was drawn for a sample call that the CS manager has not made; record the call first.",
    ),
}

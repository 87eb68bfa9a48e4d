"""How the lines around a complaint read: promises, handovers, mediation, improvements, checks."""

from collections.abc import Mapping

AROUND: Mapping[str, tuple[str, str]] = {
    "assess": ("更新评估[：{category}]", "updated the assessment[: {category}]"),
    "promise": ("登记第 {pledge} 项承诺：{kind}，{day}前", "recorded promise {pledge}: {kind}, by {day}"),
    "promise_kept": ("登记第 {pledge} 项承诺已兑现", "recorded promise {pledge} as kept"),
    "hand_over": ("请{receiver}接收案件", "asked {receiver} to take the case over"),
    "accept_handover": ("接收案件，成为责任人", "took the case over and owns it now"),
    "decline_handover": ("没有接收案件", "declined to take the case over"),
    "decline_dispatch": (
        "退回派单[，建议转{department}][，已报{told}]",
        "declined the dispatch[, proposed {department}][, told {told}]",
    ),
    "note_decision": ("记录第 {decision} 项决定", "noted decision {decision}"),
    "mediation": ("开始第 {mediation} 次调解，{mediator}调解", "opened mediation {mediation}, mediator {mediator}"),
    "mediation_agreement": ("登记第 {agreement} 份调解协议", "recorded mediated agreement {agreement}"),
    "compliance_checked": ("检查第 {agreement} 份协议：{outcome}", "checked agreement {agreement}: {outcome}"),
    "improvement": (
        "登记第 {improvement} 项改进：{owner}，{day}前",
        "recorded improvement {improvement}: {owner}, by {day}",
    ),
    "improvement_verified": (
        "核实第 {improvement} 项改进[：{effect}]",
        "verified improvement {improvement}[: {effect}]",
    ),
    "check_contact": ("核对第 {contact} 次联系", "checked contact {contact}"),
}

#: Why something followed by rule.
REASONS: Mapping[str, tuple[str, str]] = {
    "replaced": ("已重新登记", "it was recorded anew"),
    "unsatisfied": ("回访不满意", "the visit was not satisfied"),
    "badly_treated": ("客户对办理过程不满意", "the customer was not content with the treatment"),
    "sample_unsatisfied": ("抽查电话不满意", "the sample call was not satisfied"),
    "broken": ("调解协议未遵守", "the mediated agreement was broken"),
}

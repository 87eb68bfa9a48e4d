"""The sentences of refusals about who may sign, delegate, be paid or is in conflict (A07, A12, C-26, C-28)."""

from collections.abc import Mapping

SIGNING: Mapping[str, tuple[str, str]] = {
    "out_of_scope": (
        "授权范围不包括“{rule}”；请由{persons}签。",
        "The delegation does not cover this ({rule}); it is for {persons} to sign.",
    ),
    "delegation_over": (
        "{by}给你的授权已经结束；请由{persons}本人签。",
        "The delegation by {by} has ended; {persons} has to sign in person.",
    ),
    "delegation_not_yet": (
        "{by}给你的授权还没有开始；现在请由{persons}本人签。",
        "The delegation by {by} has not begun; for now {persons} has to sign in person.",
    ),
    "nothing_to_delegate": (
        "你没有可以授权的签批事项：只有担任签批席位的人才能授权。",
        "You have nothing to delegate: only who holds a seat that signs can do so.",
    ),
    "delegate_is_self": ("授权人不能授权给自己；请另选一人。", "Nobody delegates to themselves; choose somebody else."),
    "not_yours_to_delegate": (
        "这些事项不归你签，不能授权：{rules}。",
        "These are not yours to sign, so they cannot be delegated: {rules}.",
    ),
    "delegation_days": (
        "授权日期不对：最后一天不能早于第一天，也不能已经过去。",
        "The days do not fit: the last day is not before the first, and not over already.",
    ),
    "no_such_delegation": ("没有这项授权。", "There is no such delegation."),
    "in_conflict": (
        "你已申报与本案有利益冲突，不能办理、也不能签批这个案件。",
        "You are in a declared conflict of interest: you neither handle nor sign this case.",
    ),
    "no_documents": (
        "补偿要先有单据；请先登记证据，再写上编号。",
        "Compensation needs its documents; add them as evidence first and name their numbers.",
    ),
    "no_compensation": (
        "第 {plan} 版方案涉及补偿，还没有批准（A07）；请先提请补偿并签完。不得私下补偿。",
        "Compensation in version {plan} of the plan is not approved (A07); ask and have it signed. There is no private deal.",
    ),
    "person_in_conflict": (
        "{persons}与本案有利益冲突，不能办理；请另选一人。",
        "{persons} is in a declared conflict of interest; choose somebody else.",
    ),
    "not_in_conflict": (
        "{persons}没有申报利益冲突，不用解除。",
        "No conflict of interest is declared for {persons}; there is nothing to lift.",
    ),
    "not_unreachable": (
        "还不能算联系不上：要在 3 个不同时间、用 2 种方式试过 3 次；自上次联系以来试了 {attempts} 次，{occasions} 个时间，{ways} 种方式。",
        "Not unreachable yet: it takes 3 attempts, 3 occasions, 2 ways; so far {attempts}, {occasions} and {ways}.",
    ),
    "switched_off": (
        "本系统没有开通这一事项；没有保存你填写的内容。",
        "This is switched off here; nothing of what you entered was kept.",
    ),
    "visit_owed": (
        "客户是联系得上的，回访要登记客户的评价；没有接通的，请登记未接通。",
        "The customer can be reached: a visit records what they say. Log an attempt that reached nobody.",
    ),
    "second_look": (
        "抽查由客服经理签，不能撤回；不同意就驳回，案件回到甄别。",
        "A second look is not withdrawn: the CS manager signs it, or rejects it and the case is screened again.",
    ),
    "delegation_ended": ("这项授权已经结束。", "This delegation has ended already."),
}

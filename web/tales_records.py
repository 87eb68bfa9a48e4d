"""How the lines about records read: the list of contingency, the finding of liability, the sample call."""

from collections.abc import Mapping

RECORDS: Mapping[str, tuple[str, str]] = {
    "contingency_checked": ("核对紧急应对清单", "checked the contingency list"),
    "liability_found": ("登记责任认定：{liability}", "recorded the finding of liability: {liability}"),
    "sample_call": ("登记抽查电话：客户{answer}[，{then}]", "recorded the sample call: customer {answer}[, {then}]"),
}

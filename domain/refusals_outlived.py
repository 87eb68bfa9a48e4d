"""Sentences of refusals about improvements that outlive their case (T25)."""

from collections.abc import Mapping

OUTLIVED: Mapping[str, tuple[str, str]] = {
    "case_goes_on": (
        "案件 {case} 还在办理；请在案件里核实。",
        "Case {case} is not ended; verify the improvement in the case.",
    ),
    "written_anew": (
        "第 {no} 项改进已改写为另一项；请核实新的那一项。",
        "Improvement {no} was written anew; verify the one that replaces it.",
    ),
}

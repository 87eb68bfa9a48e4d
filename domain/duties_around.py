"""The clocks around a complaint (T24, T25, T42, C-16). All belong to the whole book: older cases never see them."""

from domain.case import Case
from domain.duty import Begin, DutyRule, Stop
from domain.mediation import newest_is_agreed
from domain.sampling import SAMPLES
from domain.vocabulary import Level, Role, Stage


def not_minor(case: Case) -> bool:
    """A minor case needs no summary (T24: waived)."""
    return case.level is not Level.MINOR


AROUND: tuple[DutyRule, ...] = (
    DutyRule(
        "C16",
        "兑现承诺",
        "Keep the promise",
        Role.R04,
        Role.R03,
        (Stop("promise_kept", about="pledge"),),
        command="promise",
        begins=(Begin("settlement_signed", given="due"),),
        bound=False,
        book=2,
        about="pledge",
        due_field="due",
    ),
    DutyRule(
        "T24",
        "提交总结并提请归档",
        "File the summary, ask to archive",
        Role.R02,
        Role.R06,
        (Stop("archive"),),
        Stage.S13,
        book=2,
        starts_if=not_minor,
    ),
    DutyRule(
        "T25",
        "完成改进措施并核实",
        "Complete the improvement, have it verified",
        Role.R04,
        Role.R03,
        (Stop("improvement_verified", about="improvement"),),
        command="improvement",
        bound=False,
        book=2,
        about="improvement",
        due_field="due",
        person="owner",
    ),
    DutyRule(
        "T42",
        "检查调解协议遵守情况",
        "Check compliance with the mediated agreement",
        Role.R05,
        Role.R03,
        (Stop("compliance_checked", about="agreement"),),
        command="mediation_agreement",
        bound=False,
        book=2,
        about="agreement",
        starts_if=newest_is_agreed,
    ),
    *SAMPLES,
)

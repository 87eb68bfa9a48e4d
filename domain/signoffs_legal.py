"""What goes the legal way is signed under A17: handing over, a lawyer's letter, an agreement (approvals.md)."""

from domain.case import Case
from domain.signoff import SignOff, by_level, every
from domain.vocabulary import Role, Stage


def by_executive(case: Case, subject: str) -> bool:
    """Does the executive sign as well: a major case, or an amount above the project head's limit (C-27)?

    Settled when it was asked.
    """
    kind, _, no = subject.partition(":")
    record = case.record(kind, int(no))
    return bool(record and record.data.get("executive"))


LEGAL: tuple[SignOff, ...] = (
    SignOff(
        "A17",
        "移交外部",
        "Handing over to an outside body",
        "track",
        by_level((Role.R06,), (Role.R06,), (Role.R10,)),
        approved=Stage.X4,
        starts="T33",
    ),
    SignOff(
        "A17",
        "律师函",
        "Lawyer's letter",
        "letter",
        every(Role.R06),
        together=False,
        joins={Role.R10: by_executive},
    ),
    SignOff(
        "A17",
        "和解或补充协议",
        "Settlement or supplementary agreement",
        "settlement",
        every(Role.R06),
        together=False,
        joins={Role.R10: by_executive},
    ),
)

"""Disputes with a neighbour or with the company, mediated (D57, N49): parties, agreements, compliance (T42)."""

from domain.asked import number, numbers, one_of, text
from domain.case import Case, Record
from domain.command import CommandRow
from domain.fields import Field, Kind
from domain.messages import Command
from domain.numbered import exists, not_answered
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, Term, stages

R = Role


class Compliance(Term):
    """Does everybody keep to the agreement?"""

    KEPT = "kept", "已遵守", "Kept"
    BROKEN = "broken", "未遵守", "Broken"


#: Stages that a broken agreement takes back to planning; before them the plan is still to be made.
GOES_BACK = (Stage.S6, Stage.S7, Stage.S8, Stage.S8B, Stage.S10, Stage.S11, Stage.S12, Stage.S13)
#: Of these, the ones in which the case counted as solved.
SOLVED = (Stage.S11, Stage.S12, Stage.S13)

OPENED = (
    number("parties", "几方", "How many parties"),
    text("other", "对方是谁", "The other party", 500, required=True),
    Field("mediator", Kind.ACCOUNT, "调解人（中立）", "Mediator (neutral)", required=True),
    text("issue", "争议焦点", "What is disputed", 2000),
)
AGREEMENT = (
    number("mediation", "调解", "Mediation"),
    text("terms", "协议条款", "Terms", 8000, required=True),
    numbers("agreed", "哪几方同意（第一方是投诉人）", "Parties that agreed (the first is the complainant)"),
)
CHECKED = (
    number("agreement", "协议", "Agreement"),
    one_of("outcome", "是否遵守", "Is it kept", tuple(Compliance)),
    text("note", "怎样核实的", "How it was checked", 1000, required=True),
)


def parties_enough(case: Case, command: Command) -> Refusal | None:
    """A dispute has two parties at least; more than twenty are not one table."""
    return None if 2 <= command.data["parties"] <= 20 else Refusal("bad_value", {"fields": ["parties"]})


def mediator_neutral(case: Case, command: Command) -> Refusal | None:
    """A person of the project who is neither accountable for the case nor head of the department at fault."""
    mediator = command.data["mediator"]
    if not command.roster.knows(mediator):
        return Refusal("not_in_project", {"fields": ["mediator"]})
    heads = command.roster.people(R.R05, str(case.department)) if case.department else ()
    return Refusal("not_neutral", {"by": mediator}) if mediator == case.owner or mediator in heads else None


def parties_known(case: Case, command: Command) -> Refusal | None:
    """Those who agreed are parties of this mediation."""
    opened = case.record("mediation", command.data["mediation"])
    count = opened.data["parties"] if opened else 0
    strangers = [no for no in command.data.get("agreed", []) if not 1 <= no <= count]
    return Refusal("bad_value", {"fields": ["agreed"]}) if strangers else None


def nothing_binds(case: Case, command: Command) -> Refusal | None:
    """What all agreed to stands until it was checked; only then is it negotiated anew."""
    of_this = [r for r in case.of_kind("agreement") if r.data["mediation"] == command.data["mediation"]]
    binding = [r.no for r in of_this if all_agreed(case, r) and not is_checked(case, r)]
    return Refusal("agreement_stands", {"no": binding[0]}) if binding else None


def agreed_by_all(case: Case, command: Command) -> Refusal | None:
    """There is nothing to comply with before everybody agreed."""
    agreement = case.record("agreement", command.data["agreement"])
    return None if agreement is None or all_agreed(case, agreement) else Refusal("not_agreed", {"no": agreement.no})


def all_agreed(case: Case, agreement: Record) -> bool:
    opened = case.record("mediation", agreement.data["mediation"])
    return opened is not None and len(agreement.data.get("agreed", [])) == opened.data["parties"]


def is_checked(case: Case, agreement: Record) -> bool:
    return any(r.data["agreement"] == agreement.no for r in case.of_kind("compliance"))


def newest_is_agreed(case: Case) -> bool:
    """The clock of T42 starts with the version that everybody agreed to."""
    versions = case.of_kind("agreement")
    return bool(versions) and all_agreed(case, versions[-1])


MEDIATORS = (R.R02, R.R03, R.R04, R.R05, R.R06)

MEDIATION: tuple[CommandRow, ...] = (
    CommandRow(
        "mediation",
        "开始调解",
        "Open a mediation",
        "a mediation can be opened",
        stages(Stage.S4, Stage.S11) | {Stage.X4},
        (R.R02, R.R03, R.R04, R.R06),
        OPENED,
        (parties_enough, mediator_neutral),
        opens_zh="定级后",
        opens_en="after the level is set",
        gives="mediation",
    ),
    CommandRow(
        "mediation_agreement",
        "登记调解协议",
        "Record a mediated agreement",
        "an agreement can be recorded",
        stages(Stage.S4, Stage.S13) | {Stage.X4},
        (*MEDIATORS, R.R13),  # legal is neutral: it may be asked to mediate, and says what came of it
        AGREEMENT,
        (exists("mediation"), parties_known, nothing_binds),
        opens_zh="开始调解后",
        opens_en="after a mediation is opened",
        gives="agreement",
        offered=lambda case, actor, roles: bool(case.of_kind("mediation")),
    ),
    CommandRow(
        "compliance_checked",
        "检查协议遵守情况",
        "Check the agreement",
        "an agreement can be checked",
        stages(Stage.S4, Stage.S13) | {Stage.X4},
        MEDIATORS,
        CHECKED,
        (exists("agreement"), agreed_by_all, not_answered("agreement", "compliance")),
        opens_zh="达成协议后",
        opens_en="after everybody agreed",
        offered=lambda case, actor, roles: any(
            all_agreed(case, r) and not is_checked(case, r) for r in case.of_kind("agreement")
        ),
    ),
)

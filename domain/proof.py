"""The customer's agreement with its evidence, or a second person's check of the contact (C-37)."""

from domain.asked import number, text
from domain.case import Case, Record
from domain.codes import CustomerAnswer, EvidenceKind, Purpose
from domain.command import CommandRow
from domain.messages import Command
from domain.numbered import exists, not_answered, still_open
from domain.policy import WHOLE_BOOK_VERSION
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, stages

#: What proves that the customer agreed.
PROVES = (
    EvidenceKind.RECORDING,
    EvidenceKind.DOCUMENT,
    EvidenceKind.SIGNED_FORM,
    EvidenceKind.CUSTOMER_CONFIRMATION,
)

CHECK_CONTACT = (
    number("contact", "联系记录", "Contact"),
    text("note", "怎样核对的", "How it was checked", 1000, required=True),
)


def checked_by_another(case: Case, command: Command) -> Refusal | None:
    """Nobody checks a contact that they made."""
    contact = case.record("contact", command.data["contact"])
    return Refusal("own_work") if contact and contact.author == command.actor else None


def to_check(case: Case, actor: str) -> tuple[Record, ...]:
    """The contacts that somebody else made and nobody checked."""
    return tuple(r for r in still_open(case, "contact", "check") if r.author != actor)


def presented(case: Case) -> tuple[Record, ...]:
    """The contacts in which the plan was presented, since the stage was entered."""
    contacts = (r for r in case.of_kind("contact") if r.data.get("purpose") == Purpose.PRESENT)
    return tuple(r for r in contacts if r.seq > case.entered_seq)


def agreement_proved(case: Case, command: Command) -> Refusal | None:
    """Staff who record "satisfied" have an interest in it: evidence, or another person's check (C-37)."""
    if case.book < WHOLE_BOOK_VERSION or command.data["outcome"] != CustomerAnswer.SATISFIED:
        return None
    named = [case.record("evidence", no) for no in command.data.get("evidence", [])]
    if any(r and r.data.get("kind") in PROVES for r in named):
        return None
    checked = {r.data["contact"] for r in case.of_kind("check")}
    return None if any(r.no in checked for r in presented(case)) else Refusal("no_proof")


PROOF: tuple[CommandRow, ...] = (
    CommandRow(
        "check_contact",
        "核对联系记录",
        "Check a contact",
        "a contact can be checked",
        stages(Stage.S2, Stage.S13) | {Stage.X4},
        (Role.R02, Role.R03),
        CHECK_CONTACT,
        (exists("contact"), not_answered("contact", "check"), checked_by_another),
        offered=lambda case, actor, roles: bool(to_check(case, actor)),
    ),
)

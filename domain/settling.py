"""Lawyer's letters, settlements and supplementary agreements (A17): asked by legal after talking has failed.

The text is sealed; the project head signs exactly that text, then the executive too where the case is major or the
amount above the project head's limit (C-27). What became of it is recorded by date: the letter sent, the
agreement signed. What an agreement promises by a day is a promise like any other (C-16).
"""

from dataclasses import replace
from datetime import date

from domain.asked import EVIDENCE, number, numbers, one_of, text
from domain.case import Case
from domain.codes import Purpose
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.entries import Data, Entry
from domain.fields import Field, Kind
from domain.guards import Guard, evidence_known, not_asked
from domain.messages import Command
from domain.numbered import day_ahead, exists, not_answered
from domain.policy import Policy
from domain.promises import PromiseKind
from domain.refusal import Refusal
from domain.signoffs_legal import by_executive
from domain.terms import policy_of
from domain.vocabulary import ApprovalState, Role, Stage, Term, stages

R = Role
#: How often the customer was talked to in vain before legal steps are asked [P].
TALKS = 2
TALKED = stages(Stage.S5, Stage.S11) | {Stage.X4}
AFTERWARDS = stages(Stage.S5, Stage.S13) | {Stage.X4}


class Paper(Term):
    """What kind of agreement is signed with the customer."""

    SETTLEMENT = "settlement", "和解协议", "Settlement"
    SUPPLEMENT = "supplement", "补充协议", "Supplementary agreement"


LAWYERS_LETTER = (
    text("text", "律师函全文", "Text of the letter", 8000, required=True),
    text("reason", "多次沟通的经过", "What was tried before", 2000, required=True),
)
LETTER_SENT = (
    number("letter", "哪一封律师函", "Which letter"),
    Field("on", Kind.DATE, "发出日期", "Sent on", required=True),
    EVIDENCE,
)
SETTLEMENT = (
    one_of("kind", "协议类型", "Kind of agreement", tuple(Paper)),
    text("text", "协议全文", "Text of the agreement", 8000, required=True),
    text("reason", "多次沟通的经过", "What was tried before", 2000, required=True),
    number("amount", "金额（元，不涉及付款的不填）", "Amount (yuan, if any is paid)", required=False),
)
SETTLEMENT_SIGNED = (
    number("settlement", "哪一份协议", "Which agreement"),
    Field("on", Kind.DATE, "签订日期", "Signed on", required=True),
    numbers("evidence", "协议原件（证据编号）", "The signed copy (evidence numbers)", required=True),
    Field("due", Kind.DATE, "我方履行期限", "We have to perform by"),
    text("text", "我方要履行的内容", "What we have to perform", 1000),
)


def talked_in_vain(case: Case, command: Command) -> Refusal | None:
    """The customer was talked to repeatedly, on the matter and not only to acknowledge."""
    talks = sum(r.data.get("purpose") != Purpose.ACKNOWLEDGE for r in case.of_kind("contact"))
    return None if talks >= TALKS else Refusal("too_little_said", {"contacts": talks, "needed": TALKS})


def agreed_to(kind: str) -> Guard:
    """Every seat has signed exactly this text (A17)."""

    def guard(case: Case, command: Command) -> Refusal | None:
        no = command.data[kind]
        seats = [a for a in case.approvals if a.subject == f"{kind}:{no}"]
        newest = [a for a in seats if a.round == max(s.round for s in seats)]
        signed = all(a.state is ApprovalState.APPROVED for a in newest) and len(newest) >= seats_of(case, kind, no)
        return None if newest and signed else Refusal("not_signed_yet", {"no": no})

    return guard


def seats_of(case: Case, kind: str, no: int) -> int:
    """How many have to sign: one, or two where the executive joins."""
    return 2 if by_executive(case, f"{kind}:{no}") else 1


def day_gone(case: Case, command: Command) -> Refusal | None:
    """What is recorded has happened: the day is today or earlier, on the project's clock."""
    today = policy_of(case).local(command.received_at).date()
    return Refusal("day_to_come", {"fields": ["on"]}) if date.fromisoformat(command.data["on"]) > today else None


def due_ahead(case: Case, command: Command) -> Refusal | None:
    """What is to be performed lies ahead, where a day is named."""
    return day_ahead(case, command) if "due" in command.data else None


def amount_given(case: Case, command: Command) -> Refusal | None:
    """An amount is at least one yuan."""
    return Refusal("bad_value", {"fields": ["amount"]}) if command.data.get("amount") == 0 else None


def who_joins(case: Case, command: Command, policy: Policy) -> Data:
    """Settled when it is asked, by the level and by the limits in force then."""
    above = command.data.get("amount", 0) > policy.yuan[f"A07.{R.R06}"]
    return {"executive": True} if above or case.level == "major" else {}


def settled(case: Case, entry: Entry) -> Case:
    """An agreement that we have to perform by a day leaves a promise as well (C-16)."""
    case = kept("settlement_signed")(case, entry)
    if "due" not in entry.data:
        return case
    promise = {"kind": str(PromiseKind.ACTION), "authority": str(R.R06), "due": entry.data["due"]}
    words: Data = {name: entry.data[name] for name in ("content", "digest") if name in entry.data}
    return kept("pledge")(case, replace(entry, data={**promise, **words}))


LINES: dict[str, Change] = {
    "lawyers_letter": kept("letter"),
    "letter_sent": kept("letter_sent"),
    "settlement": kept("settlement"),
    "settlement_signed": settled,
}

SETTLING: tuple[CommandRow, ...] = (
    CommandRow(
        "lawyers_letter",
        "提请发律师函",
        "Ask for a lawyer's letter",
        "a lawyer's letter can be asked",
        TALKED,
        (R.R13,),
        LAWYERS_LETTER,
        (talked_in_vain, not_asked("A17", "letter")),
        opens_zh="调查报告提交后",
        opens_en="after the investigation",
        gives="letter",
        adds=who_joins,
    ),
    CommandRow(
        "letter_sent",
        "登记律师函已发出",
        "Record that the letter was sent",
        "a letter can be recorded as sent",
        AFTERWARDS,
        (R.R13,),
        LETTER_SENT,
        (exists("letter"), agreed_to("letter"), not_answered("letter", "letter_sent"), day_gone, evidence_known),
        opens_zh="律师函批准后",
        opens_en="after the letter is approved",
        offered=lambda case, actor, roles: bool(case.of_kind("letter")),
    ),
    CommandRow(
        "settlement",
        "提请签订和解或补充协议",
        "Ask for a settlement or supplementary agreement",
        "an agreement can be asked",
        TALKED,
        (R.R13,),
        SETTLEMENT,
        (talked_in_vain, amount_given, not_asked("A17", "settlement")),
        opens_zh="调查报告提交后",
        opens_en="after the investigation",
        gives="settlement",
        adds=who_joins,
    ),
    CommandRow(
        "settlement_signed",
        "登记协议已签订",
        "Record that the agreement was signed",
        "an agreement can be recorded as signed",
        AFTERWARDS,
        (R.R13,),
        SETTLEMENT_SIGNED,
        (
            exists("settlement"),
            agreed_to("settlement"),
            not_answered("settlement", "settlement_signed"),
            day_gone,
            due_ahead,
            evidence_known,
        ),
        opens_zh="协议批准后",
        opens_en="after the agreement is approved",
        offered=lambda case, actor, roles: bool(case.of_kind("settlement")),
    ),
)

"""Statements of a case (D35): numbered texts, each written once; a new version is a new number.

A text is a record `statement`; what was signed of it is found by its number and its digest. Nothing here
lets a text out: that is `releasing`.
"""

from collections.abc import Callable, Mapping

from domain.case import Approval, Case, Record
from domain.entries import Data
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.signoffs import sign_off
from domain.statement_codes import PUBLIC, Audience, StatementKind
from domain.vocabulary import ApprovalState, Role

R = Role
#: Who writes for whom (A08, A09, A10).
WRITERS: Mapping[Audience, tuple[Role, ...]] = {
    Audience.MEDIA: (R.R14,),
    Audience.CUSTOMERS: (R.R02, R.R03, R.R04),
    Audience.STAFF: (R.R14, R.R03),
    Audience.AUTHORITIES: (R.R14, R.R03),
}
#: What is signed for whom; the authorities' version goes the way of the media's.
RULES: Mapping[Audience, str] = {
    Audience.MEDIA: "A08",
    Audience.CUSTOMERS: "A09",
    Audience.STAFF: "A10",
    Audience.AUTHORITIES: "A08",
}


def audience_of(statement: Record) -> Audience:
    """A text that was only asked to be signed (`ask`, A08) speaks to the media."""
    return Audience(statement.data.get("audience", Audience.MEDIA))


def versions(case: Case, no: int) -> tuple[Record, ...]:
    """All versions of the statement that this text belongs to, oldest first."""
    found: list[Record] = []
    while (one := case.record("statement", no)) is not None:
        found.insert(0, one)
        no = one.data.get("replaces", 0)
    while later := next((r for r in case.of_kind("statement") if r.data.get("replaces") == found[-1].no), None):
        found.append(later)
    return tuple(found)


def heads(case: Case) -> tuple[Record, ...]:
    """The newest version of every statement, oldest statement first."""
    replaced = {r.data.get("replaces") for r in case.of_kind("statement")}
    return tuple(r for r in case.of_kind("statement") if r.no not in replaced)


def newest(case: Case, no: int) -> int:
    return versions(case, no)[-1].no


def is_withdrawn(case: Case, no: int) -> bool:
    known = {r.no for r in versions(case, no)}
    return any(r.data["statement"] in known for r in case.of_kind("statement_withdrawal"))


def embargo(case: Case, no: int) -> str:
    """Until when the statement is held back, as an instant; empty when it is not. It holds for later versions."""
    known = {r.no for r in versions(case, no)}
    return next((str(r.data["until"]) for r in reversed(case.of_kind("embargo")) if r.data["statement"] in known), "")


def outings(case: Case, no: int) -> tuple[Record, ...]:
    """Where this very text is out."""
    return tuple(r for r in case.of_kind("released") if r.data["statement"] == no)


def last_request(case: Case, no: int) -> tuple[Approval, ...]:
    """The seats of the newest request about this very text."""
    asked = [a for a in case.approvals if a.subject == f"statement:{no}"]
    return case.seats(asked[-1].request) if asked else ()


def is_approved(case: Case, statement: Record) -> bool:
    """Every seat that the case needs now has signed exactly this text.

    A level that rose after the signatures asks for more of them (lifecycle 5.5).
    """
    seats = last_request(case, statement.no)
    if not seats or any(a.state is not ApprovalState.APPROVED or a.digest != statement.digest for a in seats):
        return False
    rule = RULES[audience_of(statement)]
    needed = sign_off(rule, "statement").route_of(case, f"statement:{statement.no}")
    return {a.rule for a in seats} == {rule} and {a.seat for a in seats} >= set(needed)


def compared_with(case: Case, no: int) -> int:
    """The version a signer has seen last: the newest one before it that anybody signed, else the one before; 0: none."""
    before = [r.no for r in versions(case, no) if r.no < no]
    decided = (ApprovalState.APPROVED, ApprovalState.REJECTED, ApprovalState.RETURNED)
    signed = {a.subject for a in case.approvals if a.state in decided}
    return next((k for k in reversed(before) if f"statement:{k}" in signed), before[-1] if before else 0)


def nothing_public_yet(case: Case) -> bool:
    """T38: nobody outside has heard from us."""
    return not any(r.data["audience"] in PUBLIC for r in case.of_kind("released"))


def statement_named(case: Case, command: Command) -> Record:
    """The text a command is about; `is_there` came before."""
    found = case.record("statement", command.data["statement"])
    assert found is not None
    return found


# guards


def is_there(case: Case, command: Command) -> Refusal | None:
    """The text is there, is the newest of its statement and was not withdrawn."""
    no = command.data["statement"]
    if case.record("statement", no) is None:
        return Refusal("no_such_number", {"no": no})
    if (last := newest(case, no)) != no:
        return Refusal("text_replaced", {"no": no, "newest": last})
    return Refusal("statement_withdrawn", {"no": no}) if is_withdrawn(case, no) else None


def writes_for(case: Case, command: Command) -> Refusal | None:
    """Each audience has its writers (A08, A09, A10)."""
    known = command.data.get("audience")
    audience = Audience(known) if known else audience_of(statement_named(case, command))
    roles = WRITERS[audience]
    return None if set(roles) & set(command.roles) else Refusal("not_yours", {"roles": [str(r) for r in roles]})


def correction_founded(case: Case, command: Command) -> Refusal | None:
    """A correction names the false report and rests on evidence (N41)."""
    if command.data["kind"] != StatementKind.CORRECTION:
        return None
    if case.record("false_report", command.data["corrects"]) is None:
        return Refusal("no_such_number", {"no": command.data["corrects"]})
    return None if command.data.get("evidence") else Refusal("no_evidence")


def may_be_asked(case: Case, command: Command) -> Refusal | None:
    """Once at a time; what was rejected does not come again, what was returned may (ARCHITECTURE 4)."""
    statement = statement_named(case, command)
    seats = last_request(case, statement.no)
    if waiting := [a for a in seats if a.open]:
        return Refusal("already_asked", {"approval": waiting[0].id})
    if any(a.state is ApprovalState.REJECTED for a in seats):
        return Refusal("text_rejected", {"no": statement.no})
    return Refusal("text_approved", {"no": statement.no}) if is_approved(case, statement) else None


def still_inside(case: Case, command: Command) -> Refusal | None:
    """What is out cannot be withdrawn or held back any more."""
    no = command.data["statement"]
    return Refusal("text_is_out", {"no": no}) if outings(case, no) else None


def of_the_same(case: Case, command: Command, policy: Policy) -> Data:
    """What a new version takes over from the one it replaces."""
    before = statement_named(case, command)
    taken: Data = {name: before.data[name] for name in ("kind", "incident", "corrects") if name in before.data}
    return {"replaces": before.no, "audience": str(audience_of(before)), **taken}


# conditions and picks of moves


def speaks_to(*audiences: Audience) -> Callable[[Case, Command], bool]:
    """The text the command names is for one of these."""

    def condition(case: Case, command: Command) -> bool:
        found = case.record("statement", command.data["statement"])
        return found is not None and audience_of(found) in audiences

    return condition


def asks_of(case: Case, command: Command) -> tuple[Approval, ...]:
    """Open seats about any version of the statement: an edit makes them void, a withdrawal ends them."""
    subjects = {f"statement:{r.no}" for r in versions(case, command.data["statement"])}
    return tuple(a for a in case.open_approvals() if a.subject in subjects)

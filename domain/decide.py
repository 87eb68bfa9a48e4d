"""One signer's answer, taken or refused (ARCHITECTURE 4). Nothing is ever approved by time."""

from domain import second_look
from domain.case import Approval, Case
from domain.delegation import above_instead, not_covered, principal_of
from domain.entries import Data, Draft
from domain.grouping import households_settled
from domain.guards import decided
from domain.messages import Command
from domain.pausing import grant
from domain.refusal import Refusal
from domain.signoffs import SignOff, next_seat, sign_off
from domain.step import Asking, Consequence, Step
from domain.vocabulary import ApprovalState, Decision, Role


def decide(step: Step, command: Command) -> Refusal | None:
    """Take the decision on one seat, or say why not."""
    approval = step.case.approval(str(command.data.get("approval", "")))
    if approval is None:
        return Refusal("no_such_approval")
    if refusal := objection(step.case, approval, command):
        return Refusal(refusal.code, {"approval": approval.id, **refusal.details})
    row = sign_off(approval.rule, approval.subject)
    principal = signs_for(step.case, approval, command)
    role = approval.seat if principal else signing_role(row, approval, command)
    step.line(Draft("signed", line_data(command, approval, principal), step.at, command.actor, role))
    step.follow(consequence(step.case, approval, row, Decision(command.name)))
    if approval.rule == second_look.RULE:
        second_look.taken_up_again(step, approval.asked_at)
    if row.of_duty and command.name == Decision.APPROVE:
        grant(step, approval)
    return None


def objection(case: Case, approval: Approval, command: Command) -> Refusal | None:
    """Final already; own work; not asked; another text; not readable; no reason given."""
    if not approval.open:
        return decided(approval)
    if command.actor in (approval.requested_by, approval.author):
        return Refusal("own_work")
    if refusal := authority(case, approval, command):
        return refusal
    if command.data.get("digest") != approval.digest:
        return Refusal("stale")
    if command.bad:
        return Refusal("bad_value", {"fields": [*command.bad]})
    if approval.rule == "A04" and command.name == Decision.APPROVE and not case.of_kind("opinion"):
        return Refusal("no_legal_opinion")
    if approval.rule == "A14" and command.name == Decision.APPROVE and (refusal := households_settled(case, command)):
        return refusal
    if command.name != Decision.APPROVE and "comment" not in command.texts:
        return Refusal("missing", {"fields": ["comment"]})
    return None


def authority(case: Case, approval: Approval, command: Command) -> Refusal | None:
    """Asked oneself, or a delegate inside the scope (A12), or the seat above instead of one (C-28); once a request."""
    signed = [a.decided_by for a in case.seats(approval.request) if a.state is ApprovalState.APPROVED]
    not_theirs = Refusal("not_yours", {"roles": [approval.seat]})
    if command.actor in case.conflicts:
        return Refusal("in_conflict")
    if command.actor in signed:
        return not_theirs
    if command.actor in approval.asked_of or signs_for(case, approval, command):
        return None
    row, at = sign_off(approval.rule, approval.subject), command.received_at
    if command.actor in above_instead(case, approval, row, command.roster, at):
        return None
    return not_covered(case, approval, row, command.actor, command.roster, at) or not_theirs


def signs_for(case: Case, approval: Approval, command: Command) -> str:
    """The principal of a delegate who signs; empty for who is asked themselves."""
    if command.actor in approval.asked_of:
        return ""
    return principal_of(case, approval, command.actor, command.roster, command.received_at)


def line_data(command: Command, approval: Approval, principal: str) -> Data:
    """What the line of a decision says."""
    data: Data = {
        "command": command.id,
        "approval": approval.id,
        "decision": command.name,
        "subject_digest": approval.digest,
    }
    if command.content:
        data |= {"content": command.content, "digest": command.digest}
    if principal:
        data["for"] = principal
    return data


def signing_role(row: SignOff, approval: Approval, command: Command) -> str:
    """The seat's own role if held, else the seat above that was asked to join."""
    seat: Role | None = Role(approval.seat)
    while seat is not None and seat not in command.roles:
        seat = next_seat(row, seat)
    return str(seat or approval.seat)


def consequence(case: Case, approval: Approval, row: SignOff, decision: Decision) -> Consequence:
    """What follows once the line is written: the next seat, the move, or the way back."""
    met = tuple(d for d in case.running("T26") if d.approval == approval.id)
    seats = case.seats(approval.request)
    if decision is not Decision.APPROVE:
        return not_agreed(row, tuple(a for a in seats if a.open), Consequence(met=met))
    route = row.route_of(case, approval.subject)
    if not row.together and len(seats) < len(route):
        following = route[len(seats) : len(seats) + 1]
        asking = Asking(row, approval.subject, approval.digest, approval.requested_by, following, approval.round)
        return Consequence(met=met, asking=asking)
    if any(a.state is not ApprovalState.APPROVED for a in seats):
        return Consequence(met=met)
    met += case.running(row.meets) if row.meets else ()
    closing = int(approval.subject.partition(":")[2]) if row.closes else 0
    starts = (row.starts,) if row.starts else ()
    return Consequence(target=row.approved, met=met, closing=closing, ends=row.ends, restarts=starts)


def not_agreed(row: SignOff, others: tuple[Approval, ...], so_far: Consequence) -> Consequence:
    """Rejected, returned or expired: the other seats close, the case goes back or stays."""
    return Consequence(
        target=row.refused,
        met=so_far.met,
        ended_asks=others,
        restarts=(row.restarts,) if row.restarts else (),
        ends=row.refused_ends,
    )

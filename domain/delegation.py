"""Delegation of one's signature (A12, D31, C-28): who signs for whom, what, how long, and what lies outside.

It is a person's matter, not a case's: each person's delegations are lines of a chain of their own. What
stands of them at an instant travels in the `Roster`, so that the core can ask whether a signature is covered.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.case import Approval, Case
from domain.codes import AskedRule, OtherRule
from domain.entries import Data, Entry, instant, moment
from domain.fields import Field, Kind
from domain.refusal import Refusal
from domain.rights import LOOKERS
from domain.roster import Delegation, Roster, unique
from domain.signoffs import SIGN_OFFS, SignOff, author_of, climb, next_seat
from domain.vocabulary import Outside, Role

#: What somebody fills in to give one. Days are those of the project's calendar, both included.
FORM = (
    Field("delegate", Kind.ACCOUNT, "授权给", "Delegate", required=True),
    Field(
        "rules", Kind.CODES, "授权范围（签批事项）", "Scope (sign-offs)", required=True, codes=(*AskedRule, *OtherRule)
    ),
    Field("limit", Kind.NUMBER, "金额上限（元）", "Limit (yuan)"),
    Field("first", Kind.DATE, "第一天", "First day", required=True),
    Field("last", Kind.DATE, "最后一天", "Last day", required=True),
    Field("outside", Kind.CODE, "范围以外的事项", "What lies outside", required=True, codes=tuple(Outside)),
)


def delegations_of(lines: Iterable[Entry]) -> tuple[Delegation, ...]:
    """The delegations that a person's chain tells, oldest first; one that was ended early is over from then on."""
    found: dict[int, Delegation] = {}
    for line in lines:
        if line.type == "delegation_given":
            found[line.seq] = given(line.actor, line.seq, line.data)
        else:
            no = line.data["delegation"]
            found[no] = replace(found[no], until=min(found[no].until, moment(line.at)))
    return tuple(found.values())


def given(principal: str, no: int, data: Data) -> Delegation:
    """What one line gives."""
    return Delegation(
        principal,
        data["delegate"],
        tuple(data["rules"]),
        moment(data["since"]),
        moment(data["until"]),
        data["outside"],
        data.get("limit", 0),
        no,
    )


def line_of(what: Delegation) -> Data:
    """The line that gives it; `limit` in whole yuan, left out when there is none."""
    data: Data = {
        "delegate": what.delegate,
        "rules": list(what.rules),
        "since": instant(what.since),
        "until": instant(what.until),
        "outside": what.outside,
    }
    return data | ({"limit": what.limit} if what.limit else {})


def not_to_be_given(what: Delegation, roster: Roster, now: datetime) -> Refusal | None:
    """Why this delegation is not taken: no seat, no such colleague, nothing of one's own, days that are over."""
    if not signable(what.principal, roster):
        return Refusal("nothing_to_delegate")
    if what.delegate == what.principal:
        return Refusal("delegate_is_self")
    if not roster.knows(what.delegate) or roles_of(what.delegate, roster) <= set(LOOKERS):
        return Refusal("not_in_project", {"fields": ["delegate"]})
    foreign = [rule for rule in what.rules if rule not in signable(what.principal, roster)]
    if foreign:
        return Refusal("not_yours_to_delegate", {"rules": foreign})
    return Refusal("delegation_days") if what.until <= max(now, what.since) else None


def roles_of(person: str, roster: Roster) -> set[str]:
    return {h.role for h in roster.holdings if h.person == person}


def signable(person: str, roster: Roster) -> tuple[str, ...]:
    """The rules this person may be asked to sign: by a seat held, or by one that joins on a rung of T26."""
    held = roles_of(person, roster)
    return tuple(dict.fromkeys(row.rule for row in SIGN_OFFS if any(role in held for role in asked_roles(row))))


def asked_roles(row: SignOff) -> tuple[Role, ...]:
    """Every role that can be asked for this sign-off, at any level, seats above included."""
    seats = [seat for level in row.seats for seat in row.route(level)] + list(row.joins)
    return tuple(dict.fromkeys(role for seat in seats for role in climb(row, seat)))


def covers(what: Delegation, case: Case, approval: Approval) -> bool:
    """Is this sign-off inside the scope: its rule, and its amount where one is limited?"""
    amount = amount_of(case, approval.subject)
    return approval.rule in what.rules and not (what.limit and amount > what.limit)


def amount_of(case: Case, subject: str) -> int:
    """The money a sign-off is about, in whole yuan; 0 when it is about none."""
    kind, _, no = subject.partition(":")
    record = case.record(kind, int(no)) if no.isdigit() else None
    return int(record.data.get("amount", 0)) if record else 0


def to_sign_for(case: Case, approval: Approval, person: str, roster: Roster) -> tuple[Delegation, ...]:
    """The delegations to this person of those who are asked and did not sign in another seat."""
    signed = {a.decided_by for a in case.seats(approval.request)}
    asked = [p for p in approval.asked_of if p not in signed]
    return tuple(d for d in roster.delegations if d.delegate == person and d.principal in asked)


def principal_of(case: Case, approval: Approval, person: str, roster: Roster, at: datetime) -> str:
    """For whom this person may sign now; empty when for nobody."""
    fits = (d for d in to_sign_for(case, approval, person, roster) if d.holds(at) and covers(d, case, approval))
    return next((d.principal for d in fits), "")


def delegates_of(case: Case, approval: Approval, roster: Roster, at: datetime) -> tuple[str, ...]:
    """Who may sign for those asked, so that they can be told."""
    none = (approval.requested_by, author_of(case, approval.subject), *approval.asked_of, *case.conflicts)
    fits = (d for d in roster.delegations if d.principal in approval.asked_of and d.holds(at))
    return unique(d.delegate for d in fits if d.delegate not in none and covers(d, case, approval))


def above_instead(case: Case, approval: Approval, row: SignOff, roster: Roster, at: datetime) -> tuple[str, ...]:
    """C-28: who signs what lies outside a delegation whose principal sends it to the seat above."""
    sent = [d for d in roster.delegations if d.holds(at) and d.principal in approval.asked_of]
    if not any(d.outside == Outside.ABOVE and not covers(d, case, approval) for d in sent):
        return ()
    above = next_seat(row, Role(approval.seat))
    others = {p for a in case.seats(approval.request) if a.id != approval.id for p in (a.decided_by, *a.asked_of)}
    none = {approval.requested_by, author_of(case, approval.subject), *others, *case.conflicts}
    return tuple(p for p in (roster.people(above) if above else ()) if p not in none)


def not_covered(
    case: Case, approval: Approval, row: SignOff, person: str, roster: Roster, at: datetime
) -> Refusal | None:
    """What a delegate is told who may not sign this: outside the scope and who may, or over by its dates."""
    found = to_sign_for(case, approval, person, roster)
    outside = [d for d in found if d.holds(at)]
    if outside:
        above = above_instead(case, approval, row, roster, at)
        may = above if outside[0].outside == Outside.ABOVE and above else (outside[0].principal,)
        return Refusal("out_of_scope", {"rule": approval.rule, "persons": list(may)})
    if found:
        details = {"by": found[-1].principal, "persons": [found[-1].principal]}
        return Refusal("delegation_over", details) if found[-1].until <= at else Refusal("delegation_not_yet", details)
    return None


def not_to_be_ended(what: Delegation | None, at: datetime) -> Refusal | None:
    """Only what is there, and not over yet, can be ended."""
    if what is None:
        return Refusal("no_such_delegation")
    return Refusal("delegation_ended") if what.until <= at else None


def told_of(what: Delegation, roster: Roster) -> tuple[str, ...]:
    """Who must know of it: the delegate, and the region (A12); of the region's own, the executive."""
    of_region = what.principal in roster.people(Role.R08)
    return unique((what.delegate, *roster.people(Role.R10 if of_region else Role.R08)))

"""Letting a statement out (lifecycle 5.6): what stands against it, asked twice.

The command asks; an activity asks the very same again in the transaction that lets the text out, and
compares the words themselves with what was signed. Its answer comes back as a line of the system.
"""

from collections.abc import Mapping
from datetime import datetime

from domain.case import Case, Record
from domain.duties import BY_RULE
from domain.entries import Data, moment, sha256
from domain.messages import Command, Release, Released
from domain.outcome import Outcome
from domain.policy import Policy
from domain.refusal import Refusal
from domain.roster import Roster
from domain.spokesman import spokesperson
from domain.statement_codes import OUTLETS, Audience, Comparison, Outlet
from domain.statements import (
    audience_of,
    embargo,
    is_approved,
    is_there,
    is_withdrawn,
    newest,
    outings,
    statement_named,
)
from domain.step import Step, by_rule
from domain.vocabulary import Role
from domain.weekly import marked

R = Role
#: Who lets a text out besides the spokesperson; to media and authorities nobody else speaks (C-03).
RELEASERS: Mapping[Audience, tuple[Role, ...]] = {
    Audience.MEDIA: (),
    Audience.CUSTOMERS: (R.R02, R.R03, R.R04),
    Audience.STAFF: (R.R14, R.R03),
    Audience.AUTHORITIES: (),
}


def against(case: Case, statement: Record, outlet: str, at: datetime) -> Refusal | None:
    """Why this text may not go out there at this instant; None when nothing stands against it."""
    no = statement.no
    if (last := newest(case, no)) != no:
        return Refusal("text_replaced", {"no": no, "newest": last})
    if is_withdrawn(case, no):
        return Refusal("statement_withdrawn", {"no": no})
    if not is_approved(case, statement):
        return Refusal("not_approved", {"no": no})
    if Outlet(outlet) not in OUTLETS[audience_of(statement)]:
        return Refusal("bad_value", {"fields": ["outlet"]})
    if any(r.data["outlet"] == outlet for r in outings(case, no)):
        return Refusal("text_is_out", {"no": no})
    until = embargo(case, no)
    if until and at < moment(until):
        return Refusal("held_back", {"no": no, "when": until})
    return mismatch(case, statement)


def mismatch(case: Case, statement: Record) -> Refusal | None:
    """Every other audience that has heard something was compared with, and nobody found that facts differ (D35)."""
    for other in spoken_to_others(case, statement):
        found = compared(case, statement.no, other.no)
        if found is None:
            return Refusal("not_compared", {"no": statement.no, "other": other.no})
        if found.data["outcome"] == Comparison.CONTRADICTS:
            return Refusal("contradiction", {"no": statement.no, "other": other.no})
    return None


def spoken_to_others(case: Case, statement: Record) -> tuple[Record, ...]:
    """The last text that each other audience has heard."""
    own = audience_of(statement)
    last: dict[Audience, Record] = {}
    for out in case.of_kind("released"):
        text = case.record("statement", out.data["statement"])
        if text and audience_of(text) is not own:
            last[audience_of(text)] = text
    return tuple(last.values())


def compared(case: Case, one: int, other: int) -> Record | None:
    """What was last said of these two texts."""
    pair = {one, other}
    return next(
        (r for r in reversed(case.of_kind("comparison")) if {r.data["statement"], r.data["with"]} == pair), None
    )


def may_release(case: Case, statement: Record, person: str, roles: tuple[str, ...]) -> Refusal | None:
    """The appointed spokesperson, and for customers and staff those who speak to them anyway."""
    appointed = spokesperson(case)
    if person == appointed and person:
        return None
    roles_too = RELEASERS[audience_of(statement)]
    if set(roles_too) & set(roles):
        return None
    if roles_too:
        return Refusal("not_yours", {"roles": [str(R.R15), *map(str, roles_too)]})
    return Refusal("not_the_spokesperson", {"by": appointed}) if appointed else Refusal("no_spokesperson")


def releasable(case: Case, command: Command) -> Refusal | None:
    """The guard of `release_statement`: the person first, then everything else."""
    if refusal := is_there(case, command):
        return refusal
    statement = statement_named(case, command)
    return may_release(case, statement, command.actor, command.roles) or against(
        case, statement, command.data["outlet"], command.received_at
    )


def can_release(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    """Some signed text waits for this person to let it out."""
    texts = (r for r in case.of_kind("statement") if not outings(case, r.no) and newest(case, r.no) == r.no)
    return any(is_approved(case, r) and may_release(case, r, actor, roles) is None for r in texts)


# what the activity asks again


def next_release(case: Case) -> Release | None:
    """The oldest release that was asked and not answered."""
    answered = {r.data["release"] for kind in ("released", "unreleased") for r in case.of_kind(kind)}
    asked = next((r for r in case.of_kind("release") if r.no not in answered), None)
    statement = case.record("statement", asked.data["statement"]) if asked else None
    if asked is None or statement is None:
        return None
    return Release(case.number, asked.no, statement.no, asked.data["outlet"], statement.digest, bool(case.factor))


def against_again(case: Case, order: Release) -> Refusal | None:
    """The same question to the case as it is recorded: was this release asked, and does nothing stand against it now?"""
    asked, statement = case.record("release", order.release), case.record("statement", order.statement)
    if asked is None or statement is None or asked.data["statement"] != order.statement:
        return Refusal("not_approved", {"no": order.statement})
    if asked.data["outlet"] != order.outlet or statement.digest != order.digest:
        return Refusal("text_changed", {"no": order.statement})
    alone = not RELEASERS[audience_of(statement)]
    if alone and asked.author != spokesperson(case):
        return Refusal("not_the_spokesperson", {"by": spokesperson(case)})
    return against(case, statement, order.outlet, asked.at)


def text_changed(order: Release) -> Refusal:
    """The words that are kept are not those that were signed."""
    return Refusal("text_changed", {"no": order.statement})


def answered(case: Case, answer: Released, now: datetime, policy: Policy) -> Outcome:
    """What the activity did, as a line of the system; a second answer does nothing."""
    asked = case.record("release", answer.release)
    order = next_release(case)
    if asked is None or order is None or order.release != answer.release:
        return Outcome(case)
    step = Step(case, asked.at, now, policy, Roster())
    if answer.refusal:
        step.say("release_refused", release=order.release, statement=order.statement, reason=answer.refusal)
    else:
        said = said_of(case, order)
        step.say("statement_released", **said)
        met = by_rule(d for d in case.owed() if BY_RULE[d.rule].met_by(d, "statement_released", said))
        for duty in met:
            step.meet(duty)
        for row in (BY_RULE[duty.rule] for duty in met):
            if row.standing and row.standing(step.case):
                step.start_duty(row, "", said)
    return Outcome(step.case, tuple(step.entries))


def said_of(case: Case, order: Release) -> Data:
    """What the line of a release says: which text, where, to whom, and what it puts right."""
    statement = case.record("statement", order.statement)
    assert statement is not None
    return {
        "release": order.release,
        "statement": order.statement,
        "outlet": order.outlet,
        "audience": str(audience_of(statement)),
        "text_digest": order.digest,
        "corrects": statement.data.get("corrects"),
        **marked(statement),
    }


def public_name(digest: str) -> str:
    """The name of a text on the public page. It follows from a salted digest: nobody can guess it."""
    return sha256("public:" + digest)[:24]

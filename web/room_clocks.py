"""The clocks on the wall: each with its words and whose it is."""

from dataclasses import dataclass

from domain.case import Duty
from domain.crisis_codes import Post
from domain.response import holders_of
from domain.vocabulary import Role
from web.clocks import Clock, of
from web.telling import Teller

#: Whose post answers for a seat of the case: a person is named before a seat.
POSTS = {str(Role.R35): Post.MONITOR, str(Role.R15): Post.SPOKESPERSON}


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs, whose it is."""

    duty: Duty
    clock: Clock
    label: str
    who: str


def running(duty: Duty, teller: Teller) -> Running:
    return Running(duty, of(duty, teller.now, teller.lang), teller.duty({"duty": duty.id}), whose(duty, teller))


def whose(duty: Duty, teller: Teller) -> str:
    """Who owes it, as far as the case knows: a person, those asked to sign, or a seat."""
    approval = teller.case.approval(duty.approval) if duty.approval else None
    if approval:
        return teller.people(list(approval.asked_of))
    if duty.person:
        return teller.name(duty.person)
    if duty.owner_role in (Role.R02, Role.R04):
        return teller.owner()
    post = POSTS.get(duty.owner_role)
    holders = holders_of(teller.case, post) if post else ()
    return teller.people(list(holders)) if holders else teller.lang.term(Role(duty.owner_role))

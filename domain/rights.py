"""Which roles a person holds on a case (roles.md). The desk asks at receipt and seals the answer."""

from domain.case import Case
from domain.crisis_codes import Post
from domain.response import holders_of, responders
from domain.roster import Roster, unique
from domain.spokesman import spokesperson
from domain.vocabulary import Role

#: Roles that only look: they see, and hold no role on a case.
LOOKERS = (Role.R31, Role.R32)


def roles_on(case: Case, person: str, roster: Roster) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles held on this case, and the departments headed, by this person at this instant."""
    if person in case.conflicts:
        return ((str(Role.R01),) if roster.knows(person) else ()), ()
    held = unique(h.role for h in roster.holdings if h.person == person)
    heads = unique(h.department for h in roster.holdings if h.person == person and h.role == Role.R05)
    working = tuple(role for role in held if role not in LOOKERS)
    extra = [Role.R01] if working else []
    if owns(case, person, roster):
        extra.append(Role.R04)
    if person in case.team or person in responders(case):
        extra.append(Role.R09)
    if working and person == spokesperson(case):
        extra.append(Role.R15)
    if person in holders_of(case, Post.MONITOR):
        extra.append(Role.R35)
    return unique([*working, *map(str, extra)]), heads


def owns(case: Case, person: str, roster: Roster) -> bool:
    """Is this person the accountable one? Before anybody is named, the CS manager's seat is (ARCHITECTURE 11)."""
    return person in owners(case, roster)


def owners(case: Case, roster: Roster) -> tuple[str, ...]:
    """Who is accountable now: the person named, or everybody in the seat; nobody in conflict."""
    if "." in case.owner:
        return tuple(p for p in roster.people(case.owner.rpartition(".")[2]) if p not in case.conflicts)
    return (case.owner,) if case.owner and case.owner not in case.conflicts else ()

"""Who sits where, at one instant: the seats of a project with the people in them (roles.md, WALK section 6).

The desk reads it from the accounts and seals it into every command; the clock reads it when a mark
comes. The core only asks it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.vocabulary import Role

#: Where a seat passes to when nobody in it may act, and who is told next: the ladder of time-rules.md.
NEXT_SEAT = {
    Role.R01: Role.R03,
    Role.R02: Role.R03,
    Role.R04: Role.R03,
    Role.R03: Role.R06,
    Role.R05: Role.R06,
    Role.R06: Role.R08,
    Role.R08: Role.R10,
    Role.R09: Role.R06,
    Role.R13: Role.R10,
    Role.R14: Role.R06,
    Role.R15: Role.R14,
    Role.R16: Role.R06,
    Role.R35: Role.R03,
}


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in one seat; a deputy signs like the principal but is not told of breaches."""

    role: str
    person: str
    department: str = ""
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Delegation:
    """One person signs for another (A12): sign-off rules, from `since` until just before `until`.

    `limit` is in whole yuan, 0 for none; `outside` (a code of `Outside`) says where a matter goes that is
    not covered; `no` is its line in the principal's chain.
    """

    principal: str
    delegate: str
    rules: tuple[str, ...]
    since: datetime
    until: datetime
    outside: str = "principal"
    limit: int = 0
    no: int = 0

    def holds(self, at: datetime) -> bool:
        """Is it in force at this instant?"""
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Roster:
    """The seats of one project, as they stood at one instant, and who signs for whom."""

    project: str = ""
    holdings: tuple[Holding, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def people(self, role: str, department: str = "", *, deputies: bool = True) -> tuple[str, ...]:
        """Who holds the seat; a department head's seat is that of one department."""
        return unique(
            h.person
            for h in self.holdings
            if h.role == role
            and (role != Role.R05 or not department or h.department == department)
            and (deputies or not h.deputy)
        )

    def answering(
        self, role: Role, department: str = "", without: Collection[str] = ()
    ) -> tuple[Role, tuple[str, ...]]:
        """The seat that answers for this one and its people: a vacant one passes to the next up (ARCHITECTURE 11).

        `without` do not count. Nobody at all: the seat asked for, with nobody in it.
        """
        at: Role | None = role
        while at is not None:
            holders = self.people(at, department, deputies=False)
            if people := tuple(person for person in holders if person not in without):
                return at, people
            at = NEXT_SEAT.get(at)
        return role, ()

    def deputies(self, role: str, department: str = "") -> tuple[str, ...]:
        """The deputies of a seat."""
        principals = self.people(role, department, deputies=False)
        return tuple(p for p in self.people(role, department) if p not in principals)

    def knows(self, person: str) -> bool:
        """Does this person hold any seat in the project?"""
        return any(h.person == person for h in self.holdings)


def unique(people: Iterable[str]) -> tuple[str, ...]:
    """Each person once, in the order of first mention."""
    return tuple(dict.fromkeys(people))

"""Who answers for a case, whoever handles it (C-08): a seat, by the level. The case owner (R04) does the work.

Customer service owns the process: until a level is set its manager answers. The department head answers for a minor
case of the own department, the project head for general and major ones; the executive joins in a major case.
"""

from domain.case import Case
from domain.roster import Roster
from domain.vocabulary import Level, Role


def seats(case: Case) -> tuple[Role, ...]:
    """The first one answers; one after it joins."""
    if case.level is None:
        return (Role.R03,)
    if case.level is Level.MINOR:
        return (Role.R05,) if case.department else (Role.R03,)
    return (Role.R06,) if case.level is Level.GENERAL else (Role.R06, Role.R10)


def answering(case: Case, roster: Roster) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each seat with its people; a vacant one passes to the next up, nobody in conflict answers."""
    return tuple(
        (str(seat), roster.answering(seat, str(case.department or ""), case.conflicts)[1]) for seat in seats(case)
    )

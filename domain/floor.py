"""The lowest level a case may have, by what is known of it (lifecycle 5.5, C-25)."""

from domain.case import Case
from domain.entries import Data
from domain.vocabulary import Level

#: From this many households with one cause a case is at least general (C-25).
GROUP = 3
#: A case reopened this often is at least general (lifecycle 5.5).
REOPENED = 2


def floor_by(data: Data) -> Level:
    """The lowest level allowed by what is known: grave facts, or several households with one cause."""
    if any(data.get(name) for name in ("media", "casualty", "organised")):
        return Level.MAJOR
    return Level.GENERAL if int(data.get("households", 0)) >= GROUP else Level.MINOR


def floor_of_case(case: Case) -> Level:
    """The floor that stands: what became known so far, or a case that keeps coming back."""
    back = Level.GENERAL if case.reopened >= REOPENED else Level.MINOR
    return max(case.floor, back, key=lambda level: level.rank)

"""How long an ended case is kept, and how confidential it is (C-29, lifecycle 5.5). All [P].

Both follow from the level. What touches others outside, a person's harm or money is sensitive at any level.
"""

from collections.abc import Mapping
from datetime import date

from domain.case import Case
from domain.entries import Data
from domain.improving import open_ones
from domain.messages import Command
from domain.policy import WHOLE_BOOK_VERSION, Policy
from domain.terms import policy_of
from domain.turn_codes import EmergencyKind, Turn
from domain.vocabulary import Level, Term


class Confidentiality(Term):
    """The class of a file (C-29)."""

    ORDINARY = "ordinary", "普通", "Ordinary"
    INTERNAL = "internal", "内部", "Internal"
    SENSITIVE = "sensitive", "敏感", "Sensitive"


#: Whole years from the end of the case; without a level it counts as minor.
YEARS: Mapping[Level, int] = {Level.MINOR: 3, Level.GENERAL: 5, Level.MAJOR: 10}
CLASSES: Mapping[Level, Confidentiality] = {
    Level.MINOR: Confidentiality.ORDINARY,
    Level.GENERAL: Confidentiality.INTERNAL,
    Level.MAJOR: Confidentiality.SENSITIVE,
}
#: Records that make a file sensitive by themselves.
SENSITIVE = ("media", "third_party", "track", "compensation", "settlement")
HARM = (EmergencyKind.INJURY, EmergencyKind.ILLNESS, Turn.CASUALTY, Turn.THREAT)


def years(case: Case) -> int:
    """How many years it is kept."""
    return YEARS[case.level or Level.MINOR]


def class_of(case: Case) -> Confidentiality:
    """How confidential it is."""
    harmed = any(r.data.get("kind") in HARM for r in case.of_kind("emergency"))
    harmed = harmed or any(r.data.get("what") in HARM for r in case.of_kind("turn"))
    if harmed or any(case.of_kind(kind) for kind in SENSITIVE):
        return Confidentiality.SENSITIVE
    return CLASSES[case.level or Level.MINOR]


def kept_until(case: Case) -> date | None:
    """The last day it is kept, on the project's clock; None while the case goes on."""
    if not case.ended:
        return None
    ended = policy_of(case).local(case.entered_at).date()
    year = ended.year + years(case)
    leap_day = (ended.month, ended.day) == (2, 29)
    return ended.replace(year=year, day=28) if leap_day else ended.replace(year=year)


def at_archive(case: Case, command: Command, policy: Policy) -> Data:
    """What the line of the archive says: improvements that go on, how long it is kept, in which class."""
    left = open_ones(case, command, policy)
    if policy.book < WHOLE_BOOK_VERSION:
        return left
    return {**left, "years": years(case), "class": str(class_of(case))}

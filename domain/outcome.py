"""What came of a step: the case after it, the lines written, and a refusal if the rules said no."""

from dataclasses import dataclass

from domain.case import Case
from domain.entries import Entry
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """`case` is the fold of `entries`; no entries means nothing was to be done (a repeat)."""

    case: Case
    entries: tuple[Entry, ...] = ()
    refusal: Refusal | None = None

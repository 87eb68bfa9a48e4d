"""A duty's clock as it looks: the colour, the ring, the words (design: the ring fills as time goes)."""

from dataclasses import dataclass
from datetime import datetime

from domain.case import Duty
from domain.vocabulary import DutyState
from web.language import Language
from web.moments import HOUR, late, left, over, pieces, units

#: From this share of the limit on the clock is amber; short limits (an hour or less) turn earlier.
WARNED, WARNED_SHORT = 80, 50


@dataclass(frozen=True, slots=True)
class Clock:
    """What the page shows of one running or ended duty."""

    tone: str
    share: int
    words: str
    parts: tuple[tuple[int, str], ...]
    started_at: datetime
    due_at: datetime
    runs: bool = True

    @property
    def overdue(self) -> bool:
        return self.tone == "over"


def running(started_at: datetime, due_at: datetime, now: datetime, lang: Language) -> Clock:
    """A clock that still runs."""
    seconds, limit = (due_at - now).total_seconds(), max((due_at - started_at).total_seconds(), 1)
    names = units(lang)
    parts = tuple((amount, names[unit]) for amount, unit in pieces(seconds))
    if seconds < 0:
        return Clock("over", 100, over(seconds, lang), parts, started_at, due_at)
    share = min(100, max(0, round(100 - 100 * seconds / limit)))
    tone = "warn" if share >= (WARNED_SHORT if limit <= HOUR else WARNED) else "ok"
    return Clock(tone, share, left(seconds, lang), parts, started_at, due_at)


def of(duty: Duty, now: datetime, lang: Language) -> Clock:
    """The clock of a duty of the case, whatever its state."""
    if duty.running:
        return running(duty.started_at, duty.due_at, now, lang)
    if duty.state is DutyState.MET and duty.late_by:
        return Clock("late", 100, late(duty.late_by, lang), (), duty.started_at, duty.due_at, runs=False)
    tone = "ok" if duty.state is DutyState.MET else "rest"
    words = lang.say("On time") if duty.state is DutyState.MET else lang.term(duty.state)
    return Clock(tone, 100, words, (), duty.started_at, duty.due_at, runs=False)


def urgent(duties: tuple[Duty, ...]) -> list[Duty]:
    """Running duties, the one due first on top: nothing else decides the order."""
    return sorted((d for d in duties if d.running), key=lambda d: d.due_at)

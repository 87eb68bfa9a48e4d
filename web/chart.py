"""The clocks of a case as a drawing: one bar a duty, by attributes only, with a table behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.case import Duty

WIDTH, LEFT, ROW, RIGHT = 1000, 250, 30, 110
THINNEST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One duty: the time it took, what was left of its limit, what it took too long."""

    y: int
    start: int
    used: int
    rest: int
    over: int
    over_at: int
    label_at: int
    duty: Duty


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH
    left: int = LEFT


def chart(duties: tuple[Duty, ...], now: datetime) -> Chart:
    """Bars on one scale, from the first start to the last thing that happens."""
    if not duties:
        return Chart((), 0)
    begin = min(d.started_at for d in duties)
    end = max(max(d.due_at, _until(d, now)) for d in duties)
    scale = (WIDTH - LEFT - RIGHT) / max((end - begin).total_seconds(), 1)

    def at(moment: datetime) -> int:
        return LEFT + round((moment - begin).total_seconds() * scale)

    bars = tuple(_bar(duty, row, now, at) for row, duty in enumerate(duties))
    return Chart(bars, ROW * len(bars) + 12)


def _bar(duty: Duty, row: int, now: datetime, at: Callable[[datetime], int]) -> Bar:
    until = _until(duty, now)
    start, due, stop = at(duty.started_at), at(duty.due_at), at(until)
    used = max(THINNEST, min(stop, due) - start)
    over = max(0, stop - due) if until > duty.due_at else 0
    ends = max(due, stop)
    return Bar(
        ROW * row, start, used, max(0, due - start - used), max(over, THINNEST) if over else 0, due, ends + 8, duty
    )


def _until(duty: Duty, now: datetime) -> datetime:
    """Where the bar ends: when it was done, else now."""
    return duty.ended_at or now

"""The door to the outside: what did not come from the desk is journaled, but not without bound (WALK 7.17)."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.messages import Knocks, Stranger

LINES_AN_HOUR = 20
HOUR = timedelta(hours=1)


def knock(knocks: Knocks, who: Stranger, now: datetime) -> tuple[Knocks, bool]:
    """Count a stranger; True when a line of its own is due."""
    if knocks.since is None or (knocks.count <= LINES_AN_HOUR and now >= knocks.since + HOUR):
        return Knocks(now, 1, who), True
    counted = replace(knocks, count=knocks.count + 1, last=who)
    return counted, counted.count <= LINES_AN_HOUR


def closes_at(knocks: Knocks) -> datetime | None:
    """When the line with the count is due: at the end of an hour that had more than its lines."""
    return knocks.since + HOUR if knocks.since and knocks.count > LINES_AN_HOUR else None


def unwritten(knocks: Knocks) -> int:
    """How many strangers of the hour have no line of their own."""
    return max(0, knocks.count - LINES_AN_HOUR)

"""Clocks that run to a day somebody named, not for a span (T33): the day is over at midnight on the project's clock."""

from datetime import UTC, date, datetime, time, timedelta

from domain.case import Case, Record
from domain.policy import DAY, Policy

#: Which fields of which kinds of record name a day; the newest record counts.
Days = tuple[tuple[str, str], ...]


def due_on(
    case: Case, days: Days, start: datetime, policy: Policy, about: tuple[str, int] = ("", 0)
) -> datetime | None:
    """The end of the day named last, of the thing that the clock is about where each has a clock of its own.

    None when none is named or it lies behind: the rule's limit counts then.
    """
    named = dict(days)
    newest = next((r for r in reversed(case.records) if r.kind in named and concerns(r, *about)), None)
    day = newest.data.get(named[newest.kind]) if newest else None
    end = end_of(date.fromisoformat(day), policy) if day else start
    return start + (end - start) / (case.factor or 1) if end > start else None


def concerns(record: Record, kind: str, no: int) -> bool:
    """Is this the numbered thing, or does it name it? Without a number everything does."""
    return not no or no == (record.no if record.kind == kind else record.data.get(kind))


def end_of(day: date, policy: Policy) -> datetime:
    """Midnight after a day, on the project's clock, in UTC."""
    zone = policy.local(datetime(day.year, day.month, day.day, tzinfo=UTC)).tzinfo
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def days_before(mark: str) -> int:
    """The seconds before the due time at which a mark such as `d30`, thirty days before, comes."""
    return int(mark[1:]) * DAY

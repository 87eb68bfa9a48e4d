"""The limits, as numbers that a version of the policy fixes (time-rules.md; every [P] is a default here).

A case keeps the policy it opened under: it travels in the workflow's input.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

MINUTE, HOUR, DAY = 60, 3600, 86400
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
#: The first day of the whole rule book: midnight of 1 December 2026 in China.
WHOLE_BOOK = datetime(2026, 11, 30, 16, tzinfo=UTC)
#: The version of the policy that brought it.
WHOLE_BOOK_VERSION = 2

#: Seconds by rule; `rule.level` or `T26.<sign-off>[.level]` where the table says so.
LIMITS: Mapping[str, int] = {
    "T03": 4 * HOUR,
    "T07": 12 * HOUR,
    "T08": 1 * HOUR,
    "T09": 12 * HOUR,
    "T10": 24 * HOUR,
    "T11": 24 * HOUR,
    "T22": 24 * HOUR,
    "T23": 7 * DAY,
    "T26": 8 * HOUR,
    "T26.A02": 4 * HOUR,
    "T26.A04": 4 * HOUR,
    "T26.A05": 4 * HOUR,
    "T26.A06": 4 * HOUR,
    "T26.A02.major": 2 * HOUR,
    "T26.A04.major": 2 * HOUR,
    "T26.A05.major": 2 * HOUR,
    "T26.A06.major": 2 * HOUR,
    "T26.A08": 1 * HOUR,
    "T26.A03": 30 * MINUTE,
    "T48": 72 * HOUR,
    "T48.major": 24 * HOUR,
    "T49": 24 * HOUR,
    "T50": 1 * HOUR,
    "T06a": 15 * MINUTE,
    "T06b": 1 * HOUR,
    "T12": 7 * DAY,
    "T13": 1 * HOUR,
    "T16": 15 * MINUTE,
    "T19": 7 * DAY,
    "T19.outbreak": 24 * HOUR,
    "T21": 3 * DAY,
    "T21.major": 24 * HOUR,
    "T36": 1 * HOUR,
    "T40b": 8 * HOUR,
    "T47": 24 * HOUR,
    "T51": 4 * HOUR,
    "T33": 14 * DAY,
    "T24": 7 * DAY,
    "T24.major": 14 * DAY,
    "T42": 7 * DAY,
    "decline_dispatch": 4 * HOUR,
    "T02": 15 * MINUTE,
    "T26.A07": 8 * HOUR,
    "T26.A15": 8 * HOUR,
    "T01": 30 * MINUTE,
    "C37": 7 * DAY,
    "T26.A09": 1 * HOUR,
    "T26.A10": 1 * HOUR,
    "T38": 4 * HOUR,
    "T39": 4 * HOUR,
    "T14": 7 * DAY,
    "T15": 24 * HOUR,
    "T17": 2 * HOUR,
    "T20": 2 * HOUR,
    "T37": 30 * MINUTE,
    "T18": 7 * DAY,
    "T04": 24 * HOUR,
    "T05": 24 * HOUR,
    "D24": 1 * HOUR,
}
#: Whole yuan up to which a role signs alone, by sign-off and role; above it the executive signs too (C-27).
YUAN: Mapping[str, int] = {"A07.R06": 50_000}


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the limits. Seconds; hours of the clock are those of `utc_offset` (minutes).

    `book` says which rules count under it: the version that brought them. A version that only changes numbers
    keeps the book of the one before; the versions of a release are their own.
    """

    version: int = 1
    effective_at: datetime = ALWAYS
    limits: dict[str, int] = field(default_factory=lambda: dict(LIMITS), hash=False)
    valid_for: int = 14 * DAY
    report_hour: int = 18
    quiet_from: int = 22
    quiet_until: int = 8
    quiet_notice: int = HOUR
    utc_offset: int = 480
    yuan: dict[str, int] = field(default_factory=lambda: dict(YUAN), hash=False)
    book: int = 0

    def __post_init__(self) -> None:
        if not self.book:
            object.__setattr__(self, "book", self.version)

    def limit(self, *names: str) -> int:
        """The limit under the longest known name: `limit("T26", "A02", "major")`.

        A rule younger than this version has the limit it was introduced with.
        """
        for limits in (self.limits, LIMITS):
            for length in range(len(names), 0, -1):
                if (found := limits.get(".".join(names[:length]))) is not None:
                    return found
        raise KeyError(names)

    def local(self, moment: datetime) -> datetime:
        """The moment on the project's clock. China has no summer time: a fixed offset will do."""
        return moment.astimezone(timezone(timedelta(minutes=self.utc_offset)))

    def next_at(self, hour: int, after: datetime) -> datetime:
        """The first `hour` o'clock strictly after a moment, in UTC."""
        local = self.local(after)
        day = local if local.hour < hour else local + timedelta(days=1)
        return datetime.combine(day.date(), time(hour), local.tzinfo).astimezone(UTC)

    def promised(self, value: str) -> datetime:
        """When a promise is due: an instant as it stands, a date at the end of that day on the project's clock."""
        if "T" in value:
            return datetime.fromisoformat(value).astimezone(UTC)
        zone = timezone(timedelta(minutes=self.utc_offset))
        return datetime.combine(date.fromisoformat(value) + timedelta(days=1), time(0), zone).astimezone(UTC)

    def decent_until(self, due: datetime) -> datetime | None:
        """The last decent moment to call before a due time in the quiet hours (C-02), else None."""
        local = self.local(due)
        if self.quiet_until <= local.hour < self.quiet_from:
            return None
        day = local.date() if local.hour >= self.quiet_from else local.date() - timedelta(days=1)
        decent = datetime.combine(day, time(self.quiet_from), local.tzinfo).astimezone(UTC)
        return decent if decent < due else None


#: Every version that a release brought or announces, so that an old case can be verified; each is its own book.
#: 1 knows the clocks of the first case; 2 all clocks of the rule book. Later versions are approved (`amendment`).
POLICIES = {1: Policy(), 2: Policy(2, WHOLE_BOOK)}


def in_force(at: datetime, newest: int = 0, approved: Iterable[Policy] = ()) -> Policy:
    """What a case opened at this instant lives under; `newest` holds back versions above it."""
    known = (*POLICIES.values(), *approved)
    versions = [p for p in known if p.effective_at <= at and (not newest or p.version <= newest)]
    return max(versions, key=lambda p: p.version)


def drilled(at: datetime, newest: int = 0, approved: Iterable[Policy] = ()) -> Policy:
    """What a drill opened at this instant lives under: the whole rule book, before its first day as well.

    One practises what is coming. A version that holds an installation back holds its drills back too.
    """
    return in_force(max(at, WHOLE_BOOK), newest, approved)

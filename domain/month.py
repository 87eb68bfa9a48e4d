"""A project's month (T27, D13): which days it has, and on which side of the closing a case stood.

A lead (S0) is no complaint yet. A complaint is closed from its follow-up visit on (S12), or by another ending.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.days import midnight
from domain.policy import Policy
from domain.vocabulary import FINAL_STAGES, Stage

LEAD, OPEN, CLOSED = "lead", "open", "closed"
#: Where a complaint is closed.
OVER = FINAL_STAGES | {Stage.S12, Stage.S13}
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def read_month(text: str, today: date) -> date:
    """The first day of a month such as `2026-11`; of today's for what is no month or has not begun."""
    found = MONTH.fullmatch(text)
    first = date(int(found[1]), int(found[2]), 1) if found else today
    return min(first, today).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def bounds(first: date, policy: Policy) -> tuple[datetime, datetime]:
    """When a month begins and ends on the project's clock, in UTC."""
    return midnight(first, policy), midnight(month_after(first), policy)


def side(stage: str) -> str:
    """Lead, open or closed."""
    if stage == Stage.S0:
        return LEAD
    return CLOSED if stage in OVER else OPEN


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one case: when it was opened, in which stage, and its moves, oldest first: (when, where to)."""

    number: str
    opened_at: datetime
    first: str
    moves: tuple[tuple[datetime, str], ...] = ()

    def stage_at(self, moment: datetime) -> str:
        """Where it stood just before a moment; empty when it was not there yet."""
        if self.opened_at >= moment:
            return ""
        return next((to for at, to in reversed(self.moves) if at < moment), self.first)

    def crossings(self, start: datetime, end: datetime) -> Iterable[tuple[str, str]]:
        """The changes of side within a span; where it came from is empty when nothing was there."""
        was = side(stage) if (stage := self.stage_at(start)) else ""
        for at, to in ((self.opened_at, self.first), *self.moves):
            if start <= at < end and side(to) != was:
                yield was, side(to)
                was = side(to)

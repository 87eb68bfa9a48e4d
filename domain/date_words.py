"""Days as a refusal says them: with their year, because it may be read in any."""

import re
from datetime import date

#: A day as lines and details carry it.
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def on(day: str, column: int) -> str:
    """2027 年 6 月 18 日 / 18 June 2027; anything else as it is."""
    if not DAY.fullmatch(day):
        return day
    there = date.fromisoformat(day)
    return f"{there.day} {there:%B} {there.year}" if column else f"{there.year} 年 {there.month} 月 {there.day} 日"

"""A span of time as a person types it: 30 分钟, 12 小时, 1 天 12 小时, 90 min, 1.5 h."""

import re
import unicodedata
from decimal import Decimal

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 7 * 86400
UNITS = {
    **dict.fromkeys(("分钟", "分", "min", "mins", "minute", "minutes", "m"), MINUTE),
    **dict.fromkeys(("小时", "个小时", "时", "h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("天", "日", "d", "day", "days"), DAY),
    **dict.fromkeys(("周", "个星期", "星期", "w", "week", "weeks"), WEEK),
}
PART = re.compile(r"(\d{1,6}(?:\.\d{1,2})?)\s*([^\d\s.]+)\s*")


def seconds_of(text: str) -> int | None:
    """The span in seconds; None when it is none: a bare number has no unit, so it says nothing."""
    rest, total = unicodedata.normalize("NFKC", text).strip().casefold(), Decimal(0)
    if not rest:
        return None
    while rest:
        part = PART.match(rest)
        if part is None or part[2] not in UNITS:
            return None
        total += Decimal(part[1]) * UNITS[part[2]]
        rest = rest[part.end() :]
    return int(total) if total == int(total) else None

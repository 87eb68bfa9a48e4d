"""Instants and spans in words, on the project's clock."""

from datetime import date, datetime, time, timedelta, timezone

from web.language import Language

#: The projects lie in China, which has no summer time.
ZONE = timezone(timedelta(hours=8))
MINUTE, HOUR, DAY = 60, 3600, 86400

ZH_DAYS = "一二三四五六日"
EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def midday(of: date) -> datetime:
    """A moment of this day, for saying which day it is."""
    return datetime.combine(of, time(12), ZONE)


def stamp(moment: datetime) -> str:
    """For the `datetime` attribute."""
    return local(moment).isoformat(timespec="seconds")


def time_of(moment: datetime) -> str:
    return local(moment).strftime("%H:%M")


def second_of(moment: datetime) -> str:
    return local(moment).strftime("%H:%M:%S")


def day(moment: datetime, now: datetime, lang: Language) -> str:
    """今天, 昨天, 明天, else the date; the year only when it is another."""
    there, here = local(moment), local(now)
    apart = (there.date() - here.date()).days
    if apart in (-1, 0, 1):
        return (lang.say("Yesterday"), lang.say("Today"), lang.say("Tomorrow"))[apart + 1]
    return date_of(there.date(), now, lang)


def date_of(of: date, now: datetime, lang: Language) -> str:
    """12 月 1 日 / 1 December, as it stays whenever it is read; the year only when it is another."""
    year = "" if of.year == local(now).year else str(of.year)
    if lang.chinese:
        return f"{year} 年 {of.month} 月 {of.day} 日" if year else f"{of.month} 月 {of.day} 日"
    return f"{of.day} {EN_MONTHS[of.month - 1]} {year}".rstrip()


def when(moment: datetime, now: datetime, lang: Language) -> str:
    """今天 15:44"""
    return f"{day(moment, now, lang)} {time_of(moment)}"


def full(moment: datetime, lang: Language) -> str:
    """For paper, which is read on any day: 2026 年 11 月 22 日 09:02 / 22 November 2026, 09:02."""
    there = local(moment)
    if lang.chinese:
        return f"{there.year} 年 {there.month} 月 {there.day} 日 {time_of(moment)}"
    return f"{there.day} {EN_MONTHS[there.month - 1]} {there.year}, {time_of(moment)}"


def within(moment: datetime, now: datetime, lang: Language) -> str:
    """The same in the middle of a sentence."""
    return small(when(moment, now, lang), lang)


def within_day(moment: datetime, now: datetime, lang: Language) -> str:
    """A day in the middle of a sentence."""
    return small(day(moment, now, lang), lang)


def small(words: str, lang: Language) -> str:
    """English words in the middle of a sentence begin small."""
    return words if lang.chinese else words[:1].lower() + words[1:]


def large(words: str) -> str:
    """The first letter as a sentence begins; Chinese has no such thing."""
    return words[:1].upper() + words[1:]


def long_day(moment: datetime, lang: Language) -> str:
    """3 月 12 日，周四 / Thursday 12 March"""
    there = local(moment)
    if lang.chinese:
        return f"{there.month} 月 {there.day} 日，周{ZH_DAYS[there.weekday()]}"
    return f"{EN_DAYS[there.weekday()]} {there.day} {EN_MONTHS[there.month - 1]}"


def short_day(moment: datetime) -> str:
    """3-12, for the ladder."""
    there = local(moment)
    return f"{there.month}-{there.day}"


def clock_day(moment: datetime, now: datetime) -> str:
    """The time; with the day in front when it is not today."""
    return time_of(moment) if local(moment).date() == local(now).date() else f"{short_day(moment)} {time_of(moment)}"


def short_clock(moment: datetime) -> str:
    """12-8 14:20, for a ladder that starts on some other day."""
    return f"{short_day(moment)} {time_of(moment)}"


def pieces(seconds: float) -> tuple[tuple[int, str], ...]:
    """A span in two units at most: seconds only below ten minutes."""
    total = int(abs(seconds))
    if total >= DAY:
        return _two(total // DAY, "d", total % DAY // HOUR, "h")
    if total >= HOUR:
        return _two(total // HOUR, "h", total % HOUR // MINUTE, "m")
    if total >= 10 * MINUTE:
        return ((total // MINUTE, "m"),)
    return _two(total // MINUTE, "m", total % MINUTE, "s")


def _two(first: int, unit: str, second: int, smaller: str) -> tuple[tuple[int, str], ...]:
    parts = ((first, unit), (second, smaller))
    return tuple(p for p in parts if p[0]) or ((0, smaller),)


def units(lang: Language) -> dict[str, str]:
    """How the units read: 天 小时 分 秒."""
    return {"d": lang.say("d"), "h": lang.say("h"), "m": lang.say("min"), "s": lang.say("s")}


def span(seconds: float, lang: Language) -> str:
    """1 小时 18 分 / 1 h 18 min"""
    names = units(lang)
    return " ".join(f"{amount} {names[unit]}" for amount, unit in pieces(seconds))


def left(seconds: float, lang: Language) -> str:
    return lang.say("%(span)s left", span=span(seconds, lang))


def over(seconds: float, lang: Language) -> str:
    return lang.say("%(span)s over", span=span(seconds, lang))


def late(seconds: float, lang: Language) -> str:
    return lang.say("%(span)s late", span=span(seconds, lang))

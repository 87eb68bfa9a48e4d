"""What of a policy may be changed, and within which bounds: every [P] number is a row here (time-rules.md).

A number that the company's written procedure states [S] may only be made shorter; T11, which runs to an hour of
the day, is changed by that hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.classification import Category
from domain.fields import Problem
from domain.policy import DAY, HOUR, LIMITS, MINUTE, Policy
from domain.policy import YUAN as AMOUNTS
from domain.terms import YUAN, numbers
from domain.vocabulary import Level, Phase

#: Units a number is counted in: seconds, an hour of the clock, whole yuan.
SPAN, OF_DAY, MONEY = "span", "hour", "yuan"
#: Stated by the written procedure (time-rules.md [S]): promised to customers, so never made longer.
WRITTEN = frozenset({"T07", "T08", "T09", "T10", "T12", "T23", "T04", "T05"})
#: The last rung of T26 comes at so many times its limit.
RUNGS = 4
#: The daily report is due at an hour (C-07); its span counts in drills only.
FIXED = frozenset({"T11"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One number of a policy. `step`: it is a whole multiple of this; `written`: never above what the procedure says."""

    name: str
    unit: str
    least: int
    most: int
    step: int = 1
    written: bool = False


def _span(name: str, least: int = MINUTE, most: int = 366 * DAY, step: int = MINUTE) -> Setting:
    return Setting(name, SPAN, least, most, step, name in WRITTEN)


def own_name(limit: str, category: str) -> str:
    """`T48.major` of quality is `T48.quality.major`, `T26.A02` is `T26.A02.quality` (domain.duties.limit_of)."""
    parts = limit.split(".")
    last = parts.pop() if parts[-1] in (*map(str, Level), *map(str, Phase)) else ""
    return ".".join((*parts, str(category), *((last,) if last else ())))


#: Every number that may be changed. Refusing a dispatch is told in whole hours.
SETTINGS: Mapping[str, Setting] = {
    row.name: row
    for row in (
        *(_span(name) for name in LIMITS if name not in FIXED and name != "decline_dispatch"),
        _span("decline_dispatch", HOUR, 30 * DAY, HOUR),
        _span("valid_for", DAY),
        Setting("report_hour", OF_DAY, 0, 23),
        Setting("quiet_from", OF_DAY, 1, 23),
        Setting("quiet_until", OF_DAY, 0, 22),
        _span("quiet_notice", MINUTE, 12 * HOUR),
        *(Setting(YUAN + name, MONEY, 0, 100_000_000) for name in AMOUNTS),
    )
}

#: Numbers that hold for everybody alike: no complaint is opened yet, or it is no clock of a complaint.
FOR_ALL = frozenset({"decline_dispatch", "valid_for", "quiet_notice", "T01", "T02", "T26"})
#: Limits that a category may have for itself, under the name of the limit they stand in for (C-39).
BY_CATEGORY: Mapping[str, str] = {
    own_name(name, category): name
    for name, row in SETTINGS.items()
    if row.unit == SPAN and name not in FOR_ALL
    for category in Category
}


def setting_of(name: str) -> Setting | None:
    """The row of a number; a category's own limit keeps within the bounds of the one it stands in for."""
    if name in BY_CATEGORY:
        return replace(SETTINGS[BY_CATEGORY[name]], name=name)
    return SETTINGS.get(name)


def unfit(base: Policy, changed: Mapping[str, int]) -> tuple[Problem, ...]:
    """What is wrong with these numbers, each at its name; nothing when they may be proposed."""
    found = [_unfit(name, value) for name, value in changed.items()]
    after = {**numbers(base), **changed}
    if after["quiet_until"] >= after["quiet_from"]:
        at = next((name for name in ("quiet_until", "quiet_from") if name in changed), "quiet_until")
        found.append(Problem(at, "quiet_order"))
    return tuple(one for one in (*found, *_cut_short(changed, after)) if one)


def _cut_short(changed: Mapping[str, int], after: Mapping[str, int]) -> list[Problem]:
    """A request is valid until the last rung of its T26 at least, which comes at four times the limit."""
    found = [
        Problem(name, "outlives", after["valid_for"] // RUNGS // MINUTE * MINUTE)
        for name in changed
        if name.partition(".")[0] == "T26" and RUNGS * after[name] > after["valid_for"]
    ]
    longest = RUNGS * max(value for name, value in after.items() if name.partition(".")[0] == "T26")
    if "valid_for" in changed and not found and after["valid_for"] < longest:
        found.append(Problem("valid_for", "too_small", longest))
    return found


def _unfit(name: str, value: int) -> Problem | None:
    row, usual = setting_of(name), BY_CATEGORY.get(name, name)
    if row is None:
        return Problem(name[:40], "unknown_field")
    if row.written and value > LIMITS[usual]:
        return Problem(name, "only_shorter", LIMITS[usual])
    if value < row.least:
        return Problem(name, "too_small", row.least)
    if value > row.most:
        return Problem(name, "too_large", row.most)
    return Problem(name, "uneven", row.step) if value % row.step else None


#: What is wrong with a number, Chinese and English. `{limit}` is in the number's own unit.
WRONG: Mapping[str, tuple[str, str]] = {
    "only_shorter": (
        "公司成文流程规定的时限，只能缩短，不能延长：最多{limit}。",
        "A limit of the written procedure may only be made shorter, never longer: at most {limit}.",
    ),
    "too_small": ("太小：至少{limit}。", "Too small: at least {limit}."),
    "too_large": ("太大：最多{limit}。", "Too large: at most {limit}."),
    "uneven": ("要是{limit}的整数倍。", "It has to be a whole multiple of {limit}."),
    "outlives": (
        "太长：签批请求到期前要走完四级提醒，最多{limit}。",
        "Too long: all four rungs have to come before the request expires; at most {limit}.",
    ),
    "quiet_order": (
        "免打扰时段要过半夜：开始的钟点晚于结束的钟点。",
        "The quiet hours span midnight: they begin at a later hour than they end.",
    ),
    "no_span": (
        "请写明数字和单位，如 30 分钟、12 小时、3 天。",
        "Write a number and its unit, such as 30 min, 12 h, 3 d.",
    ),
    "no_number": ("请填整数。", "Write a whole number."),
}


def wrong(problem: Problem, language: str) -> str:
    """What is wrong with one number, in words; empty when the sentence is not one of these."""
    chinese = language.startswith("zh")
    words = WRONG.get(problem.code)
    row = setting_of(problem.field.rpartition("changed.")[2])
    return words[0 if chinese else 1].format(limit=_limit(row, problem.limit, chinese)) if words else ""


def _limit(row: Setting | None, value: int, chinese: bool) -> str:
    unit = row.unit if row else SPAN
    if unit == OF_DAY:
        return f" {value} 点" if chinese else f"{value}:00"
    if unit == MONEY:
        return f" {value} 元" if chinese else f"{value} yuan"
    return f" {spelled(value, chinese=chinese)}"[0 if chinese else 1 :]


def spelled(seconds: int, *, chinese: bool) -> str:
    """A span exactly, in days, hours and minutes: `1 d 12 h`."""
    parts, rest = [], seconds
    for size, zh, en in ((DAY, "天", "d"), (HOUR, "小时", "h"), (MINUTE, "分钟", "min")):
        if amount := rest // size:
            parts.append(f"{amount} {zh if chinese else en}")
        rest %= size
    return " ".join(parts) or (f"{seconds} 秒" if chinese else f"{seconds} s")

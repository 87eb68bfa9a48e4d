"""Watching public opinion by hand (D37, T14, T15): what was looked at, what was found, how many spoke of it.

No fake accounts, no paid removal: the log only records (C-14).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.asked import number, one_of, text
from domain.case import Case
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.crisis import TEAM, crisis_runs, during
from domain.crisis_codes import Finding, Place, Tone
from domain.entries import moment
from domain.messages import Command
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
FOUND = ("outcome", (Finding.FOUND,))
HOUR = timedelta(hours=1)


def hour_of(case: Case) -> timedelta:
    """An hour, by a drill's clock."""
    return HOUR / (case.factor or 1)


def begun(case: Case, at: datetime) -> datetime:
    """When the hour of this instant began: on the clock, in a drill counted from its first word."""
    if not case.factor:
        return at.replace(minute=0, second=0, microsecond=0)
    return case.opened_at + (at - case.opened_at) // hour_of(case) * hour_of(case)


def mentions_per_hour(case: Case, until: datetime, hours: int) -> tuple[tuple[datetime, int], ...]:
    """New mentions by the hour they were seen in: the last so many hours, oldest first, empty ones too."""
    counts = {begun(case, until) - n * hour_of(case): 0 for n in range(hours)}
    for look in case.of_kind("look"):
        hour = begun(case, moment(str(look.data["happened_at"])) if "happened_at" in look.data else look.at)
        if hour in counts:
            counts[hour] += int(look.data.get("mentions", 0))
    return tuple(sorted(counts.items()))


def picture_known(case: Case, command: Command) -> Refusal | None:
    """The picture named is among the evidence of the case."""
    no = command.data.get("picture")
    return None if no is None or case.record("evidence", int(no)) else Refusal("bad_value", {"fields": ["picture"]})


MONITORING_LINES: Mapping[str, Change] = {
    "monitor_log": kept("look"),
    "media_contact": kept("media_contact"),
}

MONITORING: tuple[CommandRow, ...] = (
    CommandRow(
        "monitor_log",
        "登记舆情巡查",
        "Record a look at opinion",
        "a look can be recorded",
        OPEN,
        (R.R35, R.R02, R.R03, R.R04, R.R09, R.R14),
        (
            one_of("place", "看了哪里", "Where", tuple(Place)),
            one_of("outcome", "结果", "Outcome", tuple(Finding)),
            text("what", "内容", "What", 1000, required=True, when=FOUND),
            one_of("tone", "语气", "Tone", tuple(Tone), when=FOUND),
            text("link", "链接或群名", "Link or group", 500),
            number("reach", "传播量", "Reach", required=False, when=FOUND),
            number("mentions", "新增提及", "New mentions", required=False, when=FOUND),
            number("picture", "截图（证据编号）", "Picture (evidence number)", required=False, when=FOUND),
            text("action", "怎样处理、转给谁", "Action, passed to whom", 500),
        ),
        (crisis_runs, picture_known),
        offered=during,
    ),
    CommandRow(
        "media_contact",
        "登记媒体联系",
        "Record a media contact",
        "a media contact can be recorded",
        OPEN,
        (R.R14, R.R15, *TEAM),
        (
            text("outlet", "媒体", "Outlet", 200, required=True),
            text("note", "联系内容，已告知应对小组", "What was said, told to the crisis team", 2000, required=True),
        ),
        (crisis_runs,),
        offered=during,
    ),
)

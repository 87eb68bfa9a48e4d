"""The daily duties of a project as rows (T04, T05, D30): who owes them, who is told, what a day's sheet asks.

They belong to a project and a day, not to a case. Every calendar day counts, also Sundays and holidays: the clocks
are natural hours (C-02), and a notice on a desk is no outgoing call, so quiet hours do not concern it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.asked import number, one_of, text
from domain.crisis_codes import Finding, Place
from domain.entries import Data
from domain.fields import Field, Kind, Problem
from domain.policy import WHOLE_BOOK_VERSION
from domain.refusal import Refusal
from domain.vocabulary import Role

R = Role
#: Who screens and watches for a project, and signs its daily sheet.
FILERS = (R.R02, R.R03)
#: Who says that a project is active or not: above the project head, whom its missed days are told to.
SWITCHERS = (R.R08, R.R10)
#: A missed day: the project head, then one more limit later each, the region and the group executive.
LADDER = (R.R06, R.R08, R.R10)
FOUND = ("outcome", (Finding.FOUND,))


@dataclass(frozen=True, slots=True)
class DailyRule:
    """One duty that every day of an active project brings. `book`: the version of the policy that brought it."""

    rule: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    owner_role: Role = R.R02
    ladder: tuple[Role, ...] = LADDER
    warnings: tuple[str, ...] = ("50", "80")
    book: int = WHOLE_BOOK_VERSION


DAILY: tuple[DailyRule, ...] = (
    DailyRule(
        "T04",
        "登记并甄别当日全部投诉、来电、来函",
        "Register and screen the day's complaints, calls and letters",
        (
            number("complaints", "收到投诉", "Complaints"),
            number("calls", "接到来电", "Calls"),
            number("letters", "收到来函", "Letters"),
            number("screened", "已甄别", "Screened"),
            number("latent", "其中有危机苗头", "Signs of a crisis"),
            text("note", "说明", "Note", 1000),
        ),
    ),
    DailyRule(
        "T05",
        "巡查论坛与业主群",
        "Check forums and owners' groups",
        (
            Field("places", Kind.CODES, "看了哪里", "Where", required=True, codes=tuple(Place)),
            number("groups", "查看的群", "Groups checked"),
            number("posts", "查看的帖子", "Posts read"),
            one_of("outcome", "结果", "Outcome", tuple(Finding)),
            text("what", "内容", "What", 1000, required=True, when=FOUND),
            text("link", "链接或群名", "Link or group", 500, when=FOUND),
        ),
    ),
)
BY_RULE: Mapping[str, DailyRule] = {row.rule: row for row in DAILY}
#: The one sheet of a day: both duties on it.
SHEET = tuple(field for row in DAILY for field in row.fields)
#: Why a project stops or begins to have days.
REASON = (text("reason", "原因", "Reason", 1000, required=True),)
#: Everything received that has to be screened.
RECEIVED = ("complaints", "calls", "letters")


def ill_counted(data: Data) -> tuple[Problem, ...]:
    """What cannot be in one part of a sheet: more screened than received, more latent than screened."""
    if "screened" not in data:
        return ()
    wrong = ["screened"] if data["screened"] > received(data) else []
    wrong += ["latent"] if data["latent"] > data["screened"] else []
    return tuple(Problem(name, "bad_value") for name in wrong)


def received(data: Data) -> int:
    """How many complaints, calls and letters came in."""
    return sum(int(data[name]) for name in RECEIVED)


def not_to_be_filed(roles: Iterable[str], parts: Mapping[str, Data]) -> Refusal | None:
    """Why a sheet is not signed: by whom, and T04 is met only when everything received is screened."""
    if not set(roles) & set(FILERS):
        return Refusal("not_yours", {"roles": [str(role) for role in FILERS], "of": "project"})
    counts = parts.get("T04")
    if counts and counts["screened"] < received(counts):
        return Refusal("unscreened", {"count": received(counts) - counts["screened"]})
    return None


def not_to_be_switched(roles: Iterable[str], *, active: bool, wanted: bool) -> Refusal | None:
    """Why a project is not made active, or inactive."""
    if not set(roles) & set(SWITCHERS):
        return Refusal("not_yours", {"roles": [str(role) for role in SWITCHERS], "of": "project"})
    if active and wanted:
        return Refusal("project_is_active")
    return None if active or wanted else Refusal("project_is_inactive")


def no_sheet(day: date, today: date, *, owed: bool) -> Refusal | None:
    """Only today's sheet is signed, and those of days that were owed, however late."""
    if day > today:
        return Refusal("day_not_come")
    return None if day == today or owed else Refusal("no_sheet")


def signs_of_crisis(data: Data) -> bool:
    """Does this part of a sheet call for a lead: something latent, or something new in forums or groups?"""
    return bool(data.get("latent")) or data.get("outcome") == Finding.FOUND

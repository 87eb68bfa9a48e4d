"""The days of projects among the news of the desk (T04, T05): reminders, missed days, rungs, what else comes up."""

from datetime import date

from desk.views import NoticeRow
from domain.campaign import REMINDERS
from domain.daily import BY_RULE
from domain.days import ACTIVE, DATED, ESCALATED, INACTIVE, MISSED, WARNED
from domain.entries import Data
from domain.outlived import RULE as OUTLIVED
from domain.outlived import named_in, reminder_of
from web.language import Language
from web.moments import date_of
from web.pages import Reader

#: Lines of a project's days that somebody is told of, and how they look.
OF_DAYS = {WARNED: "bell", MISSED: "overdue", ESCALATED: "overdue", DATED: "bell", ACTIVE: "done", INACTIVE: "return"}


def is_late(row: NoticeRow) -> bool:
    """Does it tell that an improvement was missed (T25)?"""
    said = reminder_of(str(row.data["mark"])) if row.data.get("rule") == OUTLIVED else None
    return said is not None and said.late


def place_of(row: NoticeRow) -> str:
    """The page of the improvement it tells of; empty for everything else."""
    if row.data.get("rule") != OUTLIVED:
        return ""
    number, no = named_in(str(row.data["about"]))
    return f"/cases/{number}/improvements/{no}"


def _of_an_improvement(data: Data, lang: Language) -> str:
    number, no = named_in(str(data["about"]))
    said = reminder_of(str(data["mark"]))
    words = {"number": number, "no": no, "what": lang.label(said) if said else ""}
    return lang.say("%(number)s has ended; its improvement %(no)s %(what)s", **words)


def of_days(row: NoticeRow, who: Reader) -> str:
    """A line of a project's days in words."""
    data, lang = row.data, who.lang
    if data.get("rule") == OUTLIVED:
        return _of_an_improvement(data, lang)
    named = next((p.name(lang.code) for p in who.projects if p.code == data["project"]), data["project"])
    day = date.fromisoformat(str(data.get("day", data.get("from"))))
    what = {"project": named, "day": date_of(day, who.now, lang)}
    known = BY_RULE.get(data.get("rule", ""))
    what["duty"] = lang.label(known) if known else _of_a_campaign(data, lang.code)
    words = {
        WARNED: lang.say("%(project)s: not signed yet for %(day)s: %(duty)s", **what),
        MISSED: lang.say("%(project)s: missed on %(day)s: %(duty)s", **what),
        ESCALATED: lang.say("%(project)s: still not signed for %(day)s: %(duty)s", **what),
        DATED: lang.say("%(project)s: comes up on %(day)s: %(duty)s", **what),
        ACTIVE: lang.say("%(project)s: daily sheets again from %(day)s", **what),
        INACTIVE: lang.say("%(project)s: no daily sheets from %(day)s", **what),
    }
    return words[row.kind]


def _of_a_campaign(data: Data, language: str) -> str:
    """Its number and what it owes."""
    said = REMINDERS.get(str(data["mark"]).partition(".")[0])
    words = said[language == "en"] if said else ""
    return " ".join(filter(None, (str(data["about"]), words)))

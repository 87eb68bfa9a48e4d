"""The rungs of a planned clock in words: when, its colour, what happens, the mark."""

from datetime import datetime

from domain.planned import Planned
from web.language import Language
from web.tales import MARKS


def rungs(ran: Planned, lang: Language) -> list[tuple[datetime, str, str, str]]:
    """Each rung: when, its colour, what happens, the mark in words."""
    told = []
    for rung in ran.rungs:
        who = lang.listed([lang.term(role) for role in rung.roles])
        if not rung.grave:
            what = lang.say("Remind %(people)s", people=who)
        elif rung.mark == "100":
            what = lang.say("Recorded as overdue; %(people)s told", people=who)
        elif ran.duty.approval:
            what = lang.say("%(people)s may sign as well", people=who)
        else:
            what = lang.say("%(people)s told as well", people=who)
        told.append((rung.at, "over" if rung.grave else "warn", what, MARKS[rung.mark][lang.column]))
    return told

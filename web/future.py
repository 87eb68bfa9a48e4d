"""What happens next if nobody acts: the marks of the running duties, told before they come."""

from dataclasses import dataclass
from datetime import datetime

from desk.views import CasePage
from domain.case import Approval, Duty
from domain.clock import RESUMES, Alarm
from domain.duties import BY_RULE
from domain.signoffs import next_seat, sign_off
from domain.vocabulary import Role
from web.clocks import urgent
from web.language import Language
from web.moments import clock_day
from web.tales import MARKS
from web.telling import Teller

#: So many lines of the future; the rest stands under the clocks of the case.
MOST = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """One line: when, what, and how grave. `past` lines have happened."""

    at: datetime
    shown: str
    what: str
    note: str
    tone: str
    past: bool = False


def future(page: CasePage, teller: Teller, lang: Language) -> tuple[Coming, ...]:
    """The near future of the most urgent duty, with what was already done about it."""
    running = urgent(page.case.duties)
    if not running:
        return ()
    first = running[0]
    lines = [*_past(first, teller, lang), *(_coming(a, page, first, teller, lang) for a in page.alarms)]
    quiet = [line for duty in running[:1] for line in _quiet(duty, page, teller, lang)]
    return tuple(sorted([*lines, *quiet], key=lambda line: line.at)[-99:][:MOST])


def _past(duty: Duty, teller: Teller, lang: Language) -> list[Coming]:
    """The last mark that was acted on, and who was told."""
    if not duty.told:
        return []
    mark = duty.told[-1].mark
    told = [t.person for t in duty.told if t.mark == mark]
    what = (
        lang.say("%(people)s reminded", people=teller.people(told))
        if not _grave(mark)
        else lang.say("Overdue; %(people)s told", people=teller.people(told))
    )
    at = duty.told[-1].at
    return [
        Coming(
            at,
            clock_day(at, teller.now),
            what,
            "" if _grave(mark) else MARKS[mark][lang.column],
            "over" if _grave(mark) else "ok",
            past=True,
        )
    ]


def _coming(alarm: Alarm, page: CasePage, first: Duty, teller: Teller, lang: Language) -> Coming:
    duty, approval = page.case.duty(alarm.subject), page.case.approval(alarm.subject)
    note = "" if alarm.subject == first.id or duty is None else teller.duty({"duty": duty.id})
    shown = clock_day(alarm.at, teller.now)
    if duty is None:
        what = lang.say("The request expires: %(what)s", what=teller.subject(approval.subject) if approval else "")
        return Coming(alarm.at, shown, what, lang.say("Nothing is ever approved by time"), "rest")
    if alarm.mark == RESUMES:
        return Coming(alarm.at, shown, lang.say("The pause ends and the clock goes on"), note, "rest")
    who = _who(duty, alarm.mark, page, teller, lang)
    if not _grave(alarm.mark):
        return Coming(
            alarm.at,
            shown,
            lang.say("%(people)s reminded (%(mark)s)", people=who, mark=MARKS[alarm.mark][lang.column]),
            note,
            "warn",
        )
    if alarm.mark == "100":
        return Coming(
            alarm.at,
            shown,
            lang.say("Recorded as overdue; %(people)s told", people=who),
            note or lang.say("The case stays in this stage"),
            "over",
        )
    widened = (
        lang.say("%(people)s may sign as well", people=who)
        if duty.approval
        else lang.say("%(people)s told as well", people=who)
    )
    return Coming(alarm.at, shown, widened, note, "over")


def _who(duty: Duty, mark: str, page: CasePage, teller: Teller, lang: Language) -> str:
    """Whom the mark concerns: people where the case names them, else the seat."""
    approval = page.case.approval(duty.approval) if duty.approval else None
    rung = int(mark) // 100 - 1 if _grave(mark) else -1
    if approval:
        return teller.people(list(approval.asked_of)) if rung <= 0 else lang.term(_seat(approval, rung))
    row = BY_RULE[duty.rule]
    if rung >= 0:
        return lang.term(row.ladder[rung])
    roles = row.reminds or (row.owner_role,)
    return lang.listed([_holder(role, page, teller, lang) for role in roles])


def _holder(role: Role, page: CasePage, teller: Teller, lang: Language) -> str:
    if role in (Role.R02, Role.R04):
        return teller.owner()
    return teller.name(page.case.registrar) if role is Role.R01 else lang.term(role)


def _seat(approval: Approval, rung: int) -> Role:
    row, seat = sign_off(approval.rule, approval.subject), Role(approval.seat)
    for _ in range(rung):
        seat = next_seat(row, seat) or seat
    return seat


def _quiet(duty: Duty, page: CasePage, teller: Teller, lang: Language) -> list[Coming]:
    """The quiet hours are a line of the future, not a lock (C-02)."""
    if duty.contact_by is None:
        return []
    until = f"{page.policy.quiet_until:02d}:00"
    what = lang.say("From here until %(until)s the customer is not to be disturbed", until=until)
    return [
        Coming(
            duty.contact_by,
            clock_day(duty.contact_by, teller.now),
            what,
            lang.say("The clock runs on; nothing is put off"),
            "rest",
        )
    ]


def _grave(mark: str) -> bool:
    return mark.isdigit() and int(mark) >= 100

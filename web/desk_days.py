"""Daily sheets on my desk (T04, T05): those I sign, and those that were missed below me."""

from dataclasses import dataclass
from datetime import date

from desk.views import MyDesk, Project
from domain.daily import BY_RULE, FILERS
from domain.days import DayDuty
from web.clocks import Clock, running
from web.moments import day, midday
from web.pages import Reader


@dataclass(frozen=True, slots=True)
class DayDue:
    """One day's sheet on the desk, with what is left to sign on it. `mine`: this person signs it."""

    project: Project
    duties: tuple[DayDuty, ...]
    clock: Clock
    labels: str
    day: str
    mine: bool

    @property
    def first(self) -> DayDuty:
        return self.duties[0]


def days_due(lying: MyDesk, who: Reader) -> list[DayDue]:
    """One line a day, the one due first on top."""
    filing = {place.scope for place in who.me.holdings if place.role in FILERS} if who.me else set()
    sheets: dict[tuple[Project, date], list[DayDuty]] = {}
    for project, duty in lying.days:
        sheets.setdefault((project, duty.day), []).append(duty)
    return [
        DayDue(
            project,
            tuple(duties),
            running(duties[0].started_at, duties[0].due_at, who.now, who.lang),
            who.lang.either("；", "; ").join(who.lang.label(BY_RULE[duty.rule]) for duty in duties),
            day(midday(of), who.now, who.lang),
            project.code in filing,
        )
        for (project, of), duties in sheets.items()
    ]

"""A duty as it would run if it started now: its warnings, the breach and the rungs, before there is a case.

The same rows and the same arithmetic as the clock of a case; nothing here is acted on.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.case import Approval, Case, Duty, Record
from domain.classification import Category
from domain.clock import ladder_of, marks
from domain.duties import BY_RULE, contact_by, due_of
from domain.policy import LIMITS, Policy
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import Level, Phase, Role, Stage

#: The duty of whoever is asked to sign.
SIGNING = "T26"


@dataclass(frozen=True, slots=True)
class Rung:
    """One mark: when, which, and whose seat is told or may sign from then on."""

    at: datetime
    mark: str
    roles: tuple[Role, ...]

    @property
    def grave(self) -> bool:
        return self.mark.isdigit() and int(self.mark) >= 100


@dataclass(frozen=True, slots=True)
class Planned:
    """A duty and its whole ladder. `duty.contact_by` is set where the due time lies in the quiet hours (C-02)."""

    duty: Duty
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """Which clock a number of the policy drives: a duty, or the seat of a sign-off, at a level or in a phase."""

    rule: str
    level: Level = Level.GENERAL
    phase: Phase = Phase.LATENT
    row: SignOff | None = None
    category: str = ""

    def runs(self, start: datetime, policy: Policy) -> "Planned":
        """As it would run from this start."""
        return planned(self.rule, self.level, start, policy, self.row, phase=self.phase, category=self.category)


#: Numbers that are no limit of a duty, and the duty in which they show.
SHOWS_IN = {"report_hour": "T11", "quiet_from": "T07", "quiet_until": "T07", "quiet_notice": "T07"}


def clock_of(name: str) -> Clock | None:
    """The clock that runs by the number of this name, such as `T26.A02.major`; None: it drives none."""
    rule, *rest = SHOWS_IN.get(name, name).split(".")
    if rule not in BY_RULE:
        return None
    level = next((one for one in Level if one in rest), Level.GENERAL)
    phase = next((one for one in Phase if one in rest), Phase.LATENT)
    category = next((str(one) for one in Category if one in rest), "")
    if rule != SIGNING:
        return Clock(rule, level, phase, category=category)
    usual = (one for one in SIGN_OFFS if f"{SIGNING}.{one.rule}" not in LIMITS)
    row = next((one for one in SIGN_OFFS if one.rule in rest), None) or next(usual)
    return Clock(
        rule, level if row.route(level) else next(one for one in Level if row.route(one)), phase, row, category
    )


def planned(
    rule: str,
    level: Level,
    start: datetime,
    policy: Policy,
    row: SignOff | None = None,
    factor: int = 0,
    phase: Phase = Phase.LATENT,
    category: str = "",
) -> Planned:
    """The ladder of a duty; of T26 for the first seat of a sign-off at this level, which `row` names."""
    seat = row.route(level)[0] if row else None
    asked = _asked(row, seat, start) if row and seat else ()
    case = replace(
        Case.unopened("planned"),
        level=level,
        phase=phase,
        stage=BY_RULE[rule].enters or Stage.S2,
        opened_at=start,
        factor=factor,
        approvals=asked,
        records=_assessed(category, start),
    )
    due = due_of(case, rule, start, policy, row.rule if row else "")
    owner = seat or BY_RULE[rule].owner_role
    by = contact_by(case, BY_RULE[rule], start, due, policy)
    duty = Duty(f"{rule}.1", rule, str(owner), start, due, contact_by=by, approval=asked[0].id if asked else "")
    ladder = ladder_of(case, duty)
    rungs = tuple(Rung(a.at, a.mark, _roles(a.mark, ladder, owner, rule)) for a in marks(case, duty, policy))
    return Planned(duty, rungs)


def _roles(mark: str, ladder: tuple[Role, ...], owner: Role, rule: str) -> tuple[Role, ...]:
    if mark.isdigit() and int(mark) >= 100:
        return (ladder[int(mark) // 100 - 1],)
    return BY_RULE[rule].reminds or (owner,)


def _assessed(category: str, start: datetime) -> tuple[Record, ...]:
    """The assessment that gives the case its category (C-39)."""
    return (Record("assessment", 1, 0, start, "", {"category": category}),) if category else ()


def _asked(row: SignOff, seat: Role, start: datetime) -> tuple[Approval, ...]:
    """The seat that T26 runs for; nobody is named."""
    named = f"planned.{row.rule}.1.{seat}"
    return (Approval(named, row.rule, 1, str(seat), row.subject, "", "", "", (), start, start),)

"""A level that rises in mid-way (C-31), and what raises it by itself (lifecycle 5.5). From the second book on.

Clocks that run keep their start and their due time; an approved plan is approved anew under the new level.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.case import Case
from domain.crisis_codes import PhaseCondition
from domain.floor import floor_of_case
from domain.messages import Command
from domain.signoffs import sign_off
from domain.step import Consequence, Step, new_request
from domain.turn_codes import EmergencyKind, FloorReason, ThirdParty, Turn
from domain.vocabulary import Level, Phase, Role, Stage


@dataclass(frozen=True, slots=True)
class Floor:
    """What raises a case at once, to major unless another level is named: a command, with these values or a tick."""

    command: str
    reason: FloorReason
    when: tuple[tuple[str, str], ...] = ()
    level: Level = Level.MAJOR
    flag: str = ""

    def fits(self, command: Command) -> bool:
        said = not self.flag or bool(command.data.get(self.flag))
        return (
            said and self.command == command.name and all(command.data.get(name) == value for name, value in self.when)
        )


#: The phase becomes outbreak: at least general, with media, casualties or a group major (lifecycle 5.4).
BREAKS_OUT = (("phase", Phase.OUTBREAK),)

FLOORS: tuple[Floor, ...] = (
    Floor("media_involved", FloorReason.MEDIA),
    Floor("emergency", FloorReason.MEDIA, (("kind", EmergencyKind.MEDIA_REPORT),)),
    Floor("emergency", FloorReason.CASUALTY, (("kind", EmergencyKind.INJURY),)),
    Floor("report_turn", FloorReason.CASUALTY, (("what", Turn.CASUALTY),)),
    Floor("report_turn", FloorReason.ORGANISED, (("what", Turn.ORGANISED),)),
    Floor("report_turn", FloorReason.THREAT, (("what", Turn.THREAT),)),
    Floor("report_turn", FloorReason.POLICE, (("what", Turn.POLICE),)),
    Floor("third_party_involved", FloorReason.POLICE, (("who", ThirdParty.POLICE),)),
    Floor("change_phase", FloorReason.MEDIA, (*BREAKS_OUT, ("condition", PhaseCondition.MEDIA))),
    Floor("change_phase", FloorReason.CASUALTY, (*BREAKS_OUT, ("condition", PhaseCondition.CASUALTY))),
    Floor("change_phase", FloorReason.ORGANISED, (*BREAKS_OUT, ("condition", PhaseCondition.GROUP))),
    Floor("change_phase", FloorReason.OUTBREAK, BREAKS_OUT, Level.GENERAL),
    Floor("make_group", FloorReason.ORGANISED, flag="organised"),
)

#: The sign-off of a plan by the level of its case.
PLAN_RULES: Mapping[Level, str] = {Level.MINOR: "A01", Level.GENERAL: "A02", Level.MAJOR: "A04"}

#: Where an approved plan is presented, re-worked or carried out. In contingency (S9) the mode itself goes
#: on; the plan is approved anew when the case comes back to it.
WITH_A_PLAN = frozenset({Stage.S7, Stage.S8, Stage.S8B, Stage.S10})


def raise_floor(step: Step, command: Command) -> None:
    """One line by the system when what was learned makes the case major; the phase stays as it is."""
    found = next((floor for floor in FLOORS if floor.fits(command)), None)
    case = step.case
    if found is None:
        raise_to_floor(step, command)
    if case.book < 2 or found is None or reaches(step.before if case.level is None else case, found.level):
        return
    before = str(case.level) if case.level and case.level.rank < found.level.rank else None
    told = leaders(step, found.level)
    step.say("level_raised", level=str(found.level), reason=str(found.reason), told=told, **{"from": before})


def reaches(case: Case, level: Level) -> bool:
    """Are floor and level at least that already?"""
    return case.floor.rank >= level.rank and (case.level is None or case.level.rank >= level.rank)


def raise_to_floor(step: Step, command: Command) -> None:
    """One line by the system when an assessment or a second reopening lifts the floor above the level."""
    case, floor = step.case, floor_of_case(step.case)
    if case.book < 2 or case.level is None or case.level.rank >= floor.rank:
        return
    grave = (FloorReason.MEDIA, FloorReason.CASUALTY, FloorReason.ORGANISED, FloorReason.HOUSEHOLDS)
    otherwise = FloorReason.HOUSEHOLDS if command.name == "make_group" else FloorReason.REOPENED
    reason = next((r for r in grave if command.data.get(r)), otherwise)
    told = leaders(step, floor)
    step.say("level_raised", level=str(floor), reason=str(reason), told=told, **{"from": str(case.level)})


def leaders(step: Step, level: Level) -> list[dict[str, str]]:
    """Who hears of it: CS manager and project head, of a major case the region too (lifecycle 5.5)."""
    seats = (Role.R03, Role.R06, Role.R08) if level is Level.MAJOR else (Role.R03, Role.R06)
    people = [(str(r), p) for r in seats for p in step.roster.people(r, deputies=False) if p not in step.case.conflicts]
    return [{"role": role, "person": person} for role, person in people]


def under_new_level(case: Case, what: Consequence) -> Consequence:
    """What follows of a risen level besides the command's own consequences (C-31)."""
    if case.book < 2 or what.ends or case.level is None:
        return what
    lowering = tuple(a for a in case.open_approvals("A03") if below_floor(case, a.subject))
    what = replace(what, ended_asks=(*what.ended_asks, *lowering))
    if what.target is None and what.asking is None and case.stage is Stage.S6:
        return _asked_higher(case, what)
    stage = what.target or case.stage
    return _asked_anew(case, what) if stage in WITH_A_PLAN and outgrown(case) else what


def below_floor(case: Case, subject: str) -> bool:
    """Would this lowering take the case below its floor?"""
    return Level(subject.partition(":")[2]).rank < case.floor.rank


def outgrown(case: Case) -> bool:
    """The plan was approved under a lower level than the case now has."""
    known, level = case.approved_level, case.level
    return bool(case.approved_plan) and known is not None and level is not None and known.rank < level.rank


def _asked_anew(case: Case, what: Consequence) -> Consequence:
    """Back to S6 with the approved plan, for the signatures of the new level; who asked before asks again."""
    subject = f"plan:{case.approved_plan}"
    plan = case.plan(case.approved_plan)
    assert plan is not None
    assert case.level is not None
    requested_by = next(a.requested_by for a in reversed(case.approvals) if a.subject == subject)
    row = sign_off(PLAN_RULES[case.level], subject)
    asking = new_request(case, row, subject, plan.digest, requested_by)
    return replace(what, target=Stage.S6, asking=asking)


def _asked_higher(case: Case, what: Consequence) -> Consequence:
    """A plan that waits for the signatures of a lower level: those end, those of the new level are asked."""
    assert case.level is not None
    lower = {rule for level, rule in PLAN_RULES.items() if level.rank < case.level.rank}
    waiting = tuple(a for a in case.open_approvals() if a.rule in lower and a not in what.ended_asks)
    if not waiting:
        return what
    one = waiting[0]
    row = sign_off(PLAN_RULES[case.level], one.subject)
    asking = new_request(case, row, one.subject, one.digest, one.requested_by)
    return replace(what, ended_asks=(*what.ended_asks, *waiting), asking=asking)

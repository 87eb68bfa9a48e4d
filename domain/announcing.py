"""Lines by the system after a step: contingency or a phase proposed, a crisis stood down (C-38, 5.4, A11).

The system proposes when a trigger occurs; it never changes a phase by itself. From the second book on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.case import Case
from domain.codes import VisitAnswer
from domain.crisis_codes import Finding, PhaseCondition
from domain.entries import Data
from domain.phases import ways_from
from domain.proposing import contingency_proposal
from domain.response import watched
from domain.roster import Roster
from domain.turn_codes import EmergencyKind, Turn
from domain.vocabulary import Phase, Role, Stage

C = PhaseCondition
#: The first version of the policy under which phases are proposed.
BOOK = 2
#: So many looks in a row that found nothing are a surface calm.
QUIET_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Trigger:
    """What makes the system propose a phase: a command with these values, or a stage that is entered."""

    phase: Phase
    condition: C
    command: str = ""
    when: tuple[tuple[str, object], ...] = ()
    enters: Stage | None = None
    starts: frozenset[Phase] = frozenset(Phase)

    def fits(self, before: Case, case: Case, command: str, data: Mapping[str, object]) -> bool:
        entered = self.enters is not None and case.stage is self.enters and before.stage is not self.enters
        sent = self.command == command and all(data.get(name) == value for name, value in self.when)
        return case.phase in self.starts and (entered or (bool(self.command) and sent))


def _known(condition: C, flag: str) -> tuple[Trigger, ...]:
    """A grave fact of the assessment."""
    return tuple(Trigger(Phase.OUTBREAK, condition, name, ((flag, True),)) for name in ("level_set", "assess"))


#: The first that fits counts.
TRIGGERS: tuple[Trigger, ...] = (
    Trigger(Phase.OUTBREAK, C.CASUALTY, "report_turn", (("what", Turn.CASUALTY),)),
    Trigger(Phase.OUTBREAK, C.CASUALTY, "emergency", (("kind", EmergencyKind.INJURY),)),
    Trigger(Phase.OUTBREAK, C.MEDIA, "media_involved"),
    Trigger(Phase.OUTBREAK, C.MEDIA, "emergency", (("kind", EmergencyKind.MEDIA_REPORT),)),
    Trigger(Phase.OUTBREAK, C.GROUP, "report_turn", (("what", Turn.ORGANISED),)),
    Trigger(Phase.OUTBREAK, C.GROUP, "report_turn", (("what", Turn.SPREAD),)),
    Trigger(Phase.OUTBREAK, C.IRRATIONAL, "report_turn", (("what", Turn.THREAT),)),
    *_known(C.CASUALTY, "casualty"),
    *_known(C.MEDIA, "media"),
    *_known(C.GROUP, "organised"),
    Trigger(Phase.HANDLING, C.HOPE, enters=Stage.S10, starts=frozenset({Phase.OUTBREAK})),
    Trigger(Phase.HANDLING, C.QUIET, enters=Stage.S10, starts=frozenset({Phase.LATENT})),
    Trigger(Phase.AFTERMATH, C.RESULT, enters=Stage.S12, starts=frozenset({Phase.HANDLING})),
    Trigger(Phase.AFTERMATH, C.CALM, "monitor_log", starts=frozenset({Phase.HANDLING})),
    Trigger(
        Phase.OUTBREAK,
        C.REKINDLED,
        "visit_recorded",
        (("answer", VisitAnswer.UNSATISFIED),),
        starts=frozenset({Phase.AFTERMATH}),
    ),
)


def _surface_calm(case: Case) -> bool:
    looks = case.of_kind("look")[-QUIET_LOOKS:]
    return len(looks) == QUIET_LOOKS and all(r.data["outcome"] == Finding.NOTHING for r in looks)


def phase_proposal(before: Case, case: Case, command: str, data: Mapping[str, object], roster: Roster) -> Data:
    """The line that asks for another phase; empty while there is no reason, or while it stands already."""
    if case.book < BOOK or not watched(case):
        return {}
    found = next((t for t in TRIGGERS if t.fits(before, case, command, data)), None)
    if found is None or (found.condition is C.CALM and not _surface_calm(case)):
        return {}
    open_ways = {way.end for way in ways_from(case.phase) if found.condition in way.conditions}
    named = f"{found.phase}.{found.condition}"
    if found.phase not in open_ways or case.phase_proposed == named:
        return {}
    people = (*told_of(Role.R06, roster), *told_of(Role.R03, roster))
    return {"phase": str(found.phase), "condition": str(found.condition), "told": list(people)}


def told_of(role: Role, roster: Roster) -> tuple[dict[str, str], ...]:
    """Everybody in a seat, as a line names them."""
    return tuple({"role": str(role), "person": person} for person in roster.people(role, deputies=False))


def announcements(
    before: Case, case: Case, command: str, data: Mapping[str, object], roster: Roster
) -> Iterable[tuple[str, Data]]:
    """What the system says when a step is done, each as a line."""
    if case.ended:
        return
    if proposal := contingency_proposal(case, roster):
        yield "contingency_proposed", proposal
    if before.crisis_since and not case.crisis_since:
        yield "crisis_stood_down", {"told": list(told_of(Role.R08, roster))}
    if proposal := phase_proposal(before, case, command, data, roster):
        yield "phase_proposed", proposal

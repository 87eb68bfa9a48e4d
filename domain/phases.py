"""The phases of a crisis as an overlay on the stages: what changes them, what is done in each (D19-D22, 5.4).

A change stores which condition was met and why. A phase that is left may be gone back to with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.asked import one_of, text
from domain.case import Case, Record
from domain.command import CommandRow
from domain.consequences import Change, kept
from domain.crisis_codes import PhaseCondition as C
from domain.crisis_codes import Strategy
from domain.entries import Data, Entry
from domain.fields import Field, Kind
from domain.messages import Command
from domain.policy import Policy
from domain.refusal import Refusal
from domain.response import watched
from domain.vocabulary import Phase, Role, Stage, stages

P, R, S = Phase, Role, Strategy
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
#: Who confirms a phase (R03, R06; R09: phase and level change).
JUDGES = (R.R03, R.R06, R.R09)

#: What makes a matter break out, from whatever phase.
BREAKS_OUT = (C.EMOTION, C.GROUP, C.INTEREST, C.GRIEVANCE, C.IRRATIONAL, C.MEDIA, C.CASUALTY)


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """From one phase to another, and the conditions any of which must be met."""

    start: Phase
    end: Phase
    conditions: tuple[C, ...]


PHASE_CHANGES: tuple[PhaseChange, ...] = (
    PhaseChange(P.LATENT, P.OUTBREAK, BREAKS_OUT),
    PhaseChange(P.LATENT, P.HANDLING, (C.QUIET,)),
    PhaseChange(P.OUTBREAK, P.HANDLING, (C.SEPARATED, C.INFORMED, C.HOPE, C.FACTS)),
    PhaseChange(P.OUTBREAK, P.LATENT, (C.MISJUDGED,)),
    PhaseChange(P.HANDLING, P.AFTERMATH, (C.MAJORITY, C.PROPOSAL, C.CONTROLLABLE, C.RESULT, C.CALM)),
    PhaseChange(P.HANDLING, P.OUTBREAK, (*BREAKS_OUT, C.REKINDLED, C.MISJUDGED)),
    PhaseChange(P.HANDLING, P.LATENT, (C.MISJUDGED,)),
    PhaseChange(P.AFTERMATH, P.OUTBREAK, (*BREAKS_OUT, C.REKINDLED)),
    PhaseChange(P.AFTERMATH, P.HANDLING, (C.MISJUDGED,)),
)

#: What is done in each phase (D19-D22), without disclaimers, vague promises and leverage (C-12, C-16, C-17).
STRATEGIES: Mapping[Phase, tuple[Strategy, ...]] = {
    P.LATENT: (
        S.IDENTIFY, S.LIABILITY, S.PREVENTIVE_TALK, S.EMPATHY, S.ALTERNATIVE, S.SERVICE, S.WARN_INSIDE, S.PREPARE,
        S.LEGAL,
    ),
    P.OUTBREAK: (
        S.FIRST_RESPONSE, S.CONFIRM_FACTS, S.RESPONSIBILITY, S.SOOTHE, S.TAKE_CONTROL, S.PROGRESS, S.CLEAR_WORDING,
        S.ANSWER_BY, S.BIG_FIRST, S.APOLOGISE,
    ),
    P.HANDLING: (
        S.TRANSPARENT, S.TIERED, S.MODEST, S.SUBSTITUTE, S.PARTIAL, S.CAP, S.EMOTIONS, S.EASY_FIRST, S.EXCEED, S.COUNT,
    ),
    P.AFTERMATH: (S.SORE_POINTS, S.REMEDIAL, S.REMOVE, S.INSIDE, S.WATCH, S.RECOVER, S.REVIEW),
}  # fmt: skip


def ways_from(phase: Phase) -> tuple[PhaseChange, ...]:
    """The changes open from a phase."""
    return tuple(change for change in PHASE_CHANGES if change.start is phase)


def ticks(case: Case) -> Mapping[str, Record]:
    """The strategies ticked off since the phase was entered, each with who and when."""
    entered = max((r.seq for r in case.of_kind("phase")), default=0)
    found = (r for r in case.of_kind("strategy") if r.seq > entered)
    return {str(item): r for r in reversed(tuple(found)) for item in r.data["items"]}


def another_phase(case: Case, command: Command) -> Refusal | None:
    """A change goes to another phase, on one of the ways there are."""
    wanted = command.data["phase"]
    if wanted == case.phase:
        return Refusal("same_phase", {"phase": str(case.phase)})
    ends = [str(way.end) for way in ways_from(case.phase)]
    return None if wanted in ends else Refusal("no_way_to_phase", {"phase": str(case.phase), "phases": ends})


def condition_of_the_way(case: Case, command: Command) -> Refusal | None:
    """The condition named is one of those for this change."""
    way = next(way for way in ways_from(case.phase) if way.end == command.data["phase"])
    if command.data["condition"] in {str(c) for c in way.conditions}:
        return None
    return Refusal("not_its_condition", {"phase": str(way.end), "conditions": [str(c) for c in way.conditions]})


def something_proposed(case: Case, command: Command) -> Refusal | None:
    """There is a proposal to decide on."""
    return None if case.phase_proposed else Refusal("nothing_proposed")


def of_this_phase(case: Case, command: Command) -> Refusal | None:
    """What is ticked belongs to the phase the case is in."""
    strange = [item for item in command.data["items"] if item not in {str(s) for s in STRATEGIES[case.phase]}]
    return Refusal("of_another_phase", {"phase": str(case.phase), "measures": strange}) if strange else None


def left_phase(case: Case, command: Command, policy: Policy) -> Data:
    """The line says which phase was left."""
    return {"from": str(case.phase)}


def proposed(case: Case) -> tuple[Phase, C] | None:
    """What the system proposes and nobody has answered."""
    phase, _, condition = case.phase_proposed.partition(".")
    return (Phase(phase), C(condition)) if phase else None


def _changed(case: Case, entry: Entry) -> Case:
    return replace(kept("phase")(case, entry), phase=Phase(entry.data["phase"]), phase_proposed="")


def _stayed(case: Case, entry: Entry) -> Case:
    return replace(kept("phase_kept")(case, entry), phase_proposed="")


PHASE_LINES: Mapping[str, Change] = {
    "change_phase": _changed,
    "keep_phase": _stayed,
    "tick_strategy": kept("strategy"),
}

NOTE = text("note", "备注", "Note", 1000)
PHASE_COMMANDS: tuple[CommandRow, ...] = (
    CommandRow(
        "change_phase",
        "调整危机阶段",
        "Change the phase",
        "the phase can be changed",
        OPEN,
        JUDGES,
        (
            one_of("phase", "转入阶段", "To phase", tuple(Phase)),
            one_of("condition", "满足的条件", "Condition met", tuple(C)),
            text("reason", "依据", "Reason", 1000, required=True),
        ),
        (another_phase, condition_of_the_way),
        offered=lambda case, actor, roles: watched(case) or bool({R.R03, R.R06} & {*roles}),
        adds=left_phase,
    ),
    CommandRow(
        "keep_phase",
        "维持当前阶段",
        "Keep the phase",
        "a proposed phase can be declined",
        OPEN,
        JUDGES,
        (text("reason", "不调整的理由", "Why not", 1000, required=True),),
        (something_proposed,),
        offered=lambda case, actor, roles: bool(case.phase_proposed),
    ),
    CommandRow(
        "tick_strategy",
        "勾选本阶段措施",
        "Tick measures of the phase",
        "measures of a phase can be ticked",
        OPEN,
        (R.R02, R.R03, R.R04, R.R06, R.R09),
        (Field("items", Kind.CODES, "已做到的", "Done", True, tuple(Strategy)), NOTE),
        (of_this_phase,),
        offered=lambda case, actor, roles: watched(case),
    ),
)

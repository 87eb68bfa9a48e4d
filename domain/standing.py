"""Clocks that stand as long as a case is as it is: one is met, the next begins (C-05, C-07)."""

from domain.case import Case
from domain.vocabulary import Level, Phase, Stage, stages

IN_HAND = stages(Stage.S4, Stage.S10)
#: An outside body may be deciding meanwhile; the owners still want to hear.
TO_BE_TOLD = stages(Stage.S2, Stage.S11) | {Stage.X4}
TO_THE_RESULT = stages(Stage.S4, Stage.S11)
UNTIL_ARCHIVED = stages(Stage.S4, Stage.S13) | {Stage.X4}


def key_stage(case: Case) -> bool:
    """Reports are daily: contingency, crisis mode, the outbreak, or a major case until it is closed (C-07)."""
    major = case.level is Level.MAJOR and case.stage in TO_THE_RESULT
    return not case.ended and (case.crisis or case.phase is Phase.OUTBREAK or major)


def between_key_stages(case: Case) -> bool:
    """Reports are weekly: the case is open and in no key stage (T12).

    A minor case stands in the weekly list and has no report of its own (lifecycle 5.5).
    """
    return not case.ended and case.level is not Level.MINOR and case.stage in UNTIL_ARCHIVED and not key_stage(case)


def in_hand(case: Case) -> bool:
    """The customer waits and wants to hear from us: from the investigation to the end of execution (T21).

    Before an outside body only T33 runs (lifecycle 5.1, X4): what is said there is said by legal, with its dates.
    """
    return not case.ended and case.stage in IN_HAND


def group_to_tell(case: Case) -> bool:
    """The owners of a major group complaint are told every week, from its level to its close (T18)."""
    open_group = case.grouped and case.stage in TO_BE_TOLD
    return not case.ended and open_group and case.level is Level.MAJOR


def for_executives(case: Case) -> bool:
    """A major case is reported to the executives until it is closed (T19)."""
    return not case.ended and case.level is Level.MAJOR and case.stage in TO_THE_RESULT


def needs_team(case: Case) -> bool:
    """A general or major case in hand whose team nobody has named: its level rose by rule (lifecycle 5.5, D24)."""
    named = case.level in (None, Level.MINOR) or bool(case.team)
    return not case.ended and not named and case.stage in IN_HAND

"""The stage ladder: where the case is, where it has been, what still comes."""

from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.entries import Entry, moment
from domain.vocabulary import Stage
from web.language import Language
from web.moments import local, short_day, time_of

#: The rungs with their short names. A rung may stand for stages that take its place in the way.
RUNGS: tuple[tuple[tuple[Stage, str, str], ...], ...] = (
    ((Stage.S0, "线索", "Lead"), (Stage.S1, "受理", "Intake")),
    ((Stage.S2, "甄别", "Screen"),),
    ((Stage.S3, "定级", "Assess"),),
    ((Stage.S4, "调查", "Find out"),),
    ((Stage.S5, "方案", "Plan"),),
    ((Stage.S6, "审批", "Approve"),),
    ((Stage.S7, "沟通", "Present"),),
    ((Stage.S8, "调整", "Re-work"), (Stage.S8B, "说明", "Explain"), (Stage.S9, "应急", "Contain")),
    ((Stage.S10, "执行", "Execute"),),
    ((Stage.S11, "确认", "Confirm"),),
    ((Stage.S12, "回访", "Visit"),),
    ((Stage.S13, "总结", "Review"),),
    (
        (Stage.S14, "归档", "Archive"),
        (Stage.X1, "关闭", "Closed"),
        (Stage.X2, "并案", "Merged"),
        (Stage.X3, "撤回", "Withdrawn"),
        (Stage.X4, "移交", "Handed over"),
    ),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder; `state`: done, now, skip-over or empty."""

    name: str
    state: str
    when: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The whole ladder and, for small screens, the same in one line."""

    rungs: tuple[Rung, ...]
    place: int
    stage: str


def ladder(case: Case, entries: tuple[Entry, ...], now: datetime, lang: Language) -> Ladder:
    """The ladder of a case, from the moves in its journal."""
    entered = {Stage.S1: case.opened_at}
    entered |= {Stage(e.data["to"]): moment(e.at) for e in entries if e.type == "moved"}
    here = next((at for at, rung in enumerate(RUNGS) if case.stage in _stages(rung)), 0)
    made = tuple(_rung(rung, at, here, case.stage, entered, now, lang) for at, rung in enumerate(RUNGS))
    return Ladder(made, here + 1, lang.term(case.stage))


def _stages(rung: tuple[tuple[Stage, str, str], ...]) -> tuple[Stage, ...]:
    return tuple(stage for stage, _, _ in rung)


def _rung(
    rung: tuple[tuple[Stage, str, str], ...],
    at: int,
    here: int,
    stage: Stage,
    entered: dict[Stage, datetime],
    now: datetime,
    lang: Language,
) -> Rung:
    been = [row for row in rung if row[0] in entered]
    shown = next((row for row in rung if row[0] is stage), (been or [rung[0]])[-1])
    name = lang.either(shown[1], shown[2])
    if at == here:
        return Rung(name, "now", lang.say("now"))
    if at > here:
        return Rung(name, "", "")
    return Rung(name, "done", _short(entered[shown[0]], now)) if been else Rung(name, "skip-over", "")


def _short(moment_: datetime, now: datetime) -> str:
    """The time if it was today, else the day."""
    same = local(moment_).date() == local(now).date()
    return time_of(moment_) if same else short_day(moment_)

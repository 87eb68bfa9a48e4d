"""Every way from stage to stage that a row opens: by a command, or by the last signature of a sign-off.

The process chart, `rulebook.ways` and whoever checks that no stage is a dead end read them here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.case import Case
from domain.commands import COMMANDS
from domain.moves import MOVES, Move
from domain.raising import FLOORS, WITH_A_PLAN
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import Decision, Level, Stage


@dataclass(frozen=True, slots=True)
class Passage:
    """One way. `when` are the answers the command needs; `levels` empty: at every level. `book`: from which version.

    With `sign_off` it is the last signature that leads on, and `decision` which one.
    """

    start: Stage
    end: Stage
    command: str
    when: tuple[tuple[str, str], ...] = ()
    levels: tuple[Level, ...] = ()
    sign_off: str = ""
    decision: Decision | None = None
    book: int = 1

    @property
    def by(self) -> str:
        """`rework {principle}` or `A02 approve`: what takes the way, in codes."""
        if self.decision:
            return f"{self.sign_off} {self.decision}"
        answer = ", ".join(value for _, value in self.when)
        return f"{self.command} {{{answer}}}" if answer else self.command

    def holds_at(self, level: Level | None) -> bool:
        """Is it open at this level? A case without a level yet counts as general."""
        return not self.levels or (level or Level.GENERAL) in self.levels


def passages() -> tuple[Passage, ...]:
    """Every way, in the order of the lifecycle."""
    order = {stage: at for at, stage in enumerate(Stage)}
    found = dict.fromkeys([*(p for move in MOVES for p in _of_move(move)), *_of_risen_levels()])
    return tuple(sorted(found, key=lambda p: (order[p.start], order[p.end], p.by)))


def open_to(case: Case) -> tuple[Passage, ...]:
    """The ways that may lead on from where a case stands, by its level and by what was asked to be signed.

    Where sign-offs of this stage are open, they alone are its ways by signature.
    """
    asked = {(a.rule, a.subject.partition(":")[0]) for a in case.open_approvals()}
    bound = {(row.rule, row.subject) for row in SIGN_OFFS if row.waits_in is case.stage}
    here = [p for p in passages() if p.start is case.stage and p.holds_at(case.level) and p.book <= case.book]
    waiting = {rule for rule, _ in asked & bound}
    return tuple(p for p in here if not p.decision or not waiting or p.sign_off in waiting)


def _of_move(move: Move) -> Iterable[Passage]:
    row = COMMANDS[move.command]
    starts = {move.stage} if move.stage else row.stages
    levels = (move.level,) if move.level else ()
    if move.target:
        yield from (Passage(s, move.target, move.command, move.when, levels) for s in starts if s is not move.target)
    if move.asks:
        asked = next(row for row in SIGN_OFFS if (row.rule, row.subject) == (move.asks, move.subject))
        waits = {asked.waits_in} if asked.waits_in else starts
        ends = ((asked.approved, Decision.APPROVE), (asked.refused, Decision.REJECT))
        for end, decision in ends:
            if end:
                signed = levels or signed_at(asked)
                yield from (
                    Passage(s, end, move.command, (), signed, asked.rule, decision) for s in waits if s is not end
                )


def _of_risen_levels() -> Iterable[Passage]:
    """Back to be approved anew, when the level outgrew the plan (C-31): raised by a person, or by rule."""
    lower = {level: tuple(known for known in Level if known.rank < level.rank) for level in Level}
    rises: list[tuple[str, tuple[tuple[str, str], ...], tuple[Level, ...]]]
    rises = [("change_level", (("level", str(level)),), lower[level]) for level in Level if lower[level]]
    rises += [(floor.command, floor.when, lower[Level.MAJOR]) for floor in FLOORS]
    rises.append(("assess", (), lower[Level.MAJOR]))
    for start in WITH_A_PLAN:
        yield from (Passage(start, Stage.S6, name, when, levels, book=2) for name, when, levels in rises)


def signed_at(row: SignOff) -> tuple[Level, ...]:
    """The levels at which a sign-off has seats; none named when it has them at all."""
    seated = tuple(level for level in Level if row.route(level))
    return () if len(seated) == len(Level) else seated

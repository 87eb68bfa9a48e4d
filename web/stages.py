"""The process as a page shows it: each stage with its ways out, and what may be done, runs and is signed in it.

All of it is read from the rows of `domain/`: a new stage, command, clock or sign-off is here by itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from domain.case import Case
from domain.commands import COMMANDS, ROWS, CommandRow
from domain.duties import DUTIES, DutyRule
from domain.entries import Entry, moment
from domain.moves import MOVES
from domain.passages import Passage, open_to, passages
from domain.policy import Policy
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import FINAL_STAGES, Decision, Level, Role, Stage
from web.lanes import Drawing, Row
from web.language import Language
from web.limits import Limit, limits
from web.moments import small
from web.tales import DECIDED_WORDS

#: A way that starts in more stages than this is told apart: drawn, it would hide the others.
ANYWHERE = 3
#: A command of at most this many stages belongs to them; one of more goes beside.
OWN = 4


@dataclass(frozen=True, slots=True)
class By:
    """What takes a way: a command with its answer, or the last signature of a sign-off."""

    words: str
    rule: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Exit:
    """All ways from a stage to one other. `tone`: may, was or empty; `turn`: on, back or end."""

    end: Stage
    by: tuple[By, ...]
    turn: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the chart."""

    stage: Stage
    drawing: Row
    exits: tuple[Exit, ...]
    always: tuple[Exit, ...]
    commands: tuple[CommandRow, ...]
    beside: tuple[CommandRow, ...]
    duties: tuple[tuple[DutyRule, tuple[Limit, ...]], ...]
    sign_offs: tuple[tuple[SignOff, tuple[Limit, ...]], ...]
    entered: tuple[datetime, ...] = ()
    here: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """One stage of the path a case took, and when it was entered."""

    stage: Stage
    at: datetime


def path_of(case: Case, entries: Iterable[Entry]) -> tuple[Visit, ...]:
    """The stages a case went through, in time: from its registration, by the moves in its journal."""
    moved = [Visit(Stage(str(e.data["to"])), moment(e.at)) for e in entries if e.type == "moved"]
    return (Visit(Stage.S1, case.opened_at), *moved)


@dataclass(frozen=True, slots=True)
class Chart:
    """Makes the chart in one language: of the rules alone, or of one case in them."""

    lang: Language
    policy: Policy
    case: Case | None = None
    path: tuple[Visit, ...] = ()

    def rows(self) -> tuple[StageRow, ...]:
        """Every stage, top to bottom."""
        stages = tuple(Stage)
        found = [p for p in passages() if self.case is None or p.holds_at(self.case.level)]
        at = {stage: row for row, stage in enumerate(stages)}
        starts = Counter((p.by, p.end) for p in found)
        drawn = [p for p in found if starts[p.by, p.end] <= ANYWHERE]
        rare = [p for p in found if starts[p.by, p.end] > ANYWHERE]
        was = self._was()
        may = {(p.start, p.end) for p in open_to(self.case)} if self.case else set()
        ways = frozenset((at[p.start], at[p.end]) for p in drawn)
        rows = Drawing(
            ways,
            frozenset((at[a], at[b]) for a, b in was) & ways,
            frozenset((at[a], at[b]) for a, b in may) & ways,
        ).rows(len(stages))
        return tuple(
            self._row(stage, rows[at[stage]], self._exits(stage, drawn, at), self._exits(stage, rare, at))
            for stage in stages
        )

    def _was(self) -> set[tuple[Stage, Stage]]:
        return {(a.stage, b.stage) for a, b in pairwise(self.path)}

    def _row(self, stage: Stage, drawing: Row, exits: tuple[Exit, ...], always: tuple[Exit, ...]) -> StageRow:
        inside = [row for row in ROWS if stage in row.stages]
        own = tuple(row for row in inside if len(row.stages) <= OWN)
        return StageRow(
            stage,
            drawing,
            exits,
            always,
            own,
            tuple(row for row in inside if row not in own),
            tuple((row, limits(row.rule, self.policy, self.lang)) for row in self._duties(stage, own)),
            tuple((row, limits(f"T26.{row.rule}", self.policy, self.lang)) for row in sign_offs_of(stage, own)),
            tuple(visit.at for visit in self.path if visit.stage is stage),
            self.case is not None and self.case.stage is stage,
        )

    def _duties(self, stage: Stage, own: Iterable[CommandRow]) -> list[DutyRule]:
        """The clocks that entering this stage starts, and those that a command of it starts."""
        names = {row.name for row in own}
        known = (row for row in DUTIES if row.book <= self.policy.book)
        return [row for row in known if row.enters is stage or names & commands_of(row)]

    def _exits(self, stage: Stage, found: Iterable[Passage], at: dict[Stage, int]) -> tuple[Exit, ...]:
        ends: dict[Stage, list[Passage]] = {}
        for passage in found:
            if passage.start is stage:
                ends.setdefault(passage.end, []).append(passage)
        open_ = open_to(self.case) if self.case and self.case.stage is stage else ()
        was = self._was()
        exits = []
        for end, group in ends.items():
            may = any(p in open_ for p in group)
            tone = "may" if may else "was" if (stage, end) in was else ""
            shown = [p for p in group if p in open_] if may else group
            turn = "end" if end in FINAL_STAGES else "on" if at[end] > at[stage] else "back"
            exits.append(Exit(end, by_words(shown, self.lang), turn, tone))
        return tuple(exits)


def commands_of(row: DutyRule) -> set[str]:
    """The commands that start a clock."""
    return {name for name in (row.command, *(b.command for b in row.begins)) if name}


def start_words(row: DutyRule, lang: Language) -> str:
    """When a clock starts, in words."""
    words = [lang.label(COMMANDS[name]) for name in sorted(commands_of(row)) if name in COMMANDS]
    if row.enters:
        words.insert(0, lang.say("entering %(stage)s", stage=lang.term(row.enters)))
    if row.standing:
        words.append(lang.say("as long as it is called for"))
    return lang.listed(words) or lang.say("a sign-off is asked")


def sign_offs_of(stage: Stage, own: Iterable[CommandRow]) -> tuple[SignOff, ...]:
    """The sign-offs that wait in a stage, and those that its own commands ask for."""
    names = {row.name for row in own}
    asked = {(m.asks, m.subject) for m in MOVES if m.command in names and m.stage in (None, stage)}
    return tuple(
        row for row in SIGN_OFFS if row.waits_in is stage or (not row.waits_in and (row.rule, row.subject) in asked)
    )


def by_words(group: Iterable[Passage], lang: Language) -> tuple[By, ...]:
    """What takes a way in words; the alternatives of one command stand together."""
    levels: dict[tuple[str, str, str], set[Level]] = {}
    for p in group:
        key = (*_taker(p, lang), answer_words(p, lang))
        levels.setdefault(key, set()).update(p.levels or Level)
    rows: dict[tuple[str, str, tuple[Level, ...]], list[str]] = {}
    for (label, rule, answer), at in levels.items():
        shown = () if len(at) == len(Level) else tuple(level for level in Level if level in at)
        rows.setdefault((label, rule, shown), []).append(answer)
    return tuple(By(_with(label, answers, lang), rule, shown) for (label, rule, shown), answers in rows.items())


def _taker(p: Passage, lang: Language) -> tuple[str, str]:
    """The label of the command, or of the sign-off with its rule."""
    if p.decision is None:
        return lang.label(COMMANDS[p.command]), ""
    return lang.label(next(row for row in SIGN_OFFS if row.rule == p.sign_off and _leads(row, p))), p.sign_off


def _leads(row: SignOff, passage: Passage) -> bool:
    return passage.end in (row.approved, row.refused) and row.waits_in in (None, passage.start)


def _with(label: str, answers: list[str], lang: Language) -> str:
    said = lang.say(" or ").join(small(a, lang) for a in dict.fromkeys(answers) if a)
    return f"{label}{lang.say(': ')}{said}" if said else label


def answer_words(p: Passage, lang: Language) -> str:
    """The answer a way needs, in words; where it names the stage itself there is nothing to add."""
    if p.decision:
        return "" if p.decision is Decision.APPROVE else DECIDED_WORDS[str(p.decision)][lang.column]
    named = []
    for name, value in p.when:
        field = COMMANDS[p.command].field(name)
        code = next((c for c in (field.codes if field else ()) if str(c) == value), None)
        if value != p.end and code is not None:
            named.append(lang.term(code))
    return lang.listed(named)


def roles_of(row: CommandRow, lang: Language) -> str:
    """Who may give a command, in words."""
    words = [
        lang.say("%(role)s of the department in charge", role=lang.term(role))
        if row.own_department and role is Role.R05
        else lang.term(role)
        for role in row.roles
    ]
    return lang.listed([*words, lang.say("whoever asked")] if row.requester else words)

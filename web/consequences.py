"""What a command or a choice leads to, in one sentence, read from the rows. The page says it before it happens."""

from collections.abc import Iterable

from domain.case import Case
from domain.commands import CommandRow
from domain.duties import DUTIES, DutyRule, limit_of
from domain.moves import MOVES, Move
from domain.policy import Policy
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import Stage
from web.language import Language
from web.moments import span

#: What a sentence says, and the rule it rests on.
Lead = tuple[str, str]
NOTHING: Lead = ("", "")


class Leads:
    """The consequences of commands on one case."""

    def __init__(self, case: Case, policy: Policy, lang: Language) -> None:
        self.case, self.policy, self.lang = case, policy, lang

    def of_choice(self, command: str, field: str, code: str) -> Lead:
        """What choosing this value leads to."""
        moves = [m for m in self._moves(command) if (field, code) in m.when]
        if moves:
            return self._of_move(moves[0]) if len(moves) == 1 else NOTHING
        met = self._met(command, field, code)
        return (self.lang.say("Meets: %(duty)s", duty=self.lang.label(met)), met.rule) if met else NOTHING

    def of_command(self, row: CommandRow) -> Lead:
        """What the whole command leads to."""
        moves = self._moves(row.name)
        targets = list(dict.fromkeys(m.target for m in moves if m.target and m.target is not self.case.stage))
        if len(moves) == 1 and (lead := self._of_move(moves[0])) != NOTHING:
            return lead
        if targets:
            names = [self.lang.term(t) for t in targets]
            return self.lang.say("Leads to %(stages)s", stages=self._or(names)), ""
        return self._stays(row)

    def _stays(self, row: CommandRow) -> Lead:
        met = [d for d in DUTIES if self.case.running(d.rule) and any(s.command == row.name for s in d.stops)]
        if met:
            return self.lang.say("Can meet: %(duty)s", duty=self.lang.label(met[0])), met[0].rule
        if row.field("phase"):
            return NOTHING
        return self.lang.say("Goes on record; the stage does not change"), ""

    def _moves(self, command: str) -> list[Move]:
        """The alternatives open to this case as it stands."""
        return [
            m
            for m in MOVES
            if m.command == command
            and m.stage in (None, self.case.stage)
            and m.level in (None, self.case.level)
            and m.book <= self.case.book
            and m.in_book(self.case)
        ]

    def _of_move(self, move: Move) -> Lead:
        if move.asks:
            return self._asks(move)
        if move.target is None or move.target is self.case.stage:
            return NOTHING
        if move.ends:
            return self.lang.say("To %(stage)s; the case ends", stage=self.lang.term(move.target)), ""
        return self._enters(move.target)

    def _enters(self, stage: Stage) -> Lead:
        duty = next((d for d in DUTIES if d.enters is stage and d.book <= self.policy.book), None)
        name = self.lang.term(stage)
        if duty is None:
            return self.lang.say("To %(stage)s", stage=name), ""
        limit = span(limit_of(self.case, duty.rule, self.policy).total_seconds(), self.lang)
        return self.lang.say(
            "To %(stage)s: %(duty)s within %(limit)s", stage=name, duty=self.lang.label(duty), limit=limit
        ), duty.rule

    def _asks(self, move: Move) -> Lead:
        row = next(s for s in SIGN_OFFS if s.rule == move.asks and s.subject in (move.subject, ""))
        roles = [self.lang.term(role) for role in row.route(self.case.level)]
        if not roles:
            return NOTHING
        return self.lang.say(
            "Asks %(roles)s to sign: %(what)s", roles=self._and(roles), what=self.lang.label(row)
        ), row.rule

    def _met(self, command: str, field: str, code: str) -> DutyRule | None:
        """The running duty that this value meets."""
        stopped = (d for d in DUTIES if self.case.running(d.rule))
        return next((d for d in stopped for s in d.stops if s.command == command and (field, code) in s.when), None)

    def _or(self, words: Iterable[str]) -> str:
        return self.lang.say(" or ").join(words)

    def _and(self, words: Iterable[str]) -> str:
        return self.lang.say(" and ").join(words)

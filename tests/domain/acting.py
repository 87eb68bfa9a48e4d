"""How chance acts on a case: commands and decisions that are sent, offers taken, one command sought step by step."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import note

from domain.act import act, check
from domain.case import Case
from domain.command import CommandRow
from domain.commands import COMMANDS, OPENINGS, fields_of
from domain.fields import sort_out
from domain.messages import Command, Released
from domain.moves import MOVES
from domain.offers import offers
from domain.outcome import Outcome
from domain.refusal import Refusal
from domain.releasing import against_again, answered, next_release
from domain.rights import roles_on
from domain.vocabulary import Decision
from tests.domain.chance import WORDS, well_filled
from tests.domain.held import Held
from tests.domain.scenes import JWL, YXY

PEOPLE = sorted({h.person for h in (*YXY.holdings, *JWL.holdings)})
LEADING = sorted({move.command for move in MOVES} - {*OPENINGS, "withdraw"})
#: How many forms are tried until one will be taken; how many things are looked at for one that brings a play nearer.
TRIES, LOOKS = 8, 25
#: How near a command is that would be taken; below `IN_STAGE` the case has to move first.
TAKEN, IN_STAGE = 99, 2
Offers = list[tuple[CommandRow, str]]


def hinted(refusal: Refusal, found: Offers, chance: Random) -> tuple[str, dict[str, Any]] | None:
    """What a person would do next who reads what is missing: a command that may say the thing which was named."""
    named = [
        (key.removesuffix("s") if isinstance(said, list) else key, value)
        for key, said in refusal.details.items()
        for value in (said if isinstance(said, list) else [said])
    ]
    ways = [
        (row.name, {field.name: value})
        for row, _ in found
        for field in row.fields
        for key, value in named
        if field.name == key and row.name != refusal.details.get("name") and not sort_out((field,), {key: value}).bad
    ]
    return chance.choice(ways) if ways else None


class Acting(Held):
    """A case on which somebody acts; `wanted` is the command a play is after, `begun_with` what was asked before."""

    wanted: str
    begun_with: set[str]
    sent: list[str]

    def holds(self, name: str, person: str) -> bool:
        """Does this person hold a role that the command's row names?"""
        return bool({*map(str, COMMANDS[name].roles)} & {*roles_on(self.paper.case, person, self.paper.roster)[0]})

    def filled(self, name: str, chance: Random, said: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return well_filled(fields_of(name), self.paper, self.now, chance, said)

    def play(self, chance: Random, who: str, name: str, form: dict[str, Any]) -> None:
        """Send one command and see what comes of it."""
        received = self.now - chance.choice((timedelta(0), timedelta(0), timedelta(0), timedelta(seconds=30)))
        current = self.paper.case.version
        version = chance.choice((None, None, None, None, current, current - 1))
        command = self.paper.command(who, name, form, received, version=version)
        if name in set(Decision):
            seat = self.paper.case.approval(str(form.get("approval", "")))
            command.data["digest"] = seat.digest if seat and chance.randrange(10) else "0" * 64
        self.send(command)

    def send(self, command: Command) -> None:
        assert not any(word in f"{command.data}" for word in WORDS)
        self.paper.wait(command.received_at, including=False)
        before = self.paper.case
        self.sent.append(command.id)
        self.rosters[command.id] = command.roster
        outcome = self.paper.take(command)
        note(f"{command.received_at} {command.actor} {command.name} {command.data}: {outcome.refusal or 'taken'}")
        self.judge(before, outcome)
        self.paper.wait(self.now)

    def a_release_is_answered(self, chance: Random) -> None:
        """What the activity says to the oldest release that was asked: it asks the same again, and may find other words."""
        case = self.paper.case
        if order := next_release(case):
            stands = against_again(case, order)
            refusal = stands.code if stands else chance.choice(("", "", "text_changed"))
            came = answered(case, Released(order.release, refusal), self.now, self.paper.policy)
            assert next_release(came.case) != order
            self.paper._keep(came)

    def would_be(self, who: str, name: str, form: dict[str, Any]) -> Outcome:
        """What would come of it now; the core is pure, so asking costs nothing."""
        return act(self.paper.case, self.imagined(who, name, form), self.now, self.paper.policy)

    def imagined(self, who: str, name: str, form: dict[str, Any]) -> Command:
        """A command that is not sent."""
        paper = self.paper
        counted = paper.position, paper.contents
        command = paper.command(who, name, form, self.now)
        paper.position, paper.contents = counted
        return command

    def got_there(self) -> bool:
        """Was the command that this play is after taken? What was asked before the play is to be decided first."""
        return any(a.id in self.begun_with for a in self.paper.case.open_approvals()) or any(
            a.type == self.wanted for a in self.paper.case.applied if a.seq > self.begun
        )

    def what_this_play_is_after(self, chance: Random) -> None:
        """The command this play is after; while it would be refused, something that brings it nearer."""
        near = self.nearness(chance, self.paper.case, TRIES)
        found = self.offered()
        if near == TAKEN:
            self.take_an_offer(chance, (self.wanted,), found)
            return
        harmless = []
        for row, who in chance.sample(found, len(found))[:LOOKS]:
            form = self.filled(row.name, chance)
            outcome = self.would_be(who, row.name, form)
            if outcome.refusal is None and self.nearness(chance, outcome.case, 3) > near:
                self.play(chance, who, row.name, form)
                return
            if outcome.refusal is None and outcome.case.stage in COMMANDS[self.wanted].stages:
                harmless.append((row.name, who, form))
        if near < IN_STAGE or not harmless:
            self.take_an_offer(chance, LEADING, found)
        else:
            name, who, form = min(harmless, key=lambda h: (self.given()[h[0]], chance.random()))
            self.play(chance, who, name, form)

    def given(self) -> Counter[str]:
        """How often which command was taken in this case."""
        return Counter(a.type for a in self.paper.case.applied)

    def nearness(self, chance: Random, case: Case, tries: int) -> int:
        """How far the command this play is after would get in a case that is or would be: the best of some tries."""
        now, self.paper.case = self.paper.case, case
        able = [p for p in PEOPLE if self.holds(self.wanted, p)]
        best = max((self.far(chance.choice(able), chance) for _ in range(tries if able else 0)), default=0)
        self.paper.case = now
        return best

    def far(self, who: str, chance: Random) -> int:
        """Which of the checks says no."""
        row, case = COMMANDS[self.wanted], self.paper.case
        command = self.imagined(who, self.wanted, self.filled(self.wanted, chance))
        if (refusal := check(case, command, row)) is None:
            return TAKEN
        if case.stage not in row.stages or case.ended or refusal.code == "not_yours":
            return 0
        if refusal.code in ("missing", "bad_value"):
            return IN_STAGE
        return IN_STAGE + 1 + next((i for i, guard in enumerate(row.guards) if guard(case, command)), 0)

    def offered(self) -> Offers:
        """Every offer to everybody; each fits the stage and a role of the person."""
        case, found = self.paper.case, list[tuple[CommandRow, str]]()
        for person in PEOPLE:
            roles, departments = roles_on(case, person, self.paper.roster)
            for row in offers(case, person, roles, departments) if roles else ():
                assert case.stage in row.stages
                assert {*map(str, row.roles)} & {*roles}
                found.append((row, person))
        return found

    def take_an_offer(self, chance: Random, names: Collection[str], found: Offers | None = None) -> None:
        """The command given least in this case comes first now and then; of some forms, one that will be taken."""
        found = self.offered() if found is None else found
        rows = sorted({row.name for row, _ in found if row.name in names})
        if not rows:
            return
        given = self.given()
        name = min(rows, key=lambda n: (given[n], chance.random())) if chance.random() < 0.4 else chance.choice(rows)
        refusal = self.try_to(chance, name, found)
        if refusal and (hint := hinted(refusal, found, chance)):
            self.try_to(chance, hint[0], found, hint[1])

    def try_to(self, chance: Random, name: str, found: Offers, said: Mapping[str, Any] | None = None) -> Refusal | None:
        """Send the command, with a form that will be taken if one is found; else what the rules say to the last."""
        able = [person for row, person in found if row.name == name]
        refusal: Refusal | None = None
        for _ in range(TRIES):
            who, form = chance.choice(able), self.filled(name, chance, said)
            if (refusal := self.would_be(who, name, form).refusal) is None:
                break
        self.play(chance, who, name, form)
        return refusal

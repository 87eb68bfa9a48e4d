"""A case in the hands of chance: any command by anybody, any decision, any waiting; `held` says what must hold.

Commands come from the rows, so a new one is played without a word here. `make check` plays it for some
seconds, `make night` for 20,000 steps (tests/night.py).
"""

from datetime import timedelta
from random import Random
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from domain.act import act
from domain.case import EPOCH
from domain.commands import COMMANDS, OPENINGS, fields_of
from domain.delegation import delegates_of
from domain.policy import POLICIES
from domain.vocabulary import Level
from tests.domain.acting import LEADING, PEOPLE, Acting
from tests.domain.chance import WORDS, ill_filled
from tests.domain.powers import Powers
from tests.domain.scenes import DAY, HOUR, JWL, MINUTE, YXY, at, without
from tests.domain.starts import start
from tests.domain.wire import over_the_wire
from tests.walk.paper import PaperCase

ROSTERS = (
    YXY,
    YXY,
    JWL,
    without(YXY, "eng"),
    without(YXY, "csm", "csm1"),
    without(YXY, "head", "head1", "region"),
    without(JWL, "csm2"),
)
COMMAND_NAMES = sorted(COMMANDS)
#: After the first line a case is not opened once more.
LATER_NAMES = sorted({*COMMANDS} - {*OPENINGS})
WAITS = (MINUTE, 20 * MINUTE, HOUR, 5 * HOUR, DAY, 4 * DAY, 15 * DAY)
#: One seed a step: choices are even.
CHANCE = st.randoms(use_true_random=True)
DECISIONS = ("approve", "approve", "approve", "reject", "return")
#: What may happen in a step, and how often beside the others.
ACTS = (
    ("what_moves_the_case", 5), ("what_is_offered", 6), ("anything", 3), ("who_is_asked_decides", 5),
    ("anybody_decides", 2), ("time_passes", 2), ("an_id_comes_again", 1), ("it_rolls_over", 1),
    ("somebody_delegates", 1),
)  # fmt: skip


def after(name: str) -> type["AnyCase"]:
    """The same, with every play after one command: chance repeats itself, and would leave some out."""
    return type(f"After_{name}", (AnyCase,), {"only": name})


class AnyCase(Acting):
    """One case, played by chance from any stage."""

    #: What all plays of a class are after; "": each play has its own.
    only: ClassVar[str] = ""

    @initialize(chance=CHANCE, wanted=st.sampled_from(COMMAND_NAMES), turn=st.integers(0, 120))
    def begin(self, chance: Random, wanted: str, turn: int) -> None:
        """A case in some stage, mostly one in which the command that this play is after may be given."""
        chance = Random(f"{chance.random()} {wanted} {turn}")
        self.wanted, self.sent = self.only or wanted, list[str]()
        roster, policy = chance.choice(ROSTERS), chance.choice(sorted(POLICIES))
        drill = chance.choice((0, 0, 0, 60))
        home = JWL if roster.project == "JWL" else YXY
        self.powers = Powers()
        if self.wanted in OPENINGS:
            self.paper, self.now = PaperCase(home, f"{home.project}-2026-0001", POLICIES[policy]), at("11-23 09:00")
            self.opened(EPOCH)
            self.is_opened(chance, drill)
        else:
            level = str(chance.choice([*Level]))
            scene = start(chance, self.wanted, roster=home, level=level, drill=drill, policy=policy)
            self.paper, self.now = scene.paper, scene.now
            self.opened(EPOCH)
        self.begun_with = {a.id for a in self.paper.case.open_approvals()}
        self.sent += [e.data["command"] for e in self.paper.entries if "command" in e.data]
        self.paper.roster = roster
        self.tally.update(("plays", f"policy {policy}"))
        self.paper.wait(self.now)

    def is_opened(self, chance: Random, drill: int) -> None:
        """The first line: by somebody who may, with a form that will be taken."""
        able = [p for p in PEOPLE if self.holds(self.wanted, p)]
        outcome = None
        while outcome is None or outcome.refusal:
            who = chance.choice(able)
            command = self.paper.command(who, self.wanted, self.filled(self.wanted, chance), self.now)
            command.data.update({"project": self.paper.roster.project} | ({"drill": drill} if drill else {}))
            outcome = act(self.paper.case, command, self.now, self.paper.policy)
        self.judge(self.paper.case, self.paper.take(command))

    @rule(chance=CHANCE)
    def something_happens(self, chance: Random) -> None:
        """One of the things below; which one is chance's, so that all of them come in every play."""
        chance = self.goes_on(chance)
        acts, weights = zip(*ACTS, strict=True)
        if chance.random() < 0.5 and not self.got_there():
            self.what_this_play_is_after(chance)
        elif chance.random() < 0.4 and self.got_there():
            self.who_is_asked_decides(chance)  # what it asked is not to be lost in what comes after
        else:
            getattr(self, chance.choices(acts, weights)[0])(chance)

    def goes_on(self, chance: Random) -> Random:
        """A little time passes, with whatever is due in it.

        Seeds repeat and are often small: what the case has come to makes them differ.
        """
        chance = Random(f"{chance.random()} {self.paper.case.head} {self.paper.position}")
        self.now += chance.choice((timedelta(milliseconds=1), MINUTE, HOUR))
        self.paper.wait(self.now)
        if chance.random() < 0.7:
            self.a_release_is_answered(chance)
        return chance

    def what_is_offered(self, chance: Random) -> None:
        """A person does something that the page offers them, filled in well."""
        self.take_an_offer(chance, LATER_NAMES)

    def what_moves_the_case(self, chance: Random) -> None:
        """The same, of the commands that lead on."""
        self.take_an_offer(chance, LEADING)

    def anything(self, chance: Random) -> None:
        """Anybody, or somebody with the role, sends anything, with fields missing or nonsense in them."""
        name = chance.choice(LATER_NAMES)
        able = [p for p in PEOPLE if self.holds(name, p)]
        who = chance.choice(able or PEOPLE) if chance.random() < 0.8 else chance.choice(PEOPLE)
        self.play(chance, who, name, ill_filled(fields_of(name), self.paper, self.now, chance))

    def who_is_asked_decides(self, chance: Random) -> None:
        """Somebody who is asked, or who may stand in for them."""
        case, roster = self.paper.case, self.paper.roster
        if seats := case.open_approvals():
            seat = chance.choice(seats)
            instead = delegates_of(case, seat, roster, self.now) if chance.random() < 0.6 else ()
            form = {"approval": seat.id, "comment": WORDS[0]}
            self.play(chance, chance.choice(instead or seat.asked_of or PEOPLE), chance.choice(DECISIONS), form)

    def anybody_decides(self, chance: Random) -> None:
        """Mostly somebody who must not: who asked for it, who wrote it, or a stranger to it."""
        case = self.paper.case
        if seats := [*case.approvals[-3:], *case.open_approvals()]:
            seat = chance.choice(seats)
            who = chance.choice((seat.requested_by, seat.author, *chance.sample(PEOPLE, 2)))
            form = {"approval": seat.id, **chance.choice(({}, {"comment": WORDS[0]}))}
            self.play(chance, who or seat.requested_by, chance.choice(DECISIONS), form)

    def somebody_delegates(self, chance: Random) -> None:
        """Somebody asked, or anybody, lets another sign for some days, or ends that."""
        asked = [p for seat in self.paper.case.open_approvals() for p in seat.asked_of]
        who = chance.choice(asked or PEOPLE) if chance.random() < 0.7 else chance.choice(PEOPLE)
        self.tally.update(("steps", self.powers.changes(self.paper, who, self.now, chance)))

    def time_passes(self, chance: Random) -> None:
        self.tally.update(("steps", "waits"))
        self.now += chance.choice(WAITS)
        self.paper.wait(self.now)

    def an_id_comes_again(self, chance: Random) -> None:
        """An id that was answered does nothing, whatever comes with it."""
        self.tally.update(("steps", "repeats"))
        again, name = chance.choice(self.sent), chance.choice([*COMMAND_NAMES, "approve"])
        before = self.paper.case
        outcome = self.paper.take(self.paper.command("cs", name, {}, self.now, again))

        assert outcome.entries == ()
        assert outcome.case == before

    def it_rolls_over(self, chance: Random) -> None:
        """The case as the next run reads it goes on with the command that waited, as it would have."""
        self.tally.update(("steps", "rolled over"))
        name = chance.choice(LATER_NAMES)
        able = [p for p in PEOPLE if self.holds(name, p)]
        self.send(
            over_the_wire(
                self.paper, self.paper.command(chance.choice(able or PEOPLE), name, self.filled(name, chance), self.now)
            )
        )

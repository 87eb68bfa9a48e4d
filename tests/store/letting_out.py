"""Statements in the hands of chance, on a real SQLite: whatever is tried, only what was signed goes out, word for word.

The model knows nothing of the product's rules but what they are for: who signed which words, what was written
anew, withdrawn, held back, or changed behind our back.
"""

import asyncio
import json
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.entries import canonical
from domain.messages import Command, Release, Released
from domain.outcome import Outcome
from domain.releasing import answered, next_release
from engine.keys import KeyRing
from store.contents import Content, Contents
from store.database import Database
from store.migrate import migrate
from store.record import record
from store.releases import release, releases_of
from store.tables import ContentRow
from tests.domain.scenes import Scene
from tests.store.paper import recording
from tests.walk.paper import COMMAND_LAG, PaperCase

TEXTS = ["无人受伤。", "无人受伤。\n", "三辆车受损。", "无人受伤 。", "检测机构已进场。"]
#: Which text: so many before the newest.
BACK = [0, 0, 0, 1, 2]
#: What may come between the last signature and the release.
MISCHIEF = ("", "edit", "withdraw", "hold", "change", "ask", "reject", "other", "crash")
OUTLETS = ["page", "page", "press", "internal"]
SIGNERS = ["legal", "head", "pr", "spokes"]
ANSWERS = ["approve", "approve", "return", "reject"]


@dataclass
class SealedCase(PaperCase):
    """A case on paper whose words are sealed as the desk seals them."""

    written: dict[str, Content] = field(default_factory=dict)

    def command(self, who: str, name: str, form: dict[str, Any], at: datetime, *more: Any, **named: Any) -> Command:
        command = super().command(who, name, form, at, *more, **named)
        if not command.content:
            return command
        words = {key: form[key].strip() for key in command.texts}
        content = self.written[command.content] = Content(command.content, name, words)
        return replace(command, digest=content.digest)


class CrashError(Exception):
    """The process went down before the transaction was committed."""


class Installation:
    """One database file and the loop it lives in; the case is brought to S4 once and copied."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="anlan-out-"))
        self.contents = Contents(KeyRing.generate())
        self.number, self.kept = 0, self.folder / "kept.db"
        self.run(migrate(f"sqlite+aiosqlite:///{self.kept}"))
        scene = Scene(policy=2)
        scene.paper = SealedCase(scene.roster, scene.case.number, scene.paper.policy)
        scene.paper.register(scene.cs, scene.now)
        scene.to("S4")
        scene.do("pr", "appoint_spokesperson", account="spokes")
        scene.sign_all()
        self.scene = scene

    def run(self, work: Awaitable[Any]) -> Any:
        return self.loop.run_until_complete(work)

    def fresh(self) -> tuple[Scene, Database]:
        """A copy of the case, recorded in a database of its own."""
        self.number += 1
        file = shutil.copy(self.kept, self.folder / f"{self.number}.db")
        return deepcopy(self.scene), Database(f"sqlite+aiosqlite:///{file}")


class LettingOut(RuleBasedStateMachine):
    """Drafts, edits, signatures, withdrawals, embargoes, releases, retries, crashes, and a forger."""

    place: ClassVar[Installation | None] = None
    went_out: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        LettingOut.place = LettingOut.place or Installation()
        self.scene, self.database = LettingOut.place.fresh()
        self.contents = LettingOut.place.contents
        self.kept = 0
        self.words: dict[int, tuple[str, str]] = {}
        self.root: dict[int, int] = {}
        self.by: dict[str, set[str]] = {}
        self.agreed: set[int] = set()
        self.closed: set[int] = set()
        self.held: dict[int, datetime] = {}
        self.spoiled: set[int] = set()
        self.out: dict[tuple[int, str], str] = {}
        self.keep()

    @rule(chance=st.randoms(use_true_random=True))
    def play(self, chance: Random) -> None:
        """One seed a step: choices are even, and a failing play still shrinks to few steps."""
        text, back, outlet = chance.choice(TEXTS), chance.choice(BACK), chance.choice(OUTLETS)
        who, answer = chance.choice(SIGNERS), chance.choice(ANSWERS)
        deeds: tuple[Callable[[], None], ...] = (
            lambda: self.nearly_out(outlet, text, back, chance.choice(MISCHIEF)),
            lambda: self.nearly_out(outlet, text, back, chance.choice(MISCHIEF)),
            lambda: self.edit(back, text),
            lambda: self.ask(back),
            lambda: self.decide(who, answer),
            lambda: self.decide(who, answer),
            lambda: self.withdraw(back),
            lambda: self.hold_back(back, chance.choice((-1, 1, 3))),
            self.wait,
            lambda: self.forge(back, outlet),
            lambda: self.let_out(back, outlet, chance.choice(("spokes", "spokes", "pr")), crash=chance.random() < 0.5),
        )
        chance.choice(deeds)()

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.run(self.database.close())

    def run(self, work: Awaitable[Any]) -> Any:
        assert LettingOut.place is not None
        return LettingOut.place.run(work)

    def write(self, work: Callable[[AsyncSession], Awaitable[Any]]) -> Any:
        return self.run(self.database.together(work))

    def keep(self) -> None:
        """Record the new lines and the words that came with them, as reception and recording do."""
        paper: Any = self.scene.paper
        fresh, self.kept = paper.entries[self.kept :], len(paper.entries)
        number = paper.number
        if not fresh:
            return

        async def work(session: AsyncSession) -> None:
            await record(session, recording(number, *fresh))
            for content in paper.written.values():
                session.add(self.contents.seal(number, content))
            await session.flush()

        self.write(work)
        paper.written.clear()

    def text(self, back: int) -> int:
        """A text by its distance from the newest; 1 when there is none so far back."""
        return max(1, len(self.words) - back)

    def send(self, who: str, name: str, **form: Any) -> Outcome:
        return self.scene.send(who, name, **form)

    def draft(self, text: str) -> None:
        assert (
            self.send("pr", "draft_statement", audience="media", kind="ordinary", title="说明", text=text).refusal
            is None
        )
        no = len(self.words) + 1
        self.words[no], self.root[no] = ("说明", text.strip()), no

    def edit(self, back: int, text: str) -> None:
        no = self.text(back)
        if self.send("pr", "edit_statement", statement=no, title="说明", text=text).refusal is None:
            new = len(self.words) + 1
            self.words[new], self.root[new] = ("说明", text.strip()), self.root[no]
            self.closed.add(no)

    def ask(self, back: int) -> None:
        no = self.text(back)
        if self.send("pr", "ask_statement", statement=no).refusal is None:
            self.agreed.discard(no)

    def decide(self, who: str, what: str) -> None:
        for seat in self.scene.case.open_approvals("A08")[:1]:
            name = ".".join(seat.id.split(".")[-3:])
            if self.scene.sign(who, name, what, comment="…").refusal is None and what == "approve":
                self.by.setdefault(seat.request, set()).add(who)
                if self.by[seat.request] == {"legal", "head"}:
                    self.agreed.add(int(seat.subject.partition(":")[2]))

    def withdraw(self, back: int) -> None:
        no = self.text(back)
        if self.send("pr", "withdraw_statement", statement=no, reason="…").refusal is None:
            self.closed |= {k for k, root in self.root.items() if root == self.root[no]}

    def hold_back(self, back: int, hours: int) -> None:
        no, until = self.text(back), self.scene.now + timedelta(hours=hours)
        if self.send("pr", "hold_back_statement", statement=no, until=until.isoformat()).refusal is None:
            self.held[self.root[no]] = until

    def nearly_out(self, outlet: str, text: str, back: int, what: str) -> None:
        """Written, signed, and let out; something may come between."""
        self.draft(text)
        self.ask(0)
        self.decide("legal", "approve")
        self.decide("head", "reject" if what == "reject" else "approve")
        between: dict[str, Callable[[], None]] = {
            "edit": lambda: self.edit(0, text + "改"),
            "withdraw": lambda: self.withdraw(0),
            "hold": lambda: self.hold_back(0, 2),
            "change": lambda: self.change_behind_our_back(0),
            "ask": lambda: self.ask(0),
        }
        if what in between:
            between[what]()
        self.let_out(min(back, 1), outlet, "pr" if what == "other" else "spokes", crash=what == "crash")

    def wait(self) -> None:
        self.scene.wait(timedelta(hours=1))

    def change_behind_our_back(self, back: int) -> None:
        """Somebody with the keys writes other words under the same row."""
        no = self.text(back)
        record_ = self.scene.case.record("statement", no)
        if record_ is None:
            return
        self.keep()
        other = self.contents.seal(self.scene.case.number, Content(record_.content, "draft_statement", {"text": "假"}))
        place = (ContentRow.case_number == self.scene.case.number, ContentRow.id == record_.content)

        async def work(session: AsyncSession) -> None:
            await session.execute(update(ContentRow).where(*place).values(sealed=other.sealed, digest=other.digest))

        self.write(work)
        self.spoiled.add(no)

    def forge(self, back: int, outlet: str) -> None:
        """An order that nobody gave: it lets nothing out."""
        no = self.text(back)
        statement = self.scene.case.record("statement", no)
        order = Release(self.scene.case.number, 99, no, outlet, statement.digest if statement else "0" * 64)
        assert self.carry_out(order).refusal
        self.unchanged()

    def let_out(self, back: int, outlet: str, who: str, *, crash: bool) -> None:
        """Asked by somebody, carried out once or twice, with or without a crash before the commit."""
        no = self.text(back)
        asked = self.send(who, "release_statement", statement=no, outlet=outlet)
        right = self.may(no, outlet, who)
        if asked.refusal is None:
            order = next_release(self.scene.case)
            assert order is not None
            if crash:
                self.crash(order)
            first, again = self.carry_out(order), self.carry_out(order)
            assert first == again
            assert bool(first.refusal) == (no in self.spoiled)
            self.hear(first)
        assert (asked.refusal is None) == right
        if right and no not in self.spoiled:
            self.out[no, outlet] = canonical(dict(zip(("title", "text"), self.words[no], strict=True)))
            LettingOut.went_out += 1
        self.unchanged()

    def may(self, no: int, outlet: str, who: str) -> bool:
        held = self.held.get(self.root.get(no, 0))
        fits = outlet != "internal" and (no, outlet) not in self.out
        open_ = no in self.agreed and no not in self.closed and (held is None or held <= self.scene.now)
        return who == "spokes" and fits and open_

    def carry_out(self, order: Release) -> Released:
        self.keep()
        found: Released = self.write(lambda session: release(session, self.contents, order))
        return found

    def crash(self, order: Release) -> None:
        self.keep()

        async def work(session: AsyncSession) -> None:
            await release(session, self.contents, order)
            raise CrashError

        try:
            self.write(work)
        except CrashError:
            return
        raise AssertionError

    def hear(self, came: Released) -> None:
        paper = self.scene.paper
        paper._keep(answered(paper.case, came, self.scene.now + 2 * COMMAND_LAG, paper.policy))

    def unchanged(self) -> None:
        """Outside is exactly what the model says, byte for byte."""

        async def seen() -> dict[tuple[int, str], str]:
            async with self.database.reading() as session:
                rows = await releases_of(session, self.scene.case.number)
            return {(row.statement, row.outlet): self.contents.open_released(row) for row in rows}

        outside = self.run(seen())
        assert outside == self.out
        assert all(isinstance(json.loads(words), dict) for words in outside.values())

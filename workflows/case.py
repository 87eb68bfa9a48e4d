"""The life of one case: one inbox, one loop, one clock, one frozen state.

The loop takes the earliest thing that counts, a command or a mark of the clock, asks `domain` what
comes of it, records that with one activity, and lets the seats follow. Nothing here decides.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from temporalio import workflow
from temporalio.common import RawValue

from activities.journal import Journal
from activities.table import Table
from domain.act import act
from domain.clock import next_alarm
from domain.door import closes_at, knock, unwritten
from domain.lapse import lapse, stranger
from domain.messages import Answer, CaseToGoOn, Command, Knocks, Look, Recording, Stranger
from domain.outcome import Outcome
from domain.releasing import answered
from domain.roster import Roster
from engine.client import WORKFLOW
from workflows.approval import Seating
from workflows.clock import Clock
from workflows.inbox import Inbox
from workflows.patience import until_done
from workflows.release import let_out
from workflows.wire import read_completion, read_signal

#: Roll over long before the engine's limits (ARCHITECTURE 9).
EVENTS, SIGNALS = 1_500, 2_000
#: A stream of commands may leave no quiet point. When the engine itself suggests it, those that wait go
#: along, this many at most.
TAKEN_ALONG = 200


@workflow.defn(name=WORKFLOW)
class CaseWorkflow:
    @workflow.init
    def __init__(self, start: CaseToGoOn) -> None:
        self._case, self._policy, self._life = start.case, start.policy, start.life
        self._number = start.case.number
        self._inbox = Inbox(start.inbox, start.position)
        self._seats = Seating(self._is_open, self._hear)
        self._clock = Clock(self._next_ring)
        self._knocks, self._signals = start.knocks, 0
        self._roster, self._looked = Roster(), start.case.opened_at
        self._alarm = next_alarm(self._case, self._policy)

    @workflow.run
    async def run(self, start: CaseToGoOn) -> str:
        clock = asyncio.create_task(self._clock.watch())
        self._seats.fill(self._case.open_approvals())
        await self._release()
        while self._inbox.commands or not self._case.ended:
            await workflow.wait_condition(lambda: self._has_work() or self._must_roll_over())
            if not self._has_work() or self._is_overfull():
                workflow.continue_as_new(self._to_go_on())
            await self._take_one()
        clock.cancel()
        await workflow.wait_condition(lambda: self._seats.empty)
        while self._inbox:
            await self._take_one()
        return str(self._case.stage)

    @workflow.signal(dynamic=True)
    def take(self, name: str, args: Sequence[RawValue]) -> None:
        """Everything that knocks: any name, any arguments. Nothing raises (ARCHITECTURE 3)."""
        self._signals += 1
        self._inbox.receive(read_signal(self._number, name, args))

    def _has_work(self) -> bool:
        return bool(self._inbox) or any(map(self._clock.rang_for, (self._next_mark(), closes_at(self._knocks))))

    def _next_mark(self) -> datetime | None:
        return self._alarm.at if self._alarm else None

    def _next_ring(self) -> tuple[datetime, str] | None:
        """The earliest instant at which the case acts by itself: a mark, or the count of strangers."""
        rings = [(self._alarm.at, f"{self._alarm.subject} {self._alarm.mark}")] if self._alarm else []
        if at := closes_at(self._knocks):
            rings.append((at, "strangers"))
        return min(rings, default=None)

    async def _take_one(self) -> None:
        """One step: strangers, then marks that lie before the oldest command, then that command."""
        if self._inbox.strangers:
            await self._journal_stranger(self._inbox.strangers.pop(0))
        elif self._mark_comes_first():
            await self._take_mark()
        elif self._inbox.commands:
            await self._take_command()
        else:
            await self._close_the_count()

    def _mark_comes_first(self) -> bool:
        """A mark before the oldest command, or one the timer rang for. What was received by a mark precedes it."""
        mark = self._next_mark()
        if mark is not None and self._inbox.commands:
            return mark < self._inbox.commands[0].received_at
        return self._clock.rang_for(mark)

    async def _take_mark(self) -> None:
        """Before any line of the clock the table is read: waiting commands received by then come first."""
        alarm = self._alarm
        assert alarm is not None
        if self._looked < alarm.at:
            await self._look(alarm.at)
        else:
            await self._adopt(lapse(self._case, alarm, workflow.now(), self._policy, self._roster))

    async def _take_command(self) -> None:
        """The oldest command; when an older one was received but not delivered, the table has it."""
        if self._inbox.misses_one():
            await self._look(self._inbox.commands[0].received_at)
            return
        command = self._inbox.take()
        await self._adopt(act(self._case, command, workflow.now(), self._policy), command.id)
        self._seats.judged(str(command.data.get("approval", "")))

    async def _look(self, until: datetime) -> None:
        """Read the waiting commands received by an instant, and who sits where."""
        look = Look(self._number, self._case.project, until)
        seen = await workflow.execute_activity_method(Table.look, look, **until_done(f"until {until:%m-%d %H:%M}"))
        self._roster, self._looked = seen.roster, until
        self._inbox.add_waiting(seen.waiting, self._case.answered)

    async def _adopt(self, outcome: Outcome, command: str = "") -> None:
        """Go on from the outcome and record it; the one place where the case changes."""
        if not outcome.entries:
            return
        self._case = outcome.case
        self._alarm = next_alarm(self._case, self._policy)
        seqs = tuple(e.seq for e in outcome.entries)
        answers = (Answer(command, "refused" if outcome.refusal else "applied", seqs),) if command else ()
        recording = Recording(self._number, self._life, outcome.entries, answers)
        first = outcome.entries[0]
        await workflow.execute_activity_method(Journal.record, recording, **until_done(f"#{first.seq} {first.type}"))
        self._seats.fill(self._case.open_approvals())
        await self._release()

    async def _release(self) -> None:
        """Let out what was asked to be let out, before anything else happens; what became of it is a line."""
        if answer := await let_out(self._case):
            await self._adopt(answered(self._case, answer, workflow.now(), self._policy))

    def _is_open(self, approval: str) -> bool:
        held = self._case.approval(approval)
        return held is not None and held.open

    def _hear(self, approval: str, raw: object) -> None:
        """A seat was completed, or failed from outside."""
        came = read_completion(self._number, approval, raw)
        if isinstance(came, Command) and came.id in self._case.answered:
            self._seats.judged(approval)
        else:
            self._inbox.receive(came)

    async def _journal_stranger(self, came: Stranger) -> None:
        """One line each, up to a bound; it changes nothing else. After the end the journal is the next life's."""
        self._knocks, written = knock(self._knocks, came, workflow.now())
        if written and not self._case.ended:
            await self._adopt(stranger(self._case, came, workflow.now(), self._policy))
        self._seats.judged(came.approval)

    async def _close_the_count(self) -> None:
        """The hour is over: one line for all strangers that had none."""
        knocks, self._knocks = self._knocks, Knocks()
        if knocks.last:
            line = stranger(self._case, knocks.last, workflow.now(), self._policy, unwritten(knocks))
            await self._adopt(line)

    def _must_roll_over(self) -> bool:
        """Never while an answer is unheard. Open sign-offs do not block it; a quiet point is waited for."""
        info = workflow.info()
        full = info.get_current_history_length() >= EVENTS or self._signals >= SIGNALS
        return (full or info.is_continue_as_new_suggested()) and not self._seats.unheard and not self._case.ended

    def _is_overfull(self) -> bool:
        """No quiet point came; nothing but commands waits, and not more than an input can carry."""
        carried = not self._inbox.strangers and len(self._inbox.commands) <= TAKEN_ALONG
        suggested = workflow.info().is_continue_as_new_suggested() and self._must_roll_over()
        return carried and suggested and workflow.patched("commands-go-along")

    def _to_go_on(self) -> CaseToGoOn:
        waiting, position = tuple(self._inbox.commands), self._inbox.position
        return CaseToGoOn(self._case, self._policy, self._life, waiting, position, self._knocks)

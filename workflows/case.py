"""The life of one case: one inbox, one loop, one clock, one frozen state.

The loop takes the earliest thing that counts, a command or a mark of the clock, asks `domain` what
comes of it, records that with one activity, and lets the seats follow. Nothing here decides.
"""

import asyncio
from collections.abc import Callable, Sequence
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
from domain.roster import Roster
from engine.client import WORKFLOW
from workflows.approval import Seat
from workflows.patience import until_done
from workflows.wire import read_completion, read_signal

#: Roll over long before the engine's limits (ARCHITECTURE 9).
EVENTS, SIGNALS = 1_500, 2_000


@workflow.defn(name=WORKFLOW)
class CaseWorkflow:
    @workflow.init
    def __init__(self, start: CaseToGoOn) -> None:
        self._case, self._policy, self._life = start.case, start.policy, start.life
        self._number = start.case.number
        self._inbox: list[Command] = list(start.inbox)
        self._strangers: list[Stranger] = []
        self._knocks, self._position = start.knocks, start.position
        self._roster, self._looked = Roster(), start.case.opened_at
        self._alarm = next_alarm(self._case, self._policy)
        self._rang: datetime | None = None
        self._seats: dict[str, Seat] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._signals = 0
        self._asked_about = ""

    @workflow.run
    async def run(self, start: CaseToGoOn) -> str:
        clock = asyncio.create_task(self._watch_the_clock())
        self._fill_seats()
        while self._inbox or not self._case.ended:
            await workflow.wait_condition(lambda: self._has_work() or self._must_roll_over())
            if not self._has_work():
                workflow.continue_as_new(self._to_go_on())
            await self._take_one()
        clock.cancel()
        await workflow.wait_condition(lambda: not self._tasks)
        while self._inbox or self._strangers:
            await self._take_one()
        return str(self._case.stage)

    @workflow.signal(dynamic=True)
    def take(self, name: str, args: Sequence[RawValue]) -> None:
        """Everything that knocks: any name, any arguments. Nothing raises (ARCHITECTURE 3)."""
        self._signals += 1
        self._receive(read_signal(self._number, name, args))

    def _receive(self, came: Command | Stranger) -> None:
        if isinstance(came, Stranger):
            self._strangers.append(came)
        else:
            self._inbox.append(came)
            self._inbox.sort(key=lambda c: (c.received_at, c.position))

    def _has_work(self) -> bool:
        return bool(self._inbox or self._strangers) or self._time_is_up()

    def _time_is_up(self) -> bool:
        """The timer has rung for the next mark, or for the count of strangers."""
        rung = self._rang
        return rung is not None and any(at <= rung for at in (self._next_mark(), closes_at(self._knocks)) if at)

    def _next_mark(self) -> datetime | None:
        return self._alarm.at if self._alarm else None

    def _next_ring(self) -> datetime | None:
        """The earliest instant at which the case acts by itself."""
        return min((at for at in (self._next_mark(), closes_at(self._knocks)) if at), default=None)

    async def _take_one(self) -> None:
        """One step: strangers, then marks that lie before the oldest command, then that command."""
        if self._strangers:
            await self._journal_stranger(self._strangers.pop(0))
        elif self._mark_comes_first():
            await self._take_mark()
        elif self._inbox:
            await self._take_command()
        elif self._time_is_up():
            await self._close_the_count()

    def _mark_comes_first(self) -> bool:
        """A mark before the oldest command, or one the timer rang for. What was received by a mark precedes it."""
        mark = self._next_mark()
        if mark is None:
            return False
        if self._inbox:
            return mark < self._inbox[0].received_at
        return self._rang is not None and mark <= self._rang

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
        command = self._inbox[0]
        if command.position > self._position + 1 and self._asked_about != command.id:
            self._asked_about = command.id
            await self._look(command.received_at)
            return
        self._inbox.pop(0)
        self._position = max(self._position, command.position)
        await self._adopt(act(self._case, command, workflow.now(), self._policy), command.id)
        self._let_seat_go_on(command)

    async def _look(self, until: datetime) -> None:
        """Read the waiting commands received by an instant, and who sits where."""
        look = Look(self._number, self._case.project, until)
        seen = await workflow.execute_activity_method(Table.look, look, **until_done(f"until {until:%m-%d %H:%M}"))
        self._roster, self._looked = seen.roster, until
        known = {*self._case.answered, *(c.id for c in self._inbox)}
        for command in seen.waiting:
            if command.id not in known:
                self._receive(command)

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
        self._fill_seats()

    def _fill_seats(self) -> None:
        """Every open approval has its seat, and no other."""
        for approval in self._case.open_approvals():
            if approval.id not in self._seats:
                self._seats[approval.id] = seat = Seat(approval, self._is_open(approval.id), self._hear)
                task = asyncio.create_task(seat.hold())
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    def _is_open(self, approval: str) -> Callable[[], bool]:
        def is_open() -> bool:
            held = self._case.approval(approval)
            return held is not None and held.open

        return is_open

    def _hear(self, approval: str, raw: object) -> None:
        """A seat was completed, or failed from outside."""
        came = read_completion(self._number, approval, raw)
        if isinstance(came, Command) and came.id in self._case.answered:
            self._seats[approval].judged()
        else:
            self._receive(came)

    def _let_seat_go_on(self, command: Command) -> None:
        seat = self._seats.get(str(command.data.get("approval", "")))
        if seat:
            seat.judged()

    async def _journal_stranger(self, came: Stranger) -> None:
        """One line each, up to a bound; it changes nothing else. After the end the journal is the next life's."""
        self._knocks, written = knock(self._knocks, came, workflow.now())
        if written and not self._case.ended:
            await self._adopt(stranger(self._case, came, workflow.now(), self._policy))
        if came.approval in self._seats:
            self._seats[came.approval].judged()

    async def _close_the_count(self) -> None:
        """The hour is over: one line for all strangers that had none."""
        knocks, self._knocks = self._knocks, Knocks()
        if knocks.last:
            line = stranger(self._case, knocks.last, workflow.now(), self._policy, unwritten(knocks))
            await self._adopt(line)

    async def _watch_the_clock(self) -> None:
        """One durable timer, on the earliest instant; re-armed only when that changes."""
        while True:
            armed = self._next_ring()
            if armed is None:
                await workflow.wait_condition(lambda: self._next_ring() is not None)
            elif not await self._changes_before(armed):
                self._rang = max(armed, self._rang or armed)
                await self._served(armed)

    async def _served(self, armed: datetime) -> None:
        """Until this ring is answered for. A duty begun in the past may be due before the ring before it."""
        await workflow.wait_condition(lambda: self._next_ring() != armed)

    async def _changes_before(self, armed: datetime) -> bool:
        """False when the timer rings. Believe the timer that fired, not the clock; but look once more first."""
        name = f"{self._alarm.subject} {self._alarm.mark}" if self._alarm else "strangers"
        try:
            await workflow.wait_condition(
                lambda: self._next_ring() != armed, timeout=armed - workflow.now(), timeout_summary=name
            )
        except TimeoutError:
            return self._next_ring() != armed
        return True

    def _must_roll_over(self) -> bool:
        """At a quiet point only: nothing in the inbox, no answer unheard. Open sign-offs do not block it."""
        info = workflow.info()
        full = (
            info.get_current_history_length() >= EVENTS
            or self._signals >= SIGNALS
            or info.is_continue_as_new_suggested()
        )
        return full and not any(seat.unheard for seat in self._seats.values()) and not self._case.ended

    def _to_go_on(self) -> CaseToGoOn:
        return CaseToGoOn(self._case, self._policy, self._life, position=self._position, knocks=self._knocks)

"""One seat of a sign-off: an activity that a person completes. It waits and hands on; it judges nothing."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ActivityError, is_cancelled_exception

from activities.seats import Seats, seat
from domain.case import Approval
from domain.messages import SeatToFill
from workflows.patience import for_a_person, until_done

#: Hands what came, or None for a seat that was failed from outside, to the case's inbox.
Post = Callable[[str, object], None]


class Seat:
    """Asks again, under the same id, until its approval is no longer open (ARCHITECTURE 4)."""

    def __init__(self, approval: Approval, is_open: Callable[[], bool], post: Post) -> None:
        self._approval, self._is_open, self._post = approval, is_open, post
        self._held: workflow.ActivityHandle[RawValue] | None = None
        self._judged = True

    @property
    def unheard(self) -> bool:
        """An answer is there that the case has not judged yet."""
        return not self._judged or (self._held is not None and self._held.done())

    def judged(self) -> None:
        """The case has judged what was posted."""
        self._judged = True

    async def hold(self) -> None:
        """Until the approval is final."""
        while self._is_open():
            self._held = self._ask()
            await workflow.wait_condition(lambda: self._answered() or not self._is_open())
            await (self._hear() if self._answered() else self._give_up())
            self._held = None
            await workflow.wait_condition(lambda: self._judged)

    def _answered(self) -> bool:
        return self._held is not None and self._held.done()

    def _ask(self) -> workflow.ActivityHandle[RawValue]:
        approval = self._approval
        asked = SeatToFill(approval.id, approval.rule, approval.subject, approval.digest)
        return workflow.start_activity(seat, asked, **for_a_person(approval.id))

    async def _hear(self) -> None:
        """An answer, a decision that was there first, or a failure from outside."""
        assert self._held is not None
        self._judged = False
        try:
            self._post(self._approval.id, await self._held)
        except ActivityError as error:
            self._judged = is_cancelled_exception(error)
            if not self._judged:
                self._post(self._approval.id, None)

    async def _give_up(self) -> None:
        """Close on the server first: a late decision must find nothing, one that was there is heard."""
        assert self._held is not None
        self._held.cancel()
        await workflow.execute_activity_method(
            Seats.close, self._approval.id, **until_done(f"close {self._approval.id}")
        )
        await self._hear()


class Seating:
    """The seats of a case: every open approval has one, and no other."""

    def __init__(self, is_open: Callable[[str], bool], post: Post) -> None:
        self._is_open, self._post = is_open, post
        self._seats: dict[str, Seat] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def empty(self) -> bool:
        """Nobody is asked any more."""
        return not self._tasks

    @property
    def unheard(self) -> bool:
        """Some answer is there that the case has not judged yet."""
        return any(seat.unheard for seat in self._seats.values())

    def fill(self, approvals: Iterable[Approval]) -> None:
        """Ask for these, unless they are asked already."""
        for approval in approvals:
            if approval.id not in self._seats:
                self._seats[approval.id] = held = Seat(approval, partial(self._is_open, approval.id), self._post)
                task = asyncio.create_task(held.hold())
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    def judged(self, approval: str) -> None:
        """What came for this seat is judged; it may ask again."""
        if held := self._seats.get(approval):
            held.judged()

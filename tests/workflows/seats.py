"""Seats for engines that skip time: an open activity would stop their clock, so it sits in backoff."""

from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from domain.messages import Command, SeatToFill


class PaperSeats:
    """Decisions lie here until the seat's next try, one minute apart (guides: time skipping and open approvals)."""

    def __init__(self) -> None:
        self.decisions: dict[str, Command] = {}
        self.closed: set[str] = set()

    async def complete(self, number: str, life: int, approval: str, decision: Command) -> None:
        """The desk's port: hand a decision to a seat. The first one wins."""
        from desk.line import NobodyThereError

        if approval in self.closed or approval in self.decisions:
            raise NobodyThereError
        self.decisions[approval] = decision

    @activity.defn(name="seat")
    async def seat(self, asked: SeatToFill) -> Command:
        if asked.approval in self.decisions:
            return self.decisions.pop(asked.approval)
        raise ApplicationError(
            "pending",
            type="pending",
            next_retry_delay=timedelta(minutes=1),
            category=ApplicationErrorCategory.BENIGN,
        )

    @activity.defn(name="close_seat")
    async def close(self, approval: str) -> bool:
        self.closed.add(approval)
        return True

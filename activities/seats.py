"""Sign-offs: a seat is an activity that a person completes."""

from temporalio import activity
from temporalio.client import Client
from temporalio.common import RawValue
from temporalio.service import RPCError, RPCStatusCode

from domain.messages import SeatToFill


@activity.defn(name="seat")
async def seat(asked: SeatToFill) -> RawValue:  # noqa: ARG001  # the history shows what was asked
    """Open until a person decides. No side effect: losing this task loses nothing."""
    activity.raise_complete_async()


class Seats:
    """The seats of the workflow that asks."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @activity.defn(name="close_seat")
    async def close(self, approval: str) -> bool:
        """End a seat's activity in the engine. False: a decision was recorded first."""
        info = activity.info()
        assert info.workflow_id
        handle = self._client.get_async_activity_handle(
            workflow_id=info.workflow_id, run_id=info.workflow_run_id, activity_id=approval
        )
        try:
            await handle.report_cancellation()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise
        return True

"""How long each activity is given, and why."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy


def until_done(summary: str) -> workflow.ActivityConfig:
    """The journal must be written and the table read: tried for as long as it takes."""
    return workflow.ActivityConfig(
        start_to_close_timeout=timedelta(seconds=10),
        retry_policy=RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(minutes=1)),
        summary=summary,
    )


def for_a_person(approval: str) -> workflow.ActivityConfig:
    """A seat waits for a person. The validity of a request (14 days) ends it long before this backstop."""
    return workflow.ActivityConfig(
        activity_id=approval,
        schedule_to_close_timeout=timedelta(days=60),
        cancellation_type=workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        summary=approval,
    )

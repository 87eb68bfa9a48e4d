"""Letting a statement out: one activity, tried until the table answers. It waits and hands on; it judges nothing."""

from temporalio import workflow

from activities.releases import Releases
from domain.case import Case
from domain.messages import Released
from domain.releasing import next_release
from workflows.patience import until_done


async def let_out(case: Case) -> Released | None:
    """What became of the oldest release that nobody has answered; None when there is none."""
    order = next_release(case)
    if order is None or not workflow.patched("statements-are-released"):
        return None
    summary = until_done(f"text {order.statement} {order.outlet}")
    return await workflow.execute_activity_method(Releases.release, order, **summary)

"""The days of a project (T04, T05): one clock that looks, waits until there is something to do, and looks again.

Everything it knows is in the table: where it is started anew it goes on from there, and no day is lost.
"""

from datetime import timedelta

from temporalio import workflow

from activities.days import Days
from domain.days import LookAtDay
from engine.client import DAYS
from workflows.patience import until_done

#: Roll over long before the engine's limits (ARCHITECTURE 9).
EVENTS = 1_500
#: A look may have taken longer than until the next mark.
SOON = timedelta(seconds=1)


@workflow.defn(name=DAYS)
class DaysWorkflow:
    @workflow.run
    async def run(self, project: str) -> None:
        while workflow.info().get_current_history_length() < EVENTS:
            now = workflow.now()
            look = LookAtDay(project, now)
            again = await workflow.execute_activity_method(
                Days.look, look, **until_done(f"{project} {now:%m-%d %H:%M}")
            )
            wait = max(again - workflow.now(), SOON)
            await workflow.sleep(wait, summary=f"until {again:%m-%d %H:%M}")
        workflow.continue_as_new(project)

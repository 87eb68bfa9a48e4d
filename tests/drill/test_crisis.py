"""The whole crisis as a drill on the real engine: an hour in five seconds, forty households, nothing left over."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright
from sqlalchemy import func, select
from temporalio.client import WorkflowExecutionStatus
from temporalio.testing import WorkflowEnvironment

from desk.drill import Held
from desk.drill_crisis import CRISIS
from desk.drilling import FACTOR, held, left_over
from desk.record_views import Figures
from domain.case import Case
from domain.entries import Entry
from engine.keys import KeyRing
from store.tables import ReleaseRow
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.serving import served
from tests.drill.camera import camera
from tests.workflows.conftest import PASSWORD, PlainHasher, organise
from tests.workflows.world import World, world
from web.app import create

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass
class Drill:
    """The drill as it was held, the group's case and its journal."""

    made: World
    held: Held
    case: Case
    journal: tuple[Entry, ...]

    def met(self, rule: str) -> int:
        """How often a duty of this rule was met."""
        return sum(e.type == "duty_met" and e.data["duty"].startswith(f"{rule}.") for e in self.journal)

    def said(self, type: str, *names: str) -> list[tuple[object, ...]]:
        """What the lines of a type say."""
        return [(e.actor, *(e.data.get(name) for name in names)) for e in self.journal if e.type == type]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def drill(
    dev_server: WorkflowEnvironment, key_ring: KeyRing, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Drill]:
    """Held once, for every test of this file."""
    home = tmp_path_factory.mktemp("drill")
    people = await organise(home / "anlan.db", key_ring)
    place = world(dev_server.client, key_ring, people, home, policy=2, hasher=PlainHasher())
    async with place as made, made.working():
        done = await held(made.office, CRISIS, "YXY", FACTOR)
        case = (await made.office.desk.case(made.people["head"], done.number)).case
        yield Drill(made, done, case, await made.journal(done.number))


async def test_nothing_is_left_over_and_everything_is_verified(drill: Drill) -> None:
    made, numbers = drill.made, drill.held.numbers
    findings = [f for number in numbers for f in (await made.verified(number)).findings]
    runs = [await made.client.get_workflow_handle(f"case:{number}:1").describe() for number in numbers]

    assert drill.held.refused == []
    assert len(set(numbers)) == 41
    assert await left_over(made.office.database, numbers) == {}
    assert {run.status for run in runs} == {WorkflowExecutionStatus.COMPLETED}
    assert findings == []


async def test_the_crisis_was_led_through_its_phases_while_the_head_was_away(drill: Drill) -> None:
    over = next(d for d in drill.case.duties if d.approval == f"{drill.held.number}.A10.1.R06")
    signed = {e.data["approval"]: e.actor for e in drill.journal if e.type == "signed"}

    assert [phase for _, phase in drill.said("change_phase", "phase")] == ["outbreak", "handling", "aftermath"]
    assert [who for who, *_ in drill.said("accept_command")] == ["head1", "head"], "handed over, and back (D24)"
    assert [who for who, *_ in drill.said("log_attendance")] == ["head1"], "in person, or the deputy (D31, T20)"
    assert signed[f"{drill.held.number}.A10.1.R06"] == "head1", "the deputy signs (T26)"
    assert (over.rule, over.late_by > 0) == ("T26", True), "after its limit"
    assert drill.met("T20") == 1
    assert (drill.met("T11") >= 2, drill.met("T19") >= 1) == (True, True)
    assert drill.said("crisis_stood_down") != []


async def test_three_statements_and_a_correction_went_out_and_none_of_them_outside(drill: Drill) -> None:
    async with drill.made.office.database.reading() as session:
        outside = await session.scalar(select(func.count()).select_from(ReleaseRow))

    out = [(audience, corrects) for _, audience, corrects in drill.said("statement_released", "audience", "corrects")]
    assert out == [("media", None), ("customers", None), ("staff", None), ("media", 1)]
    assert (drill.met("T38"), drill.met("T39")) == (1, 1)
    assert outside == 0


async def test_each_household_had_its_own_clocks_and_came_to_its_own_end(drill: Drill) -> None:
    person = drill.made.people["csm"]
    cases = [(await drill.made.office.desk.case(person, number)).case for number in drill.held.homes]
    figures = await drill.made.office.desk.case_figures(person)

    assert Counter(str(case.stage) for case in cases) == {"S14": 6, "X3": 24, "X2": 10}
    assert all(case.group == drill.held.number and case.factor == FACTOR for case in cases)
    assert all(case.duty("T50.1") and case.duty("T03.1") for case in cases)
    assert len({case.opened_at for case in cases}) > 1
    assert (figures, figures.open, figures.closed) == (Figures(), 0, 0), "drills are counted nowhere"


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
async def test_the_drill_shows_on_every_screen(drill: Drill, tmp_path: Path) -> None:
    parts = {"head": "head", "deputy": "head1", "region": "region"}
    scenes = [scene for scene in CRISIS.scenes if scene.key in ("agreement", "aftermath")]
    async with served(create(drill.made.office.desk)) as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", *QUIET]
        )
        async with camera(browser, address, parts, PASSWORD, tmp_path) as screens:
            for scene in scenes:
                await screens.done(drill.held.number, scene)
        await browser.close()

    assert screens.pictures == 8

"""D24, lifecycle 5.5: a level that rises by rule leaves no team named; the project head is asked to name it."""

import pytest

from domain.offers import offers
from tests.domain.scenes import HOUR, Scene

TEAM = ["head", "csm", "cs", "eng"]


def raised(policy: int = 2) -> Scene:
    story = Scene(level="minor", policy=policy).to("S5")
    story.do("csm", "assess", households=3, note="又有两户")
    return story


def test_the_project_head_is_asked_and_names_the_team_within_the_hour():
    story = raised()
    duty = story.duty("D24")
    offered = {row.name for row in offers(story.case, "head", ("R06",), ())}

    assert (str(story.case.level), story.case.team) == ("general", ())
    assert (duty.owner_role, duty.due_at - duty.started_at) == ("R06", HOUR)
    assert "confirm_team" in offered
    story.do("head", "confirm_team", team=TEAM)
    assert str(story.duty("D24").state) == "met"
    assert story.case.team == tuple(TEAM)
    assert not story.case.running("D24")


def test_a_level_set_by_a_person_with_a_team_asks_for_nothing():
    assert "D24" not in {d.rule for d in Scene(level="general", policy=2).to("S6").case.duties}


def test_a_minor_case_needs_no_team():
    assert "D24" not in {d.rule for d in Scene(level="minor", policy=2).to("S6").case.duties}


@pytest.mark.parametrize("stage", ["S5", "S7"])
def test_under_the_first_book_nothing_is_asked(stage):
    story = Scene(level="minor").to(stage)
    story.do("csm", "media_involved", kind="press", note="…")

    assert "D24" not in {d.rule for d in story.case.duties}

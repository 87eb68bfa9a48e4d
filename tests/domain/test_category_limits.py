"""C-39: the clocks count for every complaint; a category of D03 may have limits of its own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.amendment import draft, result
from domain.planned import clock_of
from domain.policy import HOUR, POLICIES, WHOLE_BOOK
from tests.domain.scenes import Scene

SHORTER = {"T48.quality": 48 * HOUR, "T48.quality.major": 12 * HOUR, "T26.A02.quality": 3 * HOUR}


def limited(level: str = "general", **assessment: str) -> Scene:
    """A case under limits of which quality has its own, assessed before its level is set."""
    story = Scene(level=level, policy=2)
    story.paper.policy = replace(POLICIES[2], limits=POLICIES[2].limits | SHORTER)
    story.to("S3")
    if assessment:
        story.do("csm", "assess", **assessment)
    return story.to("S4")


def span(story: Scene, rule: str) -> float:
    duty = story.duty(rule)
    return (duty.due_at - duty.started_at) / timedelta(hours=1)


@pytest.mark.parametrize(
    ("level", "assessment", "hours"),
    [
        ("general", {"category": "quality"}, 48),
        ("major", {"category": "quality"}, 12),
        ("general", {"category": "service"}, 72),
        ("major", {"category": "service"}, 24),
        ("general", {}, 72),
    ],
)
def test_a_category_may_have_a_limit_of_its_own(level: str, assessment: dict[str, str], hours: int) -> None:
    assert span(limited(level, **assessment), "T48") == hours


def test_so_may_a_sign_off() -> None:
    assert span(limited(category="quality").to("S6"), "T26") == 3


def test_a_later_assessment_counts_for_the_clocks_that_start_after_it() -> None:
    story = limited(category="service")
    story.do("csm", "assess", category="quality")
    assert span(story, "T48") == 72

    assert span(story.to("S6"), "T26") == 3


def test_a_limit_for_one_level_of_a_category_leaves_the_others_as_they_are() -> None:
    story = Scene(level="general", policy=2)
    story.paper.policy = replace(POLICIES[2], limits=POLICIES[2].limits | {"T48.quality.major": 12 * HOUR})
    story.to("S3").do("csm", "assess", category="quality")

    assert span(story.to("S4"), "T48") == 72


def test_a_version_gives_a_category_its_limit_and_shows_the_clock() -> None:
    since = WHOLE_BOOK + timedelta(days=7)
    what = draft(POLICIES[2], since, {"T48.quality": 48 * HOUR, "T48.sales.major": 24 * HOUR})
    after = result(what, POLICIES[2])
    clock = clock_of("T48.quality")

    assert what.changed == {"T48.quality": (72 * HOUR, 48 * HOUR)}
    assert clock
    assert clock.runs(since, after).duty.due_at - since == timedelta(hours=48)
    assert clock.runs(since, POLICIES[2]).duty.due_at - since == timedelta(hours=72)

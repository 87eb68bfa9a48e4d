"""Who hears at once when something cannot wait (T06, T16, T36, T37; D15, D58), under the second book only."""

import pytest

from domain.notices import notices_of
from tests.domain.scenes import Scene, scene

NOTE = {"note": "…"}
#: What turns up, who says so, and who is told besides the team.
TOLD = {
    "latent_crisis": ("cs", NOTE, {"head", "head1", "region"}),
    "third_party_involved": ("eng", {"who": "police", **NOTE}, {"head", "head1", "csm", "csm1", "region"}),
    "media_involved": ("cs", {"kind": "press", **NOTE}, {"head", "head1", "csm", "csm1", "region", "pr"}),
    "emergency": ("csm", {"kind": "injury", **NOTE}, {"head", "head1", "csm1"}),
    "sudden_event": ("cs", {"what": "fire", "affected": "1 号楼", **NOTE}, {"head", "head1", "csm", "csm1"}),
}


def told_of(story: Scene, name: str) -> set[str]:
    entry = story.entries(name)[-1]
    return {n.person for n in notices_of(story.case, entry)}


@pytest.mark.parametrize("name", TOLD)
def test_the_seats_that_decide_are_told_at_once(name):
    actor, form, people = TOLD[name]
    story = scene("S2", policy=2)
    story.do(actor, name, **form)

    assert told_of(story, name) == people
    assert story.entries(name)[-1].data["told"]


def test_the_crisis_group_is_told_and_nobody_of_what_they_said_themselves():
    story = scene("S5", policy=2)
    story.do("eng", "media_involved", kind="press", **NOTE)

    assert set(story.case.team) - {"eng"} <= told_of(story, "media_involved")
    assert "eng" not in told_of(story, "media_involved")


@pytest.mark.parametrize("name", TOLD)
def test_under_the_first_book_the_line_stays_as_it_was(name):
    actor, form, _ = TOLD[name]
    story = scene("S2")
    story.do(actor, name, **form)

    assert "told" not in story.entries(name)[-1].data
    assert told_of(story, name) == set()

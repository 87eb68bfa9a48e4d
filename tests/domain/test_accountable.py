"""C-08: who answers for a case is a seat by its level, not whoever handles it."""

import pytest

from domain.accountable import answering
from tests.domain.scenes import YXY, Scene, scene, without

HEAD = ("R06", ("head",))


@pytest.mark.parametrize(
    ("level", "found"),
    [
        ("minor", (("R05", ("eng",)),)),
        ("general", (HEAD,)),
        ("major", (HEAD, ("R10", ("exec",)))),
    ],
)
def test_the_level_decides_who_answers(level: str, found: object) -> None:
    story = scene("S4", level=level)
    story.do("csm", "assign", owner="cs")

    assert story.case.owner == "cs"
    assert answering(story.case, YXY) == found


def test_before_the_level_is_set_customer_service_answers() -> None:
    assert answering(Scene().case, YXY) == (("R03", ("csm", "csm1")),)


def test_a_risen_level_brings_the_project_head() -> None:
    story = scene("S4", level="minor")
    story.do("cs", "change_level", level="general", reason="…", team=["cs"])

    assert answering(story.case, YXY) == (HEAD,)


def test_a_vacant_seat_passes_up_and_nobody_in_conflict_answers() -> None:
    story = scene("S4")
    assert answering(story.case, without(YXY, "head", "head1")) == (("R06", ("region",)),)
    story.do("head", "declare_conflict", account="head", reason="…")

    assert answering(story.case, YXY) == (("R06", ("region",)),)

"""C-05: after the first progress notice (T10) further ones, every day for a major case, every three days otherwise.

These are T21: it stands while the case is in hand, is met by each contact and begins anew with it.
"""

import pytest

from tests.domain.scenes import DAY, HOUR, scene


@pytest.mark.parametrize(("level", "every"), [("minor", 3 * DAY), ("general", 3 * DAY), ("major", DAY)])
def test_while_executing_each_notice_is_followed_by_the_next(level: str, every: object) -> None:
    story = scene("S10", level=level, policy=2)
    assert story.duty("T10").due_at - story.duty("T10").started_at == DAY
    story.wait(HOUR)
    story.contact("progress")
    assert story.new() == ["log_contact", "duty_met", "duty_met", "duty_started"]
    for _ in range(2):
        further = story.duty("T21")
        assert (further.started_at, further.due_at - further.started_at) == (story.now, every)
        story.wait(HOUR)
        story.contact("progress")

    assert len([d for d in story.case.duties if d.rule == "T10"]) == 1


def test_silence_while_executing_is_a_breach_told_to_the_manager() -> None:
    story = scene("S10", level="major", policy=2)
    story.contact("progress")
    further = story.duty("T21")
    story.wait(25 * HOUR)
    breach = next(e for e in story.entries("duty_breached") if e.data["duty"] == further.id)

    assert [t["person"] for t in breach.data["told"]] == ["csm", "csm1"]


def test_with_the_result_it_ends_and_the_result_notice_is_owed() -> None:
    story = scene("S11", policy=2)

    assert ("T21" in {d.rule for d in story.case.running()}, story.duty("T22").running) == (False, True)

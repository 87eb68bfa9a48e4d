"""What the random machine holds a case to must itself be true: the order of what the clock says."""

from datetime import timedelta

from domain.case import EPOCH
from domain.clock import next_alarm
from tests.domain.machine import AnyCase
from tests.domain.scenes import HOUR, scene, seat_of


def test_a_late_decision_on_an_expired_sign_off_is_not_said_by_the_clock() -> None:
    """It is refused with the state of its sign-off; it was received before the last mark, and that is no disorder."""
    story = scene("S6", policy=2)
    held = AnyCase()
    held.paper, held.now = story.paper, story.now
    held.opened(EPOCH)
    seat = story.case.open_approvals()[0]
    story.now = seat.expires_at - HOUR
    story.do("pr", "appoint_spokesperson", account="spokes")
    story.wait(HOUR)
    mark = next_alarm(story.case, story.paper.policy)
    assert mark is not None
    story.paper.wait(mark.at)
    held.the_journal_is_the_case()

    refused = story.paper.sign("head", seat_of(seat), mark.at - timedelta(seconds=30)).refusal

    assert refused is not None
    assert (refused.code, refused.details["state"]) == ("decided", "expired")
    held.the_journal_is_the_case()

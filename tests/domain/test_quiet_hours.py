"""Quiet hours: due times never move, a contact gets its last decent moment (C-02, WALK 7.8)."""

import pytest

from domain.clock import alarms
from tests.domain.scenes import Scene, at, walked_to


def test_a_contact_due_at_night_is_reminded_before_ten() -> None:
    """C-02, WALK 7.8: 03:40 carries `contact_by` 22:00, the due time does not move."""
    paper = walked_to("11-23 20:30")
    duty = paper.case.duty("T09.1")
    assert duty is not None
    assert (duty.contact_by, duty.due_at) == (at("11-23 22:00"), at("11-24 03:40"))
    quiet = [a for a in alarms(paper.case, paper.policy) if a.mark == "quiet"]
    assert [(a.subject, a.at) for a in quiet] == [("T09.1", at("11-23 21:00"))]

    paper.wait(at("11-23 21:00"))
    assert (paper.entries[-1].type, paper.entries[-1].data["mark"]) == ("duty_warned", "quiet")


@pytest.mark.parametrize(
    ("registered", "decent"),
    [
        ("11-23 20:59", None),  # due 21:59
        ("11-23 21:00", None),  # due 22:00 sharp: that is the decent moment
        ("11-23 21:01", "11-23 22:00"),
        ("11-23 23:30", None),  # 22:00 lies before the start
        ("11-23 06:59", None),  # the last evening lies before the start
        ("11-23 07:00", None),  # due 08:00 sharp
    ],
)
def test_the_quiet_hours_are_from_ten_to_eight(registered: str, decent: str | None) -> None:
    story = Scene(now=at(registered))

    assert story.duty("T50").contact_by == (at(decent) if decent else None)


def test_only_contacts_know_quiet_hours() -> None:
    story = Scene(now=at("11-23 20:00"))

    assert story.duty("T03").due_at == at("11-24 00:00")
    assert story.duty("T03").contact_by is None


def test_the_second_presentation_of_the_walk_is_to_be_made_before_ten() -> None:
    """WALK section 1, Tuesday: T07.2 is due 23:07, `contact_by` 22:00."""
    duty = walked_to("11-24 11:30").case.duty("T07.2")

    assert duty is not None
    assert (duty.due_at, duty.contact_by) == (at("11-24 23:07"), at("11-24 22:00"))

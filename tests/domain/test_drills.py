"""Drills: the same rules in a shorter time (ARCHITECTURE 7)."""

from domain.clock import alarms
from domain.vocabulary import Stage
from tests.domain.scenes import DAY, HOUR, JWL, at, scene, seat_of

FACTOR = 60


def test_a_drill_shortens_limits_marks_and_rungs() -> None:
    story = scene("S7", drill=FACTOR)
    duty = story.duty("T07")
    assert duty.due_at - duty.started_at == 12 * HOUR / FACTOR
    story.wait(HOUR)
    marks = [
        (e.data.get("mark", "100"), e.at)
        for e in story.entries("duty_warned", "duty_breached", "duty_escalated")
        if e.data["duty"] == duty.id
    ]

    assert [mark for mark, _ in marks] == ["50", "80", "100", "200", "300"]


def test_a_drill_shortens_how_long_a_request_is_good() -> None:
    story = scene("S6", drill=FACTOR)
    seat = story.approval("A02")

    assert seat.expires_at - seat.asked_at == 14 * DAY / FACTOR
    assert story.duty("T26").due_at - story.duty("T26").started_at == 4 * HOUR / FACTOR


def test_a_drill_knows_no_quiet_hours_and_no_report_hour() -> None:
    story = scene("S9", drill=FACTOR, now=at("11-23 23:00"))

    assert all(duty.contact_by is None for duty in story.case.duties)
    assert story.duty("T11").due_at - story.duty("T11").started_at == 24 * HOUR / FACTOR
    story.do("cs", "file_report", kind="daily", text="日报")
    assert story.duty("T11").due_at - story.duty("T11").started_at == 24 * HOUR / FACTOR


def test_a_drill_reminds_of_the_visit_on_a_shortened_day_five() -> None:
    story = scene("S12", drill=FACTOR)
    day5 = next(a for a in alarms(story.case, story.paper.policy) if a.mark == "day5")

    assert day5.at - story.duty("T23").started_at == 5 * DAY / FACTOR


def test_a_drill_plays_to_the_end_like_any_case() -> None:
    story = scene("S14", drill=FACTOR, roster=JWL, level="major")

    assert story.case.ended
    assert story.case.stage is Stage.S14
    assert {seat_of(a) for a in story.case.approvals} >= {"A04.1.R10", "A14.1.R06", "A19.1.R10"}

"""C-26: three attempts on three occasions by two ways, then the closing is asked without the customer's word."""

from typing import Any

import pytest

from domain.refusals import sentence
from domain.unreachable import occasions, tried
from tests.domain.scenes import HOUR, MINUTE, Scene, scene

ASKED: dict[str, Any] = {
    "conditions": ["steps", "departments", "file"],
    "evidence": [1],
    "note": "周一、周二致电，周三上门，均无人应答",
}
TRIES = (("phone", 2 * HOUR), ("phone", 2 * HOUR), ("home", 2 * HOUR))


def tried_by(*tries: tuple[str, Any], **how: Any) -> Scene:
    """A case that waits for the customer's word, after these attempts."""
    story = scene("S11", **how)
    for way, later in tries:
        story.wait(later)
        story.do("cs", "contact_attempt", purpose="result", way=way, outcome="no_answer")
    story.do("cs", "add_evidence", kind="recording", reason="通话记录")
    return story


@pytest.mark.parametrize(
    ("level", "seats"),
    [
        ("minor", ["R03", "R06"]),
        ("general", ["R03", "R05", "R06"]),
        ("major", ["R03", "R05", "R06"]),
    ],
)
def test_the_project_head_signs_as_well(level: str, seats: list[str]) -> None:
    story = tried_by(*TRIES, level=level)
    story.do("cs", "close_unreachable", **ASKED)

    assert [a.seat for a in story.case.open_approvals("A14")] == seats
    assert story.entries("close_unreachable")[0].data["attempts"] == 3
    story.sign_all()
    assert story.stage == "S12"
    assert story.case.closed_at is not None


@pytest.mark.parametrize(
    ("tries", "told"),
    [
        ((), (0, 0, 0)),
        (TRIES[1:], (2, 2, 2)),
        ((("phone", 2 * HOUR),) * 3, (3, 3, 1)),
        ((("phone", 2 * HOUR), ("home", 10 * MINUTE), ("phone", 10 * MINUTE)), (3, 1, 2)),
    ],
)
def test_too_little_is_said_in_numbers(tries: Any, told: tuple[int, int, int]) -> None:
    refusal = tried_by(*tries).refused("cs", "close_unreachable", **ASKED)

    assert refusal.code == "not_unreachable"
    assert (refusal.details["attempts"], refusal.details["occasions"], refusal.details["ways"]) == told
    assert f"试了 {told[0]} 次" in sentence(refusal, "zh-CN")


def test_attempts_count_since_the_customer_was_last_spoken_to() -> None:
    story = tried_by(*TRIES)
    assert (len(tried(story.case)), occasions(story.case)) == (3, 3)
    story.contact("result", "undecided")

    assert tried(story.case) == ()
    assert story.refused("cs", "close_unreachable", **ASKED).code == "not_unreachable"


def test_the_other_conditions_hold_all_the_same() -> None:
    refusal = tried_by(*TRIES).refused("cs", "close_unreachable", **ASKED | {"conditions": ["file"]})

    assert (refusal.code, refusal.details["conditions"]) == ("conditions_open", ["steps", "departments"])


def test_attempts_stop_no_clock() -> None:
    story = tried_by(*TRIES)

    assert story.duty("T22").running
    assert story.refused("cs", "close_unreachable", **ASKED | {"evidence": [9]}).code == "bad_value"


def test_a_closing_with_the_customer_s_word_asks_the_head_as_before_only_when_major() -> None:
    story = scene("S11")
    story.ask_to_close()

    assert [a.seat for a in story.case.open_approvals("A14")] == ["R03", "R05"]

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


def tried_by(*tries: tuple[str, Any], stage: str = "S11", **how: Any) -> Scene:
    """A case that waits for the customer's word, after these attempts."""
    story = scene(stage, **how)
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


IN_VAIN: dict[str, Any] = {"conditions": ["departments", "file"], "evidence": [1], "note": "三次均无人应答"}


def nobody_hears_the_plan(**how: Any) -> Scene:
    """An approved plan that cannot be presented, and the exception asked for."""
    story = tried_by(*TRIES, stage="S7", **how)
    story.do("cs", "close_unreachable", **IN_VAIN)
    return story


@pytest.mark.parametrize(
    ("level", "seats"),
    [("minor", ["R03", "R06"]), ("general", ["R03", "R05", "R06"]), ("major", ["R03", "R05", "R06"])],
)
def test_a_plan_that_cannot_be_presented_is_closed_the_same_way(level: str, seats: list[str]) -> None:
    """Lifecycle 5.2, S7: after three attempts by two ways the exception is possible; no step of the plan is done."""
    story = nobody_hears_the_plan(level=level)
    assert [(a.seat, a.subject) for a in story.case.open_approvals("A14")] == [(s, "unreachable:1") for s in seats]
    assert story.duty("T07").running
    story.sign_all()

    assert (story.stage, story.case.closed_at is not None) == ("S12", True)
    assert story.refused("cs", "close_unreachable", **IN_VAIN).code == "wrong_stage"


def test_elsewhere_it_is_not_asked() -> None:
    refusal = scene("S10").refused("cs", "close_unreachable", **IN_VAIN)

    assert sentence(refusal, "zh").endswith("到了客户沟通或结果确认阶段才可以。")


@pytest.mark.parametrize(("stage", "purpose"), [("S7", "present"), ("S11", "result")])
def test_whoever_is_reached_meanwhile_has_the_last_word(stage: str, purpose: str) -> None:
    story = tried_by(*TRIES, stage=stage, policy=2)
    story.do("cs", "close_unreachable", **(ASKED if stage == "S11" else IN_VAIN))
    story.contact(purpose, "undecided")

    assert "ask_ended" in story.new()
    assert story.case.open_approvals("A14") == ()


def test_a_contact_ends_no_other_closing() -> None:
    story = scene("S11", policy=2)
    story.ask_to_close()
    story.contact("result", "satisfied")

    assert len(story.case.open_approvals("A14")) == 2


def test_leaving_the_stage_ends_the_request() -> None:
    story = nobody_hears_the_plan()
    story.hand_over()
    story.sign("head", "A17.1.R06")

    assert (story.stage, story.case.open_approvals("A14")) == ("X4", ())


def test_a_visit_that_reaches_nobody_leads_on_after_such_a_closing_only() -> None:
    """S13 is entered by the visit, or by the exception of A14."""
    visit: dict[str, Any] = {"manner": "phone", "answer": "not_reached", "record": "三次均无人应答"}
    story = nobody_hears_the_plan()
    story.sign_all()
    story.do("cs", "visit_recorded", **visit)
    assert (story.stage, str(story.duty("T23").state)) == ("S13", "met")

    refusal = scene("S12").refused("cs", "visit_recorded", **visit)
    assert refusal.code == "visit_owed"
    assert sentence(refusal, "en").startswith("The customer can be reached")

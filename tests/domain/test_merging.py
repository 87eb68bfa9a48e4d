"""A duplicate is merged into the case it repeats: X2, A27 (lifecycle 5.1, 5.2; approvals.md)."""

import pytest

from domain.asked import SCREEN_DECISION
from domain.fields import sort_out
from domain.refusals import sentence
from domain.vocabulary import DutyState
from tests.domain.scenes import HOUR, JWL, Scene, scene

PARENT = "YXY-2026-0002"


def duplicate(**how: object) -> Scene:
    story = scene("S2", **how)
    story.find_duplicate()
    return story


def test_a_duplicate_asks_the_cs_manager_and_stays() -> None:
    story = duplicate()

    assert story.new() == ["screen_decision", "asked", "duty_started"]
    assert (story.stage, story.case.parent) == ("S2", "")
    seat = story.approval("A27")
    assert (seat.seat, seat.subject, seat.asked_of) == ("R03", f"merge:{PARENT}", ("csm", "csm1"))


def test_the_signature_merges_it_and_ends_it() -> None:
    story = duplicate()
    story.sign("csm", "A27.1.R03")

    assert story.new() == ["signed", "duty_met", "duty_met", "moved", "duty_cancelled", "ended"]
    assert (story.stage, story.case.ended, story.case.parent) == ("X2", True, PARENT)
    assert story.duty("T03").state is DutyState.MET


def test_the_screening_goes_on_until_the_signature() -> None:
    """T03 is met by the signature, late or not: to declare a duplicate does not stop it."""
    story = duplicate()
    assert story.duty("T03").running
    story.wait(5 * HOUR)
    assert story.duty("T03").state is DutyState.OVERDUE
    story.sign("csm", "A27.1.R03")
    assert story.duty("T03").late_by > 0


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_not_merged_it_stays_in_screening_and_its_clock_goes_on(decision: str) -> None:
    story = duplicate()
    story.sign("csm", "A27.1.R03", decision, comment="不是同一处")

    assert (story.stage, story.case.ended, story.case.parent) == ("S2", False, "")
    assert story.duty("T03").running
    story.do("cs", "screen_decision", outcome="valid", department="engineering")
    assert story.duty("T03").state is DutyState.MET


def test_a_returned_merge_may_be_asked_again() -> None:
    story = duplicate()
    story.sign("csm", "A27.1.R03", "return", comment="写明同一原因")
    story.find_duplicate()
    story.sign("csm", "A27.2.R03")

    assert story.stage == "X2"


def test_screened_otherwise_meanwhile_the_request_is_withdrawn() -> None:
    story = duplicate()
    story.do("cs", "screen_decision", outcome="valid", department="engineering")

    assert story.stage == "S3"
    assert str(story.approval("A27").state) == "withdrawn"


def test_who_found_the_duplicate_does_not_sign_it() -> None:
    story = Scene(roster=JWL)
    story.do("csm2", "screen_decision", outcome="duplicate", parent="JWL-2026-0009")

    assert story.approval("A27").asked_of == ("head2",)


def test_a_merge_is_asked_once_at_a_time() -> None:
    assert duplicate().refused("cs", "screen_decision", outcome="duplicate", parent=PARENT).code == "already_asked"


def test_a_case_is_not_merged_into_itself() -> None:
    refusal = scene("S2").refused("cs", "screen_decision", outcome="duplicate", parent="YXY-2026-0001")

    assert refusal.code == "same_case"
    assert sentence(refusal, "zh") == "案件不能并入它自己；请填写另一个案件的编号。"


@pytest.mark.parametrize(("drill", "parent"), [(0, "YXY-D-2026-0002"), (2, PARENT)])
def test_a_drill_and_a_real_case_are_never_merged(drill: int, parent: str) -> None:
    refusal = scene("S2", drill=drill).refused("cs", "screen_decision", outcome="duplicate", parent=parent)

    assert refusal.code == "drill_apart"


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("YXY-2026-0147", True),
        ("YXY-D-2026-0003", True),
        ("YXY-2026-147", False),
        ("yxy-2026-0147", False),
        ("YXY-2026-0147\n", False),
        ("YXY-２０２６-0147", False),
        (147, False),
    ],
)
def test_a_case_number_has_its_form(number: object, fits: bool) -> None:
    found = sort_out(SCREEN_DECISION, {"outcome": "duplicate", "parent": number})

    assert (found.data.get("parent") == number, found.bad) == (fits, () if fits else ("parent",))


def test_a_merged_case_is_reopened_as_a_case_of_its_own() -> None:
    """As X1 and X3: a new life, A27 of the CS manager, then S2 (lifecycle 5.2)."""
    story = scene("X2")
    assert story.refused("cs", "reopen", reason="原因不同").code == "not_yours"
    story.do("csm", "reopen", reason="原因不同")
    assert story.case.parent == PARENT
    story.sign("csm1", "A27.2.R03")

    assert (story.stage, story.case.life, story.case.ended, story.case.parent) == ("S2", 2, False, "")
    assert story.duty("T03").running


def test_a_reopening_that_is_not_agreed_leaves_it_merged() -> None:
    story = scene("X2")
    story.do("csm", "reopen", reason="原因不同")
    story.sign("csm1", "A27.2.R03", "reject", comment="同一原因")

    assert (story.stage, story.case.ended, story.case.parent) == ("X2", True, PARENT)

"""Visits that reopen, improvements, the retrospective's clock, the floor (D11, D12, T24, T25, lifecycle S12, 5.5)."""

import pytest

from domain.rights import roles_on
from tests.domain.scenes import DAY, Scene, at, scene, without

ACTION = {"action": "复查同楼栋防水", "owner": "eng", "due": "2026-12-10"}


def book(stage: str, **how) -> Scene:
    """A case under the whole book."""
    return scene(stage, policy=2, **how)


def visit(story: Scene, answer: str, **more) -> None:
    story.do("cs", "visit_recorded", manner="home", answer=answer, record="…", **more)


def test_an_unsatisfied_visit_reopens_to_planning_with_its_reason() -> None:
    """Lifecycle S12, D11: the outcome is not accepted, so a new plan is owed."""
    story = book("S12")
    visit(story, "unsatisfied")
    moved = next(e for e in story.last.entries if e.type == "moved")

    assert moved.data == {"from": "S12", "to": "S5", "why": "unsatisfied"}
    assert (moved.actor, story.case.reopened, story.duty("T49").running) == ("system", 1, True)


def test_bad_treatment_alone_reopens_to_the_assessment() -> None:
    story = book("S12")
    visit(story, "satisfied", treatment="dissatisfied")

    assert (story.stage, story.case.reopened) == ("S3", 1)
    assert story.entries("moved")[-1].data["why"] == "badly_treated"


@pytest.mark.parametrize("treatment", ["satisfied", "neutral"])
def test_a_satisfied_visit_goes_on(treatment: str) -> None:
    story = book("S12")
    visit(story, "satisfied", treatment=treatment)

    assert (story.stage, story.case.reopened) == ("S13", 0)


def test_an_older_case_is_reopened_by_hand() -> None:
    story = scene("S12")
    visit(story, "unsatisfied", treatment="dissatisfied")

    assert (story.stage, story.case.reopened) == ("S12", 0)


def test_a_minor_case_that_comes_back_twice_becomes_general() -> None:
    """Lifecycle 5.5: reopened twice is at least general; the line says so and by which rule."""
    story = book("S12", level="minor")
    visit(story, "unsatisfied")
    assert str(story.case.level) == "minor"
    story.to("S12")
    visit(story, "unsatisfied")

    raised = story.entries("level_raised")
    assert [(e.data["level"], e.data["reason"], e.data["from"]) for e in raised] == [("general", "reopened", "minor")]
    assert str(story.case.level) == "general"


def test_the_closing_asks_for_both_halves_of_the_satisfaction() -> None:
    story = scene("S11")
    story.contact("result", "satisfied")
    story.do("cs", "add_evidence", kind="customer_confirmation", reason="…")
    four = ["steps", "customer", "departments", "file"]
    story.do("cs", "result_confirmed", satisfaction="satisfied", treatment="neutral", conditions=four, evidence=[1])

    assert story.case.of_kind("closing")[0].data["treatment"] == "neutral"


@pytest.mark.parametrize(("level", "days"), [("general", 7), ("major", 14)])
def test_the_summary_is_owed_within_its_time_by_level(level: str, days: int) -> None:
    """T24: from entering the retrospective; asking to archive meets it."""
    story = book("S13", level=level)
    duty = story.duty("T24")
    assert duty.due_at - duty.started_at == days * DAY
    story.archive()

    assert str(story.duty("T24").state) == "met"


def test_a_minor_case_and_an_older_one_owe_no_summary() -> None:
    for story in (book("S13", level="minor"), scene("S13")):
        assert not story.case.running("T24")


def test_a_summary_sent_back_is_owed_again() -> None:
    story = book("S13")
    story.archive()
    story.sign("head", "A19.1.R06", "return", comment="补充")

    assert (story.duty("T24").id, story.duty("T24").running) == ("T24.2", True)


def test_each_improvement_has_a_clock_to_the_end_of_its_day() -> None:
    """T25: two actions, two clocks; the one named is met."""
    story = book("S13")
    story.do("cs", "improvement", **ACTION)
    story.do("cs", "improvement", **{**ACTION, "owner": "head", "due": "2026-12-20"})
    assert [(d.about, d.person, d.due_at) for d in story.case.running("T25")] == [
        (1, "eng", at("12-11 00:00")),
        (2, "head", at("12-21 00:00")),
    ]
    story.do("csm", "improvement_verified", improvement=1, note="现场看过")

    assert [d.about for d in story.case.running("T25")] == [2]
    assert story.refused("csm", "improvement_verified", improvement=1, note="…").code == "already"
    assert story.refused("csm", "improvement_verified", improvement=9, note="…").code == "no_such_number"


def test_the_owner_is_reminded_and_told_at_once() -> None:
    story = book("S13")
    story.do("cs", "improvement", **ACTION)
    story.wait(18 * DAY)
    warned = [e for e in story.entries("duty_warned") if e.data["duty"] == "T25.1"]

    assert warned[0].data["told"] == [{"role": "R04", "person": "eng"}]


def test_nobody_verifies_their_own_improvement() -> None:
    story = book("S13")
    story.do("cs", "improvement", **{**ACTION, "owner": "csm"})

    assert story.refused("csm", "improvement_verified", improvement=1, note="…").code == "own_work"


def test_an_improvement_needs_somebody_who_is_there_and_a_day_to_come() -> None:
    story = book("S13")
    assert story.refused("cs", "improvement", **{**ACTION, "owner": "nobody"}).code == "not_in_project"
    assert story.refused("cs", "improvement", **{**ACTION, "due": "2026-11-22"}).code == "day_gone"
    assert story.refused("cs", "improvement", **{**ACTION, "replaces": 1}).code == "no_such_number"
    assert story.refused("cs", "improvement", action="…").details["fields"] == ["owner", "due"]


def test_an_improvement_written_anew_has_the_later_clock_only() -> None:
    story = book("S13")
    story.do("cs", "improvement", **ACTION)
    story.do("cs", "improvement", **{**ACTION, "due": "2026-12-31", "replaces": 1})

    assert [d.about for d in story.case.running("T25")] == [2]
    assert story.entries("duty_cancelled")[-1].data["why"] == "replaced"


def test_the_archive_names_the_improvements_that_outlive_it() -> None:
    """Lifecycle S13: actions may outlive the case, in the hands of somebody who is there."""
    story = book("S13", level="minor")
    story.do("cs", "improvement", **ACTION)
    story.do("cs", "improvement", **{**ACTION, "owner": "prop"})
    story.do("csm", "improvement_verified", improvement=1, note="…")
    everybody, story.paper.roster = story.paper.roster, without(story.paper.roster, "prop")
    refusal = story.refused("csm", "archive")
    assert (refusal.code, refusal.details["improvements"]) == ("improvement_unowned", [2])
    story.paper.roster = everybody
    story.do("csm", "archive")

    assert story.entries("archive")[-1].data["improvements"] == [2]
    assert story.case.ended


def test_the_archive_waits_for_promises() -> None:
    story = book("S13", level="minor")
    story.do("csm", "promise", kind="action", text="补漆", authority="R03", due="2026-12-01")
    assert story.refused("csm", "archive").details["promises"] == [1]
    story.do("cs", "promise_kept", pledge=1, note="已补")
    story.do("csm", "archive")

    assert story.case.ended


def test_commands_are_for_every_case_and_clocks_are_not() -> None:
    """An older case may record improvements; no line of the clock follows."""
    story = scene("S13")
    story.do("cs", "improvement", **ACTION)

    assert story.new() == ["improvement"]
    assert "R02" in roles_on(story.case, "cs", story.paper.roster)[0]

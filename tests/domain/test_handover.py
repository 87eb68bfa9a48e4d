"""Handing a case on, declining a dispatch, noting decisions (lifecycle S4; R04, R05)."""

from domain.notices import notices_of
from domain.offers import offers
from domain.rights import roles_on
from domain.vocabulary import Department
from tests.domain.scenes import HOUR, Scene, scene, shown


def offered(story: Scene, who: str) -> set[str]:
    return {row.name for row in offers(story.case, who, *roles_on(story.case, who, story.paper.roster))}


def owned() -> Scene:
    """A case that `cs` is accountable for."""
    story = scene("S5")
    story.do("csm", "assign", owner="cs")
    return story


def test_the_giver_is_accountable_until_the_other_accepts() -> None:
    story = owned()
    story.do("cs", "hand_over", to="csm1", note="我明天起休假")
    assert (story.case.owner, [n.person for n in notices_of(story.case, story.last.entries[0])]) == ("cs", ["csm1"])
    assert "accept_handover" in offered(story, "csm1")
    assert "accept_handover" not in offered(story, "csm")
    story.do("csm1", "accept_handover")

    assert story.case.owner == "csm1"
    assert [(n.person, n.kind) for n in notices_of(story.case, story.last.entries[0])] == [("cs", "handover_accepted")]


def test_a_declined_handover_changes_nothing_and_may_be_tried_again() -> None:
    story = owned()
    story.do("cs", "hand_over", to="csm1", note="…")
    assert story.refused("csm1", "decline_handover").details["fields"] == ["reason"]
    story.do("csm1", "decline_handover", reason="我手上已有十件")

    assert story.case.owner == "cs"
    assert story.refused("csm1", "accept_handover").code == "no_handover"
    story.do("cs", "hand_over", to="head", note="…")


def test_only_the_person_named_answers_and_only_one_waits() -> None:
    story = owned()
    story.do("cs", "hand_over", to="csm1", note="…")

    assert story.refused("csm", "accept_handover").code == "not_addressed"
    assert story.refused("cs", "hand_over", to="head", note="…").code == "handover_waits"
    assert story.refused("csm", "hand_over", to="head", note="…").code == "not_yours"


def test_a_handover_goes_to_somebody_else_of_the_project() -> None:
    story = owned()

    assert story.refused("cs", "hand_over", to="cs", note="…").code == "bad_value"
    assert story.refused("cs", "hand_over", to="cs2", note="…").code == "not_in_project"


def test_an_assignment_overtakes_a_handover() -> None:
    """Policy 1 of C-16's day: `assign` stays the manager's word."""
    story = owned()
    story.do("cs", "hand_over", to="csm1", note="…")
    story.do("csm", "assign", owner="head")

    assert story.refused("csm1", "accept_handover").code == "no_handover"
    assert story.case.owner == "head"


def test_a_department_declines_within_four_hours_and_its_clock_runs_on() -> None:
    story = scene("S4")
    due = story.duty("T48").due_at
    story.do("eng", "decline_dispatch", reason="门窗归营销交付", department="sales")

    assert story.new() == ["decline_dispatch"]
    assert story.entries("decline_dispatch")[0].data["declined"] == "engineering"
    assert [n.person for n in notices_of(story.case, story.last.entries[0])] == ["csm", "csm1"]
    assert (story.case.department, story.duty("T48").running, shown(story.duty("T48").due_at)) == (
        Department.ENGINEERING, True, shown(due),
    )  # fmt: skip
    assert story.refused("eng", "decline_dispatch", reason="…").code == "already"


def test_the_manager_decides_and_the_next_department_may_decline_in_its_turn() -> None:
    story = scene("S4")
    story.do("eng", "decline_dispatch", reason="…")
    story.wait(5 * HOUR)
    story.do("csm", "assign", department="sales")

    assert story.refused("eng", "decline_dispatch", reason="…").code == "not_yours"
    story.do("sales", "decline_dispatch", reason="…")


def test_after_four_hours_it_is_too_late() -> None:
    story = scene("S4")
    story.wait(4 * HOUR)
    refusal = story.refused("eng", "decline_dispatch", reason="…")

    assert (refusal.code, refusal.details["hours"]) == ("too_late_to_decline", 4)


def test_decisions_are_noted_in_order_with_what_was_known() -> None:
    story = scene("S7")
    words = {"decision": "先垫付", "known": "漏水点已找到", "unknown": "责任比例"}
    story.do("head", "note_decision", **words)
    story.do("csm", "note_decision", **words)

    assert [e.data["decision"] for e in story.entries("note_decision")] == [1, 2]
    assert story.refused("head", "note_decision", decision="…").details["fields"] == ["known", "unknown"]
    assert story.refused("cs2", "note_decision", **words).code == "not_yours"

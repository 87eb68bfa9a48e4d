"""Crisis mode: declared and ratified, one commander, posts, stood down when it may be (A11, D24-D26, C-13)."""

from dataclasses import replace
from datetime import timedelta

from domain.crisis_codes import StandDown
from domain.notices import notices_of
from domain.response import crisis_case, holders_of, in_crisis, responders
from domain.rights import roles_on
from domain.roster import Delegation
from tests.domain.scenes import DAY, HOUR, YXY, Scene, scene

ALL = [str(c) for c in StandDown]


def crisis(**how: object) -> Scene:
    """A declared crisis, commanded by the project head."""
    story = scene("S4", **{"policy": 2, "level": "major", **how})
    story.do("csm", "declare_crisis", reason="四十户堵门", commander="head")
    return story


def test_a_crisis_is_declared_at_once_and_ratified_by_the_region() -> None:
    """A11."""
    story = scene("S4", policy=2)
    story.do("cs", "report_turn", what="organised", note="…")
    story.do("eng", "declare_crisis", reason="…", commander="head")

    assert (story.case.crisis, story.case.commander, story.stage) == (True, "head", "S4")
    assert (story.approval("A11").asked_of, story.approval("A11").subject) == (("region",), "crisis:1")
    assert {"T11", "T13", "T14", "T15"} <= {d.rule for d in story.case.running()}
    story.sign("region", "A11.1.R08", "reject", comment="…")
    assert story.case.crisis, "a refused ratification undoes nothing (WALK 7.5)"
    assert story.refused("csm", "declare_crisis", reason="…", commander="csm").code == "already"


def test_a_commander_is_somebody_of_the_project_without_a_conflict() -> None:
    story = scene("S4", policy=2)
    assert story.refused("csm", "declare_crisis", reason="…", commander="head2").code == "not_in_project"
    story.do("head", "declare_conflict", reason="…")
    assert story.refused("csm", "declare_crisis", reason="…", commander="head").code == "person_in_conflict"
    assert story.refused("prop", "declare_crisis", reason="…", commander="csm").code == "no_crisis_grounds"


def test_crisis_mode_outlasts_the_stage() -> None:
    """C-01: beside the stages; leaving contingency does not end it."""
    story = crisis().to("S7")
    story.do("csm", "activate_contingency", reason="…")
    story.do("head", "contingency_result", outcome="new_proposal", note="…", left_open="…")

    assert (story.stage, story.case.crisis) == ("S5", True)
    assert story.case.running("T11")


def test_there_is_one_commander_and_the_handover_must_be_accepted() -> None:
    story = crisis()
    assert story.refused("cs", "hand_over_command", commander="csm", note="…").code == "not_the_commander"
    story.do("head", "hand_over_command", commander="csm", note="…")
    assert story.case.commander == "head"
    assert story.refused("head", "hand_over_command", commander="eng", note="…").code == "handover_waits"
    assert story.refused("csm1", "accept_command").code == "not_addressed"
    story.do("csm", "accept_command")

    assert (story.case.commander, holders_of(story.case, "commander")) == ("csm", ("csm",))
    assert [n.person for n in notices_of(story.case, story.last.entries[0])] == ["head"]
    assert story.refused("csm", "accept_command").code == "no_handover"


def test_a_declined_command_stays_and_the_region_hands_over_for_who_cannot() -> None:
    story = crisis()
    story.do("region", "hand_over_command", commander="csm", note="负责人住院")
    story.do("csm", "decline_command", reason="…")
    assert story.case.commander == "head"
    story.do("region", "hand_over_command", commander="csm1", note="…")
    story.do("csm1", "accept_command")

    assert story.case.commander == "csm1"


def test_a_post_makes_somebody_of_the_crisis_team() -> None:
    """R09; R35 for who watches opinion."""
    story = crisis()
    story.do("head", "post_person", post="liaison", account="prop", where="东门")
    assert story.refused("head", "post_person", post="liaison", account="prop").code == "already"
    story.do("head", "post_person", post="monitor", account="sales")
    assert responders(story.case) == ("head", "prop", "sales")
    assert "R09" in roles_on(story.case, "prop", YXY)[0]
    assert "R35" in roles_on(story.case, "sales", YXY)[0]
    story.do("prop", "record_fact", text="东门 40 人", source="site", certainty="confirmed")

    story.do("head", "relieve_person", appointment=1, reason="换班")
    assert holders_of(story.case, "liaison") == ()
    assert story.refused("head", "relieve_person", appointment=1, reason="…").code == "no_such_number"
    assert "R09" not in roles_on(story.case, "prop", YXY)[0]


def test_the_monitor_is_reminded_of_the_watch_else_the_managers() -> None:
    """T15."""
    story = crisis()
    story.wait(12 * HOUR)
    assert [t.person for t in story.duty("T15").told] == ["csm", "csm1"]
    story.do("head", "post_person", post="monitor", account="sales")
    story.wait(8 * HOUR)
    assert "sales" in {t.person for t in story.duty("T15").told}


def test_posts_belong_to_a_crisis() -> None:
    assert scene("S4", policy=2).refused("head", "post_person", post="site", account="cs").code == "no_crisis"
    assert scene("S4").refused("cs", "crisis_contact", kind="police", person="…", number="110").code == "no_crisis"


def test_it_is_stood_down_by_the_project_head_and_the_region_is_told() -> None:
    story = crisis()
    story.do("cs", "file_report", kind="turn", text="…")
    refusal = story.refused("csm", "stand_down", conditions=["agreed"], reason="…")
    assert (refusal.code, refusal.details["conditions"]) == ("conditions_open", [c for c in ALL if c != "agreed"])
    story.do("csm", "stand_down", conditions=ALL, reason="…")
    assert story.case.crisis, "until it is signed"
    story.sign("head", "A11.2.R06")
    (line,) = story.entries("crisis_stood_down")

    assert (story.case.crisis, story.case.commander, in_crisis(story.case)) == (False, "", False)
    assert line.data["told"] == [{"role": "R08", "person": "region"}]
    assert crisis_case(story.case), "opinion is watched on (D22)"


def test_a_rejected_standing_down_changes_nothing() -> None:
    story = crisis()
    story.do("cs", "file_report", kind="turn", text="…")
    story.do("csm", "stand_down", conditions=ALL, reason="…")
    story.sign("head", "A11.2.R06", "reject", comment="…")

    assert (story.case.crisis, story.case.commander) == (True, "head")
    assert not story.entries("crisis_stood_down")


def test_it_is_not_stood_down_in_the_outbreak_nor_with_a_report_missing() -> None:
    story = crisis()
    story.do("csm", "change_phase", phase="outbreak", condition="media", reason="…")
    assert story.refused("csm", "stand_down", conditions=ALL, reason="…").code == "still_outbreak"
    story.do("csm", "change_phase", phase="handling", condition="facts", reason="…")
    story.wait(2 * HOUR)
    refusal = story.refused("csm", "stand_down", conditions=ALL, reason="…")
    assert (refusal.code, refusal.details["duty"].partition(".")[0]) == ("report_missing", "T13")


def test_a_case_is_not_archived_while_its_crisis_stands() -> None:
    story = crisis().to("S13")
    story.do("cs", "file_report", kind="summary", text="…")
    number = len(story.case.of_kind("report"))

    assert story.refused("csm", "archive", report=number).code == "crisis_stands"


def test_the_leader_appears_in_person_or_the_delegate() -> None:
    """T20, A12, C-13."""
    story = crisis()
    story.do("cs", "report_turn", what="organised", note="…")
    assert story.duty("T20").due_at - story.now == 2 * HOUR
    assert story.refused("cs", "log_attendance", place="东门").code == "not_the_leader"
    away = Delegation("head", "csm", ("A02",), story.now - DAY, story.now + DAY)
    story.paper.roster = replace(YXY, delegations=(away,))
    story.do("csm", "log_attendance", place="东门")

    assert str(story.duty("T20").state) == "met"
    assert story.last.entries[0].data["for"] == "head"
    story.paper.roster = replace(YXY, delegations=(replace(away, until=story.now - timedelta(seconds=1)),))
    assert story.refused("csm", "log_attendance", place="东门").code == "not_the_leader"


def test_an_absent_leader_is_told_to_the_region_and_the_group() -> None:
    story = crisis()
    story.do("cs", "report_turn", what="organised", note="…")
    story.wait(4 * HOUR)

    assert [(t.mark, t.person) for t in story.duty("T20").told if t.mark in ("100", "200")] == [
        ("100", "region"),
        ("200", "exec"),
    ]

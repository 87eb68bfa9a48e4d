"""Intake, screening, level, assignment, investigation (S1–S4), and the level later on."""

from dataclasses import replace

import pytest

from domain.act import act
from tests.domain.scenes import HOUR, YXY, Scene, at, scene
from tests.walk.paper import PaperCase

TEAM = ["head", "csm"]


def test_a_case_registers_in_the_step_that_opens_it() -> None:
    """WALK section 1: its stage is then S2, and the CS manager's seat is accountable."""
    story = Scene()

    assert story.new() == ["register", "moved", "duty_started", "duty_started"]
    assert (story.stage, story.case.owner, story.case.registrar) == ("S2", "YXY.R03", "cs")


def test_a_case_registers_once() -> None:
    story = Scene()
    again = story.paper.register("cs", story.now)

    assert again.refusal is not None
    assert again.refusal.code == "wrong_stage"


def test_an_incomplete_registration_is_refused() -> None:
    """WALK 7.15."""
    paper = PaperCase(YXY)
    command = paper.command("cs", "register", {"channel": "pigeon", "subject": "渗水"}, at("11-23 10:00"))
    outcome = act(paper.case, command, at("11-23 10:00"), paper.policy)

    assert outcome.refusal is not None
    assert outcome.refusal.code == "missing"
    assert "phone" in outcome.refusal.details["fields"]
    assert outcome.case.life == 0


def test_a_duplicate_names_the_case_it_repeats() -> None:
    refusal = scene("S2").refused("cs", "screen_decision", outcome="duplicate")

    assert (refusal.code, refusal.details["fields"]) == ("missing", ["parent"])


def test_a_valid_complaint_names_the_department() -> None:
    assert scene("S2").refused("cs", "screen_decision", outcome="valid").details["fields"] == ["department"]


@pytest.mark.parametrize("cause", ["media", "casualty", "organised"])
def test_a_grave_cause_makes_a_case_major(cause: str) -> None:
    """Lifecycle 5.5, C-25."""
    refusal = scene("S3").refused("csm", "level_set", level="general", team=TEAM, **{cause: True})

    assert (refusal.code, refusal.details["floor"]) == ("below_floor", "major")


@pytest.mark.parametrize(
    ("households", "level", "code"), [(2, "minor", ""), (3, "minor", "below_floor"), (3, "general", "")]
)
def test_three_households_make_a_case_general(households: int, level: str, code: str) -> None:
    story = scene("S3")
    outcome = story.send("csm", "level_set", level=level, team=TEAM, households=households)

    assert (outcome.refusal.code if outcome.refusal else "") == code


def test_general_and_major_cases_have_a_team_of_the_project() -> None:
    story = scene("S3")
    assert story.refused("csm", "level_set", level="general").code == "no_team"
    assert story.refused("csm", "level_set", level="general", team=["cs2"]).details["fields"] == ["team"]
    story.do("csm", "level_set", level="minor")


def test_the_level_needs_a_responsible_department() -> None:
    story = scene("S3")
    story.paper.case = replace(story.case, department=None)

    assert story.refused("csm", "level_set", level="minor").code == "no_department"


@pytest.mark.parametrize(("level", "hours"), [("minor", 72), ("general", 72), ("major", 24)])
def test_the_level_decides_how_long_the_investigation_may_take(level: str, hours: int) -> None:
    duty = scene("S4", level=level).duty("T48")

    assert duty.due_at - duty.started_at == hours * HOUR


def test_an_assignment_names_a_person_of_the_project_or_a_department() -> None:
    story = Scene()
    assert story.refused("csm", "assign").code == "missing"
    assert story.refused("csm", "assign", owner="cs2").code == "not_in_project"
    assert story.refused("cs", "assign", owner="cs").code == "not_yours"
    story.do("csm", "assign", owner="cs", department="sales")

    assert (story.case.owner, story.case.department) == ("cs", "sales")
    assert story.new() == ["assign"]


def test_the_responsible_department_investigates_with_an_annex_or_a_reason() -> None:
    story = scene("S4")
    form = {"liability": "ours", "cause": "design", "report": "报告"}
    assert story.refused("sales", "investigation_submitted", **form).code == "not_yours"
    assert story.refused("eng", "investigation_submitted", **form).code == "no_annex"
    assert story.refused("eng", "investigation_submitted", **form, annexes=[1]).details["fields"] == ["annexes"]
    story.do("eng", "add_evidence", kind="photo", reason="照片在手机里")
    story.do("eng", "investigation_submitted", **form, annexes=[1])

    assert story.new() == ["investigation_submitted", "duty_met", "moved", "duty_started"]


def test_a_minor_case_is_investigated_without_an_annex() -> None:
    story = scene("S4", level="minor")
    story.do("eng", "investigation_submitted", liability="ours", cause="design", report="简述")

    assert story.stage == "S5"


def test_a_level_goes_up_at_once() -> None:
    """A03."""
    story = scene("S5")
    story.do("cs", "change_level", level="major", reason="媒体")

    assert (str(story.case.level), story.case.open_approvals()) == ("major", ())
    assert story.new() == ["change_level", "duty_started"]
    assert story.duty("T11").running


def test_a_level_goes_down_when_the_head_has_signed() -> None:
    story = scene("S5")
    story.do("cs", "change_level", level="minor", reason="影响消除")
    assert (str(story.case.level), story.approval("A03").asked_of) == ("general", ("head", "head1"))
    assert story.duty("T26").due_at - story.duty("T26").started_at == HOUR / 2
    assert story.refused("cs", "change_level", level="minor", reason="…").code == "already_asked"
    story.sign("head", "A03.1.R06")

    assert str(story.case.level) == "minor"
    assert story.stage == "S5"


def test_a_major_case_goes_down_by_the_executive_and_stops_reporting_daily() -> None:
    story = scene("S5", level="major")
    story.do("cs", "change_level", level="general", reason="影响消除")
    assert story.approval("A03").asked_of == ("exec",)
    story.sign("exec", "A03.1.R10")

    assert [(e.type, e.data.get("why")) for e in story.last.entries][-1] == ("duty_cancelled", "left_stage")
    assert str(story.duty("T11").state) == "cancelled"


def test_a_level_down_goes_on_while_the_case_moves() -> None:
    """Section 5: A03 belongs to no stage."""
    story = scene("S5")
    story.do("cs", "change_level", level="minor", reason="影响消除")
    story.to("S6")

    assert story.approval("A03").open


def test_a_change_has_to_change_something_and_respects_the_floor() -> None:
    story = scene("S3")
    story.do("csm", "level_set", level="major", team=TEAM, media=True)

    assert story.refused("cs", "change_level", level="major", reason="…").code == "same_level"
    assert story.refused("cs", "change_level", level="general", reason="…").code == "below_floor"


def test_a_minor_case_going_up_needs_its_team() -> None:
    story = scene("S5", level="minor")
    assert story.refused("cs", "change_level", level="general", reason="…").code == "no_team"
    story.do("cs", "change_level", level="general", reason="…", team=TEAM)

    assert story.case.team == ("head", "csm")

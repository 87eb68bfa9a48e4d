"""A level that rises in mid-way (C-31), and what raises it at once (lifecycle 5.5)."""

from typing import Any

import pytest

from domain.notices import notices_of
from domain.vocabulary import Phase
from tests.domain.scenes import HOUR, scene

NOTE = {"note": "…"}
UP = {"level": "major", "reason": "…"}
#: Who hears that the floor makes a case major.
LEADERS = [
    {"role": role, "person": person}
    for role, person in (("R03", "csm"), ("R03", "csm1"), ("R06", "head"), ("R08", "region"))
]
RAISES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("media_involved", {"kind": "self_media"}, "media"),
    ("emergency", {"kind": "media_report"}, "media"),
    ("emergency", {"kind": "injury"}, "casualty"),
    ("report_turn", {"what": "casualty"}, "casualty"),
    ("report_turn", {"what": "organised"}, "organised"),
    ("report_turn", {"what": "threat"}, "threat"),
    ("report_turn", {"what": "police"}, "police"),
    ("third_party_involved", {"who": "police"}, "police"),
)
LEAVES_IT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("emergency", {"kind": "illness"}),
    ("report_turn", {"what": "fact"}),
    ("third_party_involved", {"who": "lawyer"}),
)


@pytest.mark.parametrize(("command", "form", "reason"), RAISES)
def test_what_makes_a_case_major_at_once(command: str, form: dict[str, Any], reason: str) -> None:
    story = scene("S4", policy=2)
    story.do("cs", command, **form, **NOTE)
    line = story.last.entries[1]

    assert (line.type, line.actor) == ("level_raised", "system")
    assert line.data == {"level": "major", "reason": reason, "from": "general", "told": LEADERS}
    assert (story.case.level, story.case.floor, story.case.phase) == ("major", "major", Phase.LATENT)
    assert {"T11", "T19"} <= {d.rule for d in story.case.running()}
    assert story.refused("cs", "change_level", level="general", reason="…").code == "below_floor"


def test_those_who_lead_hear_of_it_the_region_only_of_a_major_case() -> None:
    """Not who is in conflict, and by a notice of its own."""
    story = scene("S7", policy=2, level="minor")
    story.do("head", "declare_conflict", account="csm1", reason="…")
    story.do("cs", "assess", households=3)
    line = next(e for e in story.last.entries if e.type == "level_raised")
    assert [t["person"] for t in line.data["told"]] == ["csm", "head"]
    assert [(n.person, n.kind) for n in notices_of(story.case, line)] == [
        ("csm", "level_raised"),
        ("head", "level_raised"),
    ]

    story.do("cs", "media_involved", kind="press", **NOTE)
    line = next(e for e in story.last.entries if e.type == "level_raised")
    assert [t["person"] for t in line.data["told"]] == ["csm", "head", "region"]


@pytest.mark.parametrize(("command", "form"), LEAVES_IT)
def test_what_leaves_the_level_as_it_is(command: str, form: dict[str, Any]) -> None:
    story = scene("S4", policy=2)
    story.do("cs", command, **form, **NOTE)
    assert not story.entries("level_raised")


@pytest.mark.parametrize(("command", "form", "reason"), RAISES)
def test_a_case_of_the_first_book_keeps_its_level(command: str, form: dict[str, Any], reason: str) -> None:
    story = scene("S7")
    story.do("cs", command, **form, **NOTE)

    assert story.new() == [command]
    assert (story.case.level, story.case.floor, story.stage) == ("general", "minor", "S7")


def test_before_the_level_is_set_only_the_floor_rises() -> None:
    story = scene("S3", policy=2)
    story.do("cs", "media_involved", kind="press", **NOTE)
    assert (story.case.level, story.last.entries[1].data) == (
        None,
        {"level": "major", "reason": "media", "told": LEADERS},
    )
    story.do("cs", "media_involved", kind="press", **NOTE)
    assert len(story.entries("level_raised")) == 1
    assert story.refused("csm", "level_set", level="general", team=["cs"]).code == "below_floor"


def test_a_lowering_that_waits_is_ended_by_the_floor() -> None:
    story = scene("S4", policy=2, level="major")
    story.do("cs", "change_level", level="general", reason="…")
    story.do("cs", "report_turn", what="casualty", **NOTE)

    assert story.case.open_approvals("A03") == ()
    assert str(story.approval("A03").state) == "withdrawn"


@pytest.mark.parametrize("stage", ["S7", "S8", "S8b", "S10"])
def test_an_approved_plan_is_approved_anew_under_the_new_level(stage: str) -> None:
    story = scene(stage, policy=2)
    story.do("csm", "change_level", **UP)

    assert story.stage == "S6"
    assert [(a.rule, a.seat, a.subject, a.requested_by) for a in story.case.open_approvals()] == [
        ("A04", "R10", "plan:1", "cs"),
        ("A04", "R06", "plan:1", "cs"),
    ]
    assert len(story.case.running("T26")) == 2
    story.do("legal", "legal_opinion", opinion="clear", text="…")
    story.sign_all()
    assert story.stage == "S7"
    story.do("cs", "add_evidence", kind="photo", reason="…")
    assert story.stage == "S7"


def test_from_minor_to_general_the_project_head_signs() -> None:
    story = scene("S10", policy=2, level="minor")
    story.do("csm", "change_level", level="general", reason="…", team=["cs"])

    assert [(a.rule, a.seat) for a in story.case.open_approvals()] == [("A02", "R06")]


def test_the_floor_sends_the_plan_back_too_and_a_refusal_leads_to_planning() -> None:
    story = scene("S10", policy=2)
    story.do("cs", "media_involved", kind="press", **NOTE)
    assert story.stage == "S6"
    story.sign("exec", "A04.1.R10", "reject", comment="…")
    assert (story.stage, bool(story.case.running("T49"))) == ("S5", True)


def test_a_major_plan_is_not_signed_without_a_legal_opinion() -> None:
    """A04: the system asks, but the opinion has to be on file before anybody signs."""
    story = scene("S7", policy=2)
    story.do("csm", "change_level", **UP)
    refusal = story.sign("exec", "A04.1.R10").refusal
    assert refusal is not None
    assert refusal.code == "no_legal_opinion"
    story.do("legal", "legal_opinion", opinion="clear", text="…")
    assert story.sign("exec", "A04.1.R10").refusal is None


def test_contingency_goes_on_and_its_agreement_waits_for_the_new_signatures() -> None:
    """S9 is not left because of the level; the old plan is approved anew before it is carried out."""
    story = scene("S9", policy=2)
    story.do("cs", "media_involved", kind="press", **NOTE)
    assert (story.stage, story.case.crisis) == ("S9", True)
    story.do("head", "contingency_result", outcome="agreement", note="…", left_open="先谈成")
    assert story.stage == "S6"
    assert {a.rule for a in story.case.open_approvals()} == {"A04"}


def test_a_plan_that_waits_is_asked_of_the_new_seats() -> None:
    story = scene("S6", policy=2)
    story.do("csm", "change_level", **UP)

    assert story.stage == "S6"
    assert str(story.approval("A02").state) == "withdrawn"
    assert {(a.rule, a.subject) for a in story.case.open_approvals()} == {("A04", "plan:1")}


def test_what_was_approved_at_that_level_already_is_not_asked_again() -> None:
    story = scene("S7", policy=2, level="major")
    story.do("cs", "change_level", level="general", reason="…")
    story.sign_all()
    assert story.case.level == "general"
    story.do("csm", "change_level", **UP)

    assert (story.stage, story.case.level) == ("S7", "major")


@pytest.mark.parametrize("stage", ["S4", "S5", "S11", "S12"])
def test_without_a_plan_in_hand_the_stage_stays(stage: str) -> None:
    story = scene(stage, policy=2)
    story.do("csm", "change_level", **UP)
    assert story.stage == stage


def test_a_case_of_the_first_book_stays_where_it_is() -> None:
    story = scene("S7")
    story.do("csm", "change_level", **UP)
    assert (story.stage, story.case.open_approvals()) == ("S7", ())


def test_running_clocks_keep_their_start_and_due_time() -> None:
    story = scene("S4", policy=2)
    before = {d.id: (d.started_at, d.due_at) for d in story.case.running() if d.rule != "T12"}
    story.wait(HOUR)
    story.do("csm", "change_level", **UP)

    assert {d.id: (d.started_at, d.due_at) for d in story.case.running() if d.id in before} == before


def test_tasks_done_stay_done_while_the_plan_is_approved_anew() -> None:
    story = scene("S10", policy=2)
    story.contact("progress")
    story.do("eng", "task_done", task=1, note="…")
    story.do("csm", "change_level", **UP)
    story.do("legal", "legal_opinion", opinion="clear", text="…")
    story.sign_all()
    story.present("satisfied")

    assert [t.done for t in story.case.tasks] == [True]


def test_a_weekly_report_to_executives_is_daily_from_the_outbreak_on() -> None:
    """T19: the weekly rhythm gives way at the next step, the daily one stays."""
    story = scene("S4", policy=2, level="major")
    story.do("csm", "change_phase", phase="outbreak", condition="emotion", reason="…")
    daily = story.duty("T19")
    assert (daily.id, daily.due_at - daily.started_at) == ("T19.2", 24 * HOUR)
    story.do("cs", "add_evidence", kind="photo", reason="…")
    assert story.duty("T19") == daily

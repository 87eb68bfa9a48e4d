"""The ways of the process and the ladder of a duty, read from the rows before there is a case (lifecycle 5.2, T07, T26)."""

from datetime import timedelta

import pytest

from domain.passages import open_to, passages
from domain.planned import planned
from domain.policy import POLICIES
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import Decision, Level, Role, Stage
from tests.domain.scenes import Scene, at

HOUR = timedelta(hours=1)
POLICY = POLICIES[1]


def between(start: Stage, end: Stage):
    return [p for p in passages() if (p.start, p.end) == (start, end)]


def test_a_plan_leads_on_by_the_signature_of_its_level():
    found = {p.sign_off: p.levels for p in between(Stage.S6, Stage.S7)}

    assert found["A02"] == (Level.GENERAL,)
    assert found["A04"] == (Level.MAJOR,)
    assert all(p.decision is Decision.APPROVE for p in between(Stage.S6, Stage.S7))


def test_a_summary_is_signed_only_where_it_has_seats():
    assert {p.sign_off: p.levels for p in between(Stage.S13, Stage.S14)} == {
        "": (Level.MINOR,),
        "A19": (Level.GENERAL, Level.MAJOR),
    }


def test_an_answer_of_the_customer_decides_the_way():
    assert [p.by for p in between(Stage.S7, Stage.S8)] == ["customer_response {dissatisfied}"]


def test_what_waits_for_a_signature_leads_on_by_that_one_alone():
    case = Scene().to("S6").case

    assert [p.sign_off for p in open_to(case) if p.end is Stage.S7] == ["A02"]
    assert {p.by for p in open_to(case) if p.end is Stage.S5} == {
        "A02 reject",
        "compliance_checked {broken}",
        "save_plan",
        "withdraw_ask",
    }


@pytest.mark.parametrize("level", list(Level))
def test_only_ways_of_its_level_are_open_to_a_case(level):
    case = Scene(level=str(level)).to("S5").case

    assert {p.start for p in open_to(case)} == {Stage.S5}
    assert [p.levels for p in open_to(case) if p.end is Stage.S6] == [(level,)]


def test_t07_would_run_for_twelve_hours_and_climb_from_the_project_head():
    ran = planned("T07", Level.GENERAL, at("11-23 09:00"), POLICY)

    assert ran.duty.due_at == at("11-23 21:00")
    assert [(r.at, r.mark) for r in ran.rungs[:3]] == [
        (at("11-23 15:00"), "50"),
        (at("11-23 18:36"), "80"),
        (at("11-23 21:00"), "100"),
    ]
    assert [r.roles for r in ran.rungs if r.grave] == [(Role.R06,), (Role.R08,), (Role.R10,)]


def test_a_contact_due_at_night_has_a_last_decent_moment():
    ran = planned("T07", Level.GENERAL, at("11-23 12:00"), POLICY)

    assert ran.duty.contact_by == at("11-23 22:00")
    assert "quiet" in [r.mark for r in ran.rungs]


def test_the_daily_report_is_due_at_its_hour():
    assert planned("T11", Level.MAJOR, at("11-23 09:00"), POLICY).duty.due_at == at("11-23 18:00")


def test_a_signature_has_the_limit_of_its_rule_and_climbs_from_its_seat():
    row = next(r for r in SIGN_OFFS if r.rule == "A02")
    general = planned("T26", Level.GENERAL, at("11-23 09:00"), POLICY, row)
    major = planned("T26", Level.MAJOR, at("11-23 09:00"), POLICY, row)

    assert general.duty.due_at - general.duty.started_at == 4 * HOUR
    assert major.duty.due_at - major.duty.started_at == 2 * HOUR
    assert [r.roles for r in general.rungs if r.grave] == [(Role.R06,), (Role.R08,), (Role.R10,)]


def test_legal_is_passed_to_nobody():
    row = next(r for r in SIGN_OFFS if r.rule == "A08")

    assert [r.roles for r in planned("T26", Level.MAJOR, at("11-23 09:00"), POLICY, row).rungs if r.grave] == [
        (Role.R13,)
    ]


RISES = (
    ("csm", "change_level", {"level": "major", "reason": "…"}, "change_level {major}"),
    ("cs", "media_involved", {"kind": "press", "note": "…"}, "media_involved"),
    ("cs", "report_turn", {"what": "casualty", "note": "…"}, "report_turn {casualty}"),
    ("cs", "assess", {"media": True}, "assess"),
)


@pytest.mark.parametrize("stage", ["S7", "S8", "S8b", "S10"])
@pytest.mark.parametrize(("who", "name", "form", "by"), RISES)
def test_a_level_that_outgrows_the_plan_leads_back_to_its_approval(stage, who, name, form, by):
    """C-31: the chart shows the way that the case takes."""
    story = Scene(policy=2).to(stage)
    assert by in {p.by for p in open_to(story.case) if p.end is Stage.S6}
    story.do(who, name, **form)

    assert story.stage == "S6"


def test_a_case_of_the_first_book_or_a_major_one_has_no_such_way():
    first, major = Scene().to("S7").case, Scene(level="major", policy=2).to("S7").case

    assert [p for case in (first, major) for p in open_to(case) if p.end is Stage.S6] == []

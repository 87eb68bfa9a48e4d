"""Contingency and daily reports (S9, T11, A11)."""

from datetime import timedelta

import pytest

from tests.domain.scenes import Scene, at, scene


def test_a_declaration_counts_at_once_and_asks_the_region_afterwards() -> None:
    """A11, WALK 7.5."""
    story = scene("S7")
    story.do("csm", "activate_contingency", reason="失控")

    assert story.new() == ["activate_contingency", "moved", "duty_cancelled", "asked", "duty_started", "duty_started"]
    assert (story.stage, story.case.crisis, story.approval("A11").asked_of) == ("S9", True, ("region",))


@pytest.mark.parametrize("stage", ["S3", "S4", "S5", "S6", "S7", "S8", "S8b", "S10", "S11"])
def test_contingency_is_declared_once_while_it_lasts(stage: str) -> None:
    """`already`: also when the declaration itself brought the case there."""
    story = scene(stage)
    story.do("head", "activate_contingency", reason="失控")

    assert story.stage == "S9"
    assert story.refused("csm", "activate_contingency", reason="失控").code == "already"


def test_contingency_entered_by_the_answer_may_still_be_declared_once() -> None:
    story = scene("S9")
    story.do("csm", "activate_contingency", reason="失控")
    assert story.new() == ["activate_contingency", "asked", "duty_started"]
    assert story.refused("csm", "activate_contingency", reason="失控").code == "already"
    story.do("head", "contingency_result", outcome="new_proposal", note="新方案")
    story.do("csm", "activate_contingency", reason="又失控")

    assert story.case.crisis


def test_a_refused_ratification_undoes_nothing() -> None:
    """WALK 7.5."""
    story = scene("S9")
    story.do("csm", "activate_contingency", reason="失控")
    story.sign("region", "A11.1.R08", "reject", comment="过早")

    assert (story.stage, story.case.crisis, story.duty("T11").running) == ("S9", True, True)


def test_ratification_goes_on_when_the_contingency_is_over() -> None:
    """Section 5: A11 belongs to no stage."""
    story = scene("S9")
    story.do("csm", "activate_contingency", reason="失控")
    story.do("head", "contingency_result", outcome="agreement", note="达成")

    assert (story.stage, story.approval("A11").open, story.case.crisis) == ("S10", True, False)


def test_a_plan_waiting_for_approval_is_withdrawn_by_contingency() -> None:
    """Section 5: a sign-off whose move starts in the stage left ends withdrawn, by system."""
    story = scene("S6")
    story.do("csm", "activate_contingency", reason="失控")

    assert (str(story.approval("A02").state), story.approval("A02").decided_by) == ("withdrawn", "system")
    assert [e.data["why"] for e in story.last.entries if e.type == "duty_cancelled"] == ["sign_off_ended"]


@pytest.mark.parametrize(
    ("form", "stage", "started"),
    [
        ({"outcome": "new_proposal"}, "S5", "T49"),
        ({"outcome": "agreement"}, "S10", "T10"),
        ({"outcome": "third_party", "to": "S5"}, "S5", "T49"),
        ({"outcome": "third_party", "to": "S11"}, "S11", "T22"),
    ],
)
def test_each_outcome_leads_where_the_walk_says(form: dict[str, str], stage: str, started: str) -> None:
    story = scene("S9")
    story.do("head", "contingency_result", **form, note="说明")

    assert (story.stage, story.duty(started).running, str(story.duty("T11").state)) == (stage, True, "cancelled")


def test_a_third_party_outcome_says_where_to() -> None:
    assert scene("S9").refused("head", "contingency_result", outcome="third_party", note="…").details["fields"] == [
        "to"
    ]


@pytest.mark.parametrize(("began", "due"), [("11-23 09:00", "11-23 18:00"), ("11-23 20:35", "11-24 18:00")])
def test_the_daily_report_is_due_the_next_six_o_clock(began: str, due: str) -> None:
    story = Scene(level="major", now=at(began) - 3 * timedelta(minutes=1)).to("S3")
    story.now = at(began) - timedelta(minutes=1)
    story.assess()

    assert story.duty("T11").due_at == at(due)


def test_reports_filed_ahead_count_on_and_late_ones_owe_the_next_evening() -> None:
    """Section 5, T11: filed in time → the 18:00 of the day after; the chain goes on."""
    story = scene("S9", now=at("11-23 09:00"))
    assert story.duty("T11").due_at == at("11-23 18:00")
    story.do("cs", "file_report", kind="daily", text="日报")
    assert (story.duty("T11").id, story.duty("T11").due_at) == ("T11.2", at("11-24 18:00"))
    story.do("cs", "file_report", kind="daily", text="又一份")
    assert (story.duty("T11").id, story.duty("T11").due_at) == ("T11.3", at("11-25 18:00"))
    story.now = at("11-26 10:00")
    story.do("cs", "file_report", kind="daily", text="迟到的")

    assert [str(d.state) for d in story.case.duties if d.rule == "T11"] == ["met", "met", "met", "open"]
    assert story.case.duties[-1].due_at == at("11-26 18:00")
    assert story.entries("duty_met")[-1].data["late_by"] == 16 * 3600 + 60


def test_only_a_daily_report_stops_its_clock() -> None:
    story = scene("S9")
    for kind in ("weekly", "turn", "executive"):
        story.do("cs", "file_report", kind=kind, text="报告")

    assert story.duty("T11").id == "T11.1"
    assert story.duty("T11").running


def test_a_major_case_reports_daily_until_it_is_closed() -> None:
    """C-07, WALK 7.6: level major keeps T11 over S9; WALK 7.7: not owed once more at the end."""
    story = scene("S9", level="major")
    assert [d.id for d in story.case.duties if d.rule == "T11"] == ["T11.1"]
    story.do("head", "contingency_result", outcome="third_party", to="S11", note="裁决")
    assert story.duty("T11").running
    story.ask_to_close()
    story.sign_all()

    assert (story.stage, str(story.duty("T11").state)) == ("S12", "cancelled")

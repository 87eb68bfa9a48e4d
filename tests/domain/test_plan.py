"""The plan: saved, submitted, presented, re-worked, carried out (S5–S10)."""

import pytest

from tests.domain.scenes import HOUR, Scene, scene

STEPS = [{"no": 1, "text": "做", "owner": "eng", "due": "2026-11-27"}]


def test_a_plan_must_be_saved_before_it_is_submitted() -> None:
    assert scene("S5").refused("cs", "plan_submitted", plan=1).code == "no_plan"


def test_only_the_newest_version_goes_on() -> None:
    story = scene("S5")
    story.save_plan()
    story.save_plan()
    refusal = story.refused("cs", "plan_submitted", plan=1)

    assert (refusal.code, refusal.details["newest"]) == ("plan_incomplete", 2)


def test_the_steps_of_a_plan_are_numbered_and_have_owners_of_the_project() -> None:
    story = scene("S5")
    stranger = [{**STEPS[0], "owner": "eng2"}]
    gap = [{**STEPS[0], "no": 2}]

    assert story.refused("cs", "save_plan", text="方案", steps=stranger).details["fields"] == ["steps"]
    assert story.refused("cs", "save_plan", text="方案", steps=gap).details["fields"] == ["steps"]
    assert story.refused("cs", "save_plan", text="方案", steps=STEPS * 51).details["fields"] == ["steps"]
    assert story.refused("cs", "save_plan", steps=STEPS).code == "missing"


def test_a_step_travels_without_its_words() -> None:
    story = scene("S5")
    story.save_plan()

    assert story.last.entries[0].data["steps"] == [{"no": 1, "owner": "eng", "due": "2026-11-27"}]


@pytest.mark.parametrize(("level", "rule"), [("minor", "A01"), ("general", "A02"), ("major", "A04")])
def test_the_level_decides_who_approves_a_plan(level: str, rule: str) -> None:
    assert {a.rule for a in scene("S6", level=level).case.open_approvals()} == {rule}


def test_the_plan_of_a_major_case_needs_a_legal_opinion() -> None:
    """A04."""
    story = scene("S5", level="major")
    story.save_plan()

    assert story.refused("cs", "plan_submitted", plan=1).code == "no_legal_opinion"
    story.do("legal", "legal_opinion", opinion="conditions", text="附条件")
    story.do("cs", "plan_submitted", plan=1)


def test_a_plan_made_before_a_level_was_set_counts_as_general() -> None:
    """Contingency from assessment leads to planning without a level (S3 → S9 → S5)."""
    story = scene("S3")
    story.do("csm", "activate_contingency", reason="现场失控")
    story.do("head", "contingency_result", outcome="new_proposal", note="新方案")
    assert story.case.level is None
    story.submit_plan()

    assert (story.stage, [a.rule for a in story.case.open_approvals("A02")]) == ("S6", ["A02"])


def test_the_answer_needs_a_presentation_in_this_stage() -> None:
    """C-26: an earlier presentation does not count for a later plan."""
    story = scene("S7")
    assert story.refused("cs", "customer_response", outcome="satisfied").code == "no_contact"
    story.present("satisfied")
    story.do("cs", "new_demand", reason="又提了")
    story.save_plan()
    story.do("cs", "rework", outcome="principle", plan=2)
    story.sign_all()

    assert story.stage == "S7"
    assert story.refused("cs", "customer_response", outcome="satisfied").code == "no_contact"


def test_an_answer_undecided_stops_the_clock_of_presenting() -> None:
    """WALK 7.3: the clock is about reaching the customer."""
    story = scene("S7")
    story.contact("present", "undecided")

    assert (str(story.duty("T07").state), story.stage) == ("met", "S7")


def test_an_attempt_that_failed_stops_nothing() -> None:
    story = scene("S7")
    story.do("cs", "contact_attempt", purpose="present", way="phone", outcome="no_answer")

    assert story.new() == ["contact_attempt"]
    assert story.duty("T07").running


def test_a_contact_needs_an_answer_that_belongs_to_its_purpose() -> None:
    story = scene("S7")
    contact = {"purpose": "present", "way": "phone", "note": "…"}

    assert story.refused("cs", "log_contact", **contact).details["fields"] == ["answer"]
    assert story.refused("cs", "log_contact", **contact, answer="understood").code == "bad_value"
    assert (
        story.refused("cs", "log_contact", purpose="progress", way="phone", note="…", answer="satisfied").code
        == "bad_value"
    )
    assert story.refused("cs", "log_contact", **{**contact, "way": "pigeon"}, answer="satisfied").details["fields"] == [
        "way"
    ]


def test_dissatisfaction_is_recorded_in_the_customers_words() -> None:
    story = scene("S7")
    story.contact("present", "dissatisfied")

    assert story.refused("cs", "customer_response", outcome="dissatisfied").details["fields"] == ["words"]


def reworked(outcome: str, **form: object) -> Scene:
    """S8, a new version saved, and how it is meant."""
    story = scene("S8")
    story.save_plan()
    story.do("cs", "rework", outcome=outcome, plan=2, **form)
    return story


def test_a_change_of_principle_goes_to_the_project_head() -> None:
    """A05; T08 stops at submission."""
    story = reworked("principle")
    assert (story.stage, story.approval("A05").asked_of, str(story.duty("T08").state)) == (
        "S6",
        ("head", "head1"),
        "met",
    )
    story.sign("head", "A05.1.R06")
    assert story.stage == "S7"
    assert story.case.approved_plan == 2


def test_a_change_of_principle_that_is_refused_goes_back_to_planning() -> None:
    story = reworked("principle")
    story.sign("head", "A05.1.R06", "reject", comment="不行")

    assert (story.stage, story.duty("T49").running) == ("S5", True)


def test_a_change_of_detail_waits_in_rework_for_the_department() -> None:
    """A06; approved → S7."""
    story = reworked("detail", no_customer_risk=True)
    assert (story.stage, story.approval("A06").asked_of, str(story.duty("T08").state)) == ("S8", ("eng",), "met")
    assert story.refused("cs", "rework", outcome="detail", plan=2, no_customer_risk=True).code == "already_asked"
    story.sign("eng", "A06.1.R05")
    assert (story.stage, story.duty("T07").running) == ("S7", True)


@pytest.mark.parametrize("end", ["reject", "return", "withdraw", "void"])
def test_a_change_of_detail_not_agreed_starts_the_hour_again(end: str) -> None:
    """Section 5: A06 goes back to S8 with a new T08."""
    story = reworked("detail", no_customer_risk=True)
    if end == "withdraw":
        story.do("cs", "withdraw_ask", approval="A06.1", reason="再改")
    elif end == "void":
        story.save_plan()
    else:
        story.sign("eng", "A06.1.R05", end, comment="不行")

    assert (story.stage, story.duty("T08").id, story.duty("T08").running) == ("S8", "T08.2", True)
    assert story.duty("T08").due_at - story.duty("T08").started_at == HOUR


def test_a_returned_change_of_detail_may_be_asked_again_and_a_rejected_one_not() -> None:
    story = reworked("detail", no_customer_risk=True)
    story.sign("eng", "A06.1.R05", "return", comment="补充")
    story.do("cs", "ask", rule="A06")
    assert str(story.duty("T08").state) == "met"
    story.sign("eng", "A06.2.R05", "reject", comment="不行")

    assert story.refused("cs", "ask", rule="A06").code == "nothing_to_ask"
    assert story.refused("cs", "rework", outcome="detail", plan=2, no_customer_risk=True).code == "no_new_plan"


def test_a_rework_needs_a_new_version_and_a_detail_the_declaration() -> None:
    story = scene("S8")
    assert story.refused("cs", "rework", outcome="principle", plan=1).code == "no_new_plan"
    story.save_plan()
    assert story.refused("cs", "rework", outcome="detail", plan=2).code == "risk_not_excluded"
    assert story.refused("cs", "rework", outcome="detail", plan=2, no_customer_risk=False).code == "risk_not_excluded"
    assert story.refused("cs", "rework", outcome="not_adjustable").details["fields"] == ["reason"]


def test_an_explanation_understood_goes_on_with_the_plan_there_is() -> None:
    story = scene("S8b")
    assert story.refused("cs", "explanation_response", outcome="understood").code == "no_contact"
    story.contact("explain", "understood")
    story.do("cs", "explanation_response", outcome="understood")

    assert (story.stage, [t.no for t in story.case.tasks]) == ("S10", [1])


def test_tasks_are_done_by_whose_they_are_or_by_the_owner() -> None:
    story = scene("S10")
    assert story.refused("sales", "task_done", task=1, note="已查").code == "not_yours"
    assert story.refused("eng", "task_done", task=7, note="已查").code == "no_such_task"
    assert story.refused("eng", "execution_complete").details["tasks"] == [1]
    story.do("csm", "task_done", task=1, note="已查")

    assert story.refused("eng", "task_done", task=1, note="已查").code == "already"


def test_execution_is_complete_when_the_customer_was_told_of_its_progress() -> None:
    story = scene("S10")
    story.do("eng", "task_done", task=1, note="已查")
    assert story.refused("eng", "execution_complete").code == "no_progress_notice"
    assert story.refused("sales", "execution_complete").code == "not_yours"
    story.contact("progress")
    story.do("eng", "execution_complete")

    assert story.new() == ["execution_complete", "moved", "duty_started"]


@pytest.mark.parametrize(
    ("who", "command", "stage", "started"),
    [("eng", "execution_failed", "S5", "T49"), ("cs", "new_demand", "S8", "T08")],
)
def test_execution_may_lead_back(who: str, command: str, stage: str, started: str) -> None:
    """WALK 7.16."""
    story = scene("S10")
    story.do(who, command, reason="原因")

    assert (story.stage, str(story.duty("T10").state), story.duty(started).running) == (stage, "cancelled", True)


def test_the_tasks_of_a_new_version_are_all_to_do() -> None:
    """Even when its steps have the same people and dates: their words are others."""
    story = scene("S11")
    assert [t.done for t in story.case.tasks] == [True]
    story.do("cs", "reject_result", reason="还漏水")
    story.to("S10")

    assert [(t.no, t.done) for t in story.case.tasks] == [(1, False)]
    assert story.case.tasks_of == 2


def test_tasks_done_of_the_same_plan_stay_done() -> None:
    story = scene("S10")
    story.do("eng", "task_done", task=1, note="已查")
    story.do("csm", "activate_contingency", reason="失控")
    story.do("head", "contingency_result", outcome="agreement", note="达成")

    assert [t.done for t in story.case.tasks] == [True]

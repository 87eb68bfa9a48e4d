"""A case before a court, an arbitration body or an authority: X4, A17, T33 (lifecycle 5.1, 5.2; time-rules.md)."""

import pytest

from domain.clock import marks
from domain.notices import notices_of
from domain.policy import POLICIES
from domain.refusals import sentence
from domain.vocabulary import DutyState, Stage
from tests.domain.scenes import DAY, MINUTE, Scene, at, scene


def told(story: Scene, type: str) -> list[str]:
    line = story.entries(type)[-1]
    return [n.person for n in notices_of(story.case, line)]


def clocks(story: Scene) -> list[str]:
    """What runs, but for the first acknowledgement, which belongs to no stage."""
    return [d.rule for d in story.case.running() if d.rule != "T50"]


def booked(stage: str, **how: object) -> Scene:
    """A case that knows the clocks of the whole rule book."""
    story = scene(stage, **how)
    story.paper.policy = POLICIES[2]
    return story


def before_the_court(next_date: str = "2027-03-01", stage: str = "S7", **how: object) -> Scene:
    story = booked(stage, **how)
    story.hand_over(next_date)
    story.sign_all()
    return story


@pytest.mark.parametrize("stage", ["S2", "S5", "S8", "S9", "S11"])
def test_legal_hands_a_case_over_from_any_stage_up_to_the_result(stage: str) -> None:
    story = scene(stage)
    story.hand_over()

    assert story.stage == stage
    assert story.approval("A17").asked_of == ("head", "head1")
    story.sign("head", "A17.1.R06")
    assert story.stage == "X4"
    assert not story.case.ended


def test_a_closed_case_is_not_handed_over() -> None:
    refusal = scene("S12").refused("legal", "legal_track", kind="court", reason="…")

    assert sentence(refusal, "zh") == "现在是“回访”，已不能移交司法、仲裁或行政。"
    assert sentence(refusal, "en").endswith("it can be handed over to an outside body no more.")


def test_only_legal_hands_over() -> None:
    assert scene("S7").refused("head", "legal_track", kind="court", reason="…").code == "not_yours"


def test_a_major_case_is_the_executives_to_hand_over() -> None:
    """A17: project head, executive above the limit."""
    story = scene("S7", level="major")
    story.hand_over()

    assert [a.seat for a in story.case.open_approvals("A17")] == ["R10"]
    story.sign("exec", "A17.1.R10")
    assert story.stage == "X4"


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_without_the_signature_the_case_stays(decision: str) -> None:
    story = scene("S7")
    story.hand_over()
    story.sign("head", "A17.1.R06", decision, comment="再沟通一次")

    assert story.stage == "S7"
    assert story.duty("T07").running


def test_a_returned_request_may_be_asked_again_while_one_is_open_it_may_not() -> None:
    story = scene("S7")
    story.hand_over()
    assert story.refused("legal", "legal_track", kind="court", reason="…").code == "already_asked"
    story.sign("head", "A17.1.R06", "return", comment="补充律师函")
    story.do("cs", "ask", rule="A17")

    assert story.case.open_approvals("A17")[0].round == 2


def test_a17_is_never_signed_by_time() -> None:
    story = scene("S7")
    story.hand_over()
    story.wait(15 * DAY)

    assert str(story.approval("A17").state) == "expired"
    assert story.stage == "S7"


def test_entering_the_track_leaves_the_stage_with_its_clocks_and_sign_offs() -> None:
    story = scene("S11")
    story.ask_to_close()
    story.hand_over()
    story.sign("head", "A17.1.R06")

    assert str(story.approval("A14").state) == "withdrawn"
    assert clocks(story) == []


@pytest.mark.parametrize(("to", "started"), [("S5", ["T21", "T49"]), ("S11", ["T22"])])
def test_the_outcome_brings_the_case_back(to: str, started: list[str]) -> None:
    story = before_the_court()
    story.do("legal", "add_evidence", kind="document", reason="判决书")
    story.do("legal", "legal_outcome", to=to, evidence=[1])

    assert story.new() == ["legal_outcome", "duty_met", "moved", *["duty_started"] * len(started)]
    assert story.stage == to
    assert clocks(story) == ["T12", *started]
    assert set(told(story, "legal_outcome")) == {"head", "csm", "cs", "eng"}


def test_the_outcome_needs_the_decision_itself() -> None:
    """Lifecycle 5.2: decision attached."""
    story = before_the_court()
    refusal = story.refused("legal", "legal_outcome", to="S5")
    assert refusal.code == "no_decision"
    assert sentence(refusal, "zh").startswith("还没有附裁判文书")
    assert story.refused("legal", "legal_outcome", to="S5", evidence=[7]).code == "bad_value"
    assert story.refused("legal", "legal_outcome", document="判决书全文").code == "missing"
    story.do("legal", "legal_outcome", to="S5", document="判决书全文")


def test_nothing_else_leads_out_of_the_track() -> None:
    story = before_the_court()
    story.wait(400 * DAY)
    assert story.stage == "X4"
    for who, name, form in (("cs", "plan_submitted", {"plan": 1}), ("head", "activate_contingency", {"reason": "…"})):
        assert story.refused(who, name, **form).code == "wrong_stage"
    assert story.refused("legal", "legal_track", kind="court", reason="…").code == "track_runs"


def test_the_work_beside_the_stages_goes_on() -> None:
    story = before_the_court()
    story.contact("progress")
    story.do("cs", "contact_attempt", purpose="progress", way="phone", outcome="no_answer")
    story.do("cs", "add_evidence", kind="photo", reason="…")
    story.do("cs", "interim_measure", what="先堵上")
    story.do("csm", "assign", owner="cs")
    story.do("cs", "file_report", kind="weekly", text="周报")
    story.do("legal", "legal_opinion", opinion="clear", text="…")
    story.do("csm", "change_level", level="major", reason="媒体报道")

    assert story.stage == "X4"


def test_the_next_date_is_watched_sixty_thirty_and_seven_days_before() -> None:
    """T33: due when the day is over on the project's clock; legal is reminded."""
    story = before_the_court("2027-03-01")
    duty = story.duty("T33")

    assert duty.due_at == at("03-02 00:00").replace(year=2027)
    story.wait(160 * DAY)
    warned = [(e.data["mark"], e.data["told"]) for e in story.entries("duty_warned") if e.data["duty"] == duty.id]
    assert warned == [(mark, [{"role": "R13", "person": "legal"}]) for mark in ("d60", "d30", "d7")]
    breach = story.entries("duty_breached")[-1]
    assert (breach.data["duty"], breach.data["told"]) == (duty.id, [{"role": "R08", "person": "region"}])


def test_a_date_that_is_near_warns_only_of_what_still_comes() -> None:
    story = before_the_court("2026-12-10")

    assert [a.mark for a in marks(story.case, story.duty("T33"), POLICIES[2])] == ["d7", "100", "200"]


def test_rungs_come_a_limit_apart_however_far_the_day_was() -> None:
    story = before_the_court("2027-11-23")
    breach, above = (a for a in marks(story.case, story.duty("T33"), POLICIES[2]) if a.mark.isdigit())

    assert above.at - breach.at == 14 * DAY


def test_the_next_date_meets_the_one_before_it() -> None:
    story = before_the_court("2027-03-01")
    story.do("legal", "track_date", date="2027-04-15", what="第二次开庭")

    assert story.new() == ["track_date", "duty_met", "duty_started"]
    assert story.last.entries[0].data["track_date"] == 1
    assert [d.due_at for d in story.case.running("T33")] == [at("04-16 00:00").replace(year=2027)]
    assert set(told(story, "track_date")) == {"head", "csm", "cs", "eng"}


@pytest.mark.parametrize("next_date", ["", "2026-11-24"])
def test_a_track_without_a_date_ahead_gets_two_weeks_to_name_one(next_date: str) -> None:
    """Handed over without a date, or signed after it."""
    story = booked("S7")
    story.hand_over(next_date)
    story.wait(3 * DAY)
    story.sign("head", "A17.1.R06")

    assert story.duty("T33").due_at - story.duty("T33").started_at == 14 * DAY


def test_a_day_that_is_over_is_no_next_date() -> None:
    story = before_the_court()
    refusal = story.refused("legal", "track_date", date="2026-11-22", what="开庭")

    assert refusal.code == "date_gone"
    assert sentence(refusal, "zh") == "期日已经过去；请填今天或以后的日期。"
    assert story.do("legal", "track_date", date="2026-11-23", what="今天立案").refusal is None


def test_cases_of_the_first_book_have_no_such_clock() -> None:
    story = scene("S7")
    story.hand_over()
    story.sign_all()

    assert story.stage == "X4"
    assert clocks(story) == []


def test_a_withdrawal_signed_meanwhile_ends_the_case_and_its_track() -> None:
    """A27 belongs to no stage: a customer who settles withdraws the claim too."""
    story = booked("S7")
    story.withdraw()
    story.hand_over()
    story.sign("head", "A17.1.R06")
    story.sign("csm", "A27.1.R03")

    assert (story.stage, story.case.ended) == ("X3", True)
    assert story.duty("T33").state is DutyState.CANCELLED


def test_a_drill_scales_the_days() -> None:
    story = before_the_court("2026-12-20", drill=1440)
    duty = story.duty("T33")

    assert 26 * MINUTE < duty.due_at - duty.started_at < 29 * MINUTE
    assert [a.mark for a in marks(story.case, duty, POLICIES[2])] == ["d7", "100", "200"]


def test_whoever_works_on_the_case_hears_that_it_was_handed_over() -> None:
    story = before_the_court()

    assert story.entries("moved")[-1].data["to"] == Stage.X4
    assert set(told(story, "moved")) == {"head", "csm", "cs", "eng"}


def test_outside_bodies_lie_beside_the_way_and_make_nothing_early() -> None:
    """What goes on in X4 too is over, not yet to come, in a later stage of the way."""
    story = scene("S14")
    story.do("csm", "reopen", reason="同一问题再现")
    refusal = story.refused("cs", "add_evidence", kind="photo", reason="…")

    assert sentence(refusal, "zh") == "现在是“归档”，已不能登记证据。"

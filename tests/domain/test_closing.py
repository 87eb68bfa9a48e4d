"""Closing, visiting, archiving, withdrawing, reopening (S11–S14, X1, X3)."""

from typing import Any

import pytest

from domain.case import Case
from domain.entries import breaks
from domain.fold import fold_all
from tests.domain.scenes import DAY, Scene, scene, seat_of

FOUR = ["steps", "customer", "departments", "file"]


def asked() -> dict[str, Any]:
    return {"satisfaction": "satisfied", "conditions": FOUR, "evidence": [1]}


def test_closing_needs_four_conditions_a_contact_and_the_customers_confirmation() -> None:
    """A14, C-37, in the order the guards look."""
    story = scene("S11")
    some = story.refused("cs", "result_confirmed", **{**asked(), "conditions": ["steps", "file"]})
    assert (some.code, some.details["conditions"]) == ("conditions_open", ["customer", "departments"])
    assert story.refused("cs", "result_confirmed", **asked()).code == "no_contact"
    story.contact("result", "satisfied")
    assert story.refused("cs", "result_confirmed", **asked()).details["fields"] == ["evidence"]
    story.do("cs", "add_evidence", kind="photo", reason="照片在手机里")
    assert story.refused("cs", "result_confirmed", **asked()).code == "no_confirmation"
    story.do("cs", "add_evidence", kind="customer_confirmation", reason="签字单在纸上")
    story.do("cs", "result_confirmed", **{**asked(), "evidence": [1, 2]})

    assert story.refused("cs", "result_confirmed", **{**asked(), "evidence": [2]}).code == "already_asked"


def test_a_superseded_confirmation_closes_nothing() -> None:
    """C-37, D33."""
    story = scene("S11")
    story.contact("result", "satisfied")
    for over in ({}, {"supersedes": 1}):
        story.do("cs", "add_evidence", kind="customer_confirmation", reason="签字单在纸上", **over)

    assert story.refused("cs", "result_confirmed", **asked()).code == "no_confirmation"
    story.do("cs", "result_confirmed", **{**asked(), "evidence": [1, 2]})


@pytest.mark.parametrize(("level", "seats"), [("minor", "R03"), ("general", "R03 R05"), ("major", "R03 R05 R06")])
def test_the_last_signature_closes(level: str, seats: str) -> None:
    """WALK 7.16: the seats sign together; T23 runs from the last."""
    story = scene("S11", level=level)
    story.ask_to_close()
    assert [a.seat for a in story.case.open_approvals()] == seats.split()
    while open_seats := story.case.open_approvals():
        assert story.stage == "S11"
        story.sign(open_seats[-1].asked_of[0], seat_of(open_seats[-1]))

    assert [t for t in story.new() if t != "duty_cancelled"][-3:] == ["moved", "closed", "duty_started"]
    assert (story.stage, story.duty("T23").started_at, story.case.closed_at) == ("S12", story.now, story.now)


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_a_closing_not_agreed_stays_and_closes_the_other_seats(decision: str) -> None:
    story = scene("S11")
    story.ask_to_close()
    story.sign("eng", "A14.1.R05", decision, comment="还漏水")

    assert (story.stage, story.case.open_approvals()) == ("S11", ())
    story.do("cs", "result_confirmed", **asked())
    assert {seat_of(a) for a in story.case.open_approvals()} == {"A14.2.R03", "A14.2.R05"}


def test_a_result_rejected_goes_back_to_planning_and_counts() -> None:
    story = scene("S11")
    story.ask_to_close()
    story.do("csm", "reject_result", reason="还漏水")

    assert story.new() == [
        "reject_result",
        "ask_ended",
        "ask_ended",
        "moved",
        "duty_cancelled",
        "duty_cancelled",
        "duty_started",
    ]
    assert (story.stage, story.case.reopened) == ("S5", 1)
    assert {(str(a.state), a.decided_by) for a in story.case.approvals if a.rule == "A14"} == {("withdrawn", "system")}


def test_an_unsatisfied_visit_stops_its_clock_and_offers_reopening() -> None:
    story = scene("S12")
    story.do("cs", "visit_recorded", manner="home", answer="unsatisfied", record="仍漏")

    assert (story.stage, str(story.duty("T23").state)) == ("S12", "met")
    assert story.refused("cs", "reopen", reason="仍漏").details["fields"] == ["to"]
    story.do("cs", "reopen", reason="仍漏", to="S5")
    assert (story.stage, story.case.reopened, story.case.life, story.duty("T49").running) == ("S5", 1, 1, True)


def test_reopening_to_the_assessment_owes_nothing_there() -> None:
    story = scene("S12")
    story.do("csm", "reopen", reason="仍漏", to="S3")

    assert story.new() == ["reopen", "moved", "duty_cancelled"]
    assert story.stage == "S3"


@pytest.mark.parametrize(("level", "seat"), [("general", "A19.1.R06"), ("major", "A19.1.R10")])
def test_the_archive_rests_on_a_signed_summary(level: str, seat: str) -> None:
    story = scene("S13", level=level)
    assert story.refused("csm", "archive").code == "no_report"
    story.do("cs", "file_report", kind="turn", text="转变")
    assert story.refused("csm", "archive", report=1).code == "no_report"
    story.archive()
    assert seat_of(story.approval("A19")) == seat
    assert story.refused("csm", "archive", report=2).code == "already_asked"
    story.sign_all()

    assert (story.stage, story.case.ended) == ("S14", True)
    assert story.new() == ["signed", "duty_met", "moved", "duty_cancelled", "ended"]
    assert [e.data["duty"] for e in story.last.entries if e.type == "duty_cancelled"] == ["T50.1"]


def test_a_minor_case_is_archived_at_once() -> None:
    story = scene("S13", level="minor")
    story.do("csm", "archive")

    assert story.new() == ["archive", "moved", "duty_cancelled", "ended"]


def test_a_returned_summary_may_be_asked_again() -> None:
    story = scene("S13")
    story.archive()
    story.sign("head", "A19.1.R06", "return", comment="补充")
    assert story.stage == "S13"
    story.do("cs", "ask", rule="A19")

    assert seat_of(story.approval("A19")) == "A19.2.R06"


def test_a_summary_nobody_need_sign_any_more_is_not_asked_again() -> None:
    """Lowered to minor meanwhile: the case is archived at once instead."""
    story = scene("S13")
    story.archive()
    story.sign("head", "A19.1.R06", "return", comment="补充")
    story.do("cs", "change_level", level="minor", reason="影响消除")
    story.sign("head", "A03.1.R06")

    assert story.refused("cs", "ask", rule="A19").code == "nothing_to_ask"
    story.do("csm", "archive")
    assert story.stage == "S14"


def test_a_withdrawal_is_signed_by_a_manager_and_ends_everything() -> None:
    """A27: of free will, with evidence."""
    story = scene("S6")
    assert story.refused("cs", "withdraw", reason="客户撤诉").details["fields"] == ["evidence"]
    assert story.refused("cs", "withdraw", reason="客户撤诉", evidence=[9]).code == "bad_value"
    story.withdraw()
    assert story.stage == "S6"
    assert story.refused("cs", "withdraw", reason="客户撤诉", evidence=[1]).code == "already_asked"
    story.sign("csm", "A27.1.R03")

    assert story.new() == ["signed", "duty_met", "ask_ended", "moved", *["duty_cancelled"] * 2, "ended"]
    assert {e.data["why"] for e in story.last.entries if e.type == "duty_cancelled"} == {"sign_off_ended", "case_ended"}
    assert (story.stage, story.case.ended, story.case.running()) == ("X3", True, ())


def test_a_withdrawal_goes_on_while_the_case_moves() -> None:
    """Section 5: A27 belongs to no stage."""
    story = scene("S5")
    story.withdraw()
    story.to("S6")

    assert story.approval("A27").open


def test_a_withdrawal_refused_changes_nothing() -> None:
    story = scene("S5")
    story.withdraw()
    story.sign("csm", "A27.1.R03", "reject", comment="客户没有撤")

    assert (story.stage, story.case.ended) == ("S5", False)


def test_an_enquiry_ends_with_an_explanation() -> None:
    story = scene("S2")
    assert story.refused("cs", "screen_decision", outcome="enquiry").details["fields"] == ["explanation"]
    story.do("cs", "screen_decision", outcome="enquiry", explanation="已答复")

    assert story.new() == ["screen_decision", "duty_met", "moved", "duty_cancelled", "ended"]
    assert (story.stage, story.last.entries[-1].data) == ("X1", {"life": 1, "stage": "X1"})


#: How an ended case comes back: where it ended, what is asked, who signs, where it goes on.
WAYS_BACK = [("X1", "A27", "csm1", "S2"), ("X3", "A27", "csm1", "S2"), ("S14", "A28", "head", "S3")]


@pytest.mark.parametrize(("end", "rule", "signer", "stage"), WAYS_BACK)
def test_an_ended_case_begins_its_next_life(end: str, rule: str, signer: str, stage: str) -> None:
    """ARCHITECTURE 2: sequence and chain go on, the sign-off is asked in the new life."""
    story = scene(end)
    seq, version = story.case.seq, story.case.version
    assert story.refused("cs", "reopen", reason="又漏了").code == "not_yours"
    story.do("csm", "reopen", reason="又漏了")
    assert story.new() == ["reopen", "asked", "duty_started"]
    assert (story.case.life, story.case.ended, story.case.reopened, story.stage) == (2, False, 1, end)
    assert story.refused("csm", "reopen", reason="又漏了").code in ("already_asked", "closed")
    story.sign(signer, seat_of(story.approval(rule)))

    assert story.stage == stage
    assert story.case.seq > seq + 3
    assert story.case.version == version + 2
    assert breaks(story.paper.number, story.paper.entries) == ()
    assert fold_all(Case.unopened(story.paper.number), story.paper.entries) == story.case


def test_a_reopened_case_is_screened_again() -> None:
    story = scene("X1")
    story.do("csm", "reopen", reason="又来了")
    story.sign_all()

    assert story.new() == ["signed", "duty_met", "moved", "duty_started"]
    assert (story.stage, story.duty("T03").id) == ("S2", "T03.2")


@pytest.mark.parametrize("end", ["reject", "withdraw", "expire"])
def test_a_reopening_not_agreed_ends_that_life(end: str) -> None:
    story = scene("X3")
    story.do("csm", "reopen", reason="又漏了")
    if end == "reject":
        story.sign("csm1", seat_of(story.approval("A27")), "reject", comment="不重启")
    elif end == "withdraw":
        story.do("csm", "withdraw_ask", approval=story.approval("A27").request, reason="算了")
    else:
        story.wait(14 * DAY)
    last = story.paper.entries[-1]

    assert (last.type, last.data) == ("ended", {"life": 2, "stage": "X3"})
    assert (story.case.ended, story.case.running(), story.case.open_approvals()) == (True, (), ())
    story.do("csm", "reopen", reason="又漏了")
    assert story.case.life == 3


def test_rounds_count_over_all_lives() -> None:
    """WALK 7.10."""
    story = scene("X3")
    story.do("csm", "reopen", reason="又漏了")

    assert seat_of(story.approval("A27")) == "A27.2.R03"


def test_a_case_reopened_twice_is_at_least_general() -> None:
    """Lifecycle 5.5."""
    story = Scene(level="minor").to("S12")
    story.do("cs", "reopen", reason="仍漏", to="S5")
    story.to("S12").do("cs", "reopen", reason="仍漏", to="S3")

    assert story.refused("csm", "level_set", level="minor").code == "below_floor"

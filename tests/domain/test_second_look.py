"""A15, C-37, D02: who screens a complaint away has it looked at by a CS manager; the customer does not wait for that."""

import pytest

from domain.entries import instant
from domain.offers import offers
from domain.rights import roles_on
from domain.roster import Roster
from tests.domain.scenes import DAY, HOUR, MINUTE, YXY, Scene, scene, without


def screened(outcome: str = "invalid", who: str = "cs", roster: Roster = YXY) -> Scene:
    story = Scene(policy=2, roster=roster).to("S2")
    story.do(who, "screen_decision", outcome=outcome, explanation="不属于本项目")
    return story


@pytest.mark.parametrize("outcome", ["invalid", "enquiry"])
def test_it_is_closed_at_once_and_looked_at_again(outcome: str) -> None:
    story = screened(outcome)

    assert story.new() == ["screen_decision", "duty_met", "moved", "duty_cancelled", "asked", "duty_started"]
    assert story.stage == "X1"
    assert not story.case.ended
    assert (story.approval("A15").asked_of, story.approval("A15").subject) == (("csm", "csm1"), "screening:1")


def test_agreed_it_ends() -> None:
    story = screened()
    story.sign("csm", "A15.1.R03")

    assert (story.stage, story.case.ended) == ("X1", True)
    assert story.new() == ["signed", "duty_met", "ended"]


def test_rejected_it_is_screened_again() -> None:
    story = screened()
    story.sign("csm", "A15.1.R03", "reject", comment="属于保修范围")
    assert (story.stage, story.duty("T03").running) == ("S2", True)
    story.do("csm", "screen_decision", outcome="valid", department="engineering")

    assert story.stage == "S3"


def test_rejected_what_the_closing_cut_off_is_owed_again() -> None:
    """WALK 7.6: T50 runs until it is met or the case ends, and this case has not ended (7.11: anew)."""
    story = Scene(policy=2).to("S2")
    story.do("cs", "promise", kind="answer", authority="R02", due="2026-11-25", text="…")
    promised = story.duty("C16")
    story.do("cs", "screen_decision", outcome="invalid", explanation="不属于本项目")
    assert story.case.running() == story.case.running("T26")
    story.wait(5 * DAY)
    story.sign("csm", "A15.1.R03", "reject", comment="属于保修范围")

    assert story.new() == ["signed", "duty_met", "moved", *["duty_started"] * 3]
    first, again = story.duty("T50"), story.duty("C16")
    assert (first.id, first.started_at, first.due_at - first.started_at) == ("T50.2", story.now, HOUR)
    assert (again.id, again.about, again.due_at) == ("C16.2", 1, promised.due_at)
    assert again.started_at == promised.started_at
    story.wait(MINUTE)
    assert [e.at for e in story.entries("duty_warned", "duty_breached") if e.data["duty"] == "C16.2"] == [
        instant(first.started_at)  # overdue, and told when it is owed again; the warnings lie behind
    ]
    story.contact("acknowledge")
    story.do("cs", "promise_kept", pledge=1, note="…")
    assert {str(story.duty(rule).state) for rule in ("T50", "C16")} == {"met"}


def test_the_clock_of_a_promise_says_nothing_of_the_time_before_it_runs_again() -> None:
    """C-37: half the time went by before the closing and was told then; what is still to come is told in its time."""
    story = Scene(policy=2).to("S2")
    story.do("cs", "promise_visit", at=(story.now + 10 * HOUR + MINUTE).isoformat(timespec="minutes"))
    story.wait(6 * HOUR)
    story.do("cs", "screen_decision", outcome="invalid", explanation="不属于本项目")
    story.wait(HOUR)
    story.sign("csm", "A15.1.R03", "return", comment="请补充说明")
    again, since = story.duty("T40a"), story.now
    story.wait(5 * HOUR)
    told = [e for e in story.entries("duty_warned", "duty_breached") if e.data["duty"] == again.id]

    assert (again.id, again.moved_at) == ("T40a.2", since)
    assert [(e.type, e.data.get("mark")) for e in told] == [("duty_warned", "80"), ("duty_breached", None)]
    assert all(e.at > instant(since) for e in told)


def test_what_was_done_before_the_closing_is_not_owed_again() -> None:
    story = Scene(policy=2).to("S2")
    story.contact("acknowledge")
    story.do("cs", "screen_decision", outcome="invalid", explanation="不属于本项目")
    story.sign("csm", "A15.1.R03", "return", comment="请补充说明")

    assert (story.stage, [d.id for d in story.case.running()]) == ("S2", ["T03.2"])


def test_agreed_nothing_is_owed_again() -> None:
    story = screened()
    story.sign("csm", "A15.1.R03")

    assert story.case.owed() == ()


def test_the_screener_does_not_sign() -> None:
    both, alone = screened(who="csm"), screened(who="csm", roster=without(YXY, "csm1"))

    assert both.approval("A15").asked_of == ("csm1",)
    assert alone.approval("A15").asked_of == ("head", "head1")
    assert both.sign("csm", "A15.1.R03").refusal.code == "own_work"  # type: ignore[union-attr]


def test_it_is_neither_withdrawn_nor_overtaken() -> None:
    story = screened()
    withdrawn = story.refused("cs", "withdraw_ask", approval="A15.1", reason="…")
    reopened = story.refused("csm", "reopen", reason="…")

    assert (withdrawn.code, reopened.code) == ("second_look", "already_asked")
    assert "reopen" not in [row.name for row in offers(story.case, "csm", *roles_on(story.case, "csm", YXY))]


def test_left_unsigned_it_expires_and_the_screening_stands() -> None:
    story = screened()
    story.wait(15 * DAY)

    assert str(story.approval("A15").state) == "expired"
    assert (story.stage, story.case.ended) == ("X1", True)


def test_a_reopened_life_is_screened_and_looked_at_anew() -> None:
    story = screened()
    story.sign("csm", "A15.1.R03")
    story.do("csm", "reopen", reason="客户补充材料")
    story.sign("csm1", "A27.1.R03")
    story.do("cs", "screen_decision", outcome="invalid", explanation="仍不属于")

    assert (story.stage, story.approval("A15").round) == ("X1", 2)


def test_a_case_of_the_first_policy_ends_at_once() -> None:
    story = scene("X1")

    assert story.case.ended
    assert story.case.approvals == ()

"""Sign-offs by example: first answer wins, nobody signs their own work, nothing is approved by time."""

from datetime import timedelta

import pytest

from domain.refusals import sentence
from tests.domain.scenes import DAY, Scene, at, scene, seat_of, walked_to

NAMES = {"head": "沈望舒"}


def test_of_two_signers_the_first_received_decides() -> None:
    """WALK 3 (c)."""
    paper = walked_to("11-23 09:00")
    first = paper.sign("head", "A02.1.R06", at("11-23 09:00:00.100"), id="ap-head-01")
    second = paper.sign("head1", "A02.1.R06", at("11-23 09:00:00.130"), "reject", "ap-head1-01", comment="不行")
    again = paper.sign("head", "A02.1.R06", at("11-23 09:01"), id="ap-head-01")

    assert [e.type for e in first.entries] == ["signed", "duty_met", "moved", "duty_started"]
    assert second.refusal is not None
    assert sentence(second.refusal, "zh-CN", lambda p: NAMES.get(p, p)) == "沈望舒已在 09:00 同意。"
    (line,) = second.entries
    assert (line.actor, line.role) == ("head1", "R06")
    assert line.data == {
        "command": "ap-head1-01", "name": "reject", "code": "decided", "approval": "YXY-2026-0147.A02.1.R06",
        "state": "approved", "by": "head", "when": "2026-11-23T01:00:00.100000Z",
    }  # fmt: skip
    assert again.entries == ()
    assert again.refusal is None


def test_a_withdrawal_received_first_leaves_nothing_to_sign() -> None:
    """WALK 3 (d), first row."""
    paper = walked_to("11-23 08:59")
    withdrawn = paper.do("cs", "withdraw_ask", at("11-23 08:59:59.999"), approval="A02.1", reason="再改")
    late = paper.sign("head", "A02.1.R06", at("11-23 09:00"))

    assert [e.type for e in withdrawn.entries] == [
        "withdraw_ask",
        "ask_ended",
        "moved",
        "duty_cancelled",
        "duty_started",
    ]
    ended, moved, cancelled, started = (e.data for e in withdrawn.entries[1:])
    assert ended == {"approval": "YXY-2026-0147.A02.1.R06", "state": "withdrawn", "by": "cs"}
    assert moved == {"from": "S6", "to": "S5"}
    assert cancelled == {"duty": "T26.1", "why": "sign_off_ended"}
    assert (started["duty"], started["due_at"]) == ("T49.2", "2026-11-24T00:59:59.999000Z")
    assert late.refusal is not None
    assert (late.refusal.code, late.refusal.details["state"], late.refusal.details["by"]) == (
        "decided",
        "withdrawn",
        "cs",
    )


def test_a_withdrawal_after_the_signature_is_refused_with_who_decided() -> None:
    """WALK 3 (d), second row."""
    paper = walked_to("11-23 09:00")
    paper.sign("head", "A02.1.R06", at("11-23 09:00"))
    late = paper.do("cs", "withdraw_ask", at("11-23 09:00:00.001"), approval="YXY-2026-0147.A02.1", reason="再改")

    assert late.refusal is not None
    assert (late.refusal.code, late.refusal.details["state"], late.refusal.details["by"]) == (
        "decided",
        "approved",
        "head",
    )
    assert str(paper.case.stage) == "S7"


def submitted() -> Scene:
    """A02.1 waits for the head."""
    return scene("S6")


def test_the_author_does_not_sign_nor_does_the_requester() -> None:
    story = scene("S5")
    story.save_plan("head")
    story.do("cs", "plan_submitted", plan=1)
    own = story.sign("head", "A02.1.R06")
    asked = story.sign("cs", "A02.1.R06")

    assert own.refusal is not None
    assert own.refusal.code == "own_work"
    assert asked.refusal is not None
    assert asked.refusal.code == "own_work"


def test_who_is_not_asked_does_not_sign() -> None:
    refusal = submitted().sign("region", "A02.1.R06").refusal

    assert refusal is not None
    assert (refusal.code, refusal.details["roles"]) == ("not_yours", ["R06"])


def test_a_signature_binds_to_what_was_shown() -> None:
    refusal = submitted().sign("head", "A02.1.R06", digest="0" * 64).refusal

    assert refusal is not None
    assert refusal.code == "stale"
    assert sentence(refusal, "zh") == "你看到的内容已不是现在要签的内容。请重新打开再签。"


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_a_no_needs_a_reason(decision: str) -> None:
    refusal = submitted().sign("head", "A02.1.R06", decision).refusal

    assert refusal is not None
    assert (refusal.code, refusal.details["fields"]) == ("missing", ["comment"])


def test_a_comment_that_cannot_be_read_is_refused() -> None:
    refusal = submitted().sign("head", "A02.1.R06", comment=5).refusal

    assert refusal is not None
    assert (refusal.code, refusal.details["fields"]) == ("bad_value", ["comment"])


def test_what_was_never_asked_cannot_be_signed() -> None:
    refusal = submitted().sign("head", "A02.9.R06").refusal

    assert refusal is not None
    assert refusal.code == "no_such_approval"


def test_a_rejected_version_does_not_come_again_and_a_returned_one_may() -> None:
    """WALK 7.11."""
    story = submitted()
    story.sign("head", "A02.1.R06", "return", comment="补一张图")
    assert (story.stage, story.new()) == ("S5", ["signed", "duty_met", "moved", "duty_started"])
    story.do("cs", "plan_submitted", plan=1)
    story.sign("head", "A02.2.R06", "reject", comment="不行")

    assert story.refused("cs", "plan_submitted", plan=1).code == "already_rejected"
    story.save_plan()
    story.do("cs", "plan_submitted", plan=2)
    assert story.approval("A02").round == 3


def test_one_no_closes_the_other_seats() -> None:
    story = scene("S6", level="major")
    story.sign("exec", "A04.1.R10", "reject", comment="不行")
    other = story.approval("A04")

    assert (other.seat, str(other.state), other.decided_by) == ("R06", "withdrawn", "system")
    assert story.new() == ["signed", "duty_met", "ask_ended", "moved", "duty_cancelled", "duty_started"]
    assert story.stage == "S5"


def test_a_plan_of_a_major_case_needs_both_signatures() -> None:
    story = scene("S6", level="major")
    story.sign("head1", "A04.1.R06")
    assert story.stage == "S6"
    story.sign("exec", "A04.1.R10")

    assert story.stage == "S7"


def test_an_edit_makes_the_sign_off_void() -> None:
    """Section 5, `save_plan`: in S6 back to S5 with a new T49."""
    story = submitted()
    story.save_plan()

    assert story.new() == ["save_plan", "ask_ended", "moved", "duty_cancelled", "duty_started"]
    assert (story.stage, str(story.approval("A02").state), story.duty("T49").id) == ("S5", "void", "T49.2")
    refusal = story.sign("head", "A02.1.R06").refusal
    assert refusal is not None
    assert refusal.details["state"] == "void"


def test_a_decision_on_an_ended_case_hears_how_it_ended() -> None:
    """ARCHITECTURE 2: a decision is refused with `decided`, not with `closed`."""
    story = scene("S11")
    story.ask_to_close()
    story.do("csm", "assign", owner="cs")
    story.withdraw()
    story.sign("csm", "A27.1.R03")
    assert story.stage == "X3"
    refusal = story.sign("csm", "A14.1.R03").refusal

    assert refusal is not None
    assert (refusal.code, refusal.details["state"], refusal.details["by"]) == ("decided", "withdrawn", "system")


def test_a_request_expires_after_fourteen_days_and_may_be_asked_again() -> None:
    """ARCHITECTURE 4: nothing is ever approved by time."""
    story = submitted()
    asked = story.approval("A02")
    assert asked.expires_at - asked.asked_at == timedelta(days=14)
    story.wait(14 * DAY)
    (line,) = story.entries("ask_ended")

    assert (story.stage, str(story.approval("A02").state)) == ("S6", "expired")
    assert line.data["by"] == "system"
    assert [t["person"] for t in line.data["told"]] == ["cs", "region"]
    assert [e.type for e in story.paper.entries[-2:]] == ["ask_ended", "duty_cancelled"]
    story.do("cs", "ask", rule="A02")
    assert seat_of(story.approval("A02")) == "A02.2.R06"
    assert story.approval("A02").digest == asked.digest
    story.sign("head", "A02.2.R06")
    assert story.stage == "S7"


def test_what_waits_may_not_be_asked_twice_and_what_is_not_wanted_not_at_all() -> None:
    story = submitted()

    assert story.refused("cs", "ask", rule="A02").code == "already_asked"
    assert story.refused("cs", "ask", rule="A14").code == "nothing_to_ask"


def test_a_request_is_withdrawn_by_its_requester_or_a_manager() -> None:
    story = submitted()

    assert story.refused("eng", "withdraw_ask", approval="A02.1", reason="再改").code == "not_yours"
    assert story.refused("cs", "withdraw_ask", approval="A05.1", reason="再改").code == "no_such_approval"
    story.do("csm1", "withdraw_ask", approval="A02.1", reason="再改")
    assert story.case.approvals[0].decided_by == "csm1"


def test_a_statement_is_checked_by_legal_and_then_released_by_the_head() -> None:
    """A08: the seats in order; the same text to the second."""
    story = scene("S4")
    story.do("pr", "ask", rule="A08", text="说辞全文")
    first = story.approval("A08")
    assert (seat_of(first), first.asked_of, first.subject) == ("A08.1.R13", ("legal",), "statement:1")
    story.sign("legal", "A08.1.R13")
    second = story.approval("A08")
    assert story.new() == ["signed", "duty_met", "asked", "duty_started"]
    assert (seat_of(second), second.asked_of, second.digest) == ("A08.1.R06", ("head", "head1"), first.digest)
    story.sign("head", "A08.1.R06")

    assert story.stage == "S4"
    assert not story.case.open_approvals()


def test_a_statement_of_a_major_case_is_released_by_the_executive() -> None:
    story = scene("S4", level="major")
    story.do("pr", "ask", rule="A08", text="说辞全文")
    story.sign("legal", "A08.1.R13")

    assert story.approval("A08").asked_of == ("exec",)


def test_a_statement_without_a_text_is_incomplete() -> None:
    assert scene("S4").refused("pr", "ask", rule="A08").details["fields"] == ["text"]

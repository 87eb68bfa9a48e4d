"""Lawyer's letters, settlements and supplementary agreements: after talking has failed, signed under A17 (C-27)."""

from typing import Any

import pytest

from domain.notices import notices_of
from domain.refusals import sentence
from tests.domain.scenes import Scene, at, scene

LETTER: dict[str, Any] = {"text": "律师函全文", "reason": "三次上门均不接受方案"}
AGREED: dict[str, Any] = {"kind": "supplement", "text": "补充协议全文", "reason": "三次上门均不接受方案"}


def talked(stage: str = "S8", **how: Any) -> Scene:
    """A case whose customer was talked to twice in vain."""
    story = scene(stage, policy=2, **how)
    while len(story.case.of_kind("contact")) < 2:
        story.contact("progress")
    return story


def test_a_letter_is_asked_by_legal_signed_by_the_head_and_recorded_when_sent() -> None:
    story = talked()
    story.do("legal", "lawyers_letter", **LETTER)
    asked = story.approval("A17")
    assert (asked.seat, asked.subject, asked.digest) == ("R06", "letter:1", story.case.of_kind("letter")[0].digest)
    assert "律师函全文" not in str(story.last.entries)
    assert story.refused("legal", "letter_sent", letter=1, on="2026-11-23").code == "not_signed_yet"
    story.sign("head", "A17.1.R06")
    stage = story.stage
    story.do("legal", "letter_sent", letter=1, on="2026-11-23")

    assert story.new() == ["letter_sent"]
    assert (stage, story.stage) == ("S8", "S8")
    assert {n.person for n in notices_of(story.case, story.last.entries[0])} >= {"cs", "eng"}
    assert story.refused("legal", "letter_sent", letter=1, on="2026-11-23").code == "already"
    assert story.refused("legal", "letter_sent", letter=2, on="2026-11-23").code == "no_such_number"


def test_only_after_the_customer_was_talked_to_repeatedly() -> None:
    """An acknowledgement is no talk on the matter."""
    story = scene("S5", policy=2)
    story.contact("acknowledge")
    story.contact("progress")
    refusal = story.refused("legal", "lawyers_letter", **LETTER)

    assert (refusal.code, refusal.details["contacts"]) == ("too_little_said", 1)
    assert sentence(refusal, "zh") == "目前只和客户沟通过 1 次；至少沟通 2 次仍无结果，才能提请。"
    story.contact("progress")
    story.do("legal", "settlement", **AGREED)


def test_only_legal_asks_and_from_the_plan_to_the_result() -> None:
    assert talked().refused("cs", "lawyers_letter", **LETTER).code == "not_yours"
    assert scene("S4").refused("legal", "lawyers_letter", **LETTER).code == "wrong_stage"
    assert scene("S12").refused("legal", "settlement", **AGREED).code == "wrong_stage"


@pytest.mark.parametrize(
    ("level", "form", "seats"),
    [
        ("general", {}, ["R06"]),
        ("general", {"amount": 50_000}, ["R06"]),
        ("general", {"amount": 50_001}, ["R06", "R10"]),
        ("minor", {"amount": 80_000}, ["R06", "R10"]),
        ("major", {}, ["R06", "R10"]),
    ],
)
def test_above_the_limit_and_of_a_major_case_the_executive_signs_last(level: str, form: Any, seats: list[str]) -> None:
    story = talked(level=level)
    story.do("legal", "settlement", **AGREED, **form)
    story.sign("head", "A17.1.R06")
    left = [a.seat for a in story.case.open_approvals("A17")]
    assert left == seats[1:]
    if left:
        story.do("legal", "add_evidence", kind="document", reason="…")
        signed = {"settlement": 1, "on": "2026-11-23", "evidence": [1]}
        assert story.refused("legal", "settlement_signed", **signed).code == "not_signed_yet"
    story.sign_all()

    assert [a.seat for a in story.case.seats("A17.1")] == seats


def signed_agreement(**form: Any) -> Scene:
    story = talked()
    story.do("legal", "settlement", **AGREED)
    story.sign_all()
    story.do("legal", "add_evidence", kind="document", reason="协议扫描件")
    story.do("legal", "settlement_signed", settlement=1, on="2026-11-23", evidence=[1], **form)
    return story


def test_what_an_agreement_promises_by_a_day_is_a_promise_with_its_clock() -> None:
    """C-16: owed until the end of its day, met when it is recorded as kept, and in the way of the archive."""
    story = signed_agreement(due="2026-12-20", text="更换外窗")
    duty = story.duty("C16")
    pledge = story.case.of_kind("pledge")[0]

    assert story.new() == ["settlement_signed", "duty_started"]
    assert (duty.about, duty.due_at) == (1, at("12-21 00:00"))
    assert (pledge.data, pledge.content) == (
        {"kind": "action", "authority": "R06", "due": "2026-12-20"},
        story.last.entries[0].data["content"],
    )
    story.do("cs", "promise_kept", pledge=1, note="…")
    assert str(story.duty("C16").state) == "met"


def test_an_agreement_without_a_day_starts_no_clock() -> None:
    story = signed_agreement()

    assert (story.new(), story.case.of_kind("pledge")) == (["settlement_signed"], ())


def test_an_agreement_is_recorded_with_its_signed_copy_on_a_day_that_has_come() -> None:
    story = talked()
    story.do("legal", "settlement", **AGREED)
    story.sign_all()
    form = {"settlement": 1, "on": "2026-11-23"}
    assert story.refused("legal", "settlement_signed", **form).details["fields"] == ["evidence"]
    assert story.refused("legal", "settlement_signed", **form, evidence=[7]).code == "bad_value"
    story.do("legal", "add_evidence", kind="document", reason="…")
    late = story.refused("legal", "settlement_signed", settlement=1, on="2026-11-24", evidence=[1])
    assert sentence(late, "zh") == "签订日期还没有到；请填今天或以前的日期。"
    assert story.refused("legal", "settlement_signed", **form, evidence=[1], due="2026-11-01").code == "day_gone"


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_not_agreed_to_it_cannot_be_sent_and_may_be_asked_anew(decision: str) -> None:
    story = talked()
    story.do("legal", "lawyers_letter", **LETTER)
    assert story.refused("legal", "lawyers_letter", **LETTER).code == "already_asked"
    story.sign("head", "A17.1.R06", decision, comment="措辞过重")
    assert story.refused("legal", "letter_sent", letter=1, on="2026-11-23").code == "not_signed_yet"
    story.do("legal", "lawyers_letter", **LETTER)

    assert story.approval("A17").subject == "letter:2"


def test_a_court_a_letter_and_an_agreement_do_not_wait_for_each_other() -> None:
    story = talked()
    story.do("legal", "lawyers_letter", **LETTER)
    story.do("legal", "settlement", **AGREED)
    story.hand_over()

    assert {a.subject for a in story.case.open_approvals("A17")} == {"letter:1", "settlement:1", "track:court"}


def test_an_amount_is_no_zero() -> None:
    assert talked().refused("legal", "settlement", **AGREED, amount=0).code == "bad_value"

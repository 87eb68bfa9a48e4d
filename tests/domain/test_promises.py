"""The promise register (C-16, C-12): text, condition, authority, date; an agent promises an answer only."""

from typing import Any

import pytest

from domain.notices import notices_of
from domain.refusals import sentence
from tests.domain.scenes import HOUR, Scene, at, scene

ANSWER: dict[str, Any] = {"kind": "answer", "text": "周五前答复", "authority": "R02", "due": "2026-11-27"}
ACTION: dict[str, Any] = {"kind": "action", "text": "更换门锁", "authority": "R03", "due": "2026-11-28"}


def test_a_promise_is_a_duty_until_the_end_of_its_day() -> None:
    story = scene("S5", policy=2)
    story.do("cs", "promise", **ANSWER)

    assert story.new() == ["promise", "duty_started"]
    duty = story.duty("C16")
    assert (duty.about, duty.due_at, duty.owner_role) == (1, at("11-28 00:00"), "R04")


def test_each_promise_is_kept_by_itself() -> None:
    story = scene("S5", policy=2)
    story.do("cs", "promise", **ANSWER)
    story.do("csm", "promise", **ACTION)
    story.do("cs", "promise_kept", pledge=2, note="已更换")

    assert [d.about for d in story.case.running("C16")] == [1]
    assert story.refused("cs", "promise_kept", pledge=2, note="…").code == "already"
    assert story.refused("cs", "promise_kept", pledge=5, note="…").code == "no_such_number"


def test_a_broken_promise_is_told_to_the_manager() -> None:
    story = scene("S5", policy=2)
    story.do("cs", "promise", **ANSWER)
    story.wait(at("11-28 00:00") - story.now + HOUR)
    breach = next(e for e in story.entries("duty_breached") if e.data["rule"] == "C16")

    assert {t["role"] for t in breach.data["told"]} == {"R03"}


def test_a_vague_promise_is_answered_by_asking_for_date_and_authority() -> None:
    refusal = scene("S5").refused("cs", "promise", kind="answer", text="尽快答复")

    assert (refusal.code, refusal.details["fields"]) == ("missing", ["authority", "due"])
    assert "兑现日期" in sentence(refusal, "zh")


@pytest.mark.parametrize(
    ("who", "form", "code"),
    [
        ("cs", {**ANSWER, "kind": "action"}, "answer_only"),
        ("cs", ACTION, "no_authority"),
        ("csm", {**ACTION, "due": "2026-11-22"}, "day_gone"),
        ("sales", {**ACTION, "authority": "R05"}, "not_yours"),
        ("legal", ACTION, "not_yours"),
    ],
)
def test_nobody_promises_more_than_their_authority(who: str, form: dict[str, Any], code: str) -> None:
    assert scene("S5").refused(who, "promise", **form).code == code


@pytest.mark.parametrize(("who", "authority"), [("csm", "R03"), ("eng", "R05"), ("head", "R06"), ("exec", "R10")])
def test_whoever_has_the_authority_promises_an_action(who: str, authority: str) -> None:
    scene("S5").do(who, "promise", **{**ACTION, "authority": authority})


def test_while_responsibility_is_open_only_an_answer_is_promised() -> None:
    """C-12."""
    story = scene("S4")
    said = {"liability": "undetermined", "cause": "unknown", "report": "…", "no_annex_reason": "…"}
    story.do("eng", "investigation_submitted", **said)

    assert story.refused("csm", "promise", **ACTION).code == "not_determined"
    story.do("csm", "promise", **{**ACTION, "kind": "answer"})


def test_the_case_owner_hears_of_a_promise_somebody_else_made() -> None:
    story: Scene = scene("S5")
    story.do("csm", "assign", owner="cs")
    story.do("head", "promise", **{**ACTION, "authority": "R06"})

    assert [(n.person, n.kind) for n in notices_of(story.case, story.last.entries[0])] == [("cs", "promised")]


def test_a_drill_shortens_the_way_to_the_date() -> None:
    """ARCHITECTURE 7: sixty times faster; the day itself is not waited for."""
    story = scene("S5", policy=2, drill=60)
    story.do("cs", "promise", **ANSWER)
    duty = story.duty("C16")

    assert duty.due_at - duty.started_at == (at("11-28 00:00") - duty.started_at) / 60

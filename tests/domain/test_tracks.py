"""Several outside bodies at once: each has its own dates and outcome; the work beside them goes on (X4, C-34, T33)."""

from typing import Any

import pytest

from domain.offers import offers
from domain.refusals import sentence
from domain.rights import roles_on
from domain.vocabulary import DutyState
from tests.domain.scenes import DAY, YXY, Scene, at, scene

NEXT_YEAR = 2027


def before(*bodies: tuple[str, str], stage: str = "S10", policy: int = 2) -> Scene:
    """A case before these bodies, each with its next date."""
    story = scene(stage, policy=policy)
    for kind, day in bodies:
        story.do("legal", "legal_track", kind=kind, reason="…", next_date=day)
        story.sign_all()
    return story


TWO = (("court", "2027-03-01"), ("administrative", "2027-02-01"))


def clocks(story: Scene) -> dict[int, str]:
    """The dates watched, by track."""
    return {d.about: d.due_at.strftime("%m-%d") for d in story.case.running("T33")}


def test_each_track_has_a_date_of_its_own() -> None:
    story = before(*TWO)

    assert story.stage == "X4"
    assert {d.about: d.due_at for d in story.case.running("T33")} == {
        1: at("03-02 00:00").replace(year=NEXT_YEAR),
        2: at("02-02 00:00").replace(year=NEXT_YEAR),
    }
    story.wait(100 * DAY)
    warned = [(e.data["duty"], e.data["mark"]) for e in story.entries("duty_warned") if "T33" in e.data["duty"]]
    assert warned == [
        ("T33.2", "d60"),
        ("T33.1", "d60"),
        ("T33.2", "d30"),
        ("T33.2", "d7"),
        ("T33.1", "d30"),
        ("T33.1", "d7"),
    ]


def test_a_next_date_meets_the_clock_of_its_own_track_only() -> None:
    story = before(*TWO)
    story.do("legal", "track_date", date="2027-04-15", what="第二次开庭", track=1)

    assert story.new() == ["track_date", "duty_met", "duty_started"]
    assert clocks(story) == {1: "04-15", 2: "02-01"}
    assert str(story.case.duty("T33.1").state) == "met"  # type: ignore[union-attr]


def test_which_track_has_to_be_said_where_there_are_several() -> None:
    story = before(*TWO)
    missing = story.refused("legal", "track_date", date="2027-04-15", what="…")
    assert (missing.code, missing.details["fields"]) == ("missing", ["track"])
    assert story.refused("legal", "legal_outcome", to="S5", document="…", track=3).code == "no_such_number"


def test_the_case_comes_back_with_the_outcome_of_the_last_one() -> None:
    story = before(*TWO)
    story.do("legal", "legal_outcome", to="S5", document="判决书", track=1)
    assert (story.stage, story.new()) == ("X4", ["legal_outcome", "duty_met"])
    assert story.case.running("T33")[0].about == 2
    assert story.refused("legal", "track_date", date="2027-04-15", what="…", track=1).code == "no_such_number"
    story.do("legal", "legal_outcome", to="S11", document="处理决定")

    assert story.stage == "S11"
    assert {d.state for d in story.case.duties if d.rule == "T33"} == {DutyState.MET}
    assert story.entries("legal_outcome")[-1].data["track"] == 2


def test_a_body_is_gone_to_once_at_a_time() -> None:
    story = before(("court", "2027-03-01"))
    refusal = story.refused("legal", "legal_track", kind="court", reason="…")
    assert (refusal.code, sentence(refusal, "zh")) == (
        "track_runs",
        "这条途径已经在办（第 1 条）；请先登记它的结果。",
    )
    story.do("legal", "legal_outcome", to="S5", document="驳回起诉")
    story.do("legal", "legal_track", kind="court", reason="上诉", next_date="2027-05-01")
    story.sign_all()

    assert clocks(story) == {2: "05-01"}


def test_a_track_that_was_not_agreed_to_is_none() -> None:
    story = before(("court", "2027-03-01"))
    story.do("legal", "legal_track", kind="arbitration", reason="…", next_date="2027-01-10")
    story.sign("head", "A17.2.R06", "reject", comment="…")
    assert clocks(story) == {1: "03-01"}
    story.do("legal", "legal_outcome", to="S5", document="判决书")

    assert story.stage == "S5"


def test_a_track_of_an_earlier_stay_is_over() -> None:
    """A customer withdraws while the court decides; when the case is reopened, it is not before the court."""
    story = scene("S7", policy=2)
    story.withdraw()
    story.hand_over()
    story.sign("head", "A17.1.R06")
    story.sign("csm", "A27.1.R03")
    story.do("csm", "reopen", reason="客户反悔")
    story.sign("csm1", "A27.2.R03")
    story.hand_over("2027-06-01")
    story.sign_all()

    assert clocks(story) == {2: "06-01"}


@pytest.mark.parametrize("policy", [1, 2])
def test_a_case_of_the_first_book_may_be_before_several_bodies_without_a_clock(policy: int) -> None:
    story = before(*TWO, policy=policy)
    story.do("legal", "legal_outcome", to="S5", document="判决书", track=2)
    assert story.stage == "X4"
    story.do("legal", "legal_outcome", to="S5", document="判决书")

    assert story.stage == "S5"
    assert ("track" in story.entries("legal_outcome")[-1].data) == (policy > 1)


BESIDE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("cs", "report_turn", {"what": "legal", "note": "…"}),
    ("cs", "third_party_involved", {"who": "court", "note": "…"}),
    ("cs", "media_involved", {"kind": "press", "note": "…"}),
    ("head", "acknowledge", {}),
    ("cs", "emergency", {"kind": "illness", "note": "…"}),
    ("cs", "promise", {"kind": "answer", "text": "…", "authority": "R02", "due": "2026-12-20"}),
    ("cs", "promise_kept", {"pledge": 1, "note": "…"}),
    ("csm", "note_decision", {"decision": "…", "known": "…", "unknown": "…"}),
    ("cs", "assess", {"households": 2}),
    ("csm", "assign", {"owner": "cs"}),
    ("cs", "hand_over", {"to": "csm", "note": "…"}),
    ("csm", "accept_handover", {}),
    ("csm1", "declare_conflict", {"reason": "…"}),
    ("head", "lift_conflict", {"account": "csm1", "reason": "…"}),
    ("cs", "interim_measure", {"what": "…", "promised": "2026-12-20"}),
    ("eng", "permanent_fix", {"measure": 1, "note": "…"}),
    ("cs", "contact_attempt", {"purpose": "progress", "way": "phone", "outcome": "no_answer"}),
    ("cs", "log_contact", {"purpose": "progress", "way": "phone", "note": "…"}),
    ("cs", "promise_visit", {"at": "2026-12-20T10:00+08:00"}),
    ("eng", "visit_arrived", {"promise": 1}),
    ("eng", "task_done", {"task": 1, "note": "…"}),
    ("eng", "ask_extension", {"duty": "T12.1", "reason": "…", "hours": 24}),
)


def test_the_work_beside_the_bodies_goes_on() -> None:
    story = before(TWO[0])
    for who, name, form in BESIDE:
        story.do(who, name, **form)

    assert story.stage == "X4"


def test_what_belongs_to_a_stage_waits() -> None:
    story = before(TWO[0])
    offered = {
        r.name for who in ("cs", "head", "legal") for r in offers(story.case, who, *roles_on(story.case, who, YXY))
    }

    assert {"legal_track", "track_date", "legal_outcome", "note_decision"} <= offered
    assert not {"save_plan", "plan_submitted", "result_confirmed", "execution_complete", "latent_crisis"} & offered

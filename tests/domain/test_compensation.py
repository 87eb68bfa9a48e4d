"""A07, C-27, N09, N15: compensation needs its papers, its basis and its signatures; there is no private deal."""

from dataclasses import replace
from typing import Any

import pytest

from domain.refusals import sentence
from domain.roster import Delegation
from tests.domain.scenes import HOUR, YXY, Scene, at, scene, seat_of

ASKED: dict[str, Any] = {"amount": 20_000, "basis": "contract", "grounds": "三次维修无效，误工两周", "documents": [1]}


def documented(stage: str = "S5", **how: Any) -> Scene:
    """A case in this stage with one document and, where it is needed, legal's opinion."""
    story = Scene(policy=2, **how).to(stage)
    story.do("cs", "add_evidence", kind="document", reason="收据原件")
    if story.level != "minor":
        story.do("legal", "legal_opinion", opinion="clear", text="无异议")
    return story


def with_compensation(stage: str = "S7") -> Scene:
    """A plan that uses compensation, approved and presented."""
    story = documented()
    steps = [{"no": 1, "text": "补偿误工费", "owner": "eng", "due": "2026-12-27"}]
    story.do("cs", "save_plan", text="方案", steps=steps, compensation=True)
    story.do("cs", "plan_submitted", plan=1)
    story.sign("head", "A02.1.R06")
    story.contact("present", "undecided")
    return story.to(stage)


def test_it_goes_to_the_department_and_then_to_the_project_head() -> None:
    story = documented()
    story.do("cs", "ask_compensation", **ASKED)
    first = story.approval("A07")
    story.sign("eng", "A07.1.R05")
    second = story.approval("A07")
    story.sign("head", "A07.1.R06")

    assert story.entries("ask_compensation")[0].data["amount"] == 20_000
    assert "grounds" not in story.entries("ask_compensation")[0].data
    assert (first.seat, first.asked_of, first.subject) == ("R05", ("eng",), "compensation:1")
    assert (second.seat, second.asked_of) == ("R06", ("head", "head1"))
    assert not story.case.open_approvals("A07")
    assert story.stage == "S5"


def test_above_the_limit_the_executive_signs_last() -> None:
    """C-27: fifty thousand are the project head's."""
    at_the_limit, above = documented(), documented()
    at_the_limit.do("cs", "ask_compensation", **ASKED | {"amount": 50_000})
    above.do("cs", "ask_compensation", **ASKED | {"amount": 50_001})
    for story in (at_the_limit, above):
        story.sign("eng", "A07.1.R05")
        story.sign("head", "A07.1.R06")

    assert not at_the_limit.case.open_approvals("A07")
    assert above.entries("ask_compensation")[0].data["above_limit"] is True
    assert above.approval("A07").asked_of == ("exec",)
    above.sign("exec", "A07.1.R10")
    assert not above.case.open_approvals("A07")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"documents": []}, "no_documents"),
        ({"documents": [9]}, "bad_value"),
        ({"amount": 0}, "bad_value"),
        ({"plan": 7}, "bad_value"),
        ({"basis": "friendship"}, "bad_value"),
        ({"grounds": ""}, "missing"),
    ],
)
def test_what_is_lacking_is_said(form: dict[str, Any], code: str) -> None:
    assert documented().refused("cs", "ask_compensation", **{**ASKED, **form}).code == code


@pytest.mark.parametrize(("level", "code"), [("general", "no_legal_opinion"), ("minor", None)])
def test_a_general_case_needs_legal_s_opinion_a_minor_one_does_not(level: str, code: str | None) -> None:
    story = scene("S5", level=level)
    story.do("cs", "add_evidence", kind="document", reason="收据原件")
    refusal = story.send("cs", "ask_compensation", **ASKED).refusal

    assert (refusal and refusal.code) == code


def test_one_request_at_a_time_and_nobody_signs_their_own() -> None:
    story = documented()
    story.do("eng", "ask_compensation", **ASKED)

    assert story.refused("cs", "ask_compensation", **ASKED).code == "already_asked"
    assert story.approval("A07").asked_of == ("head", "head1")
    assert story.sign("eng", "A07.1.R05").refusal.code == "own_work"  # type: ignore[union-attr]


def test_a_delegate_signs_up_to_the_limit_of_the_delegation() -> None:
    """A12: scope is rules and, where one is set, money."""
    given = Delegation("head", "csm1", ("A07",), at("11-01 00:00"), at("12-30 00:00"), limit=20_000)
    story = documented(roster=replace(YXY, delegations=(given,)))
    story.do("cs", "ask_compensation", **ASKED | {"amount": 20_001})
    story.sign("eng", "A07.1.R05")
    refusal = story.sign("csm1", "A07.1.R06").refusal
    story.sign("head", "A07.1.R06")
    story.do("cs", "ask_compensation", **ASKED)
    story.sign("eng", "A07.2.R05")

    assert refusal is not None
    assert (refusal.code, refusal.details["persons"]) == ("out_of_scope", ["head"])
    assert story.sign("csm1", "A07.2.R06").refusal is None


def test_another_department_does_not_ask() -> None:
    assert documented().refused("sales", "ask_compensation", **ASKED).code == "not_yours"


def test_t26_gives_it_eight_hours() -> None:
    story = documented()
    story.do("cs", "ask_compensation", **ASKED)

    assert story.duty("T26").due_at - story.duty("T26").started_at == 8 * HOUR


def test_a_private_deal_is_impossible() -> None:
    """N15: a plan with compensation does not reach execution before A07 for that version is signed."""
    story = with_compensation()
    refusal = story.refused("cs", "customer_response", outcome="satisfied", evidence=[1])
    story.do("cs", "ask_compensation", **ASKED)
    waiting = story.refused("cs", "customer_response", outcome="satisfied", evidence=[1])
    story.sign("eng", "A07.1.R05")
    half = story.refused("cs", "customer_response", outcome="satisfied", evidence=[1])
    story.sign("head", "A07.1.R06")
    story.do("cs", "customer_response", outcome="satisfied", evidence=[1])

    assert (refusal.code, waiting.code, half.code) == ("no_compensation",) * 3
    assert "不得私下补偿" in sentence(refusal, "zh-CN")
    assert "no private deal" in sentence(refusal, "en")
    assert story.stage == "S10"


def test_a_rejected_request_opens_no_way_and_may_be_asked_anew() -> None:
    story = with_compensation()
    story.do("cs", "ask_compensation", **ASKED)
    story.sign("eng", "A07.1.R05", "reject", comment="依据不足")
    assert story.refused("cs", "customer_response", outcome="satisfied", evidence=[1]).code == "no_compensation"
    story.do("cs", "ask_compensation", **ASKED)
    story.sign_all()
    story.do("cs", "customer_response", outcome="satisfied", evidence=[1])

    assert story.stage == "S10"


def test_a_returned_request_is_asked_again_as_it_was() -> None:
    story = documented()
    story.do("cs", "ask_compensation", **ASKED)
    story.sign("eng", "A07.1.R05", "return", comment="补发票")
    story.do("cs", "ask", rule="A07")

    assert (story.approval("A07").round, story.approval("A07").subject) == (2, "compensation:1")


@pytest.mark.parametrize("stage", ["S8b", "S9"])
def test_every_way_into_execution_asks_for_it(stage: str) -> None:
    story = with_compensation(stage)
    if stage == "S8b":
        story.contact("explain", "understood")
        refusal = story.refused("cs", "explanation_response", outcome="understood")
    else:
        refusal = story.refused("head", "contingency_result", outcome="agreement", note="…")

    assert refusal.code == "no_compensation"


def test_a_dissatisfied_customer_is_heard_without_it() -> None:
    story = with_compensation()
    story.do("cs", "customer_response", outcome="dissatisfied", words="不行")

    assert story.stage == "S8"


def test_a_case_of_the_first_policy_goes_on_as_before() -> None:
    story = scene("S5")
    steps = [{"no": 1, "text": "补偿误工费", "owner": "eng", "due": "2026-12-27"}]
    story.do("cs", "save_plan", text="方案", steps=steps, compensation=True)
    story.do("cs", "plan_submitted", plan=1)
    story.sign("head", seat_of(story.approval("A02")))
    story.present("satisfied")

    assert story.stage == "S10"

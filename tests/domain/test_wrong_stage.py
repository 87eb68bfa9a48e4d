"""One refusal, its sentence byte for byte (WALK section 4), and its line."""

import pytest

from domain.refusals import sentence
from tests.domain.scenes import Scene, at, scene, walked_to

ZH = "现在是“方案审批”，还不能登记客户答复；方案批准后才可以。"
EN = "The case is in Plan approval: a customer's answer can be recorded only after the plan is approved."


def test_the_sentence_of_the_walk_in_both_languages() -> None:
    paper = walked_to("11-23 08:30")
    outcome = paper.do("cs", "customer_response", at("11-23 08:30"), "ws-cmd-01", outcome="dissatisfied", words="…")

    assert outcome.refusal is not None
    assert outcome.refusal.status == 409
    assert sentence(outcome.refusal, "zh-CN") == ZH
    assert sentence(outcome.refusal, "en") == EN
    (line,) = outcome.entries
    assert (line.actor, line.role, line.type) == ("cs", "R02", "refused")
    assert line.data == {"command": "ws-cmd-01", "name": "customer_response", "code": "wrong_stage", "stage": "S6"}


def test_what_is_over_is_said_to_be_over() -> None:
    refusal = scene("S10").refused("cs", "customer_response", outcome="satisfied")

    assert sentence(refusal, "zh") == "现在是“方案执行”，已不能登记客户答复。"
    assert sentence(refusal, "en") == "The case is in Execution: a customer's answer can be recorded no more."


@pytest.mark.parametrize(
    ("stage", "purpose", "answer", "zh", "en"),
    [
        ("S5", "present", "satisfied", "要在“客户沟通”。", "only in Presentation."),
        ("S7", "explain", "understood", "要在“解释说明”或“紧急应对”。", "only in Explanation or Contingency."),
        ("S10", "result", "satisfied", "要在“结果确认”。", "only in Result confirmation."),
    ],
)
def test_a_contact_of_the_wrong_purpose_hears_where_it_belongs(stage, purpose, answer, zh, en) -> None:
    refusal = scene(stage).refused("cs", "log_contact", purpose=purpose, way="phone", answer=answer, note="…")

    assert refusal.code == "wrong_stage"
    assert sentence(refusal, "zh").endswith(zh)
    assert sentence(refusal, "en").endswith(en)


def test_a_summary_belongs_to_the_retrospective() -> None:
    refusal = scene("S12").refused("cs", "file_report", kind="summary", text="总结")

    assert sentence(refusal, "zh") == "现在是“回访”，不能提交报告（总结报告）；要在“总结改进”。"


def test_who_holds_no_role_hears_that_first() -> None:
    """Authority before the stage: a person without the role learns nothing of the case by trying."""
    assert scene("S6").refused("audit", "customer_response", outcome="satisfied").code == "not_yours"
    assert Scene().refused("admin", "assign", owner="cs").status == 403


def test_a_command_nobody_knows_is_refused_in_words() -> None:
    refusal = Scene().refused("cs", "make_it_so")

    assert (refusal.code, sentence(refusal, "zh")) == ("unknown_command", "没有这个指令。")


def test_every_other_command_to_an_ended_case_hears_that_it_ended() -> None:
    for stage in ("S14", "X1", "X3"):
        assert scene(stage).refused("cs", "interim_measure", what="先堵上").code == "closed"

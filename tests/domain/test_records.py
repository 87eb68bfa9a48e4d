"""Records made whole: liability (C-12), the list of contingency (D27), the sample call (C-37), evidence, functions."""

from typing import Any

import pytest

from domain.commands import fields_of
from domain.contingency import ContingencyItem, ticked, unticked
from domain.emergency_plan import PLAN
from domain.fields import sort_out
from domain.files import MOST_FILES
from domain.liability import liability_of
from domain.policy import POLICIES
from domain.refusals import sentence
from domain.sampling import sampled
from domain.superseding import superseded_by
from domain.turn_codes import EmergencyKind
from tests.domain.scenes import DAY, YXY, Scene, scene
from tests.walk.paper import PaperCase

FINDING = {"cause": "unknown", "report": "报告", "no_annex_reason": "无"}
BASIS = {"reason": "检测报告"}


def undetermined(policy: int = 2) -> Scene:
    """A plan is approved, and nobody knows yet whose fault it was."""
    story = scene("S4", policy=policy)
    story.do("eng", "investigation_submitted", liability="undetermined", **FINDING)
    return story.to("S7")


def test_while_liability_is_open_only_an_answer_is_promised() -> None:
    story = undetermined()
    presenting: dict[str, Any] = {"purpose": "present", "way": "phone", "answer": "undecided", "note": "…"}
    refusal = story.refused("cs", "log_contact", **presenting)

    assert refusal.code == "liability_open"
    assert "承诺在某日前给出答复" in sentence(refusal, "zh")
    story.contact("progress")
    story.do("cs", "promise", kind="answer", text="周五答复", authority="R02", due="2026-11-27")
    assert story.refused("csm", "promise", kind="action", text="修", authority="R03", due="2026-11-27").code == (
        "not_determined"
    )


def test_the_finding_of_liability_lets_the_plan_be_presented() -> None:
    story = undetermined()
    story.do("eng", "liability_found", liability="ours", **BASIS)
    story.contact("present", "undecided")

    assert liability_of(story.case) == "ours"


def test_no_compensation_is_asked_while_liability_is_open() -> None:
    story = undetermined()
    story.do("cs", "add_evidence", kind="document", reason="票据")
    story.do("legal", "legal_opinion", opinion="clear", text="…")
    asked = {"amount": 900, "basis": "contract", "grounds": "…", "documents": [1]}

    assert story.refused("cs", "ask_compensation", **asked).code == "liability_open"


def test_cases_of_the_first_book_were_never_held_to_the_finding() -> None:
    undetermined(policy=1).contact("present", "undecided")


def test_contingency_is_left_with_its_list_done_or_a_reason() -> None:
    story = scene("S9", policy=2)
    story.do("cs", "contingency_checked", items=["scenarios", "venue"])
    refusal = story.refused("head", "contingency_result", outcome="new_proposal", note="…")

    assert refusal.code == "list_open"
    assert "已安排接待人员" in sentence(refusal, "zh")
    assert "Venue" not in sentence(refusal, "en")
    story.do("head", "contingency_result", outcome="new_proposal", note="…", left_open="客户当天同意再谈")
    assert story.entries("contingency_result")[-1].data["unticked"] == [
        "movements", "widening", "reception", "evidence", "support",
    ]  # fmt: skip


def test_each_item_is_ticked_by_somebody_and_begins_anew_with_the_next_contingency() -> None:
    story = scene("S9", policy=2)
    story.do("cs", "contingency_checked", items=["scenarios"])
    story.do("csm", "contingency_checked", items=[str(item) for item in ContingencyItem])
    done = ticked(story.case)

    assert (done["scenarios"].author, done["venue"].author) == ("cs", "csm")
    story.do("head", "contingency_result", outcome="new_proposal", note="…")
    assert "unticked" not in story.entries("contingency_result")[-1].data
    story.do("csm", "activate_contingency", reason="又起")
    assert len(unticked(story.case)) == len(ContingencyItem)


def drawn(stage: str, level: str = "general") -> Scene:
    """A case whose number is one of those that are called."""
    story = Scene(level=level, policy=2)
    number = next(n for n in (f"YXY-2026-{no:04d}" for no in range(1, 99)) if _is_drawn(n))
    story.paper = PaperCase(YXY, number, POLICIES[2])
    story.paper.register("cs", story.now)
    return story.to(stage)


def _is_drawn(number: str) -> bool:
    paper = PaperCase(YXY, number, POLICIES[2])
    return sampled(paper.case.__class__(number, "", policy=2))


def test_one_closed_case_in_five_is_called_by_the_manager() -> None:
    numbers = [f"YXY-2026-{no:04d}" for no in range(1, 1001)]
    story = drawn("S12")

    assert 150 < sum(map(_is_drawn, numbers)) < 250
    duty = story.duty("C37")
    assert (duty.owner_role, duty.due_at - duty.started_at) == ("R03", 7 * DAY)
    assert story.refused("cs", "sample_call", answer="satisfied", record="…").code == "not_yours"
    story.do("csm", "sample_call", answer="satisfied", record="满意")
    assert "duty_met" in story.new()
    assert story.refused("csm", "sample_call", answer="satisfied", record="…").code == "not_sampled"


@pytest.mark.parametrize("level", ["minor", "general"])
def test_a_drawn_case_is_archived_once_the_call_was_made(level: str) -> None:
    story = drawn("S13", level)
    story.do("cs", "file_report", kind="summary", text="…")

    assert story.refused("csm", "archive", report=1).code == "sample_call_open"
    story.do("csm", "sample_call", answer="unsatisfied", then="leave", record="嫌慢，结果认可")
    story.do("csm", "archive", report=1)


def test_an_unsatisfied_call_may_reopen_the_case() -> None:
    story = drawn("S13")
    story.do("csm", "sample_call", answer="unsatisfied", then="reopen", record="又渗水")

    assert (story.stage, story.case.reopened) == ("S5", 1)
    assert scene("S12", policy=2).refused("csm", "sample_call", answer="satisfied", record="…").code == "not_sampled"


def test_evidence_says_where_when_by_whom_and_who_holds_it() -> None:
    """D33: instant and digest travel, words stay sealed; a digest that is none is refused."""
    said = sort_out(
        fields_of("add_evidence"),
        {
            "kind": "photo", "reason": "原件在档案柜", "place": "主卧", "taker": "周念", "custody": "档案柜",
            "taken_at": "2026-11-22T10:00", "file_digest": "AB" * 32,
        },
    )  # fmt: skip

    assert said.data == {"kind": "photo", "taken_at": "2026-11-22T02:00:00.000000Z", "file_digest": "ab" * 32}
    assert set(said.texts) == {"reason", "place", "taker", "custody"}
    assert sort_out(fields_of("add_evidence"), {"kind": "photo", "file_digest": "12"}).bad == ("file_digest",)


def test_a_piece_of_evidence_has_files_or_says_why_not() -> None:
    """D33: files by their digests travel into the chain; without one, the reason is required."""
    story = scene("S5")
    bare = story.refused("cs", "add_evidence", kind="photo")
    story.do("cs", "add_evidence", kind="photo", files=["ab" * 32, "cd" * 32])
    story.do("cs", "add_evidence", kind="photo", reason="业主不让拍照")
    kept = story.case.of_kind("evidence")

    assert (bare.code, bare.details["fields"]) == ("missing", ["reason"])
    assert [piece.data.get("files") for piece in kept] == [["ab" * 32, "cd" * 32], None]
    for files in (["nothing"], [f"{n:064x}" for n in range(MOST_FILES + 1)]):
        assert sort_out(fields_of("add_evidence"), {"kind": "photo", "files": files}).bad == ("files",)


def test_evidence_is_superseded_once_by_a_later_piece_and_never_deleted() -> None:
    """D33, and a confirmation that was superseded closes nothing (C-37)."""
    story = scene("S5")
    story.do("cs", "add_evidence", kind="customer_confirmation", reason="签错房号")
    assert story.refused("cs", "add_evidence", kind="photo", reason="…", supersedes=2).code == "no_such_number"
    story.do("cs", "add_evidence", kind="photo", reason="重签前的照片", supersedes=1)
    refusal = story.refused("cs", "add_evidence", kind="photo", reason="…", supersedes=1)

    assert [r.no for r in story.case.of_kind("evidence")] == [1, 2]
    assert superseded_by(story.case, "evidence") == {1: 2}
    assert (refusal.code, "由第 2 件替代" in sentence(refusal, "zh")) == ("evidence_superseded", True)
    assert "superseded by 2" in sentence(refusal, "en")


def test_what_a_plan_says_of_the_negotiation_is_sealed() -> None:
    """D06: not one word of it travels."""
    words = {"their_bottom_line": "退房", "compromise": "换房", "adverse": "找媒体", "venue": "会议室"}
    sorted_ = sort_out(fields_of("save_plan"), words)

    assert (sorted_.data, sorted_.texts) == ({}, words)


def test_a_plan_lists_the_key_departments() -> None:
    """D26: who decides, who can veto, where to begin; sealed like all words, read by whoever reads the plan."""
    listed = sort_out(fields_of("save_plan"), {"key_departments": "区住建局：有决定权\n消协：切入点"})
    row = next(f for f in fields_of("save_plan") if f.name == "key_departments")

    assert (listed.data, list(listed.texts)) == ({}, ["key_departments"])
    assert not row.restricted


def test_functions_are_held_within_the_team() -> None:
    """D24."""
    story = scene("S3")
    team = ["head", "csm", "cs", "eng"]
    refusal = story.refused("csm", "level_set", level="general", team=team, commander="head", specialist="legal")

    assert (refusal.code, refusal.details["fields"]) == ("not_in_team", ["specialist"])
    story.do("csm", "level_set", level="general", team=team, commander="head", liaison="cs")
    assert story.case.functions == (("commander", "head"), ("liaison", "cs"))


def test_every_emergency_has_a_plan_in_both_languages() -> None:
    """D15: what to do first."""
    assert set(PLAN) == {str(kind) for kind in EmergencyKind}
    assert all(len(zh) > 20 and len(en) > 60 for zh, en in PLAN.values())


def test_a_verified_improvement_says_what_it_came_to() -> None:
    """D12."""
    story = scene("S13", policy=2)
    story.do("cs", "improvement", action="验收加一项", owner="eng", due="2026-12-20")
    story.do("csm", "improvement_verified", improvement=1, note="抽查", effect="effective")

    assert story.case.of_kind("verification")[0].data["effect"] == "effective"

"""The letters to the customer say what the file says, and no more (C-12, D08, D10)."""

import pytest

from domain.letters import FINDING, letter
from tests.domain.scenes import Scene, scene

STAGES = ("S2", "S3", "S4", "S5", "S6", "S7", "S8", "S8b", "S9", "S10", "S11", "S12", "S13")


def found(liability: str) -> Scene:
    story = scene("S4", policy=2)
    story.do("eng", "investigation_submitted", liability=liability, cause="use", report="…", no_annex_reason="…")
    return story


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_letter_can_be_drafted_in_every_stage(stage: str, language: str) -> None:
    case = scene(stage).case
    for final in (False, True):
        text = letter(case, language, final=final)

        assert case.number in text
        assert not {"{", "}"} & set(text)
        assert "None" not in text


@pytest.mark.parametrize("final", [False, True])
@pytest.mark.parametrize("liability", list(FINDING))
def test_a_letter_tells_the_finding_as_it_was_found(liability: str, final: bool) -> None:
    """C-12: the reply agrees with the finding; no other finding's words stand in it."""
    case = found(liability).case
    for column, language in enumerate(("zh", "en")):
        text = letter(case, language, final=final)

        assert [code for code, words in FINDING.items() if words[column] in text] == [liability]


def test_before_the_investigation_responsibility_is_open() -> None:
    assert FINDING["undetermined"][0] in letter(scene("S4").case, "zh", final=False)  # type: ignore[index]


def test_open_promises_are_told_with_their_dates_and_kept_ones_are_not() -> None:
    story = found("ours")
    story.do("cs", "promise", kind="answer", text="…", authority="R02", due="2026-11-27")
    story.do("csm", "promise", kind="action", text="…", authority="R03", due="2026-11-30")
    text = letter(story.case, "zh", final=False)
    assert "我们将在 2026-11-27 前答复您。" in text
    assert "2026-11-30 前办妥" in text
    story.do("cs", "promise_kept", pledge=1, note="…")

    assert "2026-11-27" not in letter(story.case, "zh", final=False)


def test_while_responsibility_is_open_the_letter_promises_an_answer_only() -> None:
    """A promise of action made before the finding is not repeated while it is undetermined."""
    story = scene("S4", policy=2)
    story.do("csm", "promise", kind="action", text="…", authority="R03", due="2026-11-30")

    assert "2026-11-30" not in letter(story.case, "en", final=False)


def test_the_interim_letter_counts_what_is_done_and_the_final_one_asks_both_questions() -> None:
    story = scene("S10")
    assert "1 项措施已完成 0 项" in letter(story.case, "zh", final=False)
    story.to("S11")
    final = letter(story.case, "zh", final=True)

    assert "1 项措施均已完成" in final
    assert "处理结果是否满意" in final
    assert "办理过程是否满意" in final

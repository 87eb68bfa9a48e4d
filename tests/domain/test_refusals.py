"""The sentences of refusals: every code has one, in both languages, with its details in words."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from domain.refusal import Refusal
from domain.refusals import DECIDED_WORDS, SENTENCES, sentence
from domain.refusals_campaigns import COMPOSED
from domain.vocabulary import ApprovalState

DOMAIN = Path(__file__).parents[2] / "domain"

#: What each sentence is filled from, as the guards give it.
DETAILS = {
    "roles": ["R03", "R06"], "fields": ["outcome"], "changed": [{"seq": 39, "type": "assign", "actor": "csm"}],
    "floor": "general", "level": "minor", "newest": 3, "purpose": "present", "task": 2, "tasks": [1, 2],
    "conditions": ["steps", "file"], "name": "screen_decision", "stage": "S6",
    "calls": ["project_head"], "items": ["aid", "police"], "duty": "T48.1",
    "no": 3, "promises": [1], "improvements": [1, 2], "hours": 4,
    "rule": "A08", "rules": ["A08"], "persons": ["head"], "plan": 2,
    "attempts": 2, "contacts": 1, "needed": 2, "occasions": 2, "ways": 1, "version": 2,
    "other": 2, "count": 2, "later": 2,
    "phase": "outbreak", "phases": ["handling"], "measures": ["soothe"],
    "short": [{"group": "order", "heads": 1, "least": 5}], "left": {"issues": [1], "duties": ["hall"]},
    "seats": ["leader", "R06"], "groups": ["order"], "unit": "cs", "first": "2027-03-01", "last": "2027-03-20",
    "issue": 1, "customer": 1, "question": 1, "media": 1, "case": "YXY-2026-0002",
    "group": "YXY-2026-0002", "open": 2, "households": ["YXY-2026-0005", "YXY-2026-0006"],
}  # fmt: skip


def given() -> set[str]:
    """Every code that the core can give, read from its source."""
    calls = [
        n for p in DOMAIN.glob("*.py") for n in ast.walk(ast.parse(p.read_text("utf-8"))) if isinstance(n, ast.Call)
    ]
    first = [c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Refusal" and c.args]
    return {str(a.value) for a in first if isinstance(a, ast.Constant)} | {
        "no_contact",
        "no_progress_notice",
        "amendment_moved",
    }


def test_every_code_a_guard_gives_has_a_sentence_and_the_other_way_round() -> None:
    assert given() - {"wrong_stage"} == set(SENTENCES)


@pytest.mark.parametrize("code", sorted({*SENTENCES, "wrong_stage"} - {"decided"}))
def test_a_refusal_reads_in_chinese_and_in_english(code: str) -> None:
    refusal = Refusal(code, dict(DETAILS))
    zh, en = sentence(refusal, "zh-CN"), sentence(refusal, "en-GB")

    assert zh.endswith("。")
    assert en.endswith(".")
    for text in (zh, en):
        assert not {"{", "}", "None"} & set(text.split())
        assert "None" not in text


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_tell_the_same_details(code: str) -> None:
    zh, en = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in SENTENCES[code])

    assert zh == en
    assert zh <= {*DETAILS, *COMPOSED, "by", "when"}


def test_codes_become_words() -> None:
    assert (
        sentence(Refusal("not_yours", DETAILS), "zh")
        == "这一步由客服经理、项目负责人办理，你在这个案件里没有这个职责。"
    )
    assert sentence(Refusal("missing", DETAILS), "en") == "Still missing: Outcome. Fill it in and send again."
    assert "方案各步已完成、资料齐全" in sentence(Refusal("conditions_open", DETAILS), "zh")


def test_a_claim_of_when_it_happened_has_a_name_too() -> None:
    refusal = Refusal("bad_value", {"name": "log_contact", "fields": ["happened_at"]})

    assert "发生时间" in sentence(refusal, "zh")
    assert "When it happened" in sentence(refusal, "en")


@pytest.mark.parametrize("state", [s for s in ApprovalState if s is not ApprovalState.OPEN])
def test_decided_tells_which_end_by_whom_and_when(state: ApprovalState) -> None:
    details = {"state": str(state), "by": "head", "when": "2026-11-23T01:00:00.100000Z"}
    zh, en = (sentence(Refusal("decided", details), tongue, {"head": "沈望舒"}.get) for tongue in ("zh", "en"))  # type: ignore[arg-type]

    assert str(state) in DECIDED_WORDS
    assert "09:00" in zh
    assert "09:00" in en
    assert ("沈望舒" in zh) == (state is not ApprovalState.EXPIRED)


def test_the_other_signer_reads_who_was_first() -> None:
    """WALK 3 (c), byte for byte."""
    details = {"state": "approved", "by": "head", "when": "2026-11-23T01:00:00.100000Z"}

    assert sentence(Refusal("decided", details), "zh-CN", lambda _: "沈望舒") == "沈望舒已在 09:00 同意。"


def test_what_the_system_did_is_called_the_systems() -> None:
    details = {"state": "withdrawn", "by": "system", "when": "2026-11-23T01:00:00.000000Z"}

    assert sentence(Refusal("decided", details), "zh").startswith("系统")


def test_authority_is_403_and_everything_else_409() -> None:
    statuses = {code: Refusal(code).status for code in SENTENCES}

    assert {code for code, status in statuses.items() if status == 403} == {"not_yours", "own_work", "out_of_scope"}
    assert set(statuses.values()) == {403, 409}

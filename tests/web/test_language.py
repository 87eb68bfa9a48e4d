"""Both languages are complete: every sentence, every line of the journal, every code."""

import re
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po

from domain.case import Case
from domain.commands import COMMANDS
from domain.consequences import CLOCK_LINES
from domain.refusals import SENTENCES
from tests.web.extracting import WEB, sentences
from tests.web.story import SUNDAY
from web.language import CATALOGUE, language
from web.meanings import FINDINGS, MEANINGS
from web.tales import TALES, tale_of
from web.telling import Teller

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_no_sentence_is_missing_or_left_over_in_the_catalogue():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue if m.id}
    asked = {m[0] if isinstance(m, tuple) else m for _, m in sentences() if m}
    assert asked - known == set()
    assert known - asked == set()
    assert [m.id for m in catalogue if m.id and (m.fuzzy or not m.string)] == []


def test_translations_keep_the_places_to_fill():
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="zh_CN"):
            if isinstance(message.id, str) and message.id:
                assert (
                    re.findall(r"%\(\w+\)s", message.id).sort() == re.findall(r"%\(\w+\)s", str(message.string)).sort()
                )


def test_every_type_of_line_is_told():
    known = {*COMMANDS, *CLOCK_LINES, "signed", "refused", "not_from_desk"}
    assert set(TALES) <= known
    assert all(all(tale_of(name)) for name in known)


def test_a_command_without_a_sentence_is_told_by_its_own_words(monkeypatch):
    monkeypatch.setitem(
        COMMANDS, "mediation_result", replace(COMMANDS["visit_recorded"], zh="登记调解结果", en="Record it")
    )
    assert tale_of("mediation_result") == ("登记调解结果[：{outcome}]", "record it[: {outcome}]")


def test_no_chinese_stands_in_templates_or_scripts():
    files = [*WEB.rglob("*.html"), *WEB.rglob("static/*.js")]
    found = [f.name for f in files if CHINESE.search(f.read_text().replace("中文", ""))]
    assert found == []


@pytest.mark.parametrize("rows", [TALES, MEANINGS, FINDINGS, SENTENCES])
def test_rows_have_the_same_places_in_both_languages(rows):
    for zh, en in rows.values():
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en))


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_refusals_are_told_in_the_readers_language(code):
    teller = Teller(Case.unopened("YXY-2026-0147"), {"head": ("沈望舒", "Shen Wangshu")}, {}, language(code), SUNDAY)
    data = {"code": "decided", "state": "approved", "by": "head", "when": "2026-11-23T01:00:00.000000Z"}
    expected = "沈望舒已在 09:00 同意。" if code == "zh-CN" else "Shen Wangshu approved it at 09:00."
    assert teller.refusal(data) == expected


@pytest.mark.parametrize(("code", "said"), [("zh-CN", "进入甄别"), ("en", "Entered Screening")])
def test_a_move_that_somebody_made_tells_no_reason(code, said):
    teller = Teller(Case.unopened("YXY-2026-0147"), {}, {}, language(code), SUNDAY)

    assert teller.what("moved", {"from": "S1", "to": "S2"}) == said

"""How a form is sorted: codes travel, words are sealed, what cannot be read never travels."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.asked import LOG_CONTACT, SAVE_PLAN
from domain.commands import COMMANDS, fields_of
from domain.entries import canonical
from domain.fields import Kind, Problem, sort_out

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
CONTACT = {"purpose": "present", "way": "phone", "answer": "satisfied"}


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(sorted(COMMANDS)), data=st.data())
def test_whatever_is_sent_is_sorted_without_raising(name: str, data: st.DataObject) -> None:
    fields = {f.name: f for f in fields_of(name)}
    names = st.sampled_from([*fields, "nonsense"])
    form = data.draw(st.dictionaries(names, VALUES, max_size=5))
    found = sort_out(fields_of(name), form)

    assert set(found.data) | set(found.texts) | set(found.bad) <= set(fields)
    assert all(fields[n].kind in (Kind.TEXT, Kind.STEPS) for n in found.texts)
    canonical(found.data)
    for field_name, value in found.data.items():
        if fields[field_name].codes:
            codes = {str(c) for c in fields[field_name].codes}
            assert (set(value) if isinstance(value, list) else {value}) <= codes


def test_words_are_kept_apart_from_codes() -> None:
    found = sort_out(LOG_CONTACT, {**CONTACT, "note": "  客户说\r\n可以 "})

    assert found.data == CONTACT
    assert found.texts == {"note": "客户说\n可以"}


@pytest.mark.parametrize(("way", "bad"), [("pigeon", ("way",)), (7, ("way",)), (["phone"], ("way",)), ("phone", ())])
def test_a_value_of_the_wrong_kind_is_named_and_left_behind(way: Any, bad: tuple[str, ...]) -> None:
    found = sort_out(LOG_CONTACT, {**CONTACT, "way": way, "note": "…"})

    assert found.bad == bad
    assert ("way" in found.data) == (not bad)


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\x1bb", "a\ud800b", "\u2067甲"])
def test_characters_nobody_can_read_are_not_stored(text: str) -> None:
    assert sort_out(LOG_CONTACT, {**CONTACT, "note": text}).problems == (Problem("note", "characters"),)


def test_a_text_over_its_length_is_not_stored() -> None:
    """WALK section 5: limits count Unicode characters."""
    assert sort_out(LOG_CONTACT, {**CONTACT, "note": "𠮷" * 2000}).problems == ()
    assert sort_out(LOG_CONTACT, {**CONTACT, "note": "字" * 2001}).problems == (Problem("note", "too_long", 2000),)


def test_a_field_that_is_not_ours_is_not_stored() -> None:
    assert sort_out(LOG_CONTACT, {**CONTACT, "colour": "red"}).problems == (Problem("colour", "unknown_field"),)


def test_empty_fields_are_fields_left_out() -> None:
    found = sort_out(LOG_CONTACT, {"purpose": "", "way": None, "note": "   "})

    assert (found.data, found.texts, found.bad, found.problems) == ({}, {}, (), ())


@pytest.mark.parametrize(
    "step",
    [
        {"no": 1, "text": "做", "owner": "eng", "due": "2026-02-30"},
        {"no": 1, "text": "做", "owner": "工程", "due": "2026-11-27"},
        {"no": 1, "text": " ", "owner": "eng", "due": "2026-11-27"},
        {"no": True, "text": "做", "owner": "eng", "due": "2026-11-27"},
        {"text": "做", "owner": "eng", "due": "2026-11-27"},
        "做",
    ],
)
def test_a_step_has_a_number_words_an_owner_and_a_day(step: Any) -> None:
    assert sort_out(SAVE_PLAN, {"text": "方案", "steps": [step]}).bad == ("steps",)


def test_numbers_and_marks_come_as_forms_send_them() -> None:
    fields = fields_of("level_set")
    found = sort_out(fields, {"level": "major", "households": "3", "media": "on", "team": "cs"})

    assert found.data == {"level": "major", "households": 3, "media": True, "team": ["cs"]}
    assert sort_out(fields, {"households": "３"}).bad == ("households",)
    assert sort_out(fields, {"households": -1}).bad == ("households",)
    assert sort_out(fields, {"team": ["cs", "cs", "eng"]}).data == {"team": ["cs", "eng"]}

"""Statements by example (D35, A08, A09, A10, T26.A08): written, edited, signed, held back, compared, let out."""

import pytest

from domain.releasing import against_again, next_release
from domain.statements import compared_with, is_approved
from domain.vocabulary import ApprovalState
from tests.domain.scenes import HOUR, MINUTE, seat_of
from tests.domain.statement_scenes import WORDS, Desk


def desk(level: str = "general", stage: str = "S4", policy: int = 2) -> Desk:
    story = Desk(level=level, policy=policy)
    story.to(stage)
    return story


def asked(story: Desk, rule: str) -> list[str]:
    return [seat_of(a) for a in story.case.approvals if a.rule == rule]


@pytest.mark.parametrize(
    ("audience", "who", "level", "seats"),
    [
        ("media", "pr", "general", ["A08.1.R13", "A08.1.R06"]),
        ("media", "pr", "major", ["A08.1.R13", "A08.1.R10"]),
        ("authorities", "pr", "general", ["A08.1.R13", "A08.1.R06"]),
        ("customers", "cs", "general", ["A09.1.R13", "A09.1.R06"]),
        ("customers", "cs", "major", ["A09.1.R13", "A09.1.R10"]),
        ("staff", "pr", "general", ["A10.1.R06"]),
    ],
)
def test_each_audience_has_its_signers(audience: str, who: str, level: str, seats: list[str]) -> None:
    """A08, A09, A10: legal first, the executive in a major case."""
    story = desk(level)
    no = story.signed(audience, who)

    assert asked(story, seats[0][:3]) == seats
    statement = story.case.record("statement", no)
    assert statement is not None
    assert is_approved(story.case, statement)


@pytest.mark.parametrize(("audience", "who"), [("media", "cs"), ("customers", "pr"), ("staff", "cs")])
def test_each_audience_has_its_writers(audience: str, who: str) -> None:
    refusal = desk().refused(who, "draft_statement", audience=audience, kind="ordinary", **WORDS)

    assert refusal.code == "not_yours"


def test_an_edit_is_a_new_text_and_makes_the_open_sign_off_void() -> None:
    story = desk()
    story.draft()
    story.do("pr", "ask_statement", statement=1)
    story.do("pr", "edit_statement", statement=1, title="说明", text="现场已封闭。")

    assert [a.state for a in story.case.approvals if a.rule == "A08"] == [ApprovalState.VOID]
    line = story.last.entries[0]
    assert (line.data["statement"], line.data["replaces"], line.data["audience"]) == (2, 1, "media")
    assert story.refused("pr", "ask_statement", statement=1).code == "text_replaced"


def test_an_edit_after_the_last_signature_needs_all_of_them_anew() -> None:
    story = desk()
    story.appoint()
    story.signed()
    story.do("pr", "edit_statement", statement=1, **WORDS)

    for no, code in ((1, "text_replaced"), (2, "not_approved")):
        refusal = story.refused("spokes", "release_statement", statement=no, outlet="page")
        assert refusal.code == code


def test_a_rejected_text_does_not_come_again_and_a_returned_one_may() -> None:
    story = desk()
    story.draft()
    story.do("pr", "ask_statement", statement=1)
    story.sign("legal", "A08.1.R13", "return", comment="补充依据")
    story.do("pr", "ask_statement", statement=1)
    story.sign("legal", "A08.2.R13", "reject", comment="措辞不妥")

    assert story.refused("pr", "ask_statement", statement=1).code == "text_rejected"


def test_nobody_signs_what_they_wrote() -> None:
    story = desk()
    story.draft("customers", "csm")
    story.do("csm", "ask_statement", statement=1)
    outcome = story.sign("csm", "A09.1.R13")

    assert outcome.refusal is not None
    assert outcome.refusal.code == "own_work"


def test_only_the_appointed_spokesperson_lets_a_text_out_to_the_media() -> None:
    """C-03: the group's seat alone is not an appointment; others only refer to the spokesperson."""
    story = desk()
    story.signed()
    assert story.refused("spokes", "release_statement", statement=1, outlet="page").code == "no_spokesperson"
    story.appoint()
    refusal = story.refused("pr", "release_statement", statement=1, outlet="page")

    assert (refusal.code, refusal.details["by"]) == ("not_the_spokesperson", "spokes")
    story.out(1)
    assert [r.data["outlet"] for r in story.case.of_kind("released")] == ["page"]


def test_a_new_spokesperson_takes_the_place_of_the_one_before() -> None:
    """A25: one active per case; until the executive has signed, the one before goes on."""
    story = desk()
    story.appoint()
    story.signed()
    story.do("pr", "appoint_spokesperson", account="head")
    story.ask_out(1, "press", "spokes")
    story.answer()
    story.sign("exec", seat_of(story.approval("A25")))

    refusal = story.refused("spokes", "release_statement", statement=1, outlet="page")
    assert (refusal.code, refusal.details["by"]) == ("not_the_spokesperson", "head")
    story.out(1, "page", "head")


def test_whoever_is_named_holds_a_seat_of_the_project() -> None:
    story = desk()
    assert story.refused("pr", "appoint_spokesperson", account="nobody").code == "not_in_project"
    story.appoint()
    assert story.refused("pr", "appoint_spokesperson", account="spokes").code == "already"


def test_a_text_held_back_goes_out_from_that_instant_on() -> None:
    story = desk()
    story.appoint()
    story.signed()
    until = story.now + 2 * HOUR
    story.do("pr", "hold_back_statement", statement=1, until=until.isoformat())
    assert story.refused("spokes", "release_statement", statement=1, outlet="page").code == "held_back"
    story.wait(until - story.now - 2 * MINUTE)
    assert story.refused("spokes", "release_statement", statement=1, outlet="page").code == "held_back"
    story.out(1)


def test_a_withdrawn_text_stays_inside_and_what_is_out_cannot_be_withdrawn() -> None:
    story = desk()
    story.appoint()
    story.signed()
    story.signed()
    story.do("pr", "withdraw_statement", statement=1, reason="事实有变")
    assert story.refused("spokes", "release_statement", statement=1, outlet="page").code == "statement_withdrawn"
    story.out(2)

    assert story.refused("pr", "withdraw_statement", statement=2, reason="…").code == "text_is_out"
    assert story.refused("spokes", "release_statement", statement=2, outlet="page").code == "text_is_out"


def test_a_level_that_rose_after_the_signatures_asks_for_the_executive() -> None:
    """Lifecycle 5.5: three statements, spokesperson only, the executive signs in a major case."""
    story = desk()
    story.appoint()
    story.signed()
    story.do("csm", "change_level", level="major", reason="媒体介入", team=["head", "cs"])
    assert story.refused("spokes", "release_statement", statement=1, outlet="page").code == "not_approved"
    story.do("pr", "ask_statement", statement=1)
    story.sign_all()

    story.out(1)


def test_what_is_for_staff_never_reaches_a_public_place() -> None:
    story = desk()
    story.signed("staff")

    assert story.refused("pr", "release_statement", statement=1, outlet="page").details["fields"] == ["outlet"]
    story.out(1, "internal", "pr")


def test_audiences_that_heard_something_are_compared_first() -> None:
    """D35: no mismatch inside and outside; a person says whether the facts agree."""
    story = desk()
    story.appoint()
    story.signed()
    story.out(1)
    story.signed("customers", "cs")
    assert story.refused("cs", "release_statement", statement=2, outlet="group").code == "not_compared"
    pair = {"statement": 2, "with": 1, "note": "受伤人数"}
    story.do("legal", "compare_statements", outcome="contradicts", **pair)
    assert story.refused("cs", "release_statement", statement=2, outlet="group").code == "contradiction"
    story.do("legal", "compare_statements", outcome="consistent", **pair)

    story.out(2, "group", "cs")


def test_what_stood_against_a_release_is_a_line_and_the_text_may_be_asked_again() -> None:
    story = desk()
    story.appoint()
    story.signed()
    story.ask_out(1)
    story.answer("text_changed")

    assert [e.data for e in story.entries("release_refused")] == [
        {"release": 1, "statement": 1, "reason": "text_changed"}
    ]
    assert next_release(story.case) is None
    story.out(1)


def test_a_second_answer_does_nothing() -> None:
    story = desk()
    story.appoint()
    story.signed()
    story.out(1)
    before = story.case
    with pytest.raises(AssertionError):
        story.answer()

    assert story.case == before


def test_the_recorded_case_is_asked_again() -> None:
    """The activity's question is the guard's, to the case as it is recorded."""
    story = desk()
    story.appoint()
    story.signed()
    story.ask_out(1)
    order = next_release(story.case)
    assert order is not None
    assert against_again(story.case, order) is None
    story.do("pr", "edit_statement", statement=1, **WORDS)

    refusal = against_again(story.case, order)
    assert refusal is not None
    assert refusal.code == "text_replaced"


def test_a_signer_sees_what_changed_since_the_version_somebody_signed() -> None:
    story = desk()
    story.draft()
    story.do("pr", "ask_statement", statement=1)
    story.sign("legal", "A08.1.R13", "return", comment="改")
    for no in (1, 2, 3):
        story.do("pr", "edit_statement", statement=no, title="说明", text=f"第 {no} 次修改")

    assert [compared_with(story.case, no) for no in (1, 2, 4)] == [0, 1, 1]


def test_a_text_asked_to_be_signed_the_old_way_speaks_to_the_media() -> None:
    story = desk()
    story.appoint()
    story.do("pr", "ask", rule="A08", text="现场已封闭。")
    story.sign_all()

    story.out(1)


def test_older_cases_know_statements_and_not_their_clocks() -> None:
    """The walk's journal stays as it is: no new line under policy 1 but those asked for."""
    story = desk(policy=1)
    story.do("cs", "media_involved", kind="press", note="…")
    story.do("cs", "false_report", outlet_name="某报", what="伤亡数字不实")

    assert not {"T38", "T39", "D36"} & {d.rule for d in story.case.duties}

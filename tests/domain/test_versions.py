"""Stale and not stale, one id many times (WALK 3 g, h)."""

from tests.domain.scenes import at, walked_to
from tests.walk.paper import PaperCase

UP = {"level": "major", "reason": "升级"}


def page() -> PaperCase:
    """The page of `cs` shows version 12."""
    paper = walked_to("11-23 16:00")
    assert paper.case.version == 12
    return paper


def test_a_form_is_stale_after_somebody_elses_command() -> None:
    paper = page()
    paper.do("csm", "assign", at("11-23 16:00"), owner="csm")
    outcome = paper.do("cs", "change_level", at("11-23 16:01"), "st-cmd-01", version=12, **UP)

    assert outcome.refusal is not None
    assert (outcome.refusal.code, outcome.refusal.details["changed"]) == (
        "stale", [{"seq": 39, "type": "assign", "actor": "csm"}],
    )  # fmt: skip
    assert outcome.entries[0].type == "refused"


def test_without_a_version_or_with_the_current_one_it_is_taken() -> None:
    for version in (None, 13):
        paper = page()
        paper.do("csm", "assign", at("11-23 16:00"), owner="cs")
        assert paper.do("cs", "change_level", at("11-23 16:01"), version=version, **UP).refusal is None


def test_ones_own_commands_make_nothing_stale() -> None:
    paper = page()
    for minute in range(5):
        outcome = paper.do("cs", "interim_measure", at(f"11-23 16:0{minute}"), version=12, what="先堵上")
        assert outcome.refusal is None

    assert paper.case.version == 17


def test_of_five_queued_commands_those_after_somebody_elses_are_stale() -> None:
    paper, refused = page(), []
    for minute in range(5):
        if minute == 2:
            paper.do("csm", "assign", at("11-23 16:01:30"), owner="cs")
        outcome = paper.do("cs", "interim_measure", at(f"11-23 16:0{minute}"), version=12, what="先堵上")
        refused.append(outcome.refusal.code if outcome.refusal else "")

    assert refused == ["", "", "stale", "stale", "stale"]


def test_clock_lines_make_nothing_stale() -> None:
    paper = page()
    paper.wait(at("11-24 03:00"))
    assert paper.case.version == 12
    assert paper.do("cs", "change_level", at("11-24 03:01"), version=12, **UP).refusal is None


def test_a_decision_counts_as_a_version_and_a_refusal_does_not() -> None:
    paper = walked_to("11-23 09:00")
    paper.do("cs", "customer_response", at("11-23 08:59"), outcome="satisfied")
    assert paper.case.version == 8
    paper.sign("head", "A02.1.R06", at("11-23 09:00"))
    assert paper.case.version == 9


def test_an_answered_id_does_nothing_again() -> None:
    paper = page()
    before = paper.case
    again = paper.do("csm", "assign", at("11-23 16:00"), "n46-cmd-03", owner="csm1")

    assert again.entries == ()
    assert again.case == before


def test_a_refused_id_does_nothing_again_either() -> None:
    """An id already answered is dropped (WALK section 4)."""
    paper = page()
    assert paper.do("cs", "customer_response", at("11-23 16:00"), "ws-cmd-01", outcome="satisfied").refusal
    assert paper.do("cs", "interim_measure", at("11-23 16:01"), "ws-cmd-01", what="先堵上").entries == ()

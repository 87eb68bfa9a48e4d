"""Assessment in full: classes, score sheet, floors (D03, D04, lifecycle 5.5)."""

from domain.vocabulary import Level
from tests.domain.scenes import scene

SHEET = {"category": "quality", "mentality": ["respect", "compensation"], "score_severity": "4"}


def test_the_level_carries_an_assessment_and_a_later_one_supersedes_it() -> None:
    story = scene("S3")
    story.do("csm", "level_set", level="minor", fault="mistake", **SHEET)
    story.do("cs", "assess", category="property", actions=["petition"], score_severity="5")

    first, second = story.case.of_kind("assessment")
    assert (first.data["fault"], first.data["mentality"]) == ("mistake", ["respect", "compensation"])
    assert (second.no, second.data["category"], story.entries("assess")[0].data["assessment"]) == (2, "property", 2)


def test_a_level_without_a_sheet_leaves_no_assessment() -> None:
    assert scene("S4").case.of_kind("assessment") == ()


def test_a_score_is_one_to_five() -> None:
    refusal = scene("S5").refused("cs", "assess", score_scope="6")

    assert (refusal.code, refusal.details["fields"]) == ("bad_value", ["score_scope"])
    assert scene("S5").refused("cs", "assess").code == "missing"


def test_what_becomes_known_later_raises_the_level_at_once() -> None:
    """Media interest learned in S7: the floor holds without anybody raising the level."""
    story = scene("S7", policy=2)
    story.do("cs", "assess", media=True)

    assert story.new()[:2] == ["assess", "level_raised"]
    said = story.entries("level_raised")[0].data
    assert {k: v for k, v in said.items() if k != "told"} == {"level": "major", "reason": "media", "from": "general"}
    assert (story.case.level, bool(story.case.running("T11"))) == (Level.MAJOR, True)


def test_three_households_make_a_minor_case_general() -> None:
    story = scene("S7", policy=2, level="minor")
    story.do("cs", "assess", households=3)

    assert story.case.level is Level.GENERAL


def test_a_lowering_that_waits_ends_when_the_floor_rises_to_the_level() -> None:
    story = scene("S7", policy=2)
    story.do("cs", "change_level", level="minor", reason="…")
    story.do("cs", "assess", households=4)

    assert (story.case.level, story.case.floor, story.case.open_approvals("A03")) == (Level.GENERAL, Level.GENERAL, ())


def test_an_older_case_keeps_its_level_until_somebody_changes_it() -> None:
    story = scene("S7")
    story.do("cs", "assess", media=True)

    assert (story.new(), story.case.level) == (["assess"], Level.GENERAL)
    assert story.refused("cs", "change_level", level="minor", reason="…").details["floor"] == "major"

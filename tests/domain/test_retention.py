"""C-29: how long an ended case is kept and how confidential it is, settled when it is archived (lifecycle 5.5)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.entries import moment
from domain.retention import class_of, kept_until
from tests.domain.scenes import Scene, scene

NOTE = {"note": "…"}


@pytest.mark.parametrize(
    ("level", "years", "named"),
    [("minor", 3, "ordinary"), ("general", 5, "internal"), ("major", 10, "sensitive")],
)
def test_the_level_decides_and_the_archive_says_it(level: str, years: int, named: str) -> None:
    story = scene("S14", level=level, policy=2)
    said = story.entries("archive")[0].data

    assert (said["years"], said["class"]) == (years, named)
    assert kept_until(story.case) == date(2026 + years, 11, 23)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("media_involved", {"kind": "press"}),
        ("third_party_involved", {"who": "committee"}),
        ("emergency", {"kind": "illness"}),
        ("report_turn", {"what": "threat"}),
    ],
)
def test_what_touches_others_or_harms_somebody_is_sensitive(name: str, form: dict[str, str]) -> None:
    story = scene("S4", level="minor")
    assert str(class_of(story.case)) == "ordinary"
    story.do("cs", name, **form, **NOTE)

    assert str(class_of(story.case)) == "sensitive"


def test_a_turn_that_harms_nobody_leaves_the_class() -> None:
    story = scene("S4", level="minor")
    story.do("cs", "report_turn", what="attitude", **NOTE)
    story.do("cs", "emergency", kind="system_failure", **NOTE)

    assert str(class_of(story.case)) == "ordinary"


def test_while_a_case_goes_on_it_has_no_last_day() -> None:
    assert kept_until(scene("S13").case) is None


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    case = replace(scene("X1").case, entered_at=moment("2028-02-29T04:00:00Z"))
    assert kept_until(case) == date(2031, 2, 28)


def test_what_ended_without_a_level_is_kept_like_a_minor_case() -> None:
    case = scene("X1").case

    assert (kept_until(case), str(class_of(case))) == (date(2029, 11, 23), "ordinary")


def test_the_archive_of_an_older_case_says_no_more_than_before() -> None:
    assert "years" not in Scene(level="minor").to("S14").entries("archive")[0].data

"""A month of a project (T27): which days it has, and on which side of the closing a case stood."""

from datetime import UTC, date, datetime

import pytest

from domain.month import Course, bounds, month_after, month_before, read_month, side
from domain.policy import Policy
from domain.vocabulary import Stage

TODAY = date(2026, 3, 15)
START, END = bounds(date(2026, 3, 1), Policy())


def on(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2026-03", date(2026, 3, 1)), ("2025-12", date(2025, 12, 1)), ("", date(2026, 3, 1)),
        ("2026-13", date(2026, 3, 1)), ("2026-04", date(2026, 3, 1)), ("٢٠٢٦-٠٣", date(2026, 3, 1)),
    ],
)  # fmt: skip
def test_a_month_is_read_and_never_lies_ahead(asked: str, first: date) -> None:
    assert read_month(asked, TODAY) == first


def test_a_month_lasts_from_midnight_to_midnight_of_the_project() -> None:
    assert bounds(date(2026, 3, 1), Policy()) == (on(28, 2).replace(hour=16), on(31).replace(hour=16))
    assert (month_before(date(2026, 1, 1)), month_after(date(2026, 12, 1))) == (date(2025, 12, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("stages", "there"), [("S0", "lead"), ("S1 S7 S11 X4", "open"), ("S12 S13 S14 X1 X2 X3", "closed")]
)
def test_a_complaint_is_closed_from_its_visit_on(stages: str, there: str) -> None:
    assert {side(Stage(stage)) for stage in stages.split()} == {there}


def test_a_case_crosses_from_one_side_to_the_other() -> None:
    course = Course("1", on(3), "S1", ((on(4), "S2"), (on(9), "S12"), (on(11), "S4"), (on(2, 4), "S12")))

    assert [*course.crossings(START, END)] == [("", "open"), ("open", "closed"), ("closed", "open")]
    assert [course.stage_at(at) for at in (START, on(3), on(5), END)] == ["", "", "S2", "S4"]


def test_a_lead_is_a_complaint_from_its_conversion_on() -> None:
    converted = Course("1", on(3), "S0", ((on(4), "S1"),))
    dismissed = Course("2", on(3), "S0", ((on(4), "X1"),))

    assert [*converted.crossings(START, END)] == [("", "lead"), ("lead", "open")]
    assert [*dismissed.crossings(START, END)] == [("", "lead"), ("lead", "closed")]

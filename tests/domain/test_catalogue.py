"""D66: every record of the catalogue that belongs to a case is found on it."""

from collections.abc import Callable

import pytest

from domain.catalogue import CATALOGUE
from tests.domain.scenes import Scene, scene

NOTE = {"note": "…"}


def emergency(story: Scene) -> None:
    story.do("cs", "emergency", kind="illness", **NOTE)


def statement(story: Scene) -> None:
    story.do("pr", "draft_statement", audience="media", kind="ordinary", title="…", text="…")


RECORDS: dict[str, Callable[[Scene], None]] = {
    "register": lambda story: None,
    "incident": emergency,
    "statement": statement,
}


def count(story: Scene, name: str) -> int:
    row = next(row for row in CATALOGUE if row.name == name)
    return len(row.of(story.case))


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_stands_in_the_catalogue_once_it_is_made(name: str) -> None:
    story = scene("S5", policy=2)
    before = count(story, name)
    RECORDS[name](story)

    assert (before, count(story, name)) == ((1, 1) if name == "register" else (0, 1))


def test_what_a_crisis_and_a_group_add_have_a_row_too() -> None:
    assert {"monitoring", "segmentation", "plan", "report", "compensation", "summary"} <= {r.name for r in CATALOGUE}

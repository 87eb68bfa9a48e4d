"""What lists ask of a case beyond where it stands: rows that follow from the fold, filled for cases of older releases."""

import json
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.results import improvement_values, result_values
from store.snapshot import to_json
from tests.domain.scenes import scene

MIGRATION = Path(__file__).parents[2] / "migrations/versions/2026-11-22_list_what_cases_came_to.py"


def test_silence_counts_from_the_last_contact_and_ends_with_the_closing():
    """D09."""
    story = scene("S3")
    waits = result_values(story.case)["silent_since"]
    story.contact("progress")

    assert waits == story.case.opened_at
    assert result_values(story.case)["silent_since"] == story.now
    assert result_values(scene("S12").case)["silent_since"] is None


def test_what_the_customer_said_last_counts():
    """D13: the visit after the closing; a visit's word is the closing's."""
    closed = scene("S12")
    before = result_values(closed.case)
    closed.do("cs", "visit_recorded", manner="phone", answer="unsatisfied", record="又漏")

    assert (before["satisfaction"], before["cause"]) == ("satisfied", "workmanship")
    assert before["closed_at"] is not None
    assert result_values(closed.case)["satisfaction"] == "dissatisfied"


def improved():
    story = scene("S13", policy=2)
    for day in (10, 20, 25):
        story.do("cs", "improvement", action="验收加一项", owner="eng", due=f"2026-12-{day}")
    story.do("cs", "improvement", action="改期", owner="eng", due="2026-12-30", replaces=1)
    story.do("csm", "improvement_verified", improvement=2, note="抽查", effect="effective")
    return story


def test_an_improvement_is_open_verified_or_written_anew():
    """D12."""
    rows = {row["no"]: row for row in improvement_values(improved().case)}

    assert [(no, row["state"], row["effect"]) for no, row in rows.items()] == [
        (1, "replaced", ""), (2, "verified", "effective"), (3, "open", ""), (4, "open", ""),
    ]  # fmt: skip
    assert rows[2]["verified_at"] - rows[2]["recorded_at"] < timedelta(hours=1)


@pytest.mark.parametrize("stage", ["S2", "S7", "S12", "S14", "X2"])
def test_older_cases_are_filled_as_they_would_be_written(stage, monkeypatch):
    spec = spec_from_file_location("migration_0005", MIGRATION)
    assert spec is not None
    assert spec.loader is not None
    migration = module_from_spec(spec)
    spec.loader.exec_module(migration)
    plain = SimpleNamespace(get_context=lambda: SimpleNamespace(dialect=SimpleNamespace(name="postgresql")))
    monkeypatch.setattr(migration, "op", plain)
    case = (improved() if stage == "S12" else scene(stage)).case
    kept = json.loads(to_json(case))

    assert migration.came_to(kept) == result_values(case)
    assert [{**row, "effect": ""} for row in improvement_values(case)] == migration.improved(kept)

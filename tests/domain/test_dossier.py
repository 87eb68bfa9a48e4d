"""The chapters of a dossier (D13, D66): each record stands in one, in the order of the archive, and none is lost."""

from dataclasses import replace

import pytest

from domain.case import EPOCH, Case, Record
from domain.catalogue import CATALOGUE
from domain.dossier import CHAPTERS, OTHER, chapter_of, shown_in, sorted_in
from tests.domain.scenes import scene

#: What the archive of a case holds, in its order (001, 002).
ARCHIVE = [
    "incident", "investigation", "evidence", "plan", "contacts", "feedback", "visits", "summary", "improvements",
]  # fmt: skip


def record(name: str, seq: int = 1, **data: str) -> Record:
    return Record(name, 1, seq, EPOCH, "cs", data)


def test_the_archive_asks_for_its_chapters_in_their_order() -> None:
    assert [row.name for row in CHAPTERS if row.needed] == ARCHIVE
    assert [row.name for row in CHAPTERS][: len(ARCHIVE)] == ARCHIVE


@pytest.mark.parametrize(
    ("one", "chapter"),
    [
        (record("contact", purpose="progress"), "contacts"),
        (record("contact", purpose="result"), "feedback"),
        (record("report", kind="summary"), "summary"),
        (record("report", kind="daily"), "reports"),
        (record("visit"), "visits"),
        (record("evidence"), "evidence"),
        (record("nothing_we_know"), OTHER),
    ],
)
def test_a_record_stands_in_its_chapter(one: Record, chapter: str) -> None:
    assert chapter_of(one).name == chapter


def test_no_record_is_lost_and_none_stands_twice() -> None:
    story = scene("S12")
    extra = record("nothing_we_know", 900)
    case = replace(story.case, records=(*story.case.records, extra))
    stands = [one for records in sorted_in(case).values() for one in records]

    assert sorted(one.seq for one in stands) == sorted(one.seq for one in case.records)
    assert sorted_in(case)[OTHER][-1] == extra
    assert {one.seq for one in case.records} | {plan.seq for plan in case.plans} <= shown_in(case)


def test_no_kind_is_named_twice() -> None:
    kinds = [kind for row in CHAPTERS for kind in row.kinds]

    assert len(kinds) == len(set(kinds))


def test_what_the_catalogue_holds_of_a_closed_case_is_in_a_chapter_of_its_own() -> None:
    """D66: nothing of the catalogue is to be looked for among the rest."""
    case: Case = scene("S12").case
    found = {chapter_of(one).name for row in CATALOGUE for one in row.of(case) if one.kind not in ("register", "plan")}

    assert OTHER not in found
    assert {"investigation", "evidence", "contacts", "feedback"} <= found

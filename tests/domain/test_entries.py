"""The entry types are a closed list, each of them folds, each tells whom it concerns (WALK section 0)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from domain.case import Case
from domain.commands import COMMANDS
from domain.consequences import CLOCK_LINES
from domain.deeds import COMMAND_LINES
from domain.entries import Entry, breaks
from domain.fold import fold, fold_all
from domain.notices import NOTICES, notices_of
from domain.vocabulary import Level
from tests.domain.scenes import DAY, Scene, at, scene, walked_to

SYSTEM_TYPES = {
    "duty_started", "duty_warned", "duty_breached", "duty_escalated", "duty_met", "duty_cleared", "duty_cancelled",
    "asked", "asked_wider", "ask_ended", "moved", "closed", "ended", "refused", "not_from_desk",
    "level_raised", "duty_paused", "duty_resumed", "duty_extended",  # of the second book; meant
    "statement_released", "release_refused",  # what became of a release (lifecycle 5.6)
    "phase_proposed", "crisis_stood_down",  # lifecycle 5.4, A11; meant
    "seat_passed", "contingency_proposed",  # beyond the walk: a conflict of interest, C-38
}  # fmt: skip

#: The order within one step (WALK section 0). `signed` and refusals are a cause's own line.
ORDER = (
    ("level_raised",),
    ("duty_met", "duty_cleared"),
    ("ask_ended",),
    ("seat_passed",),
    ("moved",),
    ("closed",),
    ("duty_cancelled",),
    ("asked",),
    ("duty_started",),
    ("contingency_proposed",),
    ("crisis_stood_down",),
    ("phase_proposed",),
    ("ended",),
    ("duty_paused", "duty_resumed", "duty_extended"),
)
RANK = {name: rank for rank, names in enumerate(ORDER, 1) for name in names}

#: What each type of line says, besides what it leaves out (WALK section 0).
SAYS = {
    "duty_started": {
        "duty",
        "rule",
        "owner_role",
        "due_at",
        "approval",
        "contact_by",
        "about",
        "anew_at",
    },  # meant: A15
    "duty_warned": {"duty", "mark", "told"},
    "duty_breached": {"duty", "rule", "started_at", "due_at", "late_by", "told"},
    "duty_escalated": {"duty", "mark", "told"},
    "duty_met": {"duty", "late_by"},
    "duty_cleared": {"duty", "breach", "recorded_late"},
    "duty_cancelled": {"duty", "why"},
    "asked": {
        "approval",
        "rule",
        "round",
        "seat",
        "subject",
        "subject_digest",
        "requested_by",
        "asked_of",
        "delegates",
        "expires_at",
    },
    "seat_passed": {"approval", "left", "added"},
    "contingency_proposed": {"plans", "told"},
    "asked_wider": {"approval", "added", "mark"},
    "ask_ended": {"approval", "state", "by", "told"},
    "moved": {"from", "to", "why"},
    "closed": {"closing"},
    "level_raised": {"level", "reason", "from", "told"},
    "duty_paused": {"duty", "until"},
    "duty_resumed": {"duty", "due_at", "contact_by", "paused"},
    "duty_extended": {"duty", "due_at", "contact_by"},
    "ended": {"life", "stage"},
    "statement_released": {"release", "statement", "outlet", "audience", "text_digest", "corrects"},
    "release_refused": {"release", "statement", "reason"},
    "signed": {"command", "approval", "decision", "subject_digest", "content", "digest", "for"},
}


@pytest.fixture(scope="module")
def played() -> list[list[Entry]]:
    """Cases of every level to every end, some left waiting on the way."""
    stories = [scene(end, level=str(level)) for level in Level for end in ("S14", "X1", "X3", "S8b", "S9")]
    waiting = [scene(stage) for stage in ("S2", "S6", "S7", "S10")]
    for story in waiting:
        story.wait(20 * DAY)
    return [story.paper.entries for story in (*stories, *waiting)]


def test_the_entry_types_are_the_closed_list() -> None:
    assert set(CLOCK_LINES) == SYSTEM_TYPES
    assert set(COMMAND_LINES) - {"signed"} <= set(COMMANDS)


def test_a_system_line_is_never_taken_for_a_command() -> None:
    assert not set(CLOCK_LINES) & {*COMMANDS, "signed"}


def test_every_line_says_what_its_type_says(played: list[list[Entry]]) -> None:
    for entry in (e for entries in played for e in entries if e.type in SAYS):
        assert set(entry.data) <= SAYS[entry.type], entry.type


def test_consequences_stand_in_one_order(played: list[list[Entry]]) -> None:
    """Lines of one cause share their instants; among them the order never goes back, duties start by rule."""
    for entries in played:
        for earlier, later in pairwise(entries):
            if earlier.type in RANK and later.type in RANK and earlier.applied_at == later.applied_at:
                assert RANK[earlier.type] <= RANK[later.type]
            if {earlier.type, later.type} == {"duty_started"}:
                assert earlier.data["rule"] <= later.data["rule"]


def test_persons_sign_their_commands_and_the_system_what_follows(played: list[list[Entry]]) -> None:
    for entry in (e for entries in played for e in entries):
        by_person = entry.type in COMMANDS or entry.type in ("signed", "refused")
        assert (entry.role != "system") == (entry.actor != "system") == by_person


def test_a_line_carries_the_first_role_of_the_row_that_the_person_holds() -> None:
    """WALK section 0: `cs` saves a plan as its owner, logs a contact as CS agent."""
    story = scene("S5")
    story.do("csm", "assign", owner="cs")
    story.save_plan()
    assert story.last.entries[0].role == "R04"
    story.contact("acknowledge")
    assert story.last.entries[0].role == "R02"


def test_every_journal_folds_to_its_case_and_holds(played: list[list[Entry]]) -> None:
    for entries in played:
        assert breaks("YXY-2026-0001", entries) == ()
        assert fold_all(Case.unopened("YXY-2026-0001"), entries).seq == len(entries)


def test_a_line_of_a_later_version_is_carried_and_changes_nothing_else() -> None:
    """An old program reading a newer journal goes on: the sequence and the chain are kept."""
    paper = walked_to("11-23 09:00")
    line = replace(paper.entries[-1], seq=paper.case.seq + 1, type="not_from_desk", data={}, hash="ab" * 32)

    assert fold(paper.case, line) == replace(paper.case, seq=line.seq, head=line.hash)


def test_whoever_a_line_concerns_is_told_once_and_not_of_what_they_did() -> None:
    story = scene("S6")
    story.wait(DAY)
    for entry in story.paper.entries:
        found = notices_of(story.case, entry)
        assert (found == ()) or entry.type in NOTICES
        assert len({n.id for n in found}) == len(found)
        assert all(n.person != entry.actor for n in found if entry.type != "refused")
    asked = next(e for e in story.paper.entries if e.type == "asked")
    assert [n.person for n in notices_of(story.case, asked)] == ["head", "head1"]


def test_the_sender_reads_a_refusal_and_the_requester_the_signature() -> None:
    story = scene("S6")
    story.refused("cs", "customer_response", outcome="satisfied")
    assert [n.person for n in notices_of(story.case, story.last.entries[0])] == ["cs"]
    story.sign("head", "A02.1.R06")
    assert [n.person for n in notices_of(story.case, story.last.entries[0])] == ["cs"]


def test_who_was_told_of_a_breach_hears_that_it_is_settled() -> None:
    """WALK 3 (e), row 3."""
    paper = walked_to("11-23 14:00")
    paper.wait(at("11-23 21:00"))
    cleared = paper.do(
        "cs", "log_contact", at("11-23 20:59"), purpose="present", way="phone", answer="undecided", note="…"
    )

    assert [n.person for n in notices_of(paper.case, cleared.entries[1])] == ["head"]


def test_a_new_owner_is_told() -> None:
    story = Scene()
    story.do("csm", "assign", owner="cs")

    assert [(n.kind, n.person) for n in notices_of(story.case, story.last.entries[0])] == [("assigned", "cs")]

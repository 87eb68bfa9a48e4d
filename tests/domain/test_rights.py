"""Which roles a person holds on a case, and what they are offered (roles.md, ARCHITECTURE 11)."""

import pytest

from domain.act import roles_for
from domain.commands import COMMANDS
from domain.offers import offers
from domain.rights import owners, roles_on
from tests.domain.scenes import JWL, YXY, Scene, scene, walked_to, without


def offered(story: Scene, who: str) -> list[str]:
    return [row.name for row in offers(story.case, who, *roles_on(story.case, who, story.paper.roster))]


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("cs", {"R01", "R02", "R09"}),
        ("csm", {"R01", "R03", "R04", "R09"}),
        ("csm1", {"R01", "R03", "R04"}),
        ("eng", {"R01", "R05", "R09"}),
        ("sales", {"R01", "R05"}),
        ("head1", {"R01", "R06"}),
        ("audit", set()),
        ("admin", set()),
        ("cs2", set()),
    ],
)
def test_roles_come_from_the_seat_the_team_and_the_ownership(who: str, roles: set[str]) -> None:
    """The CS managers own the case until somebody is named; auditors and administrators only look."""
    assert set(roles_on(scene("S4").case, who, YXY)[0]) == roles


def test_whoever_is_assigned_is_accountable_alone() -> None:
    story = scene("S4")
    assert owners(story.case, YXY) == ("csm", "csm1")
    story.do("csm", "assign", owner="cs")
    assert owners(story.case, YXY) == ("cs",)
    assert "R04" not in roles_on(story.case, "csm", YXY)[0]


def test_a_vacant_managers_seat_leaves_the_case_a_seat_without_people() -> None:
    """Every ladder then goes to the next seat above (ARCHITECTURE 11)."""
    story = scene("S2")
    roster = without(YXY, "csm", "csm1")

    assert story.case.owner == "YXY.R03"
    assert owners(story.case, roster) == ()


def test_a_department_head_counts_only_for_the_responsible_department() -> None:
    story = scene("S4")
    row = COMMANDS["investigation_submitted"]

    assert roles_for(story.case, row, ("R05",), ("engineering",)) == ("R05",)
    assert roles_for(story.case, row, ("R05",), ("sales",)) == ()
    assert roles_for(story.case, COMMANDS["add_evidence"], ("R05",), ("sales",)) == ("R05",)


def test_the_offers_in_the_explanation_are_those_of_the_walk() -> None:
    """WALK section 1, what a reader gets: `cs` on Monday 15:45."""
    paper = walked_to("11-23 15:45")
    names = {row.name for row in offers(paper.case, "cs", *roles_on(paper.case, "cs", YXY))}

    assert names == {
        "log_contact", "contact_attempt", "explanation_response", "interim_measure", "add_evidence", "change_level",
        "file_report", "ask", "withdraw",
        # of the second book, there for every case; meant
        "report_turn", "third_party_involved", "media_involved", "emergency", "promise_visit",
        "ask_pause", "ask_extension", "sudden_event",
        # around a complaint; meant
        "assess", "promise", "mediation", "hand_over", "note_decision",
        "ask_compensation", "declare_conflict",  # beyond the walk
        "ask_background",  # where an installation has it (A24): the desk leaves it out where not; meant
        "draft_statement", "media_inquiry", "false_report",  # what leaves the house (D35, D36)
        "make_group", "join_group",  # group cases; meant
    }  # fmt: skip


def test_who_only_looks_is_offered_nothing() -> None:
    for stage in ("S2", "S6", "S11", "S14"):
        assert offered(scene(stage), "audit") == []
        assert offered(scene(stage), "admin") == []


def test_an_ended_case_offers_its_reopening_only() -> None:
    assert offered(scene("S14"), "csm") == ["reopen"]
    assert offered(scene("S14", roster=JWL), "head2") == []


def test_a_withdrawal_of_a_sign_off_is_offered_to_its_requester_and_the_managers() -> None:
    story = scene("S6")

    assert "withdraw_ask" in offered(story, "cs")
    assert "withdraw_ask" in offered(story, "csm1")
    assert "withdraw_ask" not in offered(story, "eng")
    assert "withdraw_ask" not in offered(scene("S7"), "cs")


@pytest.mark.parametrize("stage", ["S2", "S3", "S4", "S5", "S6", "S7", "S8", "S8b", "S9", "S10", "S11", "S12", "S13"])
def test_what_is_offered_is_never_refused_for_authority_or_stage(stage: str) -> None:
    """The button and the check are the same rows."""
    story = scene(stage)
    for who in ("cs", "csm", "eng", "head", "legal", "pr"):
        for name in offered(story, who):
            refusal = scene(stage).send(who, name).refusal
            assert refusal is None or refusal.code not in ("not_yours", "wrong_stage", "closed")

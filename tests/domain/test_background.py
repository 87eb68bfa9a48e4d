"""A24, C-15: background data is handed on for a stated purpose, signed by the project head, read by few."""

from typing import Any

import pytest

from desk.sight import reads_restricted
from domain.background import may_read
from domain.rights import roles_on
from tests.domain.scenes import YXY, Scene, scene

DATA: dict[str, Any] = {
    "purpose": "identity",
    "to": "legal",
    "reason": "核实产权人",
    "background": "工作单位与家庭成员",
}


def asked() -> Scene:
    story = scene("S5")
    story.do("cs", "ask_background", **DATA)
    return story


def readers(story: Scene) -> set[str]:
    """Everybody of the project who reads the data, whatever their roles."""
    content = story.case.of_kind("background")[0].content
    people = {h.person for h in YXY.holdings} | {"audit", "admin"}
    found = {p for p in people if may_read(story.case, content, p)}
    by_role = {
        p for p in people if reads_restricted(story.case, "ask_background", content, p, roles_on(story.case, p, YXY)[0])
    }
    assert by_role == found
    return found


def test_the_project_head_signs_what_for_and_to_whom() -> None:
    story = asked()
    seat = story.approval("A24")

    assert (seat.seat, seat.subject, seat.asked_of) == ("R06", "background:1", ("head", "head1"))
    said = story.last.entries[0].data
    assert (said["purpose"], said["to"]) == ("identity", "legal")
    assert "工作单位" not in str(story.last.entries)


def test_until_it_is_signed_only_author_and_signers_read_it_then_the_receiver_too() -> None:
    story = asked()
    assert readers(story) == {"cs", "head", "head1"}
    story.sign("head", "A24.1.R06")

    assert readers(story) == {"cs", "head", "head1", "legal"}


@pytest.mark.parametrize("decision", ["reject", "return"])
def test_not_agreed_to_nobody_else_reads_it(decision: str) -> None:
    story = asked()
    story.sign("head", "A24.1.R06", decision, comment="不必要")

    assert "legal" not in readers(story)


def test_whoever_is_in_conflict_reads_it_no_more() -> None:
    story = asked()
    story.sign("head", "A24.1.R06")
    story.do("head", "declare_conflict", account="legal", reason="…")

    assert "legal" not in readers(story)


def test_only_customer_service_asks_for_somebody_else_of_the_project() -> None:
    story = scene("S5")
    assert story.refused("eng", "ask_background", **DATA).code == "not_yours"
    assert story.refused("cs", "ask_background", **DATA | {"to": "cs"}).code == "bad_value"
    assert story.refused("cs", "ask_background", **DATA | {"to": "nobody"}).code == "not_in_project"
    assert story.refused("cs", "ask_background", to="legal").details["fields"] == ["purpose", "reason", "background"]
    story.do("csm", "declare_conflict", account="legal", reason="…")
    assert story.refused("cs", "ask_background", **DATA).code == "person_in_conflict"

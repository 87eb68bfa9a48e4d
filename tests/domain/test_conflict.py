"""Conflict of interest: from its declaration on that person neither handles nor signs, and their seats pass on."""

from dataclasses import replace

from domain.act import act
from domain.offers import offers
from domain.refusals import sentence
from domain.rights import owners, roles_on
from domain.roster import Delegation
from tests.domain.scenes import HOUR, YXY, Scene, at, scene, without

WHY = {"reason": "投诉人是本人亲属"}


def declared(stage: str, who: str, **how: object) -> Scene:
    story = scene(stage, **how)
    story.do(who, "declare_conflict", **WHY)
    return story


def test_one_declares_for_oneself_and_holds_no_role_but_the_first_receivers() -> None:
    story = declared("S7", "cs")

    assert story.case.conflicts == ("cs",)
    assert story.entries("declare_conflict")[0].data["account"] == "cs"
    assert "reason" not in story.entries("declare_conflict")[0].data
    assert roles_on(story.case, "cs", YXY) == (("R01",), ())
    assert story.refused("cs", "log_contact", purpose="progress", way="phone", note="…").code == "in_conflict"
    names = [row.name for row in offers(story.case, "cs", *roles_on(story.case, "cs", YXY))]
    assert "log_contact" not in names


def test_what_was_sealed_before_the_declaration_counts_no_more() -> None:
    """Authority is the core's: a command with the old roles, taken after the declaration, is refused."""
    story = scene("S7")
    form = {"purpose": "progress", "way": "phone", "note": "…"}
    late = story.paper.command("cs", "log_contact", form, story.now + HOUR)
    story.do("cs", "declare_conflict", **WHY)
    refusal = act(story.case, late, story.now + HOUR, story.paper.policy).refusal

    assert "R02" in late.roles
    assert refusal is not None
    assert refusal.code == "in_conflict"


def test_a_manager_declares_it_of_another_and_an_agent_does_not() -> None:
    story = scene("S6")
    assert story.refused("cs", "declare_conflict", account="eng", **WHY).code == "not_yours"
    story.do("csm", "declare_conflict", account="eng", **WHY)
    again = story.refused("eng", "declare_conflict", **WHY)

    assert story.case.conflicts == ("eng",)
    assert again.code == "already"
    assert story.refused("csm", "declare_conflict", account="cs2", **WHY).code == "not_in_project"


def test_an_open_seat_stays_with_the_others_asked() -> None:
    story = declared("S6", "head")

    assert story.new() == ["declare_conflict", "seat_passed"]
    assert story.last.entries[1].data == {"approval": "YXY-2026-0001.A02.1.R06", "left": "head"}
    assert story.approval("A02").asked_of == ("head1",)
    assert story.sign("head", "A02.1.R06").refusal.code == "in_conflict"  # type: ignore[union-attr]
    assert story.sign("head1", "A02.1.R06").refusal is None


def test_a_seat_that_nobody_is_left_in_passes_to_the_next() -> None:
    story = declared("S6", "head", roster=without(YXY, "head1"))
    (line,) = story.entries("seat_passed")

    assert line.data["added"] == ["region"]
    assert story.sign("region", "A02.1.R06").refusal is None
    assert story.stage == "S7"


def test_a_later_seat_leaves_them_out_and_nobody_signs_for_them() -> None:
    given = Delegation("head", "csm1", ("A02",), at("11-01 00:00"), at("12-30 00:00"))
    story = declared("S5", "head", roster=replace(YXY, delegations=(given,)))
    story.submit_plan()

    assert story.approval("A02").asked_of == ("head1",)
    assert story.sign("csm1", "A02.1.R06").refusal.code == "not_yours"  # type: ignore[union-attr]


def test_a_delegate_in_conflict_does_not_sign_either() -> None:
    given = Delegation("head", "csm1", ("A02",), at("11-01 00:00"), at("12-30 00:00"))
    story = declared("S5", "csm1", roster=replace(YXY, delegations=(given,)))
    story.submit_plan()

    assert "delegates" not in story.entries("asked")[-1].data
    assert story.sign("csm1", "A02.1.R06").refusal.code == "in_conflict"  # type: ignore[union-attr]


def test_they_are_not_named_for_the_case_again() -> None:
    story = declared("S4", "eng")
    refusal = story.refused("csm", "assign", owner="eng")

    assert (refusal.code, refusal.details["persons"]) == ("person_in_conflict", ["eng"])
    assert story.refused("csm", "change_level", level="major", team=["eng"], reason="…").code == "person_in_conflict"


def test_whoever_answers_for_the_case_answers_no_more() -> None:
    story = scene("S4")
    story.do("csm", "assign", owner="cs")
    story.do("cs", "declare_conflict", **WHY)

    assert owners(story.case, YXY) == ()


def test_the_project_head_lifts_it() -> None:
    story = declared("S7", "cs")
    assert story.refused("csm", "lift_conflict", account="cs", **WHY).code == "not_yours"
    assert story.refused("head", "lift_conflict", account="eng", **WHY).code == "not_in_conflict"
    assert story.refused("head", "lift_conflict", account="cs").code == "missing"
    story.do("head", "lift_conflict", account="cs", **WHY)

    assert story.case.conflicts == ()
    story.contact("present", "undecided")


def test_a_head_in_conflict_does_not_lift_it_the_region_does() -> None:
    story = declared("S7", "head")
    refusal = story.refused("head", "lift_conflict", account="head", **WHY)
    story.do("region", "lift_conflict", account="head", **WHY)

    assert refusal.code == "in_conflict"
    assert "neither handle nor sign" in sentence(refusal, "en")
    assert story.case.conflicts == ()

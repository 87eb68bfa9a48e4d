"""Group cases: a household is a case of its own, the group knows it only by what comes sealed (C-25, C-30, D32)."""

from datetime import timedelta

import pytest

from domain.grouping import LINES
from domain.messages import Members
from domain.refusals import sentence
from domain.vocabulary import Level
from tests.domain.scenes import HOUR, Scene, scene, seat_of

GROUP = "YXY-2026-0002"
FACTS = {"cause": "高架噪声", "facts": "检测超标，责任在设计。"}


def group(stage: str = "S3", **how: object) -> Scene:
    story = scene(stage, policy=2, **how)
    story.do("cs", "make_group", **FACTS)
    return story


def test_a_group_is_at_least_general() -> None:
    story = group("S4", level="minor")

    assert story.case.grouped
    started = ["duty_started", "duty_started"]
    assert story.new() == ["make_group", "level_raised", *started], "a weekly report and a team are owed (T12, D24)"
    assert (story.case.floor, story.case.level) == (Level.GENERAL, Level.GENERAL)
    assert story.entries("level_raised")[-1].data["reason"] == "households"


def test_an_organised_group_is_major() -> None:
    story = scene("S4", policy=2, level="general")
    story.do("cs", "make_group", **FACTS, organised=True)

    assert (story.case.floor, story.case.level) == (Level.MAJOR, Level.MAJOR)
    assert story.entries("level_raised")[-1].data["reason"] == "organised"


def test_the_leaders_hear_of_an_organised_group_before_it_is_assessed() -> None:
    """Lifecycle 5.5, T20: CS manager, project head and region are told at once, and the leader is expected on site."""
    story = scene("S2", policy=2)
    story.do("cs", "make_group", **FACTS, organised=True)
    (line,) = story.entries("level_raised")

    assert (story.case.level, story.case.floor, line.data["reason"]) == (None, Level.MAJOR, "organised")
    assert [one["person"] for one in line.data["told"]] == ["csm", "csm1", "head", "region"]
    assert story.duty("T20").due_at - story.now == timedelta(hours=2)


def test_a_group_is_made_once_and_is_no_household() -> None:
    story = group()

    assert story.refused("cs", "make_group", **FACTS).code == "is_group"
    assert story.refused("cs", "join_group", group=GROUP, reason="同因").code == "is_group"
    story.do("cs", "common_facts", facts="复测仍超标。")
    assert [r.content for r in story.case.of_kind("common_facts")] == ["ct-0002", "ct-0005"]


def test_only_a_group_has_common_facts_and_only_a_household_leaves() -> None:
    story = scene("S3")

    assert story.refused("cs", "common_facts", facts="…").code == "not_a_group"
    for name, form in (
        ("leave_group", {"reason": "个案"}),
        ("go_on_alone", {"reason": "个案"}),
        ("household_role", {"role": "key", "purpose": "约谈"}),
    ):
        assert story.refused("cs", name, **form).code == "not_in_group"


def test_a_household_is_opened_in_its_group() -> None:
    story = Scene(form={"group": GROUP})

    assert (story.case.group, story.case.household) == (GROUP, "ordinary")
    assert story.entries("register")[0].data["group"] == GROUP
    assert story.refused("cs", "make_group", **FACTS).details["group"] == GROUP


def test_joining_and_leaving_keep_every_clock() -> None:
    """Merging and splitting lose no clock: each duty keeps its start and its due time (T07)."""
    story = scene("S7", policy=2)
    before = story.case.duties
    story.wait(HOUR / 4)
    story.do("cs", "join_group", group=GROUP, reason="同一原因")
    assert (story.case.group, story.case.duties, story.stage) == (GROUP, before, "S7")

    story.do("cs", "go_on_alone", reason="另有漏水")
    assert story.case.goes_on
    story.do("cs", "leave_group", reason="原因不同")
    assert (story.case.group, story.case.household, story.case.goes_on) == ("", "", False)
    assert story.case.duties == before


@pytest.mark.parametrize(("number", "code"), [("YXY-2026-0001", "same_case"), ("YXY-D-2026-0002", "drill_apart")])
def test_a_case_joins_another_real_one(number: str, code: str) -> None:
    assert scene("S3").refused("cs", "join_group", group=number, reason="…").code == code


def test_a_household_joins_one_group_only() -> None:
    story = Scene(form={"group": GROUP})

    assert story.refused("cs", "join_group", group="YXY-2026-0003", reason="…").code == "in_group"


def test_whom_to_talk_to_is_recorded_with_its_purpose() -> None:
    """C-15: only with a stated purpose, what they mind sealed and for the few; C-17: nothing to press them with."""
    story = Scene(form={"group": GROUP})

    assert story.refused("cs", "household_role", role="organiser").details["fields"] == ["purpose"]
    story.do("cs", "household_role", role="organiser", purpose="邀请参加沟通会", focus="要求复测")
    line = story.entries("household_role")[0]
    assert set(line.data) == {"command", "role", "content", "digest"}
    assert story.case.household == "organiser"


OPEN_ONE = Members(count=3, open=2, unsettled=1, first=("YXY-2026-0005",))


def asked_to_close(story: Scene):
    story.contact("result", "satisfied")
    story.do("cs", "add_evidence", kind="customer_confirmation", reason="签字单在纸上")
    return story.send(
        "cs", "result_confirmed", satisfaction="satisfied", conditions=["steps", "customer", "departments", "file"],
        evidence=[len(story.case.of_kind("evidence"))],
    )  # fmt: skip


def test_a_group_does_not_ask_to_close_over_an_open_household() -> None:
    story = group("S11")
    story.paper.members = OPEN_ONE
    refusal = asked_to_close(story).refusal

    assert refusal is not None
    assert refusal.code == "households_open"
    assert "YXY-2026-0005" in sentence(refusal, "zh")
    assert "YXY-2026-0005" in sentence(refusal, "en")


def test_a_group_closes_when_every_household_is_settled_or_explained() -> None:
    story = group("S11")
    story.paper.members = Members(count=3, open=1, unsettled=0)

    assert asked_to_close(story).refusal is None
    story.sign_all()
    assert story.stage == "S12"


def test_a_household_that_opened_meanwhile_stops_the_signature() -> None:
    story = group("S11")
    story.paper.members = Members(count=3)
    asked_to_close(story)
    asked = story.approval("A14")
    seat, signer = seat_of(asked), asked.asked_of[0]
    story.paper.members = OPEN_ONE

    refused = story.sign(signer, seat).refusal
    assert refused is not None
    assert (refused.code, story.stage) == ("households_open", "S11")
    assert story.sign(signer, seat, "reject", comment="还有一户").refusal is None


def test_what_nobody_counted_closes_no_group() -> None:
    refusal = asked_to_close(group("S11")).refusal

    assert refusal is not None
    assert refusal.code == "households_unknown"


def test_no_line_of_a_household_reaches_the_group() -> None:
    """The group's journal knows no command that names a household: its cost does not grow with them (C-30)."""
    story = group()
    seq = story.case.seq
    for no in range(5):
        Scene(form={"group": story.case.number, "room": f"3-2-120{no}"})

    assert story.case.seq == seq
    assert {name for name in LINES if name in {e.type for e in story.paper.entries}} == {"make_group"}

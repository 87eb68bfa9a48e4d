"""The phase overlay: proposed by the system, confirmed by a person, with condition and reason (D19-D22, 5.4)."""

from typing import Any

import pytest

from domain.crisis_codes import PhaseCondition, Strategy
from domain.phases import PHASE_CHANGES, STRATEGIES, ticks
from domain.vocabulary import Phase
from tests.domain.scenes import DAY, HOUR, Scene, scene

NOTE = {"note": "…"}


def outbreak(story: Scene, condition: str = "emotion") -> Scene:
    story.do("csm", "change_phase", phase="outbreak", condition=condition, reason="…")
    return story


def to_phase(phase: str, **how: Any) -> Scene:
    """A major case of the second book in this phase."""
    story = scene("S4", **{"policy": 2, "level": "major", **how})
    steps = {"outbreak": "media", "handling": "facts", "aftermath": "majority"}
    for name, condition in steps.items():
        if story.case.phase != phase:
            story.do("csm", "change_phase", phase=name, condition=condition, reason="…")
    return story


@pytest.mark.parametrize(
    ("command", "form", "condition"),
    [
        ("media_involved", {"kind": "press"}, "media"),
        ("report_turn", {"what": "casualty"}, "casualty"),
        ("report_turn", {"what": "organised"}, "group"),
        ("report_turn", {"what": "threat"}, "irrational"),
        ("emergency", {"kind": "injury"}, "casualty"),
    ],
)
def test_a_trigger_proposes_the_outbreak_and_changes_nothing(
    command: str, form: dict[str, str], condition: str
) -> None:
    """5.4: the system proposes, a person confirms."""
    story = scene("S4", policy=2)
    story.do("cs", command, **form, **NOTE)
    line = story.last.entries[-1]

    assert line.type == "phase_proposed"
    assert {k: v for k, v in line.data.items() if k != "told"} == {"phase": "outbreak", "condition": condition}
    assert {t["person"] for t in line.data["told"]} == {"head", "csm", "csm1"}
    assert story.case.phase is Phase.LATENT

    story.do("cs", command, **form, **NOTE)
    assert len(story.entries("phase_proposed")) == 1, "said once while it stands"


def test_an_ordinary_complaint_hears_of_no_phase() -> None:
    assert not scene("S14", policy=2).entries("phase_proposed")
    assert not scene("S14").entries("phase_proposed")


def test_a_major_case_is_led_through_its_phases() -> None:
    """Execution begins, the result is confirmed: each proposes the next phase."""
    story = to_phase("outbreak").to("S10")
    assert story.case.phase_proposed == "handling.hope"
    story.do("head", "change_phase", phase="handling", condition="hope", reason="…")
    story.to("S12")

    assert story.case.phase_proposed == "aftermath.result"


def test_a_change_stores_condition_and_reason_and_answers_the_proposal() -> None:
    story = scene("S4", policy=2)
    story.do("cs", "media_involved", kind="press", **NOTE)
    story.do("head", "change_phase", phase="outbreak", condition="media", reason="已有记者到场")
    (record,) = story.case.of_kind("phase")

    assert (story.case.phase, story.case.phase_proposed) == (Phase.OUTBREAK, "")
    assert record.data == {"phase": "outbreak", "condition": "media", "from": "latent"}
    assert (record.author, record.at) == ("head", story.now)
    assert record.content


def test_a_proposal_may_be_declined_with_a_reason() -> None:
    story = scene("S4", policy=2)
    assert story.refused("csm", "keep_phase", reason="…").code == "nothing_proposed"
    story.do("cs", "report_turn", what="organised", **NOTE)
    story.do("csm", "keep_phase", reason="只是业主会议")

    assert (story.case.phase, story.case.phase_proposed) == (Phase.LATENT, "")
    story.do("cs", "report_turn", what="organised", **NOTE)
    assert story.case.phase_proposed == "outbreak.group", "a new trigger is a new proposal"


def test_only_the_ways_and_their_conditions_are_taken() -> None:
    story = scene("S4", policy=2)
    assert story.refused("csm", "change_phase", phase="latent", condition="media", reason="…").code == "same_phase"
    refusal = story.refused("csm", "change_phase", phase="aftermath", condition="calm", reason="…")
    assert (refusal.code, refusal.details["phases"]) == ("no_way_to_phase", ["outbreak", "handling"])
    refusal = story.refused("csm", "change_phase", phase="outbreak", condition="calm", reason="…")
    assert refusal.code == "not_its_condition"
    assert story.refused("csm", "change_phase", phase="outbreak", condition="media").code == "missing"
    assert story.refused("legal", "change_phase", phase="outbreak", condition="media", reason="…").code == "not_yours"


def test_every_phase_can_be_entered_left_and_gone_back_from() -> None:
    ways = {(way.start, way.end) for way in PHASE_CHANGES}

    assert all((end, start) in ways or (start, end) == (Phase.AFTERMATH, Phase.OUTBREAK) for start, end in ways)
    assert {way.start for way in PHASE_CHANGES} == {way.end for way in PHASE_CHANGES} == set(Phase)
    used = {c for way in PHASE_CHANGES for c in way.conditions}
    assert used == set(PhaseCondition)


@pytest.mark.parametrize(
    ("condition", "level"), [("emotion", "general"), ("media", "major"), ("casualty", "major"), ("group", "major")]
)
def test_the_outbreak_forces_the_level(condition: str, level: str) -> None:
    """5.4: at least general; with media, casualties or a group major."""
    story = outbreak(scene("S4", policy=2, level="minor"), condition)

    assert (story.case.level, story.case.floor) == (level, level)
    assert story.refused("csm", "change_level", level="minor", reason="…").code == "below_floor"
    (line,) = story.entries("level_raised")
    assert (line.data["level"], line.data["from"]) == (level, "minor")


def test_the_outbreak_starts_daily_reports_presence_and_the_watch() -> None:
    """C-07, T20, T14, T15; and the change is a turn to be reported (T13)."""
    story = outbreak(scene("S4", policy=2))
    running = {d.rule: d for d in story.case.running()}

    assert {"T11", "T13", "T14", "T15", "T20"} <= set(running)
    assert "T12" not in running
    assert running["T20"].due_at - story.now == 2 * HOUR
    assert running["T15"].due_at - story.now == DAY
    assert running["T14"].due_at - story.now == 7 * DAY


def test_a_case_of_the_first_book_hears_of_the_daily_report_only() -> None:
    story = outbreak(scene("S4"))

    assert {d.rule for d in story.case.running()} & {"T11", "T13", "T14", "T15", "T20"} == {"T11"}
    assert (story.case.level, story.entries("level_raised")) == ("general", [])


def test_the_aftermath_may_rekindle_with_a_reason() -> None:
    """D22: 善后 → 爆发."""
    story = to_phase("aftermath")
    assert story.refused("csm", "change_phase", phase="outbreak", condition="rekindled").code == "missing"
    story.do("csm", "change_phase", phase="outbreak", condition="rekindled", reason="业主又在组织")

    assert story.case.phase is Phase.OUTBREAK
    assert [r.data["phase"] for r in story.case.of_kind("phase")] == ["outbreak", "handling", "aftermath", "outbreak"]
    assert story.case.running("T11")


def test_an_unsatisfied_visit_in_the_aftermath_proposes_the_outbreak() -> None:
    story = to_phase("aftermath").to("S12")
    story.do("cs", "visit_recorded", manner="home", answer="unsatisfied", record="…")

    assert story.case.phase_proposed == "outbreak.rekindled"


def test_the_measures_of_a_phase_are_ticked_with_who_and_when() -> None:
    story = to_phase("outbreak")
    story.do("cs", "tick_strategy", items=["soothe", "confirm_facts"])
    story.do("csm", "tick_strategy", items=["soothe"])
    ticked = ticks(story.case)

    assert {item: r.author for item, r in ticked.items()} == {"soothe": "cs", "confirm_facts": "cs"}
    assert ticked["soothe"].at < story.now
    refusal = story.refused("cs", "tick_strategy", items=["review"])
    assert (refusal.code, refusal.details["measures"]) == ("of_another_phase", ["review"])
    story.do("csm", "change_phase", phase="handling", condition="facts", reason="…")
    assert ticks(story.case) == {}


def test_only_the_honest_measures_are_there() -> None:
    """C-12, C-14 to C-17: no disclaimers in advance, vague promises, division, insiders, leverage, diversion."""
    assert [len(STRATEGIES[phase]) for phase in Phase] == [9, 10, 10, 7]
    assert {s for measures in STRATEGIES.values() for s in measures} == set(Strategy)
    words = " ".join(s.zh + s.en.lower() for s in Strategy)
    assert not [
        bad
        for bad in ("免责", "分化", "内线", "把柄", "转移", "divide", "insider", "leverage", "vague")
        if bad in words
    ]

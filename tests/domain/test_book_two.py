"""The clocks of the second book by example: start, warnings, breach and who is told, stop (time-rules.md)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from domain.book_two import BOOK_TWO
from domain.clock import alarms
from domain.entries import Entry, instant, moment
from domain.roster import Roster
from tests.domain.scenes import DAY, HOUR, MINUTE, YXY, Scene, at, scene, without

NOTE = {"note": "…"}
FORUM = {"channel": "forum"}
WARNING = {"calls": ["project_head", "regional_cs"], "departments": ["engineering"], "text": "…"}
TOMORROW = "2026-11-24T10:00+08:00"


def report(kind: str) -> Callable[[Scene], Any]:
    return lambda s: s.do("cs", "file_report", kind=kind, text="…")


def latent(story: Scene) -> None:
    story.do("cs", "latent_crisis", **NOTE)


def warned(story: Scene) -> None:
    latent(story)
    story.do("cs", "risk_warning", **WARNING)


def arrived(story: Scene) -> None:
    story.do("cs", "promise_visit", at=TOMORROW)
    story.do("eng", "visit_arrived", promise=1)


@dataclass(frozen=True)
class Play:
    """One rule: where the case stands, what starts the clock, its limit, who is reminded and told, what stops it."""

    rule: str
    stage: str
    start: Callable[[Scene], Any]
    limit: timedelta
    reminded: list[str]
    ladder: list[list[str]]
    stop: Callable[[Scene], Any]
    level: str = "general"
    form: dict[str, Any] = field(default_factory=dict)

    def begun(self, policy: int = 2, roster: Roster = YXY) -> Scene:
        story = Scene(level=self.level, policy=policy, form=self.form).to(self.stage)
        story.paper.roster = roster
        self.start(story)
        return story


MANAGER = [["csm", "csm1"], ["head"], ["region"], ["exec"]]
HEAD = [["head"], ["region"], ["exec"]]
REGION = [["region"], ["exec"]]
TEAM = ["head", "csm", "cs", "eng"]
NOTHING: Callable[[Scene], Any] = lambda story: None  # noqa: E731
PLAYS = (
    Play("T06a", "S3", latent, 15 * MINUTE, ["csm", "csm1"], REGION, lambda s: s.do("cs", "risk_warning", **WARNING)),
    Play("T06b", "S3", warned, HOUR, ["head"], REGION, lambda s: s.do("head", "confirm_team", team=["cs", "eng"])),
    Play("T12", "S4", NOTHING, 7 * DAY, ["csm", "csm1"], REGION, report("weekly")),
    Play(
        "T13",
        "S4",
        lambda s: s.do("cs", "report_turn", what="spread", **NOTE),
        HOUR,
        ["csm", "csm1"],
        REGION,
        report("turn"),
    ),
    Play(
        "T16",
        "S4",
        lambda s: s.do("eng", "third_party_involved", who="lawyer", **NOTE),
        15 * MINUTE,
        ["head"],
        HEAD,
        lambda s: s.do("head", "acknowledge"),
    ),
    Play("T19", "S4", NOTHING, 7 * DAY, TEAM, [["exec"]], report("executive"), level="major"),
    Play("T21", "S4", NOTHING, 3 * DAY, ["csm", "csm1"], MANAGER, lambda s: s.contact("progress")),
    Play(
        "T36",
        "S4",
        lambda s: s.do("prop", "emergency", kind="illness", **NOTE),
        HOUR,
        ["cs"],
        HEAD,
        lambda s: s.do("prop", "emergency_checked", items=["aid", "departments"]),
    ),
    Play(
        "T40a",
        "S10",
        lambda s: s.do("cs", "promise_visit", at=TOMORROW),
        timedelta(0),
        ["eng"],
        MANAGER,
        lambda s: s.do("eng", "visit_arrived", promise=1),
    ),
    Play("T40b", "S10", arrived, 8 * HOUR, ["csm", "csm1"], MANAGER, lambda s: s.contact("progress")),
    Play(
        "T41",
        "S4",
        lambda s: s.do("cs", "interim_measure", what="…", promised="2026-11-25"),
        timedelta(0),
        ["eng", "csm", "csm1"],
        MANAGER,
        lambda s: s.do("eng", "permanent_fix", measure=1, **NOTE),
    ),
    Play("T47", "S2", NOTHING, DAY, ["csm", "csm1"], MANAGER, lambda s: s.contact("acknowledge"), form=FORUM),
    Play("T51", "S3", NOTHING, 4 * HOUR, ["csm", "csm1"], HEAD, Scene.assess),
)
each = pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.rule)


def lines(story: Scene, duty: str, *types: str) -> list[Entry]:
    return [e for e in story.entries(*types) if e.data.get("duty") == duty]


def told(entry: Entry) -> list[str]:
    return [t["person"] for t in entry.data["told"]]


def test_every_new_clock_is_played() -> None:
    assert {play.rule for play in PLAYS} == {row.rule for row in BOOK_TWO}
    assert all(row.book == 2 for row in BOOK_TWO)


@each
def test_it_starts_when_the_rule_says(play: Play) -> None:
    duty = play.begun().duty(play.rule)

    assert duty.running
    if play.limit:
        assert duty.due_at - duty.started_at == play.limit


@each
def test_a_case_of_the_first_book_gets_no_line(play: Play) -> None:
    story = play.begun(policy=1)
    play.stop(story)
    story.wait(40 * DAY)

    assert play.rule not in {d.rule for d in story.case.duties}
    assert not [e for e in story.paper.entries if e.data.get("rule") == play.rule]
    assert not story.entries("level_raised")


@each
def test_it_warns_twice_and_then_tells_seat_by_seat(play: Play) -> None:
    story = play.begun()
    duty = story.duty(play.rule)
    story.wait(60 * DAY)
    warnings = [e for e in lines(story, duty.id, "duty_warned") if e.data["mark"] in ("50", "80")]
    breach, *rungs = lines(story, duty.id, "duty_breached", "duty_escalated")
    span = duty.due_at - duty.started_at

    assert [(e.data["mark"], told(e)) for e in warnings] == [("50", play.reminded), ("80", play.reminded)]
    assert [moment(e.at) for e in warnings] == [duty.started_at + span / 2, duty.started_at + span * 80 // 100]
    assert (breach.type, breach.at) == ("duty_breached", instant(duty.due_at))
    assert [told(e) for e in (breach, *rungs)] == play.ladder


@each
def test_the_ladder_works_with_vacant_seats(play: Play) -> None:
    """Nobody sits anywhere: every mark is written all the same; and an empty seat passes to the next."""
    nobody = play.begun(roster=Roster("YXY")) if play.start is NOTHING else play.begun()
    nobody.paper.roster = Roster("YXY")
    duty = nobody.duty(play.rule)
    nobody.wait(60 * DAY)
    marks = [e.data.get("mark", "100") for e in lines(nobody, duty.id, "duty_breached", "duty_escalated")]
    assert marks == [str(100 * (n + 1)) for n in range(len(play.ladder))]

    story = play.begun()
    story.paper.roster = without(YXY, *play.ladder[0]) if len(play.ladder) > 1 else YXY
    story.wait(60 * DAY)
    breach = lines(story, duty.id, "duty_breached")[0]
    assert told(breach) == (play.ladder[1] if len(play.ladder) > 1 else play.ladder[0])


@each
def test_its_stop_meets_it(play: Play) -> None:
    story = play.begun()
    duty = story.duty(play.rule)
    play.stop(story)
    ended = story.case.duty(duty.id)

    assert ended is not None
    assert (str(ended.state), ended.late_by) == ("met", 0)


def test_silence_is_measured_anew_from_every_contact() -> None:
    """T21: from entering S4, again at each contact, until S11."""
    story = scene("S4", policy=2)
    first = story.duty("T21")
    assert first.started_at == story.case.entered_at
    story.wait(2 * DAY)
    story.contact("acknowledge")
    second = story.duty("T21")

    assert (str(story.case.duty(first.id).state), second.id) == ("met", "T21.2")  # type: ignore[union-attr]
    assert (second.started_at, second.due_at) == (story.now, story.now + 3 * DAY)
    story.to("S11")
    assert not story.case.running("T21")
    assert str(story.duty("T21").state) == "cancelled"
    story.contact("result", "undecided")
    assert not story.case.running("T21")


def test_an_attempt_does_not_end_the_silence() -> None:
    story = scene("S4", policy=2)
    before = story.duty("T21")
    story.do("cs", "contact_attempt", purpose="progress", way="phone", outcome="no_answer")

    assert story.duty("T21") == before


def test_silence_in_a_major_case_lasts_a_day() -> None:
    duty = scene("S4", policy=2, level="major").duty("T21")
    assert duty.due_at - duty.started_at == DAY


def test_the_weekly_report_comes_again_and_gives_way_to_the_daily_one() -> None:
    """T12 and T11: never both, never none, from S4 on."""
    story = scene("S4", policy=2)
    report("weekly")(story)
    assert (story.duty("T12").id, story.duty("T12").started_at) == ("T12.2", story.now)

    story.do("csm", "activate_contingency", reason="…")
    assert (bool(story.case.running("T12")), bool(story.case.running("T11"))) == (False, True)
    story.do("head", "contingency_result", outcome="agreement", note="…", left_open="突发，先谈成")
    assert (story.duty("T12").id, bool(story.case.running("T11"))) == ("T12.3", False)


@pytest.mark.parametrize("stage", ["S2", "S3"])
def test_nothing_is_reported_weekly_before_the_investigation(stage: str) -> None:
    assert "T12" not in {d.rule for d in scene(stage, policy=2).case.duties}


def test_executives_are_reported_to_only_of_major_cases_until_the_case_is_closed() -> None:
    """T19."""
    assert "T19" not in {d.rule for d in scene("S10", policy=2).case.duties}
    story = scene("S11", policy=2, level="major")
    assert story.case.running("T19")
    assert not story.to("S12").case.running("T19")


@pytest.mark.parametrize("command", ["report_turn", "third_party_involved", "media_involved"])
def test_a_turn_and_an_involvement_are_reported_within_the_hour(command: str) -> None:
    """T13; one report covers what turned up before it."""
    form = {
        "report_turn": {"what": "fact"},
        "third_party_involved": {"who": "court"},
        "media_involved": {"kind": "press"},
    }
    story = scene("S5", policy=2)
    story.do("cs", command, **form[command], **NOTE)
    story.do("cs", command, **form[command], **NOTE)

    assert [d.id for d in story.case.running("T13")] == ["T13.1"]
    assert bool(story.case.running("T16")) == (command != "report_turn")


def test_only_an_involvement_is_acknowledged_and_only_once() -> None:
    story = scene("S5", policy=2)
    assert story.refused("head", "acknowledge").code == "nothing_to_acknowledge"
    story.do("cs", "media_involved", kind="online", **NOTE)
    assert story.refused("cs", "acknowledge").code == "not_yours"
    story.do("head", "acknowledge")
    assert story.refused("head", "acknowledge").code == "nothing_to_acknowledge"


def test_a_warning_needs_a_judgement_and_both_calls() -> None:
    """T06a."""
    story = scene("S3", policy=2)
    assert story.refused("cs", "risk_warning", **WARNING).code == "no_latent_crisis"
    latent(story)
    assert story.refused("cs", "latent_crisis", **NOTE).code == "already"
    half = story.refused("cs", "risk_warning", **{**WARNING, "calls": ["regional_cs"]})
    assert (half.code, half.details["calls"]) == ("calls_open", ["project_head"])
    assert story.case.running("T06a")


def test_a_latent_crisis_is_judged_until_the_plan_is_approved() -> None:
    assert scene("S7", policy=2).refused("cs", "latent_crisis", **NOTE).code == "wrong_stage"


def test_the_confirmed_group_is_the_team() -> None:
    """T06b."""
    story = scene("S3", policy=2)
    warned(story)
    assert story.refused("head", "confirm_team", team=["cs2"]).code == "bad_value"
    story.do("head", "confirm_team", team=["csm", "eng"])

    assert story.case.team == ("csm", "eng")


@pytest.mark.parametrize(
    ("kind", "items"),
    [
        ("system_failure", ["backup", "technical"]),
        ("illness", ["aid", "departments"]),
        ("injury", ["aid", "police", "insurer"]),
        ("lost_property", ["search", "recorded"]),
        ("media_report", ["watched", "departments"]),
    ],
)
def test_the_first_items_of_every_kind_of_emergency_have_to_be_ticked(kind: str, items: list[str]) -> None:
    """T36, D15."""
    story = scene("S2", policy=2)
    assert story.refused("cs", "emergency_checked", items=items).code == "no_emergency"
    story.do("cs", "emergency", kind=kind, **NOTE)
    short = story.refused("cs", "emergency_checked", items=items[1:])
    assert (short.code, short.details["items"]) == ("items_open", items[:1])
    story.do("cs", "emergency_checked", items=items)
    assert not story.case.running("T36")


def test_a_visit_is_due_when_it_was_promised_and_called_back_in_the_shift() -> None:
    """T40: each promise has a clock of its own; after the arrival a progress contact within eight hours."""
    story = scene("S10", policy=2)
    story.do("cs", "promise_visit", at=TOMORROW)
    story.do("cs", "promise_visit", at="2026-11-25T09:30+08:00")
    assert [(d.id, d.about, d.due_at) for d in story.case.running("T40a")] == [
        ("T40a.1", 1, at("11-24 10:00")),
        ("T40a.2", 2, at("11-25 09:30")),
    ]
    story.do("eng", "visit_arrived", promise=2)
    assert [d.id for d in story.case.running("T40a")] == ["T40a.1"]
    assert story.duty("T40b").due_at == story.now + 8 * HOUR
    assert story.refused("eng", "visit_arrived", promise=2).code == "already"
    assert story.refused("eng", "visit_arrived", promise=3).code == "bad_value"


@pytest.mark.parametrize(
    "when", ["2026-11-22T10:00+08:00", "9999-12-31T23:59Z", "0001-01-01T00:00+08:00", "2026-13-01T00:00"]
)
def test_a_visit_is_promised_for_a_time_to_come(when: str) -> None:
    refusal = scene("S10", policy=2).refused("cs", "promise_visit", at=when)
    assert (refusal.code, refusal.details["fields"]) in (("bad_value", ["at"]), ("missing", ["at"]))


def test_a_fix_is_due_at_the_end_of_the_promised_day() -> None:
    """T41: each promise has its own clock; a measure without a date has none."""
    story = scene("S4", policy=2)
    story.do("cs", "interim_measure", what="…")
    assert not story.case.running("T41")
    story.do("cs", "interim_measure", what="…", promised="2026-11-25")
    story.do("cs", "interim_measure", what="…", promised="2026-11-23")
    assert [(d.about, d.due_at) for d in story.case.running("T41")] == [
        (2, at("11-26 00:00")),
        (3, at("11-24 00:00")),
    ]
    story.to("S7")
    story.do("eng", "permanent_fix", measure=3, note="…")
    assert [d.about for d in story.case.running("T41")] == [2]


@pytest.mark.parametrize("day", ["2026-11-22", "9999-12-31", "0001-01-01"])
def test_a_fix_is_promised_for_a_day_to_come(day: str) -> None:
    story = scene("S4", policy=2)
    assert story.refused("cs", "interim_measure", what="…", promised=day).details["fields"] == ["promised"]
    older = scene("S4")
    older.do("cs", "interim_measure", what="…", promised=day)


def test_a_forum_post_is_answered_by_an_acknowledgement_or_an_explanation() -> None:
    """T47: any way will do; other channels have no such clock."""
    story = Scene(policy=2, form=FORUM)
    assert story.duty("T47").due_at == at("11-24 09:00")
    story.contact("progress")
    assert story.case.running("T47")
    story.contact("acknowledge")
    assert not story.case.running("T47")
    assert "T47" not in {d.rule for d in Scene(policy=2).case.duties}


def test_what_a_case_still_owes_ends_with_it() -> None:
    story = Scene(policy=2, form=FORUM)
    latent(story)
    story.do("cs", "emergency", kind="illness", **NOTE)
    story.do("cs", "promise_visit", at=TOMORROW)
    story.to("X1")
    story.sign_all()

    assert story.case.owed() == ()
    assert alarms(story.case, story.paper.policy) == ()


def test_a_minor_case_has_no_weekly_report_until_it_is_raised():
    """Lifecycle 5.5: minor cases have no report of their own; a crisis makes them report daily, a level weekly."""
    story = Scene(level="minor", policy=2).to("S5")
    assert "T12" not in {d.rule for d in story.case.duties}
    story.do("cs", "change_level", level="general", reason="…", team=["head", "csm", "cs", "eng"])

    assert story.duty("T12").started_at == story.now

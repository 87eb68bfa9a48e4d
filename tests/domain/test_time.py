"""Clocks by example: marks, breaches, ladders, what is recorded late."""

from datetime import timedelta
from typing import Any

import pytest

from domain.act import act
from domain.clock import alarms
from domain.entries import instant
from domain.lapse import lapse
from tests.domain.scenes import DAY, HOUR, YXY, at, scene, walked_to, without
from tests.walk.paper import PaperCase


def told(entry) -> list[str]:
    return [t["person"] for t in entry.data["told"]]


def not_presented() -> PaperCase:
    """WALK 3 (e): approved at 09:00, nothing presented."""
    return walked_to("11-23 14:00")


PRESENTED: dict[str, Any] = {"purpose": "present", "way": "phone", "answer": "dissatisfied", "note": "…"}


def test_the_two_warnings_come_at_half_and_at_four_fifths() -> None:
    paper = not_presented()
    paper.wait(at("11-23 20:00"))
    warned = [(e.data["mark"], e.at, told(e)) for e in paper.entries if e.type == "duty_warned"][-2:]

    assert warned == [
        ("50", instant(at("11-23 15:00")), ["cs"]), ("80", instant(at("11-23 18:36")), ["cs"]),
    ]  # fmt: skip


def test_a_contact_received_in_time_and_applied_late_is_in_time() -> None:
    """WALK 3 (e), row 1: the table is read before any clock line, so there is none."""
    paper = not_presented()
    command = paper.command("cs", "log_contact", PRESENTED, at("11-23 20:30"))
    paper.wait(at("11-23 20:00"))
    outcome = act(paper.case, command, at("11-23 23:00:02"), paper.policy)

    assert [e.type for e in outcome.entries] == ["log_contact", "duty_met"]
    assert {(e.at, e.applied_at) for e in outcome.entries} == {
        (instant(at("11-23 20:30")), instant(at("11-23 23:00:02")))
    }
    assert outcome.entries[1].data == {"duty": "T07.1", "late_by": 0}
    assert not [e for e in paper.entries if e.type == "duty_breached"]


def test_a_contact_received_late_finds_the_breach_written() -> None:
    """WALK 3 (e), row 2."""
    paper = not_presented()
    outcome = paper.do("cs", "log_contact", at("11-23 21:05"), **PRESENTED)
    breach = next(e for e in paper.entries if e.type == "duty_breached")

    assert (breach.at, told(breach)) == (instant(at("11-23 21:00")), ["head"])
    assert breach.data["started_at"] == instant(at("11-23 09:00"))
    assert [e.type for e in outcome.entries] == ["log_contact", "duty_met"]
    assert outcome.entries[1].data["late_by"] == 300
    duty = paper.case.duty("T07.1")
    assert duty is not None
    assert (str(duty.state), duty.late_by) == ("met", 300)


def test_a_contact_recorded_just_after_the_breach_clears_it() -> None:
    """WALK 3 (e), row 3: done in time, recorded late; the ladder ends, who was told hears of it."""
    paper = not_presented()
    paper.wait(at("11-23 21:00"))
    breach = paper.entries[-1]
    outcome = paper.do("cs", "log_contact", at("11-23 20:59:59.950"), **PRESENTED)

    assert breach.type == "duty_breached"
    assert [e.type for e in outcome.entries] == ["log_contact", "duty_cleared"]
    assert outcome.entries[1].data == {"duty": "T07.1", "breach": breach.seq, "recorded_late": 0}
    paper.wait(at("11-24 22:00"))
    assert not [e for e in paper.entries if e.type == "duty_escalated"]
    duty = paper.case.duty("T07.1")
    assert duty is not None
    assert (str(duty.state), duty.late_by) == ("met", 0)


def test_what_a_person_claims_moves_no_clock() -> None:
    """WALK 3 (e), row 4."""
    paper = not_presented()
    command = paper.command("cs", "log_contact", PRESENTED, at("11-23 20:30"))
    object.__setattr__(command, "happened_at", at("11-23 14:05"))
    outcome = paper.take(command)

    assert outcome.entries[0].data["happened_at"] == "2026-11-23T06:05:00.000000Z"
    assert outcome.entries[1].at == instant(at("11-23 20:30"))


def test_nothing_happens_after_it_was_received() -> None:
    paper = not_presented()
    command = paper.command("cs", "log_contact", PRESENTED, at("11-23 20:30"))
    object.__setattr__(command, "happened_at", at("11-23 20:31"))
    refusal = paper.take(command).refusal

    assert refusal is not None
    assert (refusal.code, refusal.details["fields"]) == ("bad_value", ["happened_at"])


def test_the_ladder_of_t07_goes_up_and_ends() -> None:
    """WALK 3 (e), last lines; the stage stays S7."""
    paper = not_presented()
    paper.wait(at("11-30 09:00"))
    grave = [(e.type, e.at, told(e)) for e in paper.entries if e.data.get("duty") == "T07.1" and "told" in e.data][2:]

    assert grave == [
        ("duty_breached", instant(at("11-23 21:00")), ["head"]),
        ("duty_escalated", instant(at("11-24 09:00")), ["region"]),
        ("duty_escalated", instant(at("11-24 21:00")), ["exec"]),
    ]
    assert str(paper.case.stage) == "S7"


@pytest.mark.parametrize(
    ("stage", "rule", "people"),
    [
        ("S2", "T03", ["csm csm1", "head", "region", "exec"]),
        ("S2", "T50", ["csm csm1", "head", "region", "exec"]),
        ("S4", "T48", ["csm csm1", "head", "region", "exec"]),
        ("S5", "T49", ["csm csm1", "head", "region", "exec"]),
        ("S7", "T07", ["head", "region", "exec"]),
        ("S8", "T08", ["head", "region", "exec"]),
        ("S8b", "T09", ["head", "region", "exec"]),
        ("S9", "T11", ["region", "exec"]),
        ("S10", "T10", ["head", "region", "exec"]),
        ("S11", "T22", ["csm csm1", "head", "region", "exec"]),
        ("S12", "T23", ["csm csm1", "head", "region", "exec"]),
    ],
)
def test_each_rung_tells_the_next_seat_up_once(stage: str, rule: str, people: list[str]) -> None:
    story = scene(stage)
    duty = story.duty(rule)
    story.wait(40 * DAY)
    lines = [e for e in story.entries("duty_breached", "duty_escalated") if e.data["duty"] == duty.id]
    span = duty.due_at - duty.started_at

    assert [" ".join(told(e)) for e in lines] == people
    assert [e.data.get("mark") for e in lines] == [None, "200", "300", "400"][: len(people)]
    assert [e.at for e in lines] == [instant(duty.started_at + span * n) for n in range(1, len(people) + 1)]
    assert story.stage == stage


def test_a_vacant_seat_passes_to_the_next() -> None:
    """ARCHITECTURE 11."""
    story = scene("S7")
    story.paper.roster = without(YXY, "head", "head1", "region")
    story.wait(3 * DAY)
    lines = [e for e in story.entries("duty_breached", "duty_escalated") if e.data["duty"] == "T07.1"]

    assert [[(t["role"], t["person"]) for t in e.data["told"]] for e in lines] == [
        [("R06", "exec")], [("R08", "exec")], [("R10", "exec")],
    ]  # fmt: skip


def test_a_case_without_an_owner_reminds_the_managers_seat() -> None:
    """ARCHITECTURE 11: the CS manager's seat is accountable until somebody is named."""
    story = scene("S2")
    story.wait(3 * HOUR)
    warned = [e for e in story.entries("duty_warned") if e.data["duty"] == "T03.1"]
    assert told(warned[0]) == ["csm", "csm1"]

    story = scene("S2")
    story.do("csm", "assign", owner="cs")
    story.wait(3 * HOUR)
    assert told(next(e for e in story.entries("duty_warned") if e.data["duty"] == "T03.1")) == ["cs"]


def test_reminders_go_where_the_walk_says() -> None:
    """WALK 7.19: T50 the registrar, T48 the department head, T08 owner and department."""
    story = scene("S2")
    story.wait(HOUR)
    assert told(next(e for e in story.entries("duty_warned") if e.data["duty"] == "T50.1")) == ["cs"]
    story = scene("S4")
    story.wait(40 * HOUR)
    assert told(next(e for e in story.entries("duty_warned") if e.data["duty"] == "T48.1")) == ["eng"]
    story = scene("S8")
    story.do("csm", "assign", owner="cs")
    story.wait(31 * timedelta(minutes=1))
    assert told(next(e for e in story.entries("duty_warned") if e.data["duty"] == "T08.1")) == ["cs", "eng"]


@pytest.mark.parametrize(
    ("stage", "level", "rule", "rungs"),
    [
        ("S6", "minor", "A01", [("", "csm csm1"), ("200", "head"), ("300", "region"), ("400", "exec")]),
        ("S6", "general", "A02", [("", "head1"), ("200", "region"), ("300", "exec")]),
    ],
)
def test_t26_widens_who_may_sign_rung_by_rung(stage: str, level: str, rule: str, rungs) -> None:
    """WALK section 6: the deputy first, who may already, then the next seat up; nobody is taken away."""
    story = scene(stage, level=level)
    before = story.approval(rule).asked_of
    story.wait(13 * DAY)
    duty = story.duty("T26")
    lines = [e for e in story.entries("duty_breached", "duty_escalated") if e.data["duty"] == duty.id]
    wider = story.entries("asked_wider")

    assert [(e.data.get("mark", ""), " ".join(told(e))) for e in lines] == rungs
    assert [(e.data["mark"], e.data["added"]) for e in wider] == [(m, p.split()) for m, p in rungs[1:]]
    assert story.approval(rule).asked_of == (*before, *(p for _, people in rungs[1:] for p in people.split()))
    assert (story.stage, str(duty.state), story.approval(rule).open) == (stage, "overdue", True)


def test_a_vacant_seat_above_passes_a_sign_off_to_the_next() -> None:
    story = scene("S6")
    story.paper.roster = without(YXY, "region")
    story.wait(2 * DAY)

    assert [(e.data["mark"], e.data["added"]) for e in story.entries("asked_wider")] == [("200", ["exec"])]


def test_whoever_joined_by_a_rung_signs_in_their_own_role() -> None:
    story = scene("S6")
    story.wait(9 * HOUR)
    story.sign("region", "A02.1.R06")

    assert (story.last.entries[0].actor, story.last.entries[0].role) == ("region", "R08")
    assert story.stage == "S7"


def test_the_visit_is_reminded_on_day_five_only() -> None:
    """WALK 7.8."""
    story = scene("S12")
    start = story.duty("T23").started_at
    story.wait(6 * DAY + 23 * HOUR)

    assert [(e.data["mark"], e.at) for e in story.entries("duty_warned") if e.data["duty"] == "T23.1"] == [
        ("day5", instant(start + 5 * DAY))
    ]


def test_a_duty_of_a_stage_left_without_its_stop_is_cancelled() -> None:
    """WALK 7.6: its breach lines stay."""
    story = scene("S7")
    story.wait(13 * HOUR)
    story.do("csm", "activate_contingency", reason="失控")

    assert str(story.duty("T07").state) == "cancelled"
    assert story.duty("T07").breach > 0
    assert [e.data["why"] for e in story.entries("duty_cancelled")] == ["left_stage"]


def test_the_first_acknowledgement_is_owed_in_every_stage() -> None:
    """WALK 7.6: T50 runs until met or the case ends."""
    story = scene("S5")
    assert story.duty("T50").running
    story.contact("acknowledge")
    assert str(story.duty("T50").state) == "met"

    ended = scene("X1")
    assert [e.data["why"] for e in ended.entries("duty_cancelled")] == ["case_ended"]


def test_a_mark_is_acted_on_once() -> None:
    paper = not_presented()
    paper.wait(at("12-20 09:00"))
    marks = [
        (e.data["duty"], e.data.get("mark", "100"))
        for e in paper.entries
        if e.type.startswith("duty_") and "told" in e.data
    ]

    assert len(marks) == len(set(marks))
    assert alarms(paper.case, paper.policy) == ()


def test_a_breach_says_how_late_we_were_ourselves() -> None:
    """WALK 3 (e), row 2: `late_by` of the line is our own lateness."""
    paper = not_presented()
    paper.wait(at("11-23 20:00"))
    alarm = alarms(paper.case, paper.policy)[0]
    (line,) = lapse(paper.case, alarm, at("11-23 23:00:02"), paper.policy, YXY).entries

    assert (line.type, line.at, line.data["late_by"]) == ("duty_breached", instant(at("11-23 21:00")), 7202)
    assert line.applied_at == instant(at("11-23 23:00:02"))

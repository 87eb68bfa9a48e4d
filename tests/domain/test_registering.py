"""T01: a contact is registered within half an hour of when it came; later is a late report (time-rules.md)."""

from dataclasses import replace
from datetime import timedelta

from domain.notices import notices_of
from domain.policy import POLICIES
from domain.roster import Roster
from domain.vocabulary import DutyState
from tests.domain.scenes import HOUR, MINUTE, YXY, at, scene, without
from tests.walk.paper import PaperCase

NINE = at("12-02 09:00")


def registered(after: timedelta, roster: Roster = YXY, policy: int = 2, drill: int = 0) -> PaperCase:
    """A complaint that came this long before nine and is registered at nine."""
    paper = PaperCase(roster, policy=POLICIES[policy])
    assert paper.register("cs", NINE, came=NINE - after, drill=drill).refusal is None
    return paper


def test_late_it_is_a_late_report_told_to_the_cs_managers() -> None:
    paper = registered(2 * HOUR)
    register, started, breach, met, *_ = paper.entries
    duty = paper.case.duties[0]

    assert [e.type for e in (register, started, breach, met)] == [
        "register",
        "duty_started",
        "duty_breached",
        "duty_met",
    ]
    assert (duty.id, duty.owner_role, duty.started_at) == ("T01.1", "R01", NINE - 2 * HOUR)
    assert (duty.due_at - duty.started_at, duty.state) == (30 * MINUTE, DutyState.MET)
    assert (duty.late_by, breach.data["rule"]) == ((90 * MINUTE).total_seconds(), "T01")
    assert [(n.person, n.kind) for n in notices_of(paper.case, breach)] == [("csm", "breached"), ("csm1", "breached")]


def test_within_half_an_hour_it_is_in_time_and_nobody_is_told() -> None:
    paper = registered(30 * MINUTE)

    assert [(e.type, e.data.get("late_by")) for e in paper.entries[1:3]] == [("duty_started", None), ("duty_met", 0)]
    assert paper.case.duties[0].marks == ()


def test_a_vacant_seat_passes_to_the_next_one_up() -> None:
    paper = registered(HOUR, without(YXY, "csm", "csm1"))

    assert [t["person"] for t in paper.entries[2].data["told"]] == ["head"]


def test_a_contact_registered_as_it_comes_has_no_clock() -> None:
    paper = PaperCase(YXY, policy=POLICIES[2])
    paper.register("cs", NINE)

    assert "T01" not in {d.rule for d in paper.case.duties}


def test_a_lead_that_becomes_a_complaint_counts_from_the_contact() -> None:
    story = scene("S0", policy=2)
    command = story.paper.command("cs", "convert_lead", {"channel": "hotline"}, story.now + 3 * HOUR)
    outcome = story.paper.take(replace(command, happened_at=story.now + HOUR))

    assert [e.type for e in outcome.entries][:4] == ["convert_lead", "duty_started", "duty_breached", "duty_met"]
    assert story.duty("T01").late_by == (90 * MINUTE).total_seconds()


def test_a_drill_is_late_sooner() -> None:
    assert registered(MINUTE, drill=60).case.duties[0].late_by == 30


def test_cases_of_the_first_book_get_no_line() -> None:
    paper = registered(2 * HOUR, policy=1)

    assert "T01" not in {d.rule for d in paper.case.duties}

"""More time for a clock, by signature only (A13): pauses, extensions, and what moves no deadline."""

from datetime import timedelta

import pytest

from domain.clock import RESUMES, alarms
from domain.duties import BY_RULE
from domain.entries import instant, moment
from domain.fold import fold_all
from domain.lapse import lapse
from domain.vocabulary import DutyState
from tests.domain.scenes import DAY, HOUR, MINUTE, Scene, at, scene

DUTY = {"duty": "T48.1", "reason": "…"}
SIGNER = {"minor": "csm", "general": "head", "major": "exec"}
SEAT = {"minor": "R03", "general": "R06", "major": "R10"}


def asked(command: str, level: str = "general", **span: object) -> Scene:
    """The investigation runs, and more time is asked for it."""
    story = scene("S4", policy=2, level=level)
    story.do("cs", command, **DUTY, **(span or {"hours": 48}))
    return story


def signed(command: str, level: str = "general", **span: object) -> Scene:
    story = asked(command, level, **span)
    story.sign(SIGNER[level], f"A13.1.{SEAT[level]}")
    assert story.last.refusal is None
    return story


def marks_of(story: Scene, duty: str) -> dict[str, object]:
    return {a.mark: a.at for a in alarms(story.case, story.paper.policy) if a.subject == duty}


@pytest.mark.parametrize("command", ["ask_pause", "ask_extension"])
@pytest.mark.parametrize("level", list(SEAT))
def test_who_grants_time_goes_by_the_level(level: str, command: str) -> None:
    story = asked(command, level)
    seats = story.case.open_approvals("A13")

    assert [a.seat for a in seats] == [SEAT[level]]
    assert [d.approval for d in story.case.running("T26")] == [seats[0].id]


@pytest.mark.parametrize("command", ["ask_pause", "ask_extension"])
def test_nothing_moves_before_the_signature(command: str) -> None:
    untouched = scene("S4", policy=2).duty("T48")
    story = asked(command)
    assert story.duty("T48") == untouched
    story.wait(7 * HOUR)
    assert (story.duty("T48").due_at, story.duty("T48").state) == (untouched.due_at, DutyState.OPEN)
    assert not story.entries("duty_paused", "duty_extended")


@pytest.mark.parametrize("command", ["ask_pause", "ask_extension"])
@pytest.mark.parametrize("decision", ["reject", "return"])
def test_what_is_not_granted_changes_nothing_and_the_clock_ran_on(command: str, decision: str) -> None:
    story = asked(command)
    before = story.duty("T48")
    story.sign("head", "A13.1.R06", decision, comment="…")

    assert story.new() == ["signed", "duty_met"]
    assert story.duty("T48") == before
    story.wait(80 * HOUR)
    breach = next(e for e in story.entries("duty_breached") if e.data["duty"] == "T48.1")
    assert breach.at == instant(before.due_at)


def test_a_paused_clock_has_no_marks_but_its_end() -> None:
    story = signed("ask_pause")
    duty = story.duty("T48")

    assert story.new() == ["signed", "duty_met", "duty_paused"]
    assert (duty.state, duty.paused_at, duty.paused_until) == (DutyState.PAUSED, story.now, story.now + 48 * HOUR)
    assert marks_of(story, "T48.1") == {RESUMES: story.now + 48 * HOUR}
    story.wait(47 * HOUR)
    assert not [e for e in story.entries("duty_warned", "duty_breached") if e.data["duty"] == "T48.1"]


def test_when_the_pause_ends_the_remaining_time_goes_on() -> None:
    """Due time and every mark come later by exactly the paused time."""
    story = scene("S4", policy=2)
    before, marks = story.duty("T48"), marks_of(story, "T48.1")
    story.do("cs", "ask_pause", **DUTY, hours=48)
    story.sign("head", "A13.1.R06")
    story.wait(48 * HOUR)
    after = story.duty("T48")
    (line,) = story.entries("duty_resumed")

    assert (after.state, after.due_at, after.paused_until) == (DutyState.OPEN, before.due_at + 48 * HOUR, None)
    assert line.data == {"duty": "T48.1", "due_at": instant(after.due_at), "paused": 48 * 3600}
    assert (line.at, line.actor) == (instant(story.now), "system")
    assert marks_of(story, "T48.1") == {mark: when + 48 * HOUR for mark, when in marks.items()}  # type: ignore[operator]


def test_a_pause_after_a_warning_does_not_warn_again() -> None:
    story = scene("S4", policy=2)
    story.wait(40 * HOUR)
    story.do("cs", "ask_pause", **DUTY, hours=10)
    story.sign("head", "A13.1.R06")
    story.wait(10 * HOUR)

    assert sorted(marks_of(story, "T48.1")) == ["100", "200", "300", "400", "80"]


def test_a_person_lets_a_clock_go_on_earlier() -> None:
    story = signed("ask_pause")
    before = story.duty("T48")
    story.wait(5 * HOUR)
    story.do("csm", "resume", duty="T48.1")

    assert story.new() == ["resume", "duty_resumed"]
    assert story.duty("T48").due_at == before.due_at + 5 * HOUR + MINUTE
    assert RESUMES not in marks_of(story, "T48.1")
    assert story.refused("csm", "resume", duty="T48.1").code == "not_paused"


def test_a_pause_until_a_day_ends_with_that_day() -> None:
    assert signed("ask_pause", until="2026-11-25").duty("T48").paused_until == at("11-26 00:00")


def test_a_pause_whose_day_is_over_when_it_is_signed_gives_nothing() -> None:
    story = asked("ask_pause", until="2026-11-23")
    before = story.duty("T48")
    story.wait(20 * HOUR)
    story.sign("head", "A13.1.R06")

    assert story.new() == ["signed", "duty_met"]
    assert (story.duty("T48").state, story.duty("T48").due_at) == (DutyState.OPEN, before.due_at)


def test_what_is_done_during_a_pause_is_done_in_time() -> None:
    story = signed("ask_pause", hours=300)
    story.wait(200 * HOUR)
    story.investigate()
    duty = story.case.duty("T48.1")

    assert duty is not None
    assert (duty.state, duty.late_by, duty.paused_until) == (DutyState.MET, 0, None)
    assert RESUMES not in marks_of(story, "T48.1")


def test_what_was_late_before_its_pause_stays_as_late_as_it_was() -> None:
    story = scene("S4", policy=2)
    due = story.duty("T48").due_at
    story.wait(75 * HOUR)
    story.do("cs", "ask_pause", **DUTY, hours=10)
    story.sign("head", "A13.1.R06")
    late = story.now - due
    story.wait(11 * HOUR)
    assert (story.duty("T48").state, story.duty("T48").due_at) == (DutyState.OVERDUE, due + 10 * HOUR)
    story.investigate()
    met = story.case.duty("T48.1")
    assert met is not None
    assert timedelta(seconds=met.late_by) == late + HOUR + MINUTE


def test_a_paused_duty_whose_stage_is_left_is_cancelled() -> None:
    story = signed("ask_pause")
    story.do("csm", "activate_contingency", reason="…")

    assert story.duty("T48").state is DutyState.CANCELLED
    assert [e.data["why"] for e in story.entries("duty_cancelled") if e.data["duty"] == "T48.1"] == ["left_stage"]
    assert story.case.owed("T48") == ()


def test_a_standing_clock_that_is_paused_does_not_start_a_second_one() -> None:
    story = scene("S4", policy=2)
    story.do("cs", "ask_pause", duty="T21.1", reason="…", hours=24)
    story.sign("head", "A13.1.R06")
    story.do("cs", "add_evidence", kind="photo", reason="…")
    assert [d.id for d in story.case.owed("T21")] == ["T21.1"]
    story.contact("progress")
    assert [d.id for d in story.case.owed("T21")] == ["T21.2"]


def test_an_extension_moves_the_due_time_once() -> None:
    story = signed("ask_extension")
    before = scene("S4", policy=2).duty("T48")
    duty = story.duty("T48")

    assert story.new() == ["signed", "duty_met", "duty_extended"]
    assert (duty.due_at, duty.started_at, duty.extended) == (before.due_at + 48 * HOUR, before.started_at, True)
    assert story.entries("duty_extended")[0].data == {"duty": "T48.1", "due_at": instant(duty.due_at)}
    refusal = story.refused("cs", "ask_extension", **DUTY, hours=1)
    assert (refusal.code, refusal.details["duty"]) == ("already_extended", "T48.1")


def test_an_extension_after_the_breach_lets_the_clock_run_and_breach_anew() -> None:
    story = scene("S4", policy=2)
    story.wait(73 * HOUR)
    story.do("cs", "ask_extension", **DUTY, hours=24)
    story.sign("head", "A13.1.R06")
    duty = story.duty("T48")
    assert (duty.state, "100" in duty.marks) == (DutyState.OPEN, False)
    story.wait(2 * DAY)

    breaches = [e for e in story.entries("duty_breached") if e.data["duty"] == "T48.1"]
    assert [moment(e.at) for e in breaches] == [duty.due_at - DAY, duty.due_at]


def test_an_extension_goes_to_a_later_time() -> None:
    story = scene("S4", policy=2)
    refusal = story.refused("cs", "ask_extension", **DUTY, until="2026-11-24")
    assert (refusal.code, refusal.details["fields"]) == ("bad_value", ["until"])


@pytest.mark.parametrize("command", ["ask_pause", "ask_extension"])
@pytest.mark.parametrize(
    ("span", "code"),
    [
        ({}, "missing"),
        ({"hours": 4, "until": "2026-11-30"}, "bad_value"),
        ({"hours": 0}, "bad_value"),
        ({"hours": 10**8}, "bad_value"),
        ({"until": "2026-11-22"}, "bad_value"),
        ({"until": "9999-12-31"}, "bad_value"),
        ({"until": "0001-01-01"}, "bad_value"),
    ],
)
def test_more_time_is_so_many_hours_or_until_a_day_to_come(command: str, span: dict[str, object], code: str) -> None:
    assert scene("S4", policy=2).refused("cs", command, **DUTY, **span).code == code


@pytest.mark.parametrize("command", ["ask_pause", "ask_extension"])
def test_more_time_is_asked_once_at_a_time_for_a_clock_that_runs(command: str) -> None:
    story = asked(command)
    assert story.refused("cs", "ask_pause", **DUTY, hours=4).code == "already_asked"
    assert story.refused("cs", "ask_extension", **DUTY, hours=4).code == "already_asked"
    assert story.refused("cs", command, duty="T07.1", reason="…", hours=4).code == "no_such_clock"
    signing = story.case.running("T26")[0].id
    assert story.refused("cs", command, duty=signing, reason="…", hours=4).code == "no_such_clock"
    story.do("cs", command, duty="T21.1", reason="…", hours=4)
    assert len(story.case.open_approvals("A13")) == 2


def test_a_request_ends_with_the_duty_it_is_about() -> None:
    story = asked("ask_pause")
    story.investigate()

    assert story.case.open_approvals("A13") == ()
    assert [e.data["state"] for e in story.entries("ask_ended")] == ["withdrawn"]
    story = asked("ask_extension")
    story.do("csm", "activate_contingency", reason="…")
    assert story.case.open_approvals("A13") == ()


def test_whoever_asks_does_not_grant() -> None:
    story = scene("S4", policy=2, level="minor")
    story.do("csm", "ask_pause", **DUTY, hours=4)
    assert story.sign("csm", "A13.1.R03").refusal.code == "own_work"  # type: ignore[union-attr]
    assert story.sign("csm1", "A13.1.R03").refusal is None


def test_a_department_asks_for_its_own_clock_only() -> None:
    story = scene("S4", policy=2)
    assert story.refused("sales", "ask_pause", **DUTY, hours=4).code == "not_yours"
    story.do("eng", "ask_pause", **DUTY, hours=4)


def test_no_ordinary_edit_moves_a_deadline() -> None:
    """Whatever is recorded, assigned, promised or raised: what runs keeps its start and its due time."""
    story = scene("S4", policy=2)
    due = {d.id: (d.started_at, d.due_at) for d in story.case.running() if d.rule != "T12"}
    story.do("csm", "assign", owner="cs")
    story.do("csm", "assign", department="property")
    story.do("cs", "add_evidence", kind="photo", reason="…")
    story.do("cs", "interim_measure", what="…", promised="2026-12-20")
    story.do("cs", "contact_attempt", purpose="progress", way="phone", outcome="no_answer")
    story.do("cs", "file_report", kind="turn", text="…")
    story.do("cs", "report_turn", what="fact", note="…")
    story.do("cs", "change_level", level="major", reason="…")
    story.do("cs", "change_level", level="general", reason="…")
    story.do("cs", "media_involved", kind="press", note="…")

    assert {d.id: (d.started_at, d.due_at) for d in story.case.duties if d.id in due} == due


def test_the_journal_alone_gives_the_same_paused_case() -> None:
    story = signed("ask_pause")
    first = story.paper.entries[0]
    empty = type(story.case).unopened(story.paper.number)
    assert first.seq == 1
    assert fold_all(empty, story.paper.entries) == story.case


def test_an_end_of_a_pause_that_no_longer_stands_does_nothing() -> None:
    story = signed("ask_pause")
    alarm = next(a for a in alarms(story.case, story.paper.policy) if a.mark == RESUMES)
    story.do("csm", "resume", duty="T48.1")

    assert lapse(story.case, alarm, story.now, story.paper.policy, story.roster).entries == ()
    story.do("cs", "ask_pause", **DUTY, hours=100)
    story.sign("head", "A13.2.R06")
    assert story.duty("T48").state is DutyState.PAUSED
    assert lapse(story.case, alarm, story.now, story.paper.policy, story.roster).entries == ()


def test_no_reminder_lies_before_the_signature_that_moved_the_clock() -> None:
    """C-02, A13: granted at 21:30 until midnight; the hour before the quiet hours had begun by then."""
    story = scene("S4", policy=2)
    duty = next(d for d in story.case.running() if BY_RULE[d.rule].contact)
    story.do("cs", "ask_extension", duty=duty.id, reason="…", until=f"{story.paper.policy.local(duty.due_at):%Y-%m-%d}")
    story.wait(story.paper.policy.local(duty.due_at).replace(hour=21, minute=29) - story.now)
    story.sign("head", "A13.1.R06")
    (moved,) = story.entries("duty_extended")
    story.wait(DAY)
    after = [e.at for e in story.paper.entries if e.seq > moved.seq and e.data.get("duty") == duty.id]

    assert moved.data["contact_by"] > moved.at
    assert min(after) >= moved.at

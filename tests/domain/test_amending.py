"""Changing the limits (A20): which numbers, within which bounds, from when; who proposes, who approves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain import step
from domain.amendable import SETTINGS, WRITTEN, spelled, unfit, wrong
from domain.amendment import (
    Amendment,
    amendments_of,
    decision_line,
    draft,
    line_of,
    newest,
    not_to_be_decided,
    not_to_be_proposed,
    not_to_be_withdrawn,
    result,
    versions_of,
)
from domain.case import Case, Duty
from domain.duties import DUTIES, too_slow
from domain.entries import Draft, Entry, genesis, link
from domain.fold import fold_all
from domain.planned import Clock, clock_of
from domain.policy import DAY, HOUR, LIMITS, MINUTE, POLICIES, WHOLE_BOOK, in_force
from domain.refusal import Refusal
from domain.refusals import sentence
from domain.terms import numbers, policy_of, terms_of
from domain.vocabulary import ApprovalState, Level, Phase
from tests.domain.scenes import YXY
from tests.walk.paper import PaperCase

NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)
SINCE = NOW + timedelta(days=1)
BASE = POLICIES[2]
CHANGED = {"T07": 10 * HOUR, "report_hour": 17, "yuan.A07.R06": 30_000}


def amendment(changed=CHANGED, since: datetime = SINCE, **more) -> Amendment:
    return replace(draft(BASE, since, changed), no=1, by="admin", at=NOW, **more)


def clock(name: str) -> Clock:
    found = clock_of(name)
    assert found is not None
    return found


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


def chained(*drafts: tuple[str, dict, str], at: datetime = NOW) -> tuple[Entry, ...]:
    lines: list[Entry] = []
    for type_, data, actor in drafts:
        prev = lines[-1].hash if lines else genesis("policy")
        lines.append(link(Draft(type_, data, at, actor, "R32"), len(lines) + 1, at, prev))
    return tuple(lines)


def approved(what: Amendment | None = None, by: str = "exec") -> tuple[Entry, ...]:
    one = what or amendment()
    return chained(("policy_proposed", line_of(one), "admin"), ("policy_approved", decision_line(one, ""), by))


def test_only_what_is_changed_is_kept_with_its_old_number():
    one = amendment({**numbers(BASE), "T07": 10 * HOUR})

    assert one.changed == {"T07": (12 * HOUR, 10 * HOUR)}
    assert (one.version, one.based_on, one.book) == (3, 2, 2)
    assert result(one, BASE).limit("T07") == 10 * HOUR
    assert result(one, BASE).limit("T03") == BASE.limit("T03")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("T03", 0, "too_small"),
        ("T03", 367 * DAY, "too_large"),
        ("T03", 90, "uneven"),
        ("decline_dispatch", 90 * MINUTE, "uneven"),
        ("report_hour", 24, "too_large"),
        ("quiet_until", 22, "quiet_order"),
        ("T26.A08", 4 * DAY, "outlives"),
        ("valid_for", 30 * HOUR, "too_small"),
        ("yuan.A07.R06", -1, "too_small"),
        ("T11", DAY, "unknown_field"),
        ("T99", DAY, "unknown_field"),
    ],
)
def test_every_number_has_its_bounds(name, value, code):
    (problem,) = unfit(BASE, {name: value})

    assert (problem.field, problem.code) == (name, code)
    assert code == "unknown_field" or all(wrong(problem, language) for language in ("zh", "en"))


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_the_written_procedure_is_only_made_shorter(name):
    (problem,) = unfit(BASE, {name: LIMITS[name] + MINUTE})

    assert problem.code == "only_shorter"
    assert spelled(LIMITS[name], chinese=False) in wrong(problem, "en")
    assert unfit(BASE, {name: LIMITS[name] - MINUTE}) == ()
    shorter = result(amendment({name: HOUR // 2}), BASE)
    assert unfit(shorter, {name: LIMITS[name]}) == ()


def test_every_number_of_the_book_may_be_changed_but_the_daily_span():
    assert set(numbers(BASE)) - set(SETTINGS) == {"T11"}
    assert unfit(BASE, {name: value for name, value in numbers(BASE).items() if name in SETTINGS}) == ()


def test_a_number_shows_in_the_clock_it_drives():
    later = result(amendment({"T26.A02.major": HOUR, "report_hour": 9, "T19.outbreak": 12 * HOUR}), BASE)

    for name, span in (("T26.A02.major", HOUR), ("T19.outbreak", 12 * HOUR), ("T48.major", DAY)):
        duty = clock(name).runs(NOW, later).duty
        assert duty.due_at - duty.started_at == timedelta(seconds=span)
    assert later.local(clock("report_hour").runs(NOW, later).duty.due_at).hour == 9
    assert clock("T26.A02.major").level is Level.MAJOR
    assert clock_of("valid_for") is None


def test_a_shorter_visit_has_no_reminder_after_its_due_time():
    marks = [r.mark for r in clock("T23").runs(NOW, result(amendment({"T23": 3 * DAY}), BASE)).rungs]

    assert "day5" not in marks
    assert "day5" in [r.mark for r in clock("T23").runs(NOW, BASE).rungs]


@pytest.mark.parametrize(
    ("what", "held", "expected"),
    [
        (amendment(), 2, "versions_held"),
        (amendment({}), 0, "nothing_changed"),
        (amendment(since=NOW), 0, "since_gone"),
        (amendment(since=NOW + timedelta(days=400)), 0, "since_far"),
        (amendment(book=1), 0, "book_gone"),
        (amendment(), 0, ""),
    ],
)
def test_what_is_proposed_has_to_make_sense(what, held, expected):
    refusal = not_to_be_proposed(what, BASE, (), NOW, held)

    assert code(refusal) == expected


def test_a_version_does_not_begin_before_the_one_it_is_based_on():
    early = WHOLE_BOOK - timedelta(days=7)

    refusal = not_to_be_proposed(amendment(since=early + timedelta(days=1)), BASE, (), early)
    assert code(refusal) == "since_too_early"


def test_one_waits_at_a_time_until_it_is_answered_or_expired():
    waiting = amendment()

    assert code(not_to_be_proposed(amendment(), BASE, (waiting,), NOW)) == "amendment_open"
    assert not_to_be_proposed(amendment(since=SINCE + timedelta(days=9)), BASE, (waiting,), SINCE) is None
    assert waiting.stands(SINCE) is ApprovalState.EXPIRED


def test_nobody_approves_their_own_nor_what_was_not_shown_nor_too_late():
    one = amendment()

    assert code(not_to_be_decided(one, "admin", one.digest, NOW)) == "own_work"
    assert code(not_to_be_decided(one, "exec", "0" * 64, NOW)) == "stale"
    assert code(not_to_be_decided(one, "exec", one.digest, SINCE)) == "amendment_expired"
    assert not_to_be_decided(one, "exec", one.digest, NOW) is None
    assert code(not_to_be_withdrawn(one, "exec", NOW)) == "amendment_of_other"
    assert not_to_be_withdrawn(one, "admin", SINCE) is None


def test_an_answered_one_says_by_whom():
    (one,) = amendments_of(approved())

    refusal = not_to_be_decided(one, "exec", one.digest, NOW)
    assert refusal is not None
    assert refusal.code == "decided"
    assert sentence(refusal, "en").startswith("exec approved it")
    assert code(not_to_be_withdrawn(one, "admin", NOW)) == "decided"


def test_only_an_approved_version_counts_and_only_from_its_first_moment():
    one = amendment()
    rejected = (("policy_proposed", line_of(one), "admin"), ("policy_rejected", decision_line(one, ""), "exec"))
    versions = versions_of(approved())

    assert versions_of(chained(*rejected)) == versions_of(chained(rejected[0])) == ()
    assert in_force(SINCE - timedelta(seconds=1), 0, versions).version == 2
    assert in_force(SINCE, 0, versions) == result(one, BASE)
    assert in_force(SINCE, 2, versions).version == 2
    assert newest(versions).version == 3


def test_what_is_forged_in_the_chain_does_not_count():
    sound = approved()
    data = {**sound[0].data, "changed": {"T07": {"from": 12 * HOUR, "to": 90 * DAY}}}
    forged = (replace(sound[0], data=data), sound[1])
    other = amendment({"T07": HOUR})
    unbound = chained(
        ("policy_proposed", line_of(amendment()), "admin"), ("policy_approved", decision_line(other, ""), "exec")
    )

    consistent = (replace(sound[0], data=line_of(other)), replace(sound[1], data=decision_line(other, "")))

    assert versions_of(consistent) == ()
    assert versions_of(forged) == versions_of(unbound) == versions_of(approved(by="admin")) == ()


def test_a_case_says_in_its_first_line_what_no_release_has():
    version = result(amendment(), BASE)
    outcome = PaperCase(YXY, policy=version).register("cs", NOW)
    case = fold_all(Case.unopened("YXY-2026-0147"), outcome.entries)

    assert outcome.entries[0].data["terms"]["changed"] == CHANGED
    assert (case.policy, case.book) == (3, 2)
    assert policy_of(case) == version
    assert {d.rule for d in case.duties} >= {"T03", "T50"}


@pytest.mark.parametrize("version", [1, 2])
def test_a_case_under_a_release_says_no_more_than_before(version):
    outcome = PaperCase(YXY, policy=POLICIES[version]).register("cs", NOW)

    assert terms_of(POLICIES[version]) == {}
    assert "terms" not in outcome.entries[0].data
    assert policy_of(outcome.case) == POLICIES[version]
    assert outcome.case.book == version


def test_a_version_of_numbers_brings_no_rule_of_a_later_book(monkeypatch):
    later = tuple(replace(row, book=3) if row.rule == "T50" else row for row in DUTIES)
    monkeypatch.setattr(step, "DUTIES", later)
    paper = PaperCase(YXY, policy=result(amendment(), BASE))
    paper.register("cs", NOW)

    assert "T03" in {d.rule for d in paper.case.duties}
    assert "T50" not in {d.rule for d in paper.case.duties}


def test_what_is_too_slow_for_an_outbreak_goes_by_the_cases_own_number():
    slower = result(amendment({"T19.outbreak": 2 * DAY}), BASE)
    report = Duty("T19.1", "T19", "R09", NOW, NOW + timedelta(days=2))
    case = Case("YXY-2026-0147", "", phase=Phase.OUTBREAK, policy=3, terms=terms_of(slower))

    assert not too_slow(case, report)
    assert too_slow(replace(case, policy=2, terms={}), report)

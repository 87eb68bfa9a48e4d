"""The daily duties of a project (T04, T05, D30): what a day brings by itself, and what stops it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.amendable import unfit
from domain.daily import DAILY, FILERS, ill_counted, no_sheet, not_to_be_filed, not_to_be_switched, signs_of_crisis
from domain.days import (
    ACTIVE,
    BEGUN,
    INACTIVE,
    Due,
    Watch,
    all_days,
    chain_of,
    coming,
    filed,
    first_line,
    fold_days,
    gaps,
    marks,
    next_look,
    told_of,
    watch_of,
)
from domain.entries import Draft, genesis, link, moment
from domain.policy import HOUR, POLICIES
from domain.roster import Holding, Roster
from domain.vocabulary import DutyState, Role

SEATS = Roster(
    "YXY",
    (
        Holding("R02", "cs"), Holding("R03", "csm"), Holding("R06", "head"), Holding("R06", "head1", deputy=True),
        Holding("R08", "region"), Holding("R10", "exec"),
    ),
)  # fmt: skip
DAY1 = date(2026, 12, 1)
#: Midnight of 1 December in China.
START = datetime(2026, 11, 30, 16, tzinfo=UTC)
LATER = timedelta(hours=1)


def at(hours: float) -> datetime:
    """So many hours after the first day began."""
    return START + timedelta(hours=hours)


def policy_at(moment_: datetime):
    return POLICIES[2] if moment_ >= POLICIES[2].effective_at else POLICIES[1]


def lapsed(now: datetime, first: date = DAY1, seats: Roster = SEATS, running=()):
    return coming(Watch(True, first, running), now, policy_at, seats)


def chained(drafts):
    lines, prev = [], genesis(chain_of("YXY"))
    for no, draft in enumerate(drafts, 1):
        lines.append(link(draft, no, draft.at, prev))
        prev = lines[-1].hash
    return tuple(lines)


def kinds(drafts, rule: str = "T04"):
    return [
        f"{d.type} {d.data.get('mark', '')}".strip() for d in drafts if d.type == BEGUN or d.data.get("rule") == rule
    ]


def people(draft: Draft) -> list[str]:
    return [line["person"] for line in draft.data["told"]]


def test_a_day_brings_both_duties_until_its_end() -> None:
    (begun,) = lapsed(at(1))

    assert begun.at == START
    assert begun.data["due"] == dict.fromkeys(("T04", "T05"), "2026-12-01T16:00:00.000000Z")
    assert begun.data["policy"] == 2


def test_before_the_whole_book_a_day_begins_without_clocks() -> None:
    (begun,) = lapsed(at(-1), date(2026, 11, 30))

    assert begun.data["due"] == {}


@pytest.mark.parametrize("rule", [row.rule for row in DAILY])
def test_an_unsigned_sheet_is_reminded_twice_then_told_up_the_ladder(rule: str) -> None:
    found = [d for d in lapsed(at(72)) if d.data.get("rule") == rule and d.data["day"] == "2026-12-01"]

    assert [(d.type, d.at, people(d)) for d in found] == [
        ("day_warned", at(12), ["cs"]),
        ("day_warned", at(19.2), ["cs"]),
        ("day_missed", at(24), ["head"]),
        ("day_escalated", at(48), ["region"]),
        ("day_escalated", at(72), ["exec"]),
    ]


def test_a_vacant_seat_escalates_all_the_same() -> None:
    vacant = Roster("YXY", tuple(h for h in SEATS.holdings if h.role not in ("R02", "R03", "R06")))
    found = [d for d in lapsed(at(24), seats=vacant) if d.data.get("rule") == "T04"]

    assert [people(d) for d in found] == [["region"], ["region"], ["region"]]


def test_days_that_were_slept_through_are_caught_up_with_each_in_its_place() -> None:
    drafts = lapsed(at(60))
    days = [d.data["day"] for d in drafts if d.type == BEGUN]
    missed = [(d.data["day"], d.data["late_by"]) for d in drafts if d.type == "day_missed" and d.data["rule"] == "T05"]

    assert days == ["2026-12-01", "2026-12-02", "2026-12-03"]
    assert missed == [("2026-12-01", 36 * HOUR), ("2026-12-02", 12 * HOUR)]
    assert [d.at for d in drafts] == sorted(d.at for d in drafts)


def test_what_was_written_does_not_come_again() -> None:
    duties = all_days(chained((first_line(DAY1, START), *lapsed(at(20)))))
    left = coming(Watch(True, date(2026, 12, 2), tuple(duties.values())), at(24), policy_at, SEATS)

    assert kinds(left) == ["day_missed", BEGUN]


def test_a_signed_sheet_ends_its_clock_and_only_its_own() -> None:
    duties = all_days(chained((first_line(DAY1, START), *lapsed(at(1)))))
    sheet = filed(duties[DAY1, "T04"], {"complaints": 1}, at(18), "cs", "R02")
    after = {**duties, **fold_days(duties, sheet, at(18))}

    assert after[DAY1, "T04"].state is DutyState.MET
    assert after[DAY1, "T04"].late_by == 0
    assert marks(after[DAY1, "T04"]) == []
    assert after[DAY1, "T05"].running


def test_a_late_sheet_is_taken_and_says_how_late() -> None:
    duties = all_days(chained((first_line(DAY1, START), *lapsed(at(30)))))
    sheet = filed(duties[DAY1, "T05"], {}, at(30), "cs", "R02")
    (after,) = fold_days(duties, sheet, at(30)).values()

    assert duties[DAY1, "T05"].state is DutyState.OVERDUE
    assert (after.state, after.late_by, after.filed_by) == (DutyState.MET, 6 * HOUR, "cs")


def test_a_second_sheet_brings_newer_numbers_and_changes_neither_signer_nor_lateness() -> None:
    lines = chained((first_line(DAY1, START), *lapsed(at(1))))
    duty = all_days(lines)[DAY1, "T04"]
    first = filed(duty, {"calls": 1}, at(10), "cs", "R02")
    (signed,) = fold_days({(DAY1, "T04"): duty}, first, at(10)).values()
    (again,) = fold_days({(DAY1, "T04"): signed}, filed(signed, {"calls": 2}, at(30), "csm", "R03"), at(30)).values()

    assert (again.data, again.times, again.filed_by, again.late_by) == ({"calls": 2}, 2, "cs", 0)


def test_a_project_that_is_not_active_owes_nothing_and_what_it_missed_stays_missed() -> None:
    off = Draft(INACTIVE, {"from": "2026-12-02"}, at(26), "region", "R08")
    lines = chained((first_line(DAY1, START), *lapsed(at(26)), off))
    duties = all_days(lines)

    assert duties[DAY1, "T04"].state is DutyState.OVERDUE
    assert duties[date(2026, 12, 2), "T04"].state is DutyState.CANCELLED
    assert not any(one.running for one in duties.values())
    assert coming(watch_of(lines[-1], (), DAY1), at(200), policy_at, SEATS) == ()


def test_it_has_days_again_from_the_day_named() -> None:
    on = Draft(ACTIVE, {"from": "2026-12-05"}, at(80), "region", "R08")
    (line,) = chained((on,))

    assert coming(watch_of(line, (), DAY1), at(90), policy_at, SEATS) == ()
    assert [d.data["day"] for d in coming(watch_of(line, (), DAY1), at(97), policy_at, SEATS)] == ["2026-12-05"]


def test_a_day_that_is_missing_in_the_chain_is_seen() -> None:
    days = [d for d in lapsed(at(60)) if d.type == BEGUN]
    whole = chained((first_line(DAY1, START), *days))
    torn = chained((first_line(DAY1, START), days[0], days[2]))

    assert gaps(whole) == ()
    assert gaps(torn) == (3,)


def test_the_next_look_is_the_next_mark_or_the_next_day() -> None:
    running = tuple(all_days(chained((first_line(DAY1, START), *lapsed(at(1))))).values())

    assert next_look(Watch(True, date(2026, 12, 2), running), at(1), POLICIES[2]) == at(12)
    assert next_look(Watch(False, DAY1), at(1), POLICIES[2]) == at(24)


def test_a_shorter_limit_moves_the_due_time_and_it_may_not_be_longer() -> None:
    earlier = replace(POLICIES[2], limits=POLICIES[2].limits | {"T04": 18 * HOUR})
    (begun,) = coming(Watch(True, DAY1), at(1), lambda _: earlier, SEATS)

    assert moment(begun.data["due"]["T04"]) == at(18)
    assert [p.code for p in unfit(POLICIES[2], {"T04": 25 * HOUR})] == ["only_shorter"]


def code(refusal) -> str:
    return refusal.code if refusal else ""


def test_a_sheet_is_signed_only_when_everything_received_is_screened() -> None:
    counts = {"complaints": 2, "calls": 5, "letters": 1, "screened": 8, "latent": 0}

    assert not_to_be_filed(["R02"], {"T04": counts}) is None
    assert code(not_to_be_filed(["R03"], {"T04": counts | {"screened": 6}})) == "unscreened"
    assert [p.field for p in ill_counted(counts | {"screened": 9})] == ["screened"]
    assert [p.field for p in ill_counted(counts | {"latent": 9})] == ["latent"]


def test_only_project_customer_service_signs_and_only_those_above_the_head_switch() -> None:
    assert code(not_to_be_filed(["R06"], {})) == "not_yours"
    assert code(not_to_be_switched(["R06"], active=True, wanted=False)) == "not_yours"
    assert not_to_be_switched(["R08"], active=True, wanted=False) is None
    assert code(not_to_be_switched(["R10"], active=False, wanted=False)) == "project_is_inactive"
    assert code(not_to_be_switched(["R10"], active=True, wanted=True)) == "project_is_active"


def test_a_day_that_was_owed_is_signed_however_late_and_none_ahead() -> None:
    today = date(2026, 12, 20)

    assert no_sheet(DAY1, today, owed=True) is None
    assert no_sheet(today, today, owed=False) is None
    assert code(no_sheet(DAY1, today, owed=False)) == "no_sheet"
    assert code(no_sheet(date(2026, 12, 21), today, owed=False)) == "day_not_come"


def test_nothing_found_is_a_look_and_something_found_or_latent_calls_for_a_lead() -> None:
    assert not_to_be_filed(["R02"], {"T05": {"outcome": "nothing"}}) is None
    assert not signs_of_crisis({"outcome": "nothing"})
    assert signs_of_crisis({"outcome": "found"})
    assert signs_of_crisis({"latent": 1})


def test_something_else_that_comes_up_is_told_to_the_seats_it_names() -> None:
    line = told_of(Due("T45", "delivery:3", "d1", (Role.R06, Role.R03)), DAY1, START, SEATS)

    assert people(line) == ["head", "csm"]
    assert fold_days({}, line, START) == {}


def test_project_customer_service_owes_both() -> None:
    assert [(row.rule, row.owner_role) for row in DAILY] == [("T04", "R02"), ("T05", "R02")]
    assert FILERS == ("R02", "R03")

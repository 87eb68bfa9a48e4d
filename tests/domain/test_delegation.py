"""A12, D31, C-28: a delegate signs inside the scope for the principal, not outside, not after its last day."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.delegation import FORM, delegations_of, line_of, not_to_be_given, signable, told_of
from domain.entries import Draft, breaks, genesis, link
from domain.fields import sort_out
from domain.refusals import sentence
from domain.roster import Delegation, Roster
from domain.signoffs import SIGN_OFFS
from tests.domain.scenes import DAY, HOUR, YXY, Scene, at, scene

NAMES = {"head": "沈望舒", "csm1": "邱明", "region": "顾怀远"}
PLANS = ("A02", "A05", "A14")
ONE_HEAD = replace(YXY, holdings=tuple(h for h in YXY.holdings if h.person != "head1"))


def delegated(**how: Any) -> Roster:
    """The head lets csm1 sign plans for three days."""
    usual = {"rules": PLANS, "since": at("11-23 00:00"), "until": at("11-26 00:00")}
    return replace(ONE_HEAD, delegations=(Delegation("head", "csm1", **{**usual, **how}),))


def submitted(**how: Any) -> Scene:
    """A02.1 waits for the head, who is away."""
    return scene("S6", roster=delegated(**how))


def test_a_delegate_signs_inside_the_scope_and_the_line_says_for_whom() -> None:
    story = submitted()
    outcome = story.sign("csm1", "A02.1.R06")

    assert outcome.refusal is None
    assert story.stage == "S7"
    (line,) = story.entries("signed")
    assert (line.actor, line.role, line.data["for"]) == ("csm1", "R06", "head")
    assert story.approval("A02").decided_by == "csm1"


def test_whatever_somebody_signs_can_be_named_in_the_form() -> None:
    """A12: pages offer what a person may sign; the form refused more time (A13) and the second look (A15)."""
    everything = {rule for holding in YXY.holdings for rule in signable(holding.person, YXY)}
    found = sort_out(FORM, {"rules": sorted(everything)})

    assert found.bad == ()
    assert found.data["rules"] == sorted({row.rule for row in SIGN_OFFS})


def test_the_principal_still_signs_in_person() -> None:
    story = submitted()
    story.sign("head", "A02.1.R06")

    assert story.stage == "S7"
    assert "for" not in story.entries("signed")[0].data


def test_who_asks_names_the_delegate_so_that_they_are_told() -> None:
    story = submitted()
    (line,) = [e for e in story.entries("asked") if e.data["rule"] == "A02"]

    assert line.data["asked_of"] == ["head"]
    assert line.data["delegates"] == ["csm1"]


def test_outside_the_scope_it_goes_back_to_the_principal() -> None:
    """C-28, the first way: the matter bounces."""
    story = submitted(rules=("A14",))
    refusal = story.sign("csm1", "A02.1.R06").refusal

    assert refusal is not None
    assert (refusal.code, refusal.status) == ("out_of_scope", 403)
    assert refusal.details["persons"] == ["head"]
    names = NAMES.__getitem__
    assert sentence(refusal, "zh-CN", names) == "授权范围不包括“一般案件方案”；请由沈望舒签。"
    assert "Plan of a general case" in sentence(refusal, "en", names)
    assert story.sign("head", "A02.1.R06").refusal is None


def test_outside_the_scope_it_goes_to_the_region_when_the_principal_said_so() -> None:
    """C-28, the second way: the seat above is asked at once, and it signs."""
    story = submitted(rules=("A14",), outside="above")
    refusal = story.sign("csm1", "A02.1.R06").refusal
    signed = story.sign("region", "A02.1.R06")

    assert refusal is not None
    assert (refusal.code, refusal.details["persons"]) == ("out_of_scope", ["region"])
    assert story.entries("asked")[-1].data["asked_of"] == ["head", "region"]
    assert signed.refusal is None
    assert story.entries("signed")[-1].role == "R08"


def test_it_lapses_by_its_last_day_at_the_received_time() -> None:
    story = submitted(until=at("11-23 09:30"))
    story.now = at("11-23 09:29")
    refusal = story.sign("csm1", "A02.1.R06").refusal

    assert refusal is not None
    assert (refusal.code, refusal.details["persons"]) == ("delegation_over", ["head"])
    assert "沈望舒" in sentence(refusal, "zh-CN", NAMES.__getitem__)


def test_it_does_not_count_before_its_first_day() -> None:
    refusal = submitted(since=at("11-24 00:00")).sign("csm1", "A02.1.R06").refusal

    assert refusal is not None
    assert refusal.code == "delegation_not_yet"


def test_a_delegate_never_signs_what_they_wrote_or_requested() -> None:
    roster = replace(delegated(), delegations=(Delegation("head", "cs", PLANS, at("11-23 00:00"), at("11-26 00:00")),))
    refusal = scene("S6", roster=roster).sign("cs", "A02.1.R06").refusal

    assert refusal is not None
    assert refusal.code == "own_work"


def test_nobody_signs_for_an_author() -> None:
    """Who wrote it is not asked, so nobody signs it for them: it goes to the region."""
    story = scene("S5", roster=delegated())
    story.save_plan("head")
    story.do("cs", "plan_submitted", plan=1)

    assert story.approval("A02").asked_of == ("region",)
    assert story.sign("csm1", "A02.1.R06").refusal.code == "not_yours"  # type: ignore[union-attr]


def test_one_person_fills_one_seat_of_a_route() -> None:
    """A14 of a major case: csm1 signs as CS manager, and not for the head as well."""
    story = scene("S11", level="major", roster=delegated(until=at("12-30 00:00")))
    story.ask_to_close()
    story.sign("csm1", "A14.1.R03")
    refusal = story.sign("csm1", "A14.1.R06").refusal

    assert refusal is not None
    assert refusal.code == "not_yours"


def test_a_breach_of_t26_tells_the_delegate_first() -> None:
    """C-06: delegate, then next level."""
    story = submitted()
    story.wait(5 * HOUR)
    (breach,) = [e for e in story.entries("duty_breached") if e.data["rule"] == "T26"]

    assert [t["person"] for t in breach.data["told"]] == ["csm1"]


def given_now(**how: Any) -> Delegation:
    return replace(Delegation("head", "csm1", PLANS, at("11-23 00:00"), at("11-26 00:00")), **how)


NOW = at("11-23 09:00")


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({}, None),
        ({"principal": "cs"}, "nothing_to_delegate"),
        ({"delegate": "head"}, "delegate_is_self"),
        ({"delegate": "csm2"}, "not_in_project"),
        ({"delegate": "audit"}, "not_in_project"),
        ({"principal": "csm", "rules": ("A19",), "delegate": "cs"}, "not_yours_to_delegate"),
        ({"until": NOW}, "delegation_days"),
        ({"since": at("11-27 00:00")}, "delegation_days"),
    ],
)
def test_what_may_be_given(how: dict[str, Any], code: str | None) -> None:
    what = replace(given_now(), **how)
    refusal = not_to_be_given(what, YXY, NOW)

    assert (refusal and refusal.code) == code


def test_every_seat_delegates_what_it_signs() -> None:
    assert "A08" in signable("legal", YXY)
    assert "A02" not in signable("legal", YXY)
    assert "A18" not in signable("head", YXY)
    assert "A11" in signable("head", YXY), "standing a crisis down"
    assert {"A01", "A02", "A05", "A14"} <= set(signable("head", YXY))


def test_the_region_is_told_and_of_its_own_the_executive() -> None:
    assert told_of(given_now(), YXY) == ("csm1", "region")
    assert told_of(given_now(principal="region"), YXY) == ("csm1", "exec")


def test_a_chain_of_lines_tells_what_stands() -> None:
    what = given_now(limit=20_000)
    one = link(Draft("delegation_given", line_of(what), NOW, "head", "R06"), 1, NOW, genesis("delegations:head"))
    end = Draft("delegation_ended", {"delegation": 1, "delegate": "csm1"}, NOW + DAY, "head", "R06")
    two = link(end, 2, NOW + DAY, one.hash)

    assert delegations_of((one,)) == (replace(what, no=1),)
    assert delegations_of((one, two)) == (replace(what, no=1, until=NOW + DAY),)
    assert breaks("delegations:head", (one, two)) == ()
    assert breaks("delegations:head", (replace(one, actor="csm1"), two)) == (1,)


def test_days_are_instants() -> None:
    what = given_now()

    assert what.holds(what.since)
    assert not what.holds(what.until)
    assert what.holds(what.until - timedelta(microseconds=1))
    assert isinstance(what.since, datetime)

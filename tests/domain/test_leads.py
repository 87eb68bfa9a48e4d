"""Leads: what is heard before anybody complains (S0, T02; lifecycle 5.1, 5.2)."""

from typing import Any

import pytest

from domain.notices import notices_of
from domain.offers import offers
from domain.policy import POLICIES
from domain.refusals import sentence
from domain.rights import roles_on
from domain.vocabulary import DutyState
from tests.domain.scenes import HOUR, MINUTE, YXY, at, scene
from tests.walk.paper import PaperCase


def lead(who: str = "eng", **form: Any) -> PaperCase:
    """A lead that an employee reports, under the whole rule book."""
    paper = PaperCase(YXY, policy=POLICIES[2])
    assert paper.report(who, at("12-02 09:00"), **form).refusal is None
    return paper


def test_a_lead_opens_a_case_that_nobody_complains_in_yet() -> None:
    paper = lead()

    assert paper.types() == ["register_lead", "duty_started"]
    case = paper.case
    assert (str(case.stage), case.life, case.policy, case.owner) == ("S0", 1, 2, "YXY.R03")
    assert (case.registrar, case.channel, case.complainant) == ("eng", "", "")


def test_customer_service_is_told_at_once() -> None:
    paper = lead()

    assert [n.person for n in notices_of(paper.case, paper.entries[0])] == ["cs", "csm", "csm1"]
    assert [n.person for n in notices_of(lead("cs").case, lead("cs").entries[0])] == ["csm", "csm1"]


def test_any_employee_may_report_and_who_only_looks_may_not() -> None:
    paper = PaperCase(YXY)
    assert (refusal := paper.report("audit", at("12-02 09:00")).refusal)
    assert refusal.code == "not_yours"


def test_t02_runs_a_quarter_of_an_hour_until_customer_service_acknowledges() -> None:
    paper = lead()
    duty = paper.case.duties[-1]
    assert (duty.rule, duty.owner_role, duty.due_at - duty.started_at) == ("T02", "R01", 15 * MINUTE)
    outcome = paper.do("cs", "lead_acknowledged", at("12-02 09:10"))

    assert [e.type for e in outcome.entries] == ["lead_acknowledged", "duty_met"]
    assert str(paper.case.stage) == "S0"


def test_late_it_stands_in_the_journal_and_goes_up() -> None:
    """On breach: logged as late report; reminders go to the reporter and to CS, the breach to its manager."""
    paper = lead()
    paper.wait(at("12-02 09:15"))
    warned, breach = paper.entries[2], paper.entries[-1]

    assert [t["person"] for t in warned.data["told"]] == ["eng", "csm", "csm1"]
    assert (breach.type, breach.data["rule"]) == ("duty_breached", "T02")
    assert {t["role"] for t in breach.data["told"]} == {"R03"}


def test_a_lead_becomes_a_complaint_with_what_is_known() -> None:
    paper = lead()
    who = {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "complainant": "owner"}
    form = {"channel": "forum", "demand": "修好", **who}
    outcome = paper.take(paper.command("cs", "convert_lead", form, at("12-02 09:05")))

    assert [(e.type, e.data.get("rule")) for e in outcome.entries] == [
        ("convert_lead", None),
        ("duty_met", None),
        ("moved", None),
        ("duty_started", "T03"),
        ("duty_started", "T47"),
        ("duty_started", "T50"),
    ]
    case = paper.case
    assert (str(case.stage), case.channel, case.complainant) == ("S2", "forum", "owner")
    assert case.of_kind("conversion")[0].content == outcome.entries[0].data["content"]
    assert "13800000147" not in str(outcome.entries[0])


def test_a_lead_may_be_converted_with_nobody_known_but_not_without_a_channel() -> None:
    story = scene("S0")
    assert story.refused("cs", "convert_lead").details["fields"] == ["channel"]
    story.do("cs", "convert_lead", channel="group")
    assert story.stage == "S2"


def test_a_dismissed_lead_ends_with_its_reason_and_may_be_reopened() -> None:
    story = scene("S0")
    assert story.refused("cs", "dismiss_lead").details["fields"] == ["reason"]
    story.do("cs", "dismiss_lead", reason="已核实，无此事")
    assert (story.stage, story.case.ended) == ("X1", True)
    assert story.new()[-1] == "ended"
    story.do("csm", "reopen", reason="业主再次发帖")
    story.sign("csm1", "A27.1.R03")

    assert (story.stage, story.case.life) == ("S2", 2)


@pytest.mark.parametrize("name", ["lead_acknowledged", "convert_lead", "dismiss_lead"])
def test_what_becomes_of_a_lead_customer_service_says(name: str) -> None:
    assert scene("S0").refused("eng", name).code == "not_yours"


def test_a_case_is_opened_once() -> None:
    """Neither a complaint nor a lead is registered over a lead, nor a lead over a case."""
    form = {"subject": "…", "description": "…"}
    story = scene("S0")
    assert story.refused("cs", "register_lead", source="forum", **form).code == "wrong_stage"
    assert story.refused("cs", "register", **form, channel="visit").code == "wrong_stage"
    assert scene("S2").refused("cs", "register_lead", source="forum", **form).code == "wrong_stage"


def test_a_complaint_is_no_lead() -> None:
    refusal = scene("S2").refused("cs", "dismiss_lead", reason="…")

    assert sentence(refusal, "zh") == "现在是“甄别”，已不能关闭线索。"


def test_a_lead_offers_what_becomes_of_it_evidence_and_an_owner() -> None:
    case = scene("S0").case
    names = {row.name for who in ("cs", "csm") for row in offers(case, who, *roles_on(case, who, YXY))}

    assert names == {"lead_acknowledged", "convert_lead", "dismiss_lead", "add_evidence", "assign"}


def test_under_the_first_book_a_lead_has_no_clock() -> None:
    assert scene("S0").case.duties == ()


def test_a_drill_lead_runs_short() -> None:
    paper = PaperCase(YXY, policy=POLICIES[2])
    paper.report("eng", at("12-02 09:00"), drill=15)

    assert paper.case.duties[0].due_at - paper.case.duties[0].started_at == MINUTE


def test_dismissed_late_the_clock_is_met_late() -> None:
    paper = lead()
    paper.do("cs", "dismiss_lead", at("12-02 10:00"), reason="…")

    assert paper.case.duties[0].state is DutyState.MET
    assert paper.case.duties[0].late_by == (HOUR - 15 * MINUTE).total_seconds()
    assert paper.case.ended

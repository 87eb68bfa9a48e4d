"""N51: who pays for the lift of 28 floors? Three parties, a neutral third, a published basis, all agree or none (D57)."""

from typing import Any

from tests.stories.conftest import Tell
from tests.stories.speaking import lets_out, released
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "prop"]
BASIS = {"title": "电梯费分摊依据", "text": "合同第九条、分摊标准、上年度实际费用明细，听证会时间地点。"}


async def lift_fee(tale: Tale) -> None:
    """Up to the sixth floor they want to pay nothing, above they want equal shares; the property company bills."""
    await tale.opens("12-08 10:00", "cs", channel="meeting", subject="电梯费分摊争议", demand="六层以下不分摊")
    await tale.does("10:02", "csm", "assign", owner="cs")
    await tale.does("10:10", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("10:30", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.refused("10:40", "csm", "below_floor", "level_set", level="minor", households=12)
    facts = {"households": 12, "category": "property", "nature": "generalised"}
    await tale.does("10:45", "csm", "level_set", level="general", team=TEAM, **facts, then="S4")
    sides: dict[str, Any] = {"other": "高层业主代表；物业公司", "issue": "六层以下是否分摊电梯费"}
    await tale.refused("11:00", "cs", "bad_value", "mediation", parties=1, mediator="legal", **sides)
    await tale.refused("11:02", "cs", "not_neutral", "mediation", parties=3, mediator="prop", **sides)
    await tale.refused("11:04", "csm", "not_neutral", "mediation", parties=3, mediator="cs", **sides)
    await tale.does("11:06", "cs", "mediation", parties=3, mediator="legal", **sides)
    await tale.does("14:00", "prop", "add_evidence", kind="document", reason="物业合同、分摊标准、费用明细")
    found = {"liability": "not_ours", "cause": "service", "annexes": [1]}
    await tale.does("15:00", "prop", "investigation_submitted", **found, then="S5")
    await tale.does("15:10", "cs", "draft_statement", audience="customers", kind="ordinary", evidence=[1], **BASIS)
    await tale.does("15:15", "cs", "ask_statement", statement=1, then="asks A09.1.R13 legal")
    await tale.signs("15:40", "legal", "A09.1.R13", then="asks A09.1.R06 head head1")
    await tale.signs("16:00", "head", "A09.1.R06")
    await lets_out(tale, "16:10", "cs", 1, "notice")
    await tale.does("16:30", "cs", "save_plan", text="公示依据，听证，三方调解", steps=[("prop", "12-18", "听证会")])
    await tale.does("16:35", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("17:00", "head", "A02.1.R06", then="S7")

    await tale.does("20:00", "cs", "log_contact", purpose="present", way="visit", answer="undecided")
    await tale.does("12-09 09:30", "cs", "add_evidence", kind="recording", reason="听证会记录，三方发言")
    terms: dict[str, Any] = {"mediation": 1, "terms": "六层以下按三成分摊"}
    await tale.refused("10:00", "legal", "bad_value", "mediation_agreement", agreed=[1, 4], **terms)
    await tale.does("10:05", "legal", "mediation_agreement", agreed=[1, 3], **terms)
    await tale.refused("10:10", "prop", "not_agreed", "compliance_checked", agreement=1, outcome="kept")
    halves: dict[str, Any] = {"mediation": 1, "terms": "六层以下按五成分摊，差额由公共收益补足"}
    await tale.does("15:00", "legal", "mediation_agreement", agreed=[1, 2, 3], **halves)
    await tale.refused("15:05", "legal", "agreement_stands", "mediation_agreement", agreed=[1, 2, 3], **terms)
    await tale.does("15:10", "cs", "add_evidence", kind="signed_form", reason="三方签字的调解协议")
    await tale.does("15:20", "cs", "log_contact", purpose="present", way="visit", answer="satisfied")
    await tale.does("15:30", "cs", "customer_response", outcome="satisfied", evidence=[3], then="S10")
    await tale.does("12-10 10:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-13 09:30", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-15 10:00", "cs", "file_report", kind="weekly")
    await tale.does("12-16 08:30", "prop", "compliance_checked", agreement=2, outcome="kept", note="十二户均按五成缴费")


async def test_three_parties_agree_on_a_published_basis_or_nothing_binds(tell: Tell) -> None:
    async with tell() as tale:
        await lift_fee(tale)
        case = await tale.case()
        out = await released(tale)
        clocks = await tale.duties("T42", "T07", "T10", "T12")
        news = await tale.news("T42", "to_mediate", "A09", "A02", "released", "refused", "breached")

    assert (case.stage, case.level) == ("S10", "general")
    assert out == [
        "12-08 16:10 customers 1 notice",
    ]
    assert clocks == [
        "T12.1 12-15 10:45 met",
        "T07.1 12-09 05:00 met",
        "T42.1 12-16 15:00 met",
        "T10.1 12-10 15:30 met",
        "T12.2 12-22 10:00 open",
    ]
    assert news == [
        "12-08 10:40 refused below_floor -> csm",
        "12-08 11:00 refused bad_value -> cs",
        "12-08 11:02 refused not_neutral -> cs",
        "12-08 11:04 refused not_neutral -> csm",
        "12-08 11:06 to_mediate -> legal",
        "12-08 15:15 asked A09.1.R13 -> legal",
        "12-08 15:40 signed A09.1.R13 approve -> cs",
        "12-08 15:40 asked A09.1.R06 -> head head1",
        "12-08 16:00 signed A09.1.R06 approve -> cs",
        "12-08 16:10 released -> cs",
        "12-08 16:35 asked A02.1.R06 -> head head1",
        "12-08 17:00 signed A02.1.R06 approve -> cs",
        "12-09 10:00 refused bad_value -> legal",
        "12-09 10:10 refused not_agreed -> prop",
        "12-09 15:05 refused agreement_stands -> legal",
        "12-13 03:00 warned T42.1 50 -> prop",
        "12-15 05:24 warned T42.1 80 -> prop",
    ]

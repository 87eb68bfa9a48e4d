"""N10: a sales promise. The explanation is not taken, the tone rises; he is called more often, and both sides settle."""

from domain.contingency import ContingencyItem
from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "sales"]
CONDITIONS = ["steps", "customer", "departments", "file"]


async def sales_promise(tale: Tale) -> None:
    """The brochure showed a covered walk to the underground; what was built ends at the gate."""
    await tale.opens(
        "12-08 10:00", "cs", channel="visit", subject="连廊与宣传不符", demand="按宣传建连廊", kind="buyer"
    )
    await tale.does("10:02", "csm", "assign", owner="cs")
    await tale.does("10:10", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("10:30", "cs", "screen_decision", outcome="valid", department="sales", then="S3")
    await tale.does("11:00", "csm", "level_set", level="general", team=TEAM, category="sales", then="S4")
    await tale.does("15:00", "sales", "add_evidence", kind="document", reason="宣传册与合同附件")
    found = {"liability": "partly", "cause": "sales", "annexes": [1]}
    await tale.does("15:10", "sales", "investigation_submitted", **found, then="S5")
    await tale.does("16:00", "cs", "save_plan", text="说明红线外不属承诺", steps=[("sales", "12-18", "书面说明")])
    await tale.does("16:05", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("17:00", "head", "A02.1.R06", then="S7")
    await tale.does("19:00", "cs", "log_contact", purpose="present", way="home", answer="dissatisfied")
    await tale.does("19:10", "cs", "customer_response", outcome="dissatisfied", words="说好的就要建！", then="S8")
    await tale.does("19:50", "cs", "rework", outcome="not_adjustable", then="S8b")
    await tale.does("21:00", "cs", "log_contact", purpose="explain", way="phone", answer="not_understood")
    await tale.does("21:05", "cs", "explanation_response", outcome="not_understood", then="S9")
    # higher frequency: a major case hears from us every day, not every third (T21)
    await tale.does("21:10", "csm", "change_level", level="major", reason="情绪激动，扬言找媒体")
    await tale.does("12-09 17:30", "cs", "file_report", kind="daily")
    await tale.does("20:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.refused("12-10 10:00", "csm", "not_neutral", "mediation", parties=2, mediator="sales")
    await tale.does("10:05", "csm", "mediation", parties=2, other="营销部", mediator="head1")
    await tale.does("11:00", "legal", "legal_opinion", opinion="conditions", text="补一份书面承诺即可")
    await tale.does(
        "15:00", "head1", "mediation_agreement", mediation=1, terms="连廊到站口，明年六月底前", agreed=[1, 2]
    )
    await tale.does("15:05", "csm", "contingency_checked", items=[str(one) for one in ContingencyItem])
    anew = "S6; asks A04.1.R10 exec; asks A04.1.R06 head head1"
    await tale.does("15:10", "head", "contingency_result", outcome="agreement", then=anew)
    await tale.signs("15:30", "exec", "A04.1.R10")
    await tale.signs("15:40", "head", "A04.1.R06", then="S7")
    await tale.does("17:00", "cs", "file_report", kind="daily")
    await tale.does("18:00", "cs", "log_contact", purpose="present", way="visit", answer="satisfied")
    await tale.does("18:05", "cs", "add_evidence", kind="signed_form", reason="调解协议，双方签字")
    await tale.does("18:10", "cs", "customer_response", outcome="satisfied", evidence=[2], then="S10; phase_proposed")
    await tale.does("12-11 10:00", "cs", "log_contact", purpose="progress", way="chat", note="书面说明已寄出。")
    await tale.does("14:00", "sales", "task_done", task=1)
    await tale.does("14:10", "sales", "execution_complete", then="S11")
    await tale.does("15:00", "cs", "log_contact", purpose="result", way="visit", answer="satisfied")
    await tale.does("15:10", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "neutral", "treatment": "satisfied", "conditions": CONDITIONS, "evidence": [3]}
    asked = "asks A14.1.R03 csm csm1; asks A14.1.R05 sales; asks A14.1.R06 head head1"
    await tale.does("15:20", "cs", "result_confirmed", **done, then=asked)
    await tale.signs("15:40", "csm", "A14.1.R03")
    await tale.signs("15:45", "sales", "A14.1.R05")
    await tale.signs("15:50", "head", "A14.1.R06", then="S12; closed")
    await tale.does("12-17 10:00", "csm", "compliance_checked", agreement=1, outcome="kept", note="连廊已开工")


async def test_he_is_called_more_often_and_both_sides_settle(tell: Tell) -> None:
    async with tell() as tale:
        await sales_promise(tale)
        case = await tale.case()
        clocks = await tale.duties("T07", "T08", "T09", "T11", "T21", "T42")
        news = await tale.news("T08", "T09", "T11", "T21", "T42", "T12", "A04", "to_mediate", "refused")

    assert (case.stage, case.level) == ("S12", "major")
    assert clocks == [
        "T21.1 12-11 11:00 met",
        "T07.1 12-09 05:00 met",
        "T21.2 12-11 19:00 met",
        "T08.1 12-08 20:10 met",
        "T09.1 12-09 07:50 met",
        "T21.3 12-11 21:00 met",
        "T11.1 12-09 18:00 met",
        "T11.2 12-10 18:00 met",
        "T21.4 12-10 20:00 met",
        "T42.1 12-17 15:00 met",
        "T07.2 12-11 03:40 met",
        "T11.3 12-11 18:00 cancelled",
        "T21.5 12-11 18:00 met",
        "T21.6 12-12 10:00 cancelled",
    ]
    assert news == [
        "12-08 19:40 warned T08.1 50 -> cs sales",
        "12-08 21:00 warned T09.1 quiet -> cs",
        "12-09 07:32:30 warned T11.1 50 -> cs",
        "12-09 13:49 warned T11.1 80 -> cs",
        "12-10 05:45 warned T11.2 50 -> cs",
        "12-10 08:00 warned T21.4 50 -> cs",
        "12-10 10:00 refused not_neutral -> csm",
        "12-10 10:05 to_mediate -> head1",
        "12-10 13:06 warned T11.2 80 -> cs",
        "12-10 15:10 asked A04.1.R10 -> exec",
        "12-10 15:10 asked A04.1.R06 -> head head1",
        "12-10 15:12 warned T21.4 80 -> cs",
        "12-10 15:30 signed A04.1.R10 approve -> cs",
        "12-10 15:40 signed A04.1.R06 approve -> cs",
        "12-11 05:30 warned T11.3 50 -> cs",
        "12-11 06:00 warned T21.5 50 -> cs",
        "12-11 13:00 warned T11.3 80 -> cs",
        "12-14 03:00 warned T42.1 50 -> sales",
        "12-15 03:50 warned T12.2 50 -> cs",
        "12-16 05:24 warned T42.1 80 -> sales",
        "12-17 06:14 warned T12.2 80 -> cs",
    ]

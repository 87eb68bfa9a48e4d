"""N49: a neighbour's dog that barks at night. Two parties, a neutral third, an agreement in versions, and its check."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

CONDITIONS = ["steps", "customer", "departments", "file"]


async def barking_dog(tale: Tale) -> None:
    """The first terms bind one party only, the second are broken, the third are kept (D57, T42)."""
    await tale.opens("12-07 20:00", "cs", subject="邻居家犬吠扰民", demand="把狗送走", room="2-2-0803")
    await tale.does("20:05", "csm", "assign", owner="cs")
    await tale.does("20:10", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("20:20", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.does("20:30", "csm", "level_set", level="minor", source="outside", then="S4")
    found = {"liability": "not_ours", "cause": "use"}
    await tale.does("12-08 10:00", "prop", "investigation_submitted", **found, then="S5")
    await tale.refused("10:10", "cs", "not_neutral", "mediation", parties=2, other="2-2-0804", mediator="prop")
    await tale.does("10:15", "cs", "mediation", parties=2, other="2-2-0804", issue="夜间犬吠", mediator="csm1")
    await tale.does("11:00", "cs", "save_plan", text="上门调解", steps=[("prop", "12-15", "巡查夜间噪声")])
    await tale.does("11:05", "cs", "plan_submitted", plan=1, then="S6; asks A01.1.R03 csm csm1")
    await tale.signs("11:30", "csm", "A01.1.R03", then="S7")
    await tale.does("15:00", "csm1", "mediation_agreement", mediation=1, terms="把狗送走", agreed=[1])
    await tale.refused("15:05", "prop", "not_agreed", "compliance_checked", agreement=1, outcome="kept")
    await tale.does("16:00", "csm1", "mediation_agreement", mediation=1, terms="夜里关窗、训练", agreed=[1, 2])
    await tale.refused("16:05", "csm1", "agreement_stands", "mediation_agreement", mediation=1, agreed=[1, 2])
    await tale.does("17:00", "cs", "log_contact", purpose="present", way="home", answer="satisfied")
    await tale.does("17:05", "cs", "add_evidence", kind="signed_form", reason="双方签字的调解协议")
    await tale.does("17:10", "cs", "customer_response", outcome="satisfied", evidence=[1], then="S10")
    await tale.does("12-09 10:00", "cs", "log_contact", purpose="progress", way="phone")
    broken = {"agreement": 2, "outcome": "broken", "note": "连续三夜犬吠，有录音"}
    await tale.does("12-11 09:00", "prop", "compliance_checked", **broken, then="S5 broken")
    await tale.does("10:00", "csm1", "mediation_agreement", mediation=1, terms="夜里寄养，训练一个月", agreed=[1, 2])
    await tale.does("10:30", "cs", "save_plan", text="寄养与训练", steps=[("prop", "12-18", "复查夜间噪声")])
    await tale.does("10:35", "cs", "plan_submitted", plan=2, then="S6; asks A01.2.R03 csm csm1")
    await tale.signs("11:00", "csm", "A01.2.R03", then="S7")
    await tale.does("11:30", "cs", "log_contact", purpose="present", way="home", answer="satisfied")
    await tale.does("11:35", "cs", "customer_response", outcome="satisfied", evidence=[1], then="S10")
    await tale.does("12-12 10:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-14 18:00", "cs", "file_report", kind="weekly")
    await tale.does("22:00", "prop", "task_done", task=1)
    await tale.does("22:10", "prop", "execution_complete", then="S11")
    await tale.does("12-15 10:00", "cs", "log_contact", purpose="result", way="phone", answer="satisfied")
    await tale.does("10:05", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "satisfied", "conditions": CONDITIONS, "evidence": [2]}
    await tale.does("10:10", "cs", "result_confirmed", **done, then="asks A14.1.R03 csm csm1")
    await tale.signs("10:30", "csm", "A14.1.R03", then="S12; closed")
    await tale.does("12-18 09:00", "prop", "compliance_checked", agreement=3, outcome="kept")


async def test_an_agreement_that_is_broken_is_made_anew_and_checked(tell: Tell) -> None:
    async with tell() as tale:
        await barking_dog(tale)
        case = await tale.case()
        clocks = await tale.duties("T42", "T49", "T07", "T10", "T23")
        news = await tale.news("T42", "to_mediate", "refused", "breached", "A01")

    assert (case.stage, case.level) == ("S12", "minor")
    assert clocks == [
        "T49.1 12-09 10:00 met",
        "T07.1 12-08 23:30 met",
        "T42.1 12-15 16:00 met",
        "T10.1 12-09 17:10 met",
        "T49.2 12-12 09:00 met",
        "T42.2 12-18 10:00 met",
        "T07.2 12-11 23:00 met",
        "T10.2 12-12 11:35 met",
        "T23.1 12-22 10:30 open",
    ]
    assert news == [
        "12-08 10:10 refused not_neutral -> cs",
        "12-08 10:15 to_mediate -> csm1",
        "12-08 11:05 asked A01.1.R03 -> csm csm1",
        "12-08 11:30 signed A01.1.R03 approve -> cs",
        "12-08 15:05 refused not_agreed -> prop",
        "12-08 16:05 refused agreement_stands -> csm1",
        "12-11 10:35 asked A01.2.R03 -> csm csm1",
        "12-11 11:00 signed A01.2.R03 approve -> cs",
        "12-14 22:00 warned T42.2 50 -> prop",
        "12-17 00:24 warned T42.2 80 -> prop",
    ]

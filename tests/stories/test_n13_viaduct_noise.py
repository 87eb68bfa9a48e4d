"""N13: two years later a viaduct. Beyond the red line, but designed too loud: a group, its cause, what is paid (C-25, C-30)."""

from typing import Any

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]
CAUSE = {"cause": "红线外新建高架，卧室夜间噪声超标", "facts": "夜间 51 分贝，限值 45 分贝。", "households": 86}
CONDITIONS = ["steps", "customer", "departments", "file"]


async def joins(group: Tale) -> Tale:
    """One of the eighty-six: a case of its own in the group, that wants to give the flat back."""
    household = Tale(group.made)
    await household.opens("12-08 10:00", "cs", subject="要求退房", room="3-2-1201", group=group.number)
    return household


async def measured(tale: Tale) -> None:
    """The group is made, measured and found to be a fault of the design, though the road is the city's."""
    await tale.opens("12-07 09:00", "cs", channel="meeting", subject="高架噪声，集体要求退房", demand="退房")
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:05", "cs", "make_group", **CAUSE, organised=True, then="major by organised")
    await tale.does("09:10", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("09:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("10:00", "head", "log_attendance", place="业主大会")
    facts = {"category": "design", "nature": "external", "systemic": "systemic", "households": 86}
    await tale.does("10:10", "csm", "level_set", level="major", team=TEAM, **facts, then="S4")
    await tale.does("16:00", "eng", "add_evidence", kind="document", reason="检测报告：卧室夜间 51 分贝")
    await tale.does("17:30", "cs", "file_report", kind="daily")
    await tale.does("12-08 09:00", "cs", "log_contact", purpose="progress", way="phone")
    found = {"liability": "partly", "cause": "design", "annexes": [1]}
    await tale.does("09:30", "eng", "investigation_submitted", **found, then="S5")
    await tale.does("09:40", "cs", "common_facts", facts="设计未按规划道路做隔声：部分责任。")


async def agreed(tale: Tale) -> None:
    """Windows and money instead of flats given back; what is paid is signed up to the executive."""
    steps = [("eng", "12-12", "更换隔声窗"), ("cs", "12-12", "按户补偿")]
    plan: dict[str, Any] = {
        "text": "隔声窗，按户补偿；不能退房的依据",
        "adverse": "红线外因素：高架二期",
        "compensation": True,
    }
    await tale.does("12-08 11:00", "cs", "save_plan", steps=steps, **plan)
    await tale.refused("11:05", "cs", "no_legal_opinion", "plan_submitted", plan=1)
    await tale.does("11:30", "legal", "legal_opinion", opinion="clear", plan=1)
    asked = "S6; asks A04.1.R10 exec; asks A04.1.R06 head head1"
    await tale.does("11:35", "cs", "plan_submitted", plan=1, then=asked)
    await tale.signs("12:00", "head", "A04.1.R06")
    await tale.signs("12:30", "exec", "A04.1.R10", then="S7")
    await tale.does("14:00", "cs", "log_contact", purpose="present", way="visit", answer="satisfied")
    await tale.does("14:05", "cs", "add_evidence", kind="signed_form", reason="业主代表签字同意")
    await tale.refused("14:10", "cs", "no_compensation", "customer_response", outcome="satisfied", evidence=[2])
    money = {"amount": 860_000, "basis": "quality_standard", "documents": [1, 2], "plan": 1}
    await tale.does("14:15", "cs", "ask_compensation", **money, then="asks A07.1.R05 eng")
    await tale.signs("14:30", "eng", "A07.1.R05", then="asks A07.1.R06 head head1")
    await tale.signs("14:40", "head", "A07.1.R06", then="asks A07.1.R10 exec")
    await tale.signs("15:00", "exec", "A07.1.R10")
    await tale.does("15:10", "cs", "customer_response", outcome="satisfied", evidence=[2], then="S10; phase_proposed")
    await tale.does("17:30", "cs", "file_report", kind="daily")


async def closed(tale: Tale, household: Tale) -> None:
    """No group is closed over the head of a household that still wants something else."""
    await tale.does("12-09 09:00", "cs", "log_contact", purpose="progress", way="chat")
    for no, who in ((1, "eng"), (2, "cs")):
        await tale.does("15:00", who, "task_done", task=no)
    await tale.does("15:10", "eng", "execution_complete", then="S11")
    await tale.does("15:30", "cs", "log_contact", purpose="result", way="visit", answer="satisfied")
    await tale.does("15:35", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "satisfied", "conditions": CONDITIONS, "evidence": [3]}
    await tale.refused("15:40", "cs", "households_open", "result_confirmed", **done)
    await household.does("12-09 15:45", "cs", "go_on_alone", reason="仍要求退房，另行协商")
    asked = "asks A14.1.R03 csm csm1; asks A14.1.R05 eng; asks A14.1.R06 head head1"
    await tale.does("15:50", "cs", "result_confirmed", **done, then=asked)
    await tale.signs("16:00", "csm", "A14.1.R03")
    await tale.signs("16:10", "eng", "A14.1.R05")
    await tale.signs("16:20", "head", "A14.1.R06", then="S12; closed")
    await tale.does("12-11 10:00", "cs", "visit_recorded", manner="home", answer="satisfied", then="S13")
    learnt = {"action": "所有项目核对红线外规划道路，按规划做隔声", "owner": "eng", "due": "12-31"}
    await tale.does("10:30", "csm", "improvement", **learnt)


async def test_a_group_is_closed_with_its_cause_and_not_over_a_households_head(tell: Tell) -> None:
    async with tell() as tale:
        await measured(tale)
        household = await joins(tale)
        await agreed(tale)
        await closed(tale, household)
        case, alone = await tale.case(), await household.case()
        clocks = await tale.duties("T20", "T11", "T48", "T07", "T22", "T23", "T25")
        news = await tale.news("T20", "A04", "A07", "A14", "level_raised", "to_improve", "refused", "breached")
        await household.proves_itself()

    assert (case.stage, case.level, case.grouped) == ("S13", "major", True)
    assert (alone.stage, alone.group, alone.goes_on) == ("S2", tale.number, True)
    assert clocks == [
        "T20.1 12-07 11:05 met",
        "T11.1 12-07 18:00 met",
        "T48.1 12-08 10:10 met",
        "T11.2 12-08 18:00 met",
        "T07.1 12-09 00:30 met",
        "T11.3 12-09 18:00 cancelled",
        "T22.1 12-10 15:10 met",
        "T23.1 12-16 16:20 met",
        "T25.1 01-01 00:00 open",
    ]
    assert news == [
        "12-07 09:05 level_raised -> csm csm1 head region",
        "12-08 11:05 refused no_legal_opinion -> cs",
        "12-08 11:35 asked A04.1.R10 -> exec",
        "12-08 11:35 asked A04.1.R06 -> head head1",
        "12-08 12:00 signed A04.1.R06 approve -> cs",
        "12-08 12:30 signed A04.1.R10 approve -> cs",
        "12-08 14:10 refused no_compensation -> cs",
        "12-08 14:15 asked A07.1.R05 -> eng",
        "12-08 14:30 signed A07.1.R05 approve -> cs",
        "12-08 14:30 asked A07.1.R06 -> head head1",
        "12-08 14:40 signed A07.1.R06 approve -> cs",
        "12-08 14:40 asked A07.1.R10 -> exec",
        "12-08 15:00 signed A07.1.R10 approve -> cs",
        "12-09 15:40 refused households_open -> cs",
        "12-09 15:50 asked A14.1.R03 -> csm csm1",
        "12-09 15:50 asked A14.1.R05 -> eng",
        "12-09 15:50 asked A14.1.R06 -> head head1",
        "12-09 16:00 signed A14.1.R03 approve -> cs",
        "12-09 16:10 signed A14.1.R05 approve -> cs",
        "12-09 16:20 signed A14.1.R06 approve -> cs",
        "12-11 10:30 to_improve -> eng",
    ]

"""N30: shut in a lift. Freed first, recorded within the hour; the lift company apologises at the door (T36, T16)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "prop"]
CONDITIONS = ["steps", "customer", "departments", "file"]


async def lift(tale: Tale) -> None:
    """An old lady and forty minutes between two floors; the guard calls for help before anybody writes a word."""
    await tale.opens(
        "12-12 08:00", "prop", channel="desk", subject="电梯困人", demand="道歉，查明原因", room="2-1-1102"
    )
    await tale.does("08:01", "prop", "emergency", kind="illness", note="困梯 40 分钟，老人胸闷，已救出。")
    await tale.refused("08:10", "prop", "items_open", "emergency_checked", items=["departments"])
    await tale.does("08:15", "csm", "assign", owner="cs")
    await tale.does("08:20", "cs", "log_contact", purpose="acknowledge", way="home", note="陪老人去医院。")
    await tale.does("09:20", "prop", "emergency_checked", items=["aid", "departments", "recorded"])
    await tale.does("09:30", "cs", "third_party_involved", who="other", note="电梯维保单位到场检修")
    await tale.does("09:50", "head", "acknowledge")
    await tale.does("10:00", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.does("10:10", "csm", "level_set", level="general", team=TEAM, source="defect", then="S4")
    await tale.does("10:20", "cs", "file_report", kind="turn", text="维保单位承认门锁触点失效。")
    await tale.does("14:00", "prop", "add_evidence", kind="document", reason="维保单位检修报告")
    found = {"liability": "partly", "cause": "material", "annexes": [1]}
    await tale.does("14:10", "prop", "investigation_submitted", **found, then="S5")
    steps = [("prop", "12-12", "更换触点，全部电梯复查"), ("prop", "12-13", "维保单位上门道歉")]
    await tale.does("15:00", "cs", "save_plan", steps=steps)
    await tale.does("15:05", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("15:30", "head", "A02.1.R06", then="S7")
    await tale.does("16:00", "cs", "log_contact", purpose="present", way="phone", answer="satisfied")
    await tale.does("16:05", "csm", "check_contact", contact=2)
    await tale.does("16:10", "cs", "customer_response", outcome="satisfied", then="S10")
    await tale.does("18:00", "prop", "task_done", task=1)
    await tale.does("12-13 10:00", "cs", "log_contact", purpose="progress", way="home", note="维保经理当面道歉，送花。")
    await tale.does("10:30", "prop", "task_done", task=2)
    await tale.does("10:40", "prop", "execution_complete", then="S11")
    await tale.does("11:00", "cs", "log_contact", purpose="result", way="home", answer="satisfied")
    await tale.does("11:05", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "satisfied", "treatment": "satisfied", "conditions": CONDITIONS, "evidence": [2]}
    asked = "asks A14.1.R03 csm csm1; asks A14.1.R05 prop"
    await tale.does("11:10", "cs", "result_confirmed", **done, then=asked)
    await tale.signs("11:30", "csm", "A14.1.R03")
    await tale.signs("12:00", "prop", "A14.1.R05", then="S12; closed")
    await tale.does("12-19 10:00", "cs", "visit_recorded", manner="home", answer="satisfied", then="S13")


async def test_freed_first_recorded_after_apologised_at_the_door(tell: Tell) -> None:
    async with tell() as tale:
        await lift(tale)
        case = await tale.case()
        clocks = await tale.duties("T36", "T13", "T16", "T50", "T22", "T23")
        news = await tale.news("T36", "T13", "T16", "T23", "T50", "refused", "breached")

    assert (case.stage, case.level) == ("S13", "general")
    assert clocks == [
        "T50.1 12-12 09:00 met",
        "T36.1 12-12 09:01 met 0:19:00 late",
        "T13.1 12-12 10:30 met",
        "T16.1 12-12 09:45 met 0:05:00 late",
        "T22.1 12-14 10:40 met",
        "T23.1 12-20 12:00 met",
    ]
    assert news == [
        "12-12 08:10 refused items_open -> prop",
        "12-12 08:31 warned T36.1 50 -> prop",
        "12-12 08:49 warned T36.1 80 -> prop",
        "12-12 09:01 breached T36.1 -> head",
        "12-12 09:37:30 warned T16.1 50 -> head",
        "12-12 09:42 warned T16.1 80 -> head",
        "12-12 09:45 breached T16.1 -> head",
        "12-12 10:00 warned T13.1 50 -> cs",
        "12-12 10:18 warned T13.1 80 -> cs",
        "12-18 12:00 warned T23.1 day5 -> cs",
    ]

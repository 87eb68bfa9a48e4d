"""N07: a trampled lawn. The cause is found on the spot and is not ours; that it does not come again is our work."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

CONDITIONS = ["steps", "customer", "departments", "file"]


async def lawn(tale: Tale) -> None:
    """The manager looks at it at once: children play there, for want of a place (cause: external)."""
    await tale.opens("12-10 09:00", "cs", channel="visit", subject="门前草坪被踩坏", demand="补草坪", room="1-2-0101")
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:05", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("09:10", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.does("09:15", "csm", "level_set", level="minor", source="outside", nature="external", then="S4")
    await tale.does("09:30", "prop", "add_evidence", kind="photo", reason="草坪与孩子踢球的照片")
    found = {"liability": "not_ours", "cause": "external", "annexes": [1]}
    await tale.does("10:00", "prop", "investigation_submitted", **found, then="S5")
    await tale.does("10:20", "cs", "save_plan", steps=[("prop", "12-12", "补种"), ("prop", "12-12", "立提示牌")])
    await tale.does("10:25", "cs", "plan_submitted", plan=1, then="S6; asks A01.1.R03 csm csm1")
    await tale.signs("10:40", "csm1", "A01.1.R03", then="S7")
    await tale.does("11:00", "cs", "log_contact", purpose="present", way="home", answer="satisfied")
    await tale.does("11:05", "csm", "check_contact", contact=2, note="电话核对，业主认可。")
    await tale.does("11:10", "cs", "customer_response", outcome="satisfied", then="S10")
    await tale.does("12-11 10:00", "cs", "log_contact", purpose="progress", way="chat")
    await tale.does("12-12 15:00", "prop", "task_done", task=1)
    await tale.does("15:01", "prop", "task_done", task=2)
    await tale.does("15:05", "prop", "execution_complete", then="S11")
    await tale.does("16:00", "cs", "log_contact", purpose="result", way="home", answer="satisfied")
    await tale.does("16:02", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "satisfied", "conditions": CONDITIONS, "evidence": [2]}
    await tale.does("16:05", "cs", "result_confirmed", **done, then="asks A14.1.R03 csm csm1")
    await tale.signs("16:30", "csm", "A14.1.R03", then="S12; closed")
    await tale.does("12-14 10:00", "cs", "visit_recorded", manner="phone", answer="satisfied", then="S13")
    await tale.does("10:30", "cs", "improvement", action="北侧空地改为球场，草坪加绿篱", owner="prop", due="12-19")
    await tale.does("12-16 10:00", "cs", "file_report", kind="weekly")
    await tale.refused("12-17 10:00", "prop", "own_work", "improvement_verified", improvement=1)
    await tale.does("12-20 10:00", "csm", "improvement_verified", improvement=1, note="现场看过，孩子都去球场了。")
    await tale.does("10:05", "csm", "archive", then="S14; ended")


async def test_the_cause_is_not_ours_and_yet_it_does_not_come_again(tell: Tell) -> None:
    async with tell() as tale:
        await lawn(tale)
        case = await tale.case()
        clocks = await tale.duties("T10", "T23", "T24", "T25")
        news = await tale.news("T25", "to_improve", "refused", "breached")

    assert (case.stage, case.level) == ("S14", "minor")
    assert clocks == [
        "T10.1 12-11 11:10 met",
        "T23.1 12-19 16:30 met",
        "T25.1 12-20 00:00 met 10:00:00 late",
    ]
    assert news == [
        "12-14 10:30 to_improve -> prop",
        "12-17 05:15 warned T25.1 50 -> prop",
        "12-17 10:00 refused own_work -> prop",
        "12-18 21:18 warned T25.1 80 -> prop",
        "12-20 00:00 breached T25.1 -> csm csm1",
    ]

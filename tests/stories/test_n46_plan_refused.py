"""N46: the plan refused after a hand-over dispute. The walk with its clock times, under the whole rule book."""

from domain.contingency import ContingencyItem
from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]
#: The rules whose clock times N46 gives, and their sign-offs.
CLOCKS = ("T03", "T07", "T08", "T09", "T10", "T11", "T22", "T23", "T24", "T26", "T49", "T50")
SIGN_OFFS = ("A02", "A11", "A14", "A19")
CONDITIONS = ["steps", "customer", "departments", "file"]


async def plan_refused(tale: Tale) -> None:
    """Sunday to Wednesday week: approved at nine, presented, refused, explained, contingency, a new plan, done."""
    await tale.opens("12-06 09:02", "cs", channel="visit", subject="交付验房：主卧外窗渗水", demand="拆窗重做防水")
    await tale.does("09:10", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("09:20", "csm", "assign", owner="cs")
    await tale.does("09:40", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("10:05", "csm", "level_set", level="general", team=TEAM, then="S4")
    found = {"liability": "ours", "cause": "workmanship", "no_annex_reason": "照片在案"}
    await tale.does("16:00", "eng", "investigation_submitted", **found, then="S5")
    await tale.does("17:20", "cs", "save_plan", text="更换胶条", steps=[("eng", "12-11", "更换胶条")])
    await tale.does("12-07 08:20", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("09:00", "head", "A02.1.R06", then="S7")
    await tale.does("14:00", "cs", "log_contact", purpose="present", way="home", answer="undecided")
    await tale.does("15:00", "cs", "customer_response", outcome="dissatisfied", then="S8")
    await tale.does("15:40", "cs", "rework", outcome="not_adjustable", then="S8b")
    await tale.does("20:30", "cs", "log_contact", purpose="explain", way="home", answer="not_understood")
    await tale.does("20:35", "cs", "explanation_response", outcome="not_understood", then="S9")
    await tale.does("20:36", "csm", "activate_contingency", then="asks A11.1.R08 region")
    await tale.signs("21:05", "region", "A11.1.R08")
    await tale.does("21:10", "csm", "contingency_checked", items=[str(one) for one in ContingencyItem])
    await tale.does("12-08 09:30", "cs", "file_report", kind="daily")
    await tale.does("10:00", "csm", "contingency_result", outcome="new_proposal", then="S5")
    steps = [("eng", "12-09", "拆石材、重做防水"), ("eng", "12-10", "淋水试验 24 小时")]
    await tale.does("10:20", "cs", "save_plan", text="重做防水", steps=steps)
    await tale.does("10:30", "cs", "plan_submitted", plan=2, then="S6; asks A02.2.R06 head head1")
    await tale.signs("11:07", "head", "A02.2.R06", then="S7")
    await tale.does("11:30", "cs", "log_contact", purpose="present", way="phone", answer="satisfied")
    await tale.does("11:45", "csm", "check_contact", contact=4)
    await tale.does("12:00", "cs", "customer_response", outcome="satisfied", then="S10")
    await tale.does("18:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-10 15:00", "eng", "task_done", task=1)
    await tale.does("16:30", "eng", "task_done", task=2)
    await tale.does("17:00", "eng", "execution_complete", then="S11")
    await tale.does("19:30", "cs", "log_contact", purpose="result", way="home", answer="satisfied")
    await tale.does("12-11 10:00", "cs", "add_evidence", kind="customer_confirmation")
    done = {"satisfaction": "satisfied", "conditions": CONDITIONS, "evidence": [1]}
    asked = "asks A14.1.R03 csm csm1; asks A14.1.R05 eng"
    await tale.does("10:10", "cs", "result_confirmed", **done, then=asked)
    await tale.signs("11:00", "csm", "A14.1.R03")
    await tale.signs("11:30", "eng", "A14.1.R05", then="S12; closed")
    await tale.does("12-14 15:00", "cs", "visit_recorded", manner="home", answer="satisfied", then="S13")
    await tale.does("12-16 10:00", "cs", "file_report", kind="summary")
    await tale.does("10:30", "csm", "archive", report=2, then="asks A19.1.R06 head head1")
    await tale.signs("11:15", "head", "A19.1.R06", then="S14; ended")


async def test_the_walk_keeps_its_clock_under_the_whole_rule_book(tell: Tell) -> None:
    async with tell() as tale:
        await plan_refused(tale)
        case = await tale.case()
        clocks = await tale.duties(*CLOCKS)
        news = await tale.news(*CLOCKS, *SIGN_OFFS, "assigned", "refused")
        decent = {d.id: tale.clock(d.contact_by) for d in case.duties if d.contact_by}

    assert (case.stage, case.level) == ("S14", "general")
    assert clocks == [
        "T03.1 12-06 13:02 met",
        "T50.1 12-06 10:02 met",
        "T49.1 12-07 16:00 met",
        "T26.1 12-07 12:20 met",
        "T07.1 12-07 21:00 met",
        "T08.1 12-07 16:00 met",
        "T09.1 12-08 03:40 met",
        "T11.1 12-08 18:00 met",
        "T26.2 12-08 04:36 met",
        "T11.2 12-09 18:00 cancelled",
        "T49.2 12-09 10:00 met",
        "T26.3 12-08 14:30 met",
        "T07.2 12-08 23:07 met",
        "T10.1 12-09 12:00 met",
        "T22.1 12-11 17:00 met",
        "T26.4 12-11 18:10 met",
        "T26.5 12-11 18:10 met",
        "T23.1 12-18 11:30 met",
        "T24.1 12-21 15:00 met",
        "T26.6 12-16 18:30 met",
    ]
    assert news == [
        "12-06 09:20 assigned -> cs",
        "12-07 04:00 warned T49.1 50 -> cs",
        "12-07 08:20 asked A02.1.R06 -> head head1",
        "12-07 09:00 signed A02.1.R06 approve -> cs",
        "12-07 15:30 warned T08.1 50 -> cs eng",
        "12-07 20:36 asked A11.1.R08 -> region",
        "12-07 21:05 signed A11.1.R08 approve -> csm",
        "12-08 07:17:30 warned T11.1 50 -> cs",
        "12-08 10:30 asked A02.2.R06 -> head head1",
        "12-08 11:07 signed A02.2.R06 approve -> cs",
        "12-11 10:10 asked A14.1.R03 -> csm csm1",
        "12-11 10:10 asked A14.1.R05 -> eng",
        "12-11 11:00 signed A14.1.R03 approve -> cs",
        "12-11 11:30 signed A14.1.R05 approve -> cs",
        "12-16 10:30 asked A19.1.R06 -> head head1",
        "12-16 11:15 signed A19.1.R06 approve -> csm",
    ]
    assert decent == {"T09.1": "12-07 22:00", "T07.2": "12-08 22:00"}

"""N37: the keys refused. Contract or statute? An engineer's inspection, a court, and back to planning (X4, T33)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]


async def handover_refused(tale: Tale) -> None:
    """The buyer wants the lift of the contract, not the one that was built in."""
    who = {"kind": "buyer", "room": "3-1-0402"}
    await tale.opens("12-07 09:00", "cs", channel="visit", subject="拒绝收楼", demand="按合同更换电梯", **who)
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:10", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("09:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("10:00", "csm", "level_set", level="general", team=TEAM, category="quality", then="S4")
    await tale.does(
        "15:00", "eng", "add_evidence", kind="document", reason="复验报告：符合国家标准，与合同附件品牌不符"
    )
    found = {"liability": "partly", "cause": "material", "annexes": [1]}
    await tale.does("15:10", "eng", "investigation_submitted", **found, then="S5")
    await tale.does("16:00", "cs", "save_plan", text="说明标准，延长质保", steps=[("eng", "12-20", "出具质保函")])
    await tale.does("16:05", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("17:00", "head", "A02.1.R06", then="S7")
    await tale.does("18:00", "cs", "log_contact", purpose="present", way="phone", answer="dissatisfied")
    await tale.does("18:05", "cs", "customer_response", outcome="dissatisfied", words="合同写的是通力。", then="S8")
    await tale.does("18:40", "cs", "rework", outcome="not_adjustable", then="S8b")
    await tale.does("20:00", "cs", "log_contact", purpose="explain", way="phone", answer="not_understood")
    await tale.does("20:05", "cs", "explanation_response", outcome="not_understood", then="S9")
    await tale.does("12-08 10:00", "cs", "report_turn", what="legal", note="买方已起诉")
    await tale.does("10:30", "cs", "file_report", kind="turn")
    court = {"kind": "court", "reason": "买方起诉，要求更换电梯", "next_date": "01-18"}
    await tale.does("11:00", "legal", "legal_track", **court, then="asks A17.1.R06 head head1")
    await tale.signs("12:00", "head1", "A17.1.R06", then="X4")
    await tale.does("12-14 10:00", "cs", "file_report", kind="weekly")
    await tale.refused("10:30", "cs", "wrong_stage", "customer_response", outcome="satisfied")
    await tale.does("01-18 15:00", "cs", "file_report", kind="weekly", text="开庭。元旦前后漏报三周。")
    await tale.does("16:00", "legal", "track_date", date="01-28", what="宣判")
    await tale.does("01-29 09:00", "legal", "add_evidence", kind="document", reason="判决书：按合同更换，或折价")
    await tale.does("09:10", "legal", "legal_outcome", to="S5", evidence=[2], then="S5")
    await tale.does("14:00", "cs", "save_plan", text="按判决折价", steps=[("eng", "02-26", "办理折价")])
    await tale.does("14:05", "cs", "plan_submitted", plan=2, then="S6; asks A02.2.R06 head head1")
    await tale.signs("15:00", "head", "A02.2.R06", then="S7")
    await tale.does("16:00", "cs", "log_contact", purpose="present", way="visit", answer="satisfied")
    await tale.does("16:05", "cs", "add_evidence", kind="signed_form", reason="收楼单")
    await tale.does("16:10", "cs", "customer_response", outcome="satisfied", evidence=[3], then="S10")


async def test_the_court_decides_and_planning_begins_anew(tell: Tell) -> None:
    async with tell() as tale:
        await handover_refused(tale)
        case = await tale.case()
        clocks = await tale.duties("T07", "T08", "T09", "T11", "T12", "T13", "T33", "T49")
        news = await tale.news(
            "T33", "T08", "T13", "A17", "handed_over", "track_date", "outcome", "refused", "breached", "escalated"
        )

    assert (case.stage, case.level) == ("S10", "general")
    assert clocks == [
        "T12.1 12-14 10:00 cancelled",
        "T49.1 12-08 15:10 met",
        "T07.1 12-08 05:00 met",
        "T08.1 12-07 19:05 met",
        "T09.1 12-08 06:40 met",
        "T11.1 12-08 18:00 cancelled",
        "T13.1 12-08 11:00 met",
        "T12.2 12-15 12:00 met",
        "T33.1 01-19 00:00 met",
        "T12.3 12-21 10:00 met 28 days, 5:00:00 late",
        "T12.4 01-25 15:00 overdue",
        "T33.2 01-29 00:00 met 9:10:00 late",
        "T49.2 01-30 09:10 met",
        "T07.2 01-30 03:00 met",
    ]
    assert news == [
        "12-07 18:35 warned T08.1 50 -> cs eng",
        "12-08 10:30 warned T13.1 50 -> cs",
        "12-08 11:00 asked A17.1.R06 -> head head1",
        "12-08 12:00 signed A17.1.R06 approve -> legal",
        "12-08 12:00 handed_over -> cs csm eng head",
        "12-14 10:30 refused wrong_stage -> cs",
        "12-20 00:00 warned T33.1 d30 -> legal",
        "12-21 10:00 breached T12.3 -> region",
        "12-28 10:00 escalated T12.3 200 -> exec",
        "01-12 00:00 warned T33.1 d7 -> legal",
        "01-18 16:00 track_date -> cs csm eng head",
        "01-22 00:00 warned T33.2 d7 -> legal",
        "01-25 15:00 breached T12.4 -> region",
        "01-29 00:00 breached T33.2 -> region",
        "01-29 09:10 outcome -> cs csm eng head",
    ]

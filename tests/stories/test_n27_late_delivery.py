"""N27: delivery is late. One buyer asks, then three: the level rises by itself, and the weekly word is kept (T12)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]


async def late_delivery(tale: Tale) -> None:
    """What was agreed for one is signed anew for many (C-25, C-31); dates are promised by who may promise them."""
    who = {"kind": "buyer", "room": "1-2-0301"}
    await tale.opens("12-02 10:00", "cs", subject="交付延期", demand="给出交付日期", **who)
    await tale.does("10:02", "csm", "assign", owner="cs")
    await tale.does("10:10", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("10:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("11:00", "csm", "level_set", level="minor", households=1, then="S4")
    found = {"liability": "ours", "cause": "workmanship"}
    await tale.does("15:00", "eng", "investigation_submitted", **found, then="S5")
    await tale.does("16:00", "cs", "save_plan", text="每周通报，三月底交付", steps=[("eng", "01-29", "外立面完工")])
    await tale.does("16:05", "cs", "plan_submitted", plan=1, then="S6; asks A01.1.R03 csm csm1")
    await tale.signs("16:30", "csm", "A01.1.R03", then="S7")
    again = "general by households; S6; asks A02.1.R06 head head1"
    await tale.does("12-03 09:00", "cs", "assess", households=3, note="又有两户来电", then=again)
    await tale.does("09:20", "head", "confirm_team", team=TEAM)  # D24: nobody was named for a minor case
    await tale.signs("10:00", "head", "A02.1.R06", then="S7")
    await tale.does("11:00", "cs", "log_contact", purpose="present", way="phone", answer="satisfied")
    await tale.does("11:05", "csm1", "check_contact", contact=2)
    await tale.does("11:10", "cs", "customer_response", outcome="satisfied", then="S10")
    promised = {"kind": "action", "text": "三月底前交付", "condition": "竣工备案通过"}
    await tale.refused("11:20", "cs", "answer_only", "promise", authority="R02", due="03-31", **promised)
    await tale.does("11:30", "eng", "promise", authority="R05", due="03-31", **promised)
    await tale.does("11:40", "cs", "promise", authority="R02", kind="answer", text="一周内书面回复违约金", due="12-09")
    await tale.does("12-04 09:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-07 08:30", "cs", "log_contact", purpose="progress", way="chat")
    await tale.does("12-09 10:30", "cs", "file_report", kind="weekly")
    await tale.does("16:00", "cs", "promise_kept", pledge=2)
    await tale.does("12-10 08:10", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-12 18:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-15 10:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-16 11:30", "cs", "file_report", kind="weekly")


async def test_three_households_raise_the_level_and_the_weekly_word_is_kept(tell: Tell) -> None:
    async with tell() as tale:
        await late_delivery(tale)
        case = await tale.case()
        clocks = await tale.duties("T12", "C16", "T07", "T26", "T21")
        news = await tale.news("T12", "C16", "T07", "A01", "A02", "promised", "refused", "breached")

    assert (case.stage, case.level) == ("S10", "general")
    assert clocks == [
        "T21.1 12-05 11:00 met",
        "T26.1 12-03 00:05 met",
        "T07.1 12-03 04:30 cancelled",
        "T12.1 12-10 09:00 met",
        "T26.2 12-03 13:00 met",
        "T07.2 12-03 22:00 met",
        "T21.2 12-06 11:00 met",
        "C16.1 04-01 00:00 open",
        "C16.2 12-10 00:00 met",
        "T21.3 12-07 09:00 met",
        "T21.4 12-10 08:30 met",
        "T12.2 12-16 10:30 met 1:00:00 late",
        "T21.5 12-13 08:10 met",
        "T21.6 12-15 18:00 met",
        "T21.7 12-18 10:00 open",
        "T12.3 12-23 11:30 open",
    ]
    assert news == [
        "12-02 16:05 asked A01.1.R03 -> csm csm1",
        "12-02 16:30 signed A01.1.R03 approve -> cs",
        "12-02 21:00 warned T07.1 quiet -> cs",
        "12-02 22:30 warned T07.1 50 -> cs",
        "12-03 02:06 warned T07.1 80 -> cs",
        "12-03 04:30 breached T07.1 -> head",
        "12-03 09:00 asked A02.1.R06 -> head head1",
        "12-03 10:00 signed A02.1.R06 approve -> cs",
        "12-03 11:20 refused answer_only -> cs",
        "12-03 11:30 promised -> cs",
        "12-06 17:50 warned C16.2 50 -> cs",
        "12-06 21:00 warned T12.1 50 -> cs",
        "12-08 16:44 warned C16.2 80 -> cs",
        "12-08 23:24 warned T12.1 80 -> cs",
        "12-12 22:30 warned T12.2 50 -> cs",
        "12-15 00:54 warned T12.2 80 -> cs",
        "12-16 10:30 breached T12.2 -> region",
    ]

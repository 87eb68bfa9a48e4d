"""N40: television shows a defect. Crisis mode, a first response in four hours, three statements that agree (T38, D35)."""

from typing import Any

from tests.stories.conftest import Tell
from tests.stories.speaking import lets_out, released
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]
MEDIA = {"title": "关于楼板裂缝报道的首次回应", "text": "我们已看到报道，正请第三方检测，明日公布结果。"}
OWNERS = {"title": "致三号楼业主", "text": "检测由第三方进行，结果明日公布；需要临时住处的请联系管家。"}
STAFF = {"title": "内部情况说明", "text": "第三方检测中，结果明日公布；媒体请转发言人。"}
CALM = ["site_calm", "agreed", "owned", "told"]


async def signed(tale: Tale, statement: int, times: str, rule: str, no: int) -> None:
    """Legal, then the executive: the way of a text that goes out in a major case."""
    asked, legal, executive = times.split()
    writer = "pr" if rule == "A08" else "cs"
    first = f"asks {rule}.{no}.R13 legal"
    await tale.does(asked, writer, "ask_statement", statement=statement, then=first)
    await tale.signs(legal, "legal", f"{rule}.{no}.R13", then=f"asks {rule}.{no}.R10 exec")
    await tale.signs(executive, "exec", f"{rule}.{no}.R10")


async def exposed_defect(tale: Tale) -> None:
    """From the broadcast to the end of crisis mode a day later."""
    await tale.opens("12-14 10:00", "cs", channel="social", subject="楼板裂缝被电视曝光", demand="检测、加固")
    await tale.does("10:02", "csm", "assign", owner="cs")
    await tale.does("10:05", "cs", "media_involved", kind="broadcast", note="晚间节目已播出", then="major by media")
    await tale.does("10:10", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("10:15", "head", "acknowledge")
    await tale.does("10:20", "head", "declare_crisis", commander="head", then="asks A11.1.R08 region")
    await tale.refused("10:25", "csm", "already", "declare_crisis", commander="csm")
    await tale.does("10:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    grave = {"media": True, "category": "quality"}
    await tale.does("10:40", "csm", "level_set", level="major", team=TEAM, **grave, then="S4; phase_proposed")
    await tale.signs("10:45", "region", "A11.1.R08")
    await tale.does("10:50", "head", "change_phase", phase="outbreak", condition="media")
    await tale.does("10:55", "head", "post_person", post="monitor", account="sales")
    await tale.does("10:58", "cs", "file_report", kind="turn", text="电视曝光，已进入危机状态。")
    await tale.does("11:00", "pr", "appoint_spokesperson", account="spokes", then="asks A25.1.R10 exec")
    await tale.signs("11:05", "exec", "A25.1.R10")
    await tale.does("11:10", "pr", "do_not_speak", text="媒体请联系发言人。")
    await tale.does("11:15", "eng", "silence_read", silence=1)
    first = {"audience": "media", "kind": "holding", "incident": "quality"}
    await tale.does("11:20", "pr", "draft_statement", **first, **MEDIA)
    await signed(tale, 1, "11:25 11:50 12:20", "A08", 1)
    await lets_out(tale, "12:30", "spokes", 1, "page")
    await tale.does("12:40", "head", "log_attendance", place="三号楼现场")

    await tale.does("13:00", "cs", "draft_statement", audience="customers", kind="ordinary", **OWNERS)
    await signed(tale, 2, "13:05 13:20 13:40", "A09", 1)
    await tale.refused("13:45", "cs", "not_compared", "release_statement", statement=2, outlet="group")
    compare: dict[str, Any] = {"statement": 2, "with": 1, "note": "检测单位、公布日期"}
    await tale.does("13:50", "legal", "compare_statements", outcome="contradicts", **compare)
    await tale.refused("13:55", "cs", "contradiction", "release_statement", statement=2, outlet="group")
    await tale.does("14:00", "cs", "edit_statement", statement=2, **OWNERS)
    await signed(tale, 3, "14:05 14:15 14:30", "A09", 2)
    await tale.does("14:35", "legal", "compare_statements", outcome="consistent", **{**compare, "statement": 3})
    await lets_out(tale, "14:40", "cs", 3, "group")
    await tale.does("14:50", "pr", "draft_statement", audience="staff", kind="ordinary", **STAFF)
    await tale.does("14:55", "pr", "ask_statement", statement=4, then="asks A10.1.R06 head head1")
    await tale.signs("15:00", "head", "A10.1.R06")
    for no in (1, 3):
        same = {**compare, "statement": 4, "with": no}
        await tale.does(f"15:{no:02}", "legal", "compare_statements", outcome="consistent", **same)
    await lets_out(tale, "15:10", "pr", 4, "internal")
    await tale.does("17:30", "cs", "file_report", kind="daily")

    await tale.does("12-15 08:00", "sales", "monitor_log", place="news", outcome="nothing")
    await tale.does("09:00", "eng", "add_evidence", kind="document", reason="第三方检测报告：非结构性裂缝")
    found = {"liability": "ours", "cause": "workmanship", "annexes": [1]}
    await tale.does("09:30", "eng", "investigation_submitted", **found, then="S5")
    await tale.does("09:40", "cs", "log_contact", purpose="progress", way="home", note="检测结果已公布。")
    await tale.does("09:50", "cs", "file_report", kind="executive", text="检测结果与方案。")
    await tale.refused("10:00", "head", "still_outbreak", "stand_down", conditions=CALM)
    await tale.does("10:10", "head", "change_phase", phase="handling", condition="facts")
    await tale.does("10:40", "cs", "file_report", kind="turn", text="转入处置期。")
    await tale.does("10:50", "csm", "stand_down", conditions=CALM, then="asks A11.2.R06 head head1")
    await tale.signs("11:00", "head", "A11.2.R06", then="crisis_stood_down")


async def test_one_commands_one_speaks_and_three_statements_agree(tell: Tell) -> None:
    async with tell() as tale:
        await exposed_defect(tale)
        case = await tale.case()
        out = await released(tale)
        clocks = await tale.duties("T38", "T16", "T13", "T20", "T11", "T14", "T15", "T19")
        about = ("T38", "A11", "A25", "crisis", "silence", "posted", "level_raised", "stood_down")
        news = await tale.news(*about, "released", "refused", "breached")

    assert (case.stage, case.level, case.phase, case.crisis) == ("S5", "major", "handling", False)
    assert out == [
        "12-14 12:30 media 1 page",
        "12-14 14:40 customers 3 group",
        "12-14 15:10 staff 4 internal",
    ]
    assert clocks == [
        "T13.1 12-14 11:05 met",
        "T16.1 12-14 10:20 met",
        "T38.1 12-14 14:05 met",
        "T11.1 12-14 18:00 met",
        "T14.1 12-21 10:20 open",
        "T15.1 12-15 10:20 met",
        "T19.1 12-21 10:40 cancelled",
        "T19.2 12-15 10:50 met",
        "T20.1 12-14 12:50 met",
        "T11.2 12-15 18:00 open",
        "T15.2 12-16 08:00 open",
        "T19.3 12-16 09:50 open",
        "T13.2 12-15 11:10 met",
    ]
    assert news == [
        "12-14 10:05 level_raised -> csm csm1 head region",
        "12-14 10:20 crisis -> cs",
        "12-14 10:20 asked A11.1.R08 -> region",
        "12-14 10:25 refused already -> csm",
        "12-14 10:45 signed A11.1.R08 approve -> head",
        "12-14 10:55 posted -> sales",
        "12-14 11:00 asked A25.1.R10 -> exec",
        "12-14 11:05 signed A25.1.R10 approve -> pr",
        "12-14 11:10 silence -> cs csm csm1 eng exec head head1 legal prop region sales spokes",
        "12-14 12:05 warned T38.1 50 -> spokes",
        "12-14 12:30 released -> pr spokes",
        "12-14 13:45 refused not_compared -> cs",
        "12-14 13:55 refused contradiction -> cs",
        "12-14 14:40 released -> cs",
        "12-14 15:10 released -> pr",
        "12-15 10:00 refused still_outbreak -> head",
        "12-15 10:50 asked A11.2.R06 -> head head1",
        "12-15 11:00 signed A11.2.R06 approve -> csm",
        "12-15 11:00 stood_down -> region",
    ]

"""N41: a report that is not true. What is said against it rests on papers, and each report is put right (T39)."""

from typing import Any

from tests.stories.conftest import Tell
from tests.stories.speaking import lets_out, released
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]
WORDS = {"title": "关于网传人员伤亡的更正", "text": "现场无人受伤，坠物区域已封闭。"}
CORRECTION = {"audience": "media", "kind": "correction", **WORDS}


async def untrue_report(tale: Tale) -> None:
    """A channel tells of a death that never was; a second one doubts the correction the day after."""
    await tale.opens("12-08 09:00", "cs", subject="外墙饰面脱落", demand="排查加固", room="3-1-0802")
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:10", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("09:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("10:00", "csm", "level_set", level="general", team=TEAM, category="quality", then="S4")
    risen = "major by media; phase_proposed"
    await tale.does("14:00", "eng", "media_involved", kind="online", note="本地资讯号发文", then=risen)
    await tale.does("14:05", "eng", "false_report", outlet_name="本地资讯号", what="称坠物砸死一人")
    await tale.does("14:10", "head", "acknowledge")
    await tale.does("14:15", "pr", "appoint_spokesperson", account="spokes", then="asks A25.1.R10 exec")
    await tale.signs("14:30", "exec", "A25.1.R10")
    await tale.does("14:40", "cs", "file_report", kind="turn", text="资讯号称有人死亡，不实。")
    await tale.refused("14:45", "pr", "no_such_number", "draft_statement", corrects=2, evidence=[], **CORRECTION)
    await tale.refused("14:50", "pr", "no_evidence", "draft_statement", corrects=1, **CORRECTION)
    await tale.does("15:00", "eng", "add_evidence", kind="recording", reason="监控录像：坠落时楼下无人")
    await tale.does("15:05", "cs", "add_evidence", kind="document", reason="医院、派出所证明：无人受伤")
    await tale.does("15:10", "pr", "draft_statement", corrects=1, evidence=[1], **CORRECTION)
    await tale.does("15:15", "pr", "ask_statement", statement=1, then="asks A08.1.R13 legal")
    await tale.signs("15:40", "legal", "A08.1.R13", "return", "附上医院和派出所的证明")
    await tale.does("15:50", "pr", "edit_statement", statement=1, evidence=[1, 2], **WORDS)
    await tale.does("15:55", "pr", "ask_statement", statement=2, then="asks A08.2.R13 legal")
    await tale.signs("16:10", "legal", "A08.2.R13", then="asks A08.2.R10 exec")
    await tale.refused("16:15", "spokes", "not_approved", "release_statement", statement=2, outlet="press")
    await tale.signs("16:20", "exec", "A08.2.R10")
    await tale.refused("16:25", "pr", "not_the_spokesperson", "release_statement", statement=2, outlet="press")
    await lets_out(tale, "16:30", "spokes", 2, "press")
    await tale.does("17:30", "cs", "file_report", kind="daily")

    await tale.does("12-09 09:30", "cs", "false_report", outlet_name="某视频号", what="称证明是伪造的")
    await tale.does("10:00", "cs", "add_evidence", kind="document", reason="医院公开答复")
    again: dict[str, Any] = {**CORRECTION, "corrects": 2, "evidence": [2, 3]}
    await tale.does("11:00", "pr", "draft_statement", **again)
    await tale.does("11:05", "pr", "ask_statement", statement=3, then="asks A08.3.R13 legal")
    await tale.signs("11:40", "legal", "A08.3.R13", then="asks A08.3.R10 exec")
    await tale.signs("13:50", "exec", "A08.3.R10")
    await lets_out(tale, "14:00", "spokes", 3, "page")


async def test_each_untrue_report_is_put_right_on_evidence_by_its_own_clock(tell: Tell) -> None:
    async with tell() as tale:
        await untrue_report(tale)
        case = await tale.case()
        out = await released(tale)
        clocks = await tale.duties("T38", "T39", "T16", "T13")
        news = await tale.news("T38", "T39", "A25", "A08", "released", "level_raised", "refused", "breached")

    assert (case.stage, case.level) == ("S4", "major")
    assert out == [
        "12-08 16:30 media 2 press corrects 1",
        "12-09 14:00 media 3 page corrects 2",
    ]
    assert clocks == [
        "T13.1 12-08 15:00 met",
        "T16.1 12-08 14:15 met",
        "T38.1 12-08 18:00 met",
        "T39.1 12-08 18:05 met",
        "T39.2 12-09 13:30 met 0:30:00 late",
    ]
    assert news == [
        "12-08 14:00 level_raised -> csm csm1 head region",
        "12-08 14:15 asked A25.1.R10 -> exec",
        "12-08 14:30 signed A25.1.R10 approve -> pr",
        "12-08 14:45 refused no_such_number -> pr",
        "12-08 14:50 refused no_evidence -> pr",
        "12-08 15:15 asked A08.1.R13 -> legal",
        "12-08 15:40 signed A08.1.R13 return -> pr",
        "12-08 15:55 asked A08.2.R13 -> legal",
        "12-08 16:00 warned T38.1 50 -> spokes",
        "12-08 16:05 warned T39.1 50 -> pr spokes",
        "12-08 16:10 signed A08.2.R13 approve -> pr",
        "12-08 16:10 asked A08.2.R10 -> exec",
        "12-08 16:15 refused not_approved -> spokes",
        "12-08 16:20 signed A08.2.R10 approve -> pr",
        "12-08 16:25 refused not_the_spokesperson -> pr",
        "12-08 16:30 released -> pr spokes",
        "12-09 11:05 asked A08.3.R13 -> legal",
        "12-09 11:30 warned T39.2 50 -> pr spokes",
        "12-09 11:40 signed A08.3.R13 approve -> pr",
        "12-09 11:40 asked A08.3.R10 -> exec",
        "12-09 12:40 breached T26.6 -> exec",
        "12-09 12:42 warned T39.2 80 -> pr spokes",
        "12-09 13:30 breached T39.2 -> exec",
        "12-09 13:50 signed A08.3.R10 approve -> pr",
        "12-09 14:00 released -> pr spokes",
    ]

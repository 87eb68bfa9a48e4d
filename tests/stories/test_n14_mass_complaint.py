"""N14: a mass complaint, a camera at the gate. One speaks for the house, and only what is out (D35, A08, A25, C-03)."""

from typing import Any

from tests.stories.conftest import Tell
from tests.stories.speaking import lets_out, released
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]
CAUSE = {"cause": "公共绿地改为停车场", "facts": "规划调整未逐户告知。", "households": 120, "organised": True}


async def mass_complaint(tale: Tale) -> set[str]:
    """A hundred and twenty households, and a journalist who asks whoever is nearest; what lies on the speaker's desk."""
    await tale.opens("12-09 09:00", "cs", channel="visit", subject="业主集体投诉绿地被占", demand="恢复绿地")
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:05", "cs", "make_group", **CAUSE, then="major by organised")
    await tale.does("09:10", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("09:20", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    grave = {"organised": True, "households": 120}
    await tale.refused("09:25", "csm", "below_floor", "level_set", level="general", team=TEAM, **grave)
    await tale.does("09:30", "csm", "level_set", level="major", team=TEAM, **grave, then="S4; phase_proposed")
    await tale.does("10:00", "head", "log_attendance", place="售楼处")
    await tale.does("10:10", "eng", "media_involved", kind="broadcast", note="电视台到场", then="phase_proposed")
    by = {"outlet_name": "电视台 陈记者", "question": "绿地为什么没了？", "reply_by": "12-09 15:00"}
    await tale.does("10:15", "eng", "media_inquiry", **by)
    await tale.does("10:16", "head", "acknowledge")
    await tale.refused("10:18", "eng", "no_spokesperson", "inquiry_answered", inquiry=1, note="我来说")
    await tale.does("10:20", "pr", "do_not_speak", text="媒体请联系集团发言人。")
    await tale.does("10:25", "eng", "silence_read", silence=1)
    await tale.refused("10:28", "csm", "not_yours", "appoint_spokesperson", account="csm")
    await tale.does("10:30", "pr", "appoint_spokesperson", account="spokes", then="asks A25.1.R10 exec")
    await tale.cannot_sign("10:32", "head", "not_yours", "A25.1.R10")
    await tale.signs("10:45", "exec", "A25.1.R10")
    words = {"title": "关于绿地调整的说明", "text": "调整已获批准，告知不到位，我们致歉；三日内公布全部文件。"}
    await tale.refused("10:50", "cs", "not_yours", "draft_statement", audience="media", kind="ordinary", **words)
    await tale.does("11:00", "pr", "draft_statement", audience="media", kind="ordinary", **words)
    await tale.does("11:05", "pr", "ask_statement", statement=1, then="asks A08.1.R13 legal")
    await tale.does("11:08", "cs", "file_report", kind="turn", text="电视台到场采访。")
    await tale.signs("11:30", "legal", "A08.1.R13", then="asks A08.1.R10 exec")
    answer: dict[str, Any] = {"inquiry": 1, "statement": 1, "note": "按已发布的说明答复"}
    await tale.refused("12:00", "spokes", "not_out", "inquiry_answered", **answer)
    lying = (await tale.made.office.desk.my_desk(tale.made.people["spokes"])).duties
    await tale.signs("13:00", "exec", "A08.1.R10")
    await tale.refused("13:05", "head", "not_the_spokesperson", "release_statement", statement=1, outlet="press")
    await lets_out(tale, "13:10", "spokes", 1, "press")
    await tale.refused("14:00", "pr", "not_the_spokesperson", "inquiry_answered", **answer)
    await tale.does("14:10", "spokes", "inquiry_answered", **answer)
    await tale.does("15:30", "spokes", "interview", outlet_name="电视台 陈记者", record="问答三则", statement=1)
    return {duty.rule for duty in lying}


async def test_one_speaks_for_the_house_and_only_what_is_out(tell: Tell) -> None:
    async with tell() as tale:
        lying = await mass_complaint(tale)
        case = await tale.case()
        out = await released(tale)
        clocks = await tale.duties("T20", "T38", "D36", "T16", "T26")
        news = await tale.news("T38", "D36", "A25", "A08", "silence", "released", "level_raised", "refused", "breached")

    assert (case.stage, case.level, case.grouped) == ("S4", "major", True)
    assert lying == {"T38", "D36"}
    assert out == [
        "12-09 13:10 media 1 press",
    ]
    assert clocks == [
        "T20.1 12-09 11:05 met",
        "T16.1 12-09 10:25 met",
        "T38.1 12-09 14:10 met",
        "D36.1 12-09 15:00 met",
        "T26.1 12-09 18:30 met",
        "T26.2 12-09 12:05 met",
        "T26.3 12-09 12:30 met 0:30:00 late",
    ]
    assert news == [
        "12-09 09:05 level_raised -> csm csm1 head region",
        "12-09 09:25 refused below_floor -> csm",
        "12-09 10:18 refused no_spokesperson -> eng",
        "12-09 10:20 silence -> cs csm csm1 eng exec head head1 legal prop region sales spokes",
        "12-09 10:28 refused not_yours -> csm",
        "12-09 10:30 asked A25.1.R10 -> exec",
        "12-09 10:32 refused A25.1.R10 not_yours -> head",
        "12-09 10:45 signed A25.1.R10 approve -> pr",
        "12-09 10:50 refused not_yours -> cs",
        "12-09 11:05 asked A08.1.R13 -> legal",
        "12-09 11:30 signed A08.1.R13 approve -> pr",
        "12-09 11:30 asked A08.1.R10 -> exec",
        "12-09 12:00 refused not_out -> spokes",
        "12-09 12:10 warned T38.1 50 -> spokes",
        "12-09 12:30 breached T26.3 -> exec",
        "12-09 12:37:30 warned D36.1 50 -> spokes",
        "12-09 13:00 signed A08.1.R10 approve -> pr",
        "12-09 13:05 refused not_the_spokesperson -> head",
        "12-09 13:10 released -> pr spokes",
        "12-09 14:00 refused not_the_spokesperson -> pr",
        "12-09 14:03 warned D36.1 80 -> spokes",
    ]

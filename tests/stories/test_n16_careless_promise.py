"""N16: quality trouble, and promises by people without command. Only a promise with author and day is one (C-16)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]


async def careless_promise(tale: Tale) -> None:
    """Everybody at the site wants to calm the owner; one person answers for what is said."""
    await tale.opens("12-08 09:00", "cs", channel="visit", subject="卫生间地面返潮", demand="重做防水", room="3-1-0501")
    await tale.does("09:05", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("09:10", "csm", "assign", owner="csm1")
    await tale.does("09:20", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("09:30", "csm1", "level_set", level="general", team=TEAM, then="S4")
    action, answer = {"kind": "action", "text": "一定给您全部重做"}, {"kind": "answer", "text": "答复是否重做"}
    # by when? on whose word? as what? whose case is it?
    await tale.refused("09:40", "cs", "missing", "promise", authority="R02", **answer)
    await tale.refused("09:41", "cs", "answer_only", "promise", authority="R02", due="12-12", **action)
    await tale.refused("09:42", "cs", "no_authority", "promise", authority="R06", due="12-12", **action)
    await tale.refused("09:45", "sales", "not_yours", "promise", authority="R05", due="12-12", **action)
    await tale.refused("09:50", "cs", "day_gone", "promise", authority="R02", due="12-07", **answer)
    await tale.does("10:00", "cs", "promise", authority="R02", due="12-10", **answer)
    found = {"liability": "undetermined", "cause": "unknown", "no_annex_reason": "等待闭水试验"}
    await tale.does("16:00", "eng", "investigation_submitted", **found, then="S5")
    await tale.refused("16:10", "eng", "not_determined", "promise", authority="R05", due="12-12", **action)
    more = {"duty": "T49.1", "until": "12-17", "reason": "方案要等闭水试验"}
    await tale.does("16:20", "cs", "ask_extension", **more, then="asks A13.1.R06 head head1")
    await tale.signs("17:00", "head", "A13.1.R06")
    await tale.does("12-09 15:00", "cs", "log_contact", purpose="progress", way="phone", note="试验要到十五日。")
    await tale.does("12-10 15:05", "csm1", "promise_kept", pledge=1, note="已电话答复")
    await tale.does("15:10", "csm1", "promise", authority="R03", due="12-15", kind="answer", text="给出试验结果")
    await tale.does("12-12 10:00", "cs", "log_contact", purpose="progress", way="phone")
    await tale.does("12-14 18:00", "cs", "file_report", kind="weekly")
    await tale.does("12-15 09:00", "cs", "log_contact", purpose="progress", way="phone", note="结果明天给出。")
    await tale.does("12-16 11:00", "csm1", "promise_kept", pledge=2, note="晚了一个上午")


async def test_a_promise_has_an_author_a_day_and_one_who_answers_for_it(tell: Tell) -> None:
    async with tell() as tale:
        await careless_promise(tale)
        case = await tale.case()
        clocks = await tale.duties("C16", "T49")
        news = await tale.news("C16", "promised", "refused", "breached", "assigned")

    assert (case.stage, case.level) == ("S5", "general")
    assert clocks == [
        "C16.1 12-11 00:00 met",
        "T49.1 12-18 00:00 open",
        "C16.2 12-16 00:00 met 11:00:00 late",
    ]
    assert news == [
        "12-08 09:10 assigned -> csm1",
        "12-08 09:40 refused missing -> cs",
        "12-08 09:41 refused answer_only -> cs",
        "12-08 09:42 refused no_authority -> cs",
        "12-08 09:45 refused not_yours -> sales",
        "12-08 09:50 refused day_gone -> cs",
        "12-08 10:00 promised -> csm1",
        "12-08 16:10 refused not_determined -> eng",
        "12-09 17:00 warned C16.1 50 -> csm1",
        "12-10 11:36 warned C16.1 80 -> csm1",
        "12-13 07:35 warned C16.2 50 -> csm1",
        "12-14 22:14 warned C16.2 80 -> csm1",
        "12-16 00:00 breached C16.2 -> csm csm1",
    ]

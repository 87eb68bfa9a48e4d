"""N34: a major group complaint; its owners are told every week, over two signatures, and a late notice is seen (T18)."""

from tests.stories.conftest import Tell
from tests.stories.speaking import lets_out
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]


async def told_weekly(tale: Tale) -> None:
    """The owners of one tower complain together; the first notice is in time, a second is not written."""
    await tale.opens("12-02 10:00", "cs", subject="东立面渗水，业主联名", demand="公布检测结果，整体修复")
    await tale.does("10:02", "csm", "assign", owner="cs")
    await tale.does("10:10", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("10:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    level = {"level": "major", "team": TEAM, "organised": True}
    await tale.does("11:00", "csm", "level_set", **level, then="S4; phase_proposed")
    await tale.does(
        "15:00", "csm", "make_group", cause="东立面渗水", facts="东立面外墙渗水，逐户检测中", organised=True
    )
    await tale.does("12-03 10:00", "eng", "interim_measure", what="渗水部位先做遮盖")
    notice = {"audience": "customers", "kind": "weekly", "title": "处理进展（一）", "text": "检测本周完成。"}
    await tale.refused("12-08 09:00", "csm", "weekly_for_group", "draft_statement", **notice | {"audience": "staff"})
    await tale.does("09:10", "cs", "draft_statement", **notice)
    await tale.does("09:15", "cs", "ask_statement", statement=1, then="asks A09.1.R13 legal")
    await tale.signs("09:40", "legal", "A09.1.R13", then="asks A09.1.R10 exec")
    await tale.signs("10:05", "exec", "A09.1.R10")
    await lets_out(tale, "10:30", "cs", 1, "group")
    await tale.until("12-15 11:00")


async def test_a_major_group_is_told_weekly_and_a_late_notice_reaches_the_project_head(tell: Tell) -> None:
    async with tell() as tale:
        await told_weekly(tale)
        clocks, news = await tale.duties("T18"), await tale.news("T18")
        released = [(r.data["statement"], r.data["kind"]) for r in (await tale.case()).of_kind("released")]

    assert released == [(1, "weekly")]
    assert clocks == ["T18.1 12-09 15:00 met", "T18.2 12-15 10:30 overdue"]
    assert news == [
        "12-06 03:00 warned T18.1 50 -> cs",
        "12-08 05:24 warned T18.1 80 -> cs",
        "12-11 22:30 warned T18.2 50 -> cs",
        "12-14 00:54 warned T18.2 80 -> cs",
        "12-15 10:30 breached T18.2 -> head",
    ]

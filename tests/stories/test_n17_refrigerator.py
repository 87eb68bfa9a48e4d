"""N17: a refrigerator gone bad in a power cut, told to a guard and lost for a day. What is late is told as late."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale


async def refrigerator(tale: Tale) -> None:
    """Property passes the word on as a lead; CS takes it up late, and screens it late (T02, T03, T50)."""
    heard = {"source": "employee", "subject": "停电后冰箱食物变质", "description": "业主前一晚向门岗反映，要求赔偿。"}
    await tale.hears("12-09 08:30", "prop", **heard)
    await tale.refused("08:31", "cs", "wrong_stage", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("09:10", "cs", "lead_acknowledged", note="门岗交接时漏报")
    who = {"name": "贺兰", "phone": "13800000199", "room": "2-1-1503", "complainant": "owner"}
    await tale.does("09:30", "cs", "convert_lead", channel="desk", demand="赔偿冰箱里的食物", **who, then="S2")
    await tale.does("10:45", "cs", "log_contact", purpose="acknowledge", way="phone", note="致歉，说明前一晚漏报。")
    await tale.does("14:00", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.does(
        "14:10", "csm", "level_set", level="minor", fault="dereliction", mentality=["compensation"], then="S4"
    )


async def test_what_is_late_is_told_as_late(tell: Tell) -> None:
    async with tell() as tale:
        await refrigerator(tale)
        case = await tale.case()
        clocks = await tale.duties("T02", "T03", "T50", "T51")
        news = await tale.news()

    assert (case.stage, case.level) == ("S4", "minor")
    assert clocks == [
        "T02.1 12-09 08:45 met 0:25:00 late",
        "T03.1 12-09 13:30 met 0:30:00 late",
        "T50.1 12-09 10:30 met 0:15:00 late",
        "T51.1 12-09 18:00 met",
    ]
    assert news == [
        "12-09 08:30 lead -> cs csm csm1",
        "12-09 08:31 refused wrong_stage -> cs",
        "12-09 08:37:30 warned T02.1 50 -> csm csm1 prop",
        "12-09 08:42 warned T02.1 80 -> csm csm1 prop",
        "12-09 08:45 breached T02.1 -> csm csm1",
        "12-09 09:00 escalated T02.1 200 -> head",
        "12-09 10:00 warned T50.1 50 -> prop",
        "12-09 10:18 warned T50.1 80 -> prop",
        "12-09 10:30 breached T50.1 -> csm csm1",
        "12-09 11:30 warned T03.1 50 -> csm csm1",
        "12-09 12:42 warned T03.1 80 -> csm csm1",
        "12-09 13:30 breached T03.1 -> csm csm1",
    ]

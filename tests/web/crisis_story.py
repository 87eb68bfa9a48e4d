"""A crisis on paper: declared, broken out, watched; with facts, posts, reports, decisions, a proposal."""

from domain.policy import POLICIES, WHOLE_BOOK
from tests.web.paper_desk import PaperDesk
from tests.web.story import later, open_case, send, sign

GATE = {
    "subject": "交付延期，业主聚集东门",
    "description": "四十户业主在东门聚集，有人拍视频，要求给出交付日期。",
    "demand": "书面承诺交付日期和延期补偿。",
}


async def crisis_room(desk: PaperDesk) -> str:
    """A running crisis of the second book, half a day old."""
    desk.policy = POLICIES[2]
    desk.until(max(desk.now, WHOLE_BOOK))
    number = await open_case(desk, **GATE)
    await send(desk, "cs", number, "log_contact", purpose="acknowledge", way="phone", note="已受理，东门集合点已派人。")
    await send(desk, "csm", number, "assign", owner="cs")
    await send(desk, "cs", number, "screen_decision", outcome="valid", department="engineering", note="属实")
    await send(
        desk, "csm", number, "level_set", level="general", team=["head", "csm", "cs", "eng"], criteria="多户同因"
    )
    await send(desk, "csm", number, "declare_crisis", reason="四十户堵门，记者来电", commander="head")
    await send(desk, "cs", number, "media_involved", kind="self_media", note="本地生活号发布视频")
    await send(
        desk, "head", number, "change_phase", phase="outbreak", condition="media", reason="视频扩散，已有媒体来电"
    )
    await sign(desk, "region", f"{number}.A11.1.R08")
    await staffed(desk, number)
    await watched(desk, number)
    await send(desk, "cs", number, "report_turn", what="organised", note="约好 18:30 东门集合")
    later(desk, minutes=25)
    return number


async def staffed(desk: PaperDesk, number: str) -> None:
    """Posts, contacts, presence, the first facts and decisions."""
    await send(desk, "head", number, "post_person", post="site", account="prop", where="东门")
    await send(desk, "head", number, "post_person", post="monitor", account="cs", where="客服中心")
    await send(desk, "head", number, "post_person", post="liaison", account="csm1", where="派出所")
    await send(desk, "csm", number, "set_reception", venue="会所二楼", staff=["csm", "sales"])
    await send(desk, "csm", number, "crisis_contact", kind="police", person="值班室", number="027-81230110")
    await send(desk, "head", number, "log_attendance", place="东门")
    await send(desk, "cs", number, "record_fact", text="两人受伤", source="opinion", certainty="reported")
    later(desk, minutes=32)
    fact = {"text": "现场无人受伤，医院无接诊记录", "source": "site", "certainty": "confirmed", "supersedes": 1}
    await send(desk, "prop", number, "record_fact", **fact)
    await send(desk, "cs", number, "record_fact", text="东门约四十人，未翻越围挡", source="site", certainty="confirmed")
    await send(
        desk, "eng", number, "record_fact", text="外墙检测 18:00 出初步意见", source="department", certainty="reported"
    )
    words = {"known": "检测 18:00 出初步意见；业主只问日期", "unknown": "检测结论"}
    await send(desk, "head", number, "note_decision", decision="检测结论前不谈原因，只答复时间", **words)
    await send(desk, "csm", number, "tick_strategy", items=["first_response", "soothe", "confirm_facts"])


async def watched(desk: PaperDesk, number: str) -> None:
    """Looks at opinion over some hours, and a report that the region has read."""
    look = {"place": "video", "outcome": "found", "tone": "angry", "reach": 12000}
    for mentions, what in ((5, "本地生活号发布视频"), (31, "视频转入三个业主群"), (64, "话题上同城榜第九")):
        await send(desk, "cs", number, "monitor_log", **look, mentions=mentions, what=what, link="video/4711")
        later(desk, minutes=61)
    await send(desk, "cs", number, "monitor_log", place="forum", outcome="nothing")
    await send(desk, "cs", number, "file_report", kind="turn", text="视频扩散，已宣布进入危机状态。")
    await send(desk, "region", number, "read_report", report=1)

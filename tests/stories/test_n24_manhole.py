"""N24: a manhole cover out of level, an owner with a broken wrist. First aid, then the record; then the claim (T36)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "prop"]


async def manhole(tale: Tale) -> None:
    """Above the project head's limit the executive signs the compensation as well (A07, C-27)."""
    await tale.opens("12-08 19:00", "prop", channel="desk", subject="井盖不平绊倒业主", demand="赔偿", room="1-1-0202")
    await tale.does(
        "19:05", "prop", "emergency", kind="injury", note="19 时左右摔倒，手腕骨折。", then="major by casualty"
    )
    await tale.does("19:10", "csm", "assign", owner="cs")
    await tale.does("19:20", "cs", "log_contact", purpose="acknowledge", way="home", note="陪同就医。")
    await tale.refused("19:40", "prop", "items_open", "emergency_checked", items=["aid", "police"])
    await tale.does("20:20", "prop", "emergency_checked", items=["aid", "police", "insurer"])
    await tale.does("20:30", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    await tale.refused("20:40", "csm", "below_floor", "level_set", level="general", team=TEAM)
    await tale.does("20:45", "csm", "level_set", level="major", team=TEAM, casualty=True, then="S4; phase_proposed")
    await tale.does("21:00", "prop", "add_evidence", kind="photo", reason="井盖高差三厘米")
    found = {"liability": "ours", "cause": "service", "annexes": [1]}
    await tale.does("12-09 10:00", "prop", "investigation_submitted", **found, then="S5")
    steps = [("prop", "12-10", "全部井盖找平"), ("csm", "12-15", "支付赔偿")]
    await tale.does("11:00", "cs", "save_plan", text="找平井盖，赔偿八万元", steps=steps, compensation=True)
    await tale.refused("11:05", "cs", "no_legal_opinion", "plan_submitted", plan=1)
    await tale.does("12:00", "legal", "legal_opinion", opinion="clear", plan=1)
    asked = "S6; asks A04.1.R10 exec; asks A04.1.R06 head head1"
    await tale.does("12:05", "cs", "plan_submitted", plan=1, then=asked)
    await tale.signs("12:30", "head", "A04.1.R06")
    await tale.signs("13:00", "exec", "A04.1.R10", then="S7")
    await tale.does("14:00", "cs", "log_contact", purpose="present", way="home", answer="satisfied")
    await tale.does("14:10", "cs", "add_evidence", kind="document", reason="病历、发票、客户事务处理申请单")
    await tale.does("14:15", "cs", "add_evidence", kind="signed_form", reason="业主同意赔偿方案")
    money = {"amount": 80_000, "basis": "law", "documents": [2], "plan": 1}
    await tale.does("14:20", "cs", "ask_compensation", **money, then="asks A07.1.R05 prop")
    await tale.signs("14:40", "prop", "A07.1.R05", then="asks A07.1.R06 head head1")
    await tale.signs("15:00", "head", "A07.1.R06", then="asks A07.1.R10 exec")
    await tale.refused("15:10", "cs", "no_compensation", "customer_response", outcome="satisfied", evidence=[3])
    await tale.signs("15:30", "exec", "A07.1.R10")
    await tale.does("15:40", "cs", "customer_response", outcome="satisfied", evidence=[3], then="S10; phase_proposed")
    await tale.does("17:30", "cs", "file_report", kind="daily")


async def test_first_aid_comes_first_and_the_executive_signs_the_large_sum(tell: Tell) -> None:
    async with tell() as tale:
        await manhole(tale)
        case = await tale.case()
        clocks = await tale.duties("T36", "T11", "T21", "T26", "T48")
        news = await tale.news("T36", "T48", "A04", "A07", "refused", "breached")

    assert (case.stage, case.level) == ("S10", "major")
    assert clocks == [
        "T36.1 12-08 20:05 met 0:15:00 late",
        "T11.1 12-09 18:00 met",
        "T21.1 12-09 20:45 met",
        "T48.1 12-09 20:45 met",
        "T26.1 12-09 14:05 met",
        "T26.2 12-09 14:05 met",
        "T21.2 12-10 14:00 open",
        "T26.3 12-09 22:20 met",
        "T26.4 12-09 22:40 met",
        "T26.5 12-09 23:00 met",
        "T11.2 12-10 18:00 open",
    ]
    assert news == [
        "12-08 19:35 warned T36.1 50 -> prop",
        "12-08 19:40 refused items_open -> prop",
        "12-08 19:53 warned T36.1 80 -> prop",
        "12-08 20:05 breached T36.1 -> head",
        "12-08 20:40 refused below_floor -> csm",
        "12-09 08:45 warned T48.1 50 -> prop",
        "12-09 11:05 refused no_legal_opinion -> cs",
        "12-09 12:05 asked A04.1.R10 -> exec",
        "12-09 12:05 asked A04.1.R06 -> head head1",
        "12-09 12:30 signed A04.1.R06 approve -> cs",
        "12-09 13:00 signed A04.1.R10 approve -> cs",
        "12-09 14:20 asked A07.1.R05 -> prop",
        "12-09 14:40 signed A07.1.R05 approve -> cs",
        "12-09 14:40 asked A07.1.R06 -> head head1",
        "12-09 15:00 signed A07.1.R06 approve -> cs",
        "12-09 15:00 asked A07.1.R10 -> exec",
        "12-09 15:10 refused no_compensation -> cs",
        "12-09 15:30 signed A07.1.R10 approve -> cs",
    ]

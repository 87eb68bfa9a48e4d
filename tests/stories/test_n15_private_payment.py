"""N15: a cracked wall, an owner at the land bureau, and the wish to pay him quietly. There is no quiet way (A07)."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "eng"]


async def private_payment(tale: Tale) -> None:
    """No papers, no opinion, no signature: no payment; and who is related to the owner does not sign."""
    await tale.opens("12-08 09:00", "cs", channel="visit", subject="客厅墙体开裂", demand="修复并补偿", room="2-2-0603")
    await tale.does("09:02", "csm", "assign", owner="cs")
    await tale.does("09:10", "cs", "log_contact", purpose="acknowledge", way="visit")
    await tale.does("09:30", "cs", "screen_decision", outcome="valid", department="engineering", then="S3")
    await tale.does("10:00", "csm", "level_set", level="general", team=TEAM, mentality=["compensation"], then="S4")
    await tale.does("14:00", "eng", "add_evidence", kind="photo", reason="裂缝 0.4 毫米，非结构性")
    found = {"liability": "ours", "cause": "workmanship", "annexes": [1]}
    await tale.does("14:30", "eng", "investigation_submitted", **found, then="S5")
    steps = [("eng", "12-15", "挂网修补"), ("csm", "12-16", "支付补偿")]
    await tale.does("15:00", "cs", "save_plan", text="修复，补偿三万元", steps=steps, compensation=True)
    await tale.does("15:05", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("16:00", "head1", "A02.1.R06", then="S7")
    await tale.does("17:00", "cs", "log_contact", purpose="present", way="home", answer="satisfied")
    await tale.does("17:05", "cs", "add_evidence", kind="signed_form", reason="业主同意方案")
    await tale.refused("17:10", "cs", "no_compensation", "customer_response", outcome="satisfied", evidence=[2])

    money = {"amount": 30_000, "basis": "quality_standard", "grounds": "按质量标准，与同类裂缝一致", "plan": 1}
    await tale.refused("12-09 09:00", "cs", "no_documents", "ask_compensation", **money)
    await tale.does("09:10", "cs", "add_evidence", kind="document", reason="客户事务处理申请单")
    await tale.refused("09:15", "cs", "no_legal_opinion", "ask_compensation", documents=[3], **money)
    await tale.does("10:00", "legal", "legal_opinion", opinion="clear", text="有依据；同类裂缝须同样办理。")
    await tale.does("10:10", "cs", "ask_compensation", documents=[3], **money, then="asks A07.1.R05 eng")
    await tale.signs("10:30", "eng", "A07.1.R05", then="asks A07.1.R06 head head1")
    passed = "A07.1.R06 leaves head"
    await tale.does("11:00", "head", "declare_conflict", reason="业主是我的亲属", then=passed)
    await tale.cannot_sign("11:05", "head", "in_conflict", "A07.1.R06")
    await tale.refused("11:10", "head", "in_conflict", "note_decision", decision="私下给他就行")
    await tale.signs("11:30", "head1", "A07.1.R06")
    await tale.does("11:40", "cs", "customer_response", outcome="satisfied", evidence=[2], then="S10")


async def test_there_is_no_quiet_payment_and_no_signature_for_a_relative(tell: Tell) -> None:
    async with tell() as tale:
        await private_payment(tale)
        case = await tale.case()
        clocks = await tale.duties("T26", "T07", "T10")
        news = await tale.news("A07", "refused", "conflict", "breached")

    assert (case.stage, case.level) == ("S10", "general")
    assert clocks == [
        "T26.1 12-08 19:05 met",
        "T07.1 12-09 04:00 met",
        "T26.2 12-09 18:10 met",
        "T26.3 12-09 18:30 met",
        "T10.1 12-10 11:40 open",
    ]
    assert news == [
        "12-08 17:10 refused no_compensation -> cs",
        "12-09 09:00 refused no_documents -> cs",
        "12-09 09:15 refused no_legal_opinion -> cs",
        "12-09 10:10 asked A07.1.R05 -> eng",
        "12-09 10:30 signed A07.1.R05 approve -> cs",
        "12-09 10:30 asked A07.1.R06 -> head head1",
        "12-09 11:00 conflict -> cs",
        "12-09 11:05 refused A07.1.R06 in_conflict -> head",
        "12-09 11:10 refused in_conflict -> head",
        "12-09 11:30 signed A07.1.R06 approve -> cs",
    ]

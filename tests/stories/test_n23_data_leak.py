"""N23: owners' data on sale, and the house is blamed. While liability is open, nothing is conceded or denied (C-12)."""

from typing import Any

from tests.stories.conftest import Tell
from tests.stories.speaking import lets_out, released
from tests.stories.telling import Tale

TEAM = ["head", "csm", "cs", "prop"]
WHO = {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "complainant": "owner"}
WORDS = {"title": "关于业主信息的说明", "text": "我们正在核查信息来源，十二月十二日前答复。"}


async def data_leak(tale: Tale) -> None:
    """From a rumour in the owners' group to a finding, with one story for owners and staff."""
    await tale.hears("12-08 21:00", "prop", source="group", subject="业主群称装修公司拿到了业主电话")
    await tale.does("21:10", "cs", "lead_acknowledged")
    await tale.does("12-09 09:00", "cs", "convert_lead", channel="group", demand="查清谁泄露，赔偿", **WHO, then="S2")
    await tale.does("09:05", "csm", "assign", owner="cs")
    await tale.does("09:15", "cs", "log_contact", purpose="acknowledge", way="phone")
    await tale.does("09:30", "cs", "screen_decision", outcome="valid", department="property", then="S3")
    facts = {"category": "service", "nature": "generalised", "households": 6}
    await tale.does("10:00", "csm", "level_set", level="general", team=TEAM, **facts, then="S4")
    found = {"liability": "undetermined", "cause": "unknown", "no_annex_reason": "调取系统访问记录中"}
    await tale.does("15:00", "prop", "investigation_submitted", **found, then="S5")
    action = {"kind": "action", "authority": "R03", "due": "12-12", "text": "赔偿每户"}
    await tale.refused("15:15", "csm", "not_determined", "promise", **action)
    await tale.does("15:20", "cs", "promise", kind="answer", authority="R02", due="12-12", text="答复核查结果")
    await tale.does("15:30", "cs", "add_evidence", kind="photo", reason="群聊截图")
    await tale.does("15:40", "legal", "legal_opinion", opinion="conditions", text="查清前不表态，不赔付，保留证据。")
    money = {"amount": 6_000, "basis": "law", "documents": [1]}
    await tale.refused("15:50", "cs", "liability_open", "ask_compensation", **money)

    to_owners = {"audience": "customers", "kind": "ordinary", **WORDS}
    await tale.does("16:00", "cs", "draft_statement", **to_owners)
    await tale.does("16:05", "cs", "ask_statement", statement=1, then="asks A09.1.R13 legal")
    await tale.signs("16:30", "legal", "A09.1.R13", "return", "不得暗示第三方有责任")
    await tale.does("16:40", "cs", "edit_statement", statement=1, **WORDS)
    await tale.does("16:45", "cs", "ask_statement", statement=2, then="asks A09.2.R13 legal")
    await tale.signs("17:00", "legal", "A09.2.R13", then="asks A09.2.R06 head head1")
    await tale.signs("17:20", "head", "A09.2.R06")
    await lets_out(tale, "17:30", "cs", 2, "group")
    await tale.does("17:40", "pr", "draft_statement", audience="staff", kind="ordinary", **WORDS)
    await tale.does("17:45", "pr", "ask_statement", statement=3, then="asks A10.1.R06 head head1")
    await tale.signs("18:00", "head1", "A10.1.R06")
    await tale.refused("18:05", "pr", "not_compared", "release_statement", statement=3, outlet="internal")
    await tale.refused("18:10", "pr", "bad_value", "release_statement", statement=3, outlet="page")
    same: dict[str, Any] = {"statement": 3, "with": 2, "outcome": "consistent", "note": "时间、事实、答复日期一致"}
    await tale.does("18:15", "legal", "compare_statements", **same)
    await lets_out(tale, "18:20", "pr", 3, "internal")

    steps = [("prop", "12-12", "公布访问记录核查结果"), ("prop", "12-16", "业主信息脱敏")]
    await tale.does("12-10 09:00", "cs", "save_plan", text="公布核查结果，信息脱敏", steps=steps)
    await tale.does("09:05", "cs", "plan_submitted", plan=1, then="S6; asks A02.1.R06 head head1")
    await tale.signs("09:30", "head", "A02.1.R06", then="S7")
    present = {"purpose": "present", "way": "phone", "answer": "satisfied"}
    await tale.refused("10:00", "cs", "liability_open", "log_contact", **present)
    await tale.does("10:05", "cs", "log_contact", purpose="progress", way="phone", note="十二日前答复。")
    await tale.does("11:00", "prop", "add_evidence", kind="document", reason="访问记录：无导出；装修公司证言")
    finding: dict[str, Any] = {
        "liability": "not_ours",
        "reason": "系统无导出记录，号码来自建材市场登记表",
        "evidence": [2],
    }
    await tale.refused("11:05", "eng", "not_yours", "liability_found", **finding)
    await tale.does("11:10", "prop", "liability_found", **finding)
    await tale.does("15:00", "cs", "log_contact", **present)
    await tale.does("15:05", "csm1", "check_contact", contact=3)
    await tale.does("15:10", "cs", "customer_response", outcome="satisfied", then="S10")
    await tale.does("15:20", "cs", "promise_kept", pledge=1, note="已电话答复，附核查结果")


async def test_nothing_is_conceded_before_the_finding_and_all_hear_the_same(tell: Tell) -> None:
    async with tell() as tale:
        await data_leak(tale)
        case = await tale.case()
        out = await released(tale)
        clocks = await tale.duties("T02", "T50", "T48", "T49", "T07", "C16")
        news = await tale.news("T02", "lead", "A09", "A10", "C16", "T07", "released", "refused", "breached")

    assert (case.stage, case.level) == ("S10", "general")
    assert out == [
        "12-09 17:30 customers 2 group",
        "12-09 18:20 staff 3 internal",
    ]
    assert clocks == [
        "T02.1 12-08 21:15 met",
        "T50.1 12-09 10:00 met",
        "T48.1 12-12 10:00 met",
        "T49.1 12-10 15:00 met",
        "C16.1 12-13 00:00 met",
        "T07.1 12-10 21:30 met",
    ]
    assert news == [
        "12-08 21:00 lead -> cs csm csm1",
        "12-08 21:07:30 warned T02.1 50 -> csm csm1 prop",
        "12-09 15:15 refused not_determined -> csm",
        "12-09 15:50 refused liability_open -> cs",
        "12-09 16:05 asked A09.1.R13 -> legal",
        "12-09 16:30 signed A09.1.R13 return -> cs",
        "12-09 16:45 asked A09.2.R13 -> legal",
        "12-09 17:00 signed A09.2.R13 approve -> cs",
        "12-09 17:00 asked A09.2.R06 -> head head1",
        "12-09 17:20 signed A09.2.R06 approve -> cs",
        "12-09 17:30 released -> cs",
        "12-09 17:45 asked A10.1.R06 -> head head1",
        "12-09 18:00 signed A10.1.R06 approve -> pr",
        "12-09 18:05 refused not_compared -> pr",
        "12-09 18:10 refused bad_value -> pr",
        "12-09 18:20 released -> pr",
        "12-10 10:00 refused liability_open -> cs",
        "12-10 11:05 refused not_yours -> eng",
    ]

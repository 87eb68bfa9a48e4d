"""A small story on paper: cases in several stages, as the pages meet them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from desk.views import Receipt
from tests.web.paper_desk import PaperDesk
from tests.web.paper_people import person

SUNDAY = datetime(2026, 11, 22, 1, 2, tzinfo=UTC)
ids = count(1)

WINDOW: dict[str, Any] = {
    "project": "YXY",
    "channel": "visit",
    "subject": "交付验房：主卧外窗渗水",
    "description": "交付验房时主卧外窗下口渗水，两次维修后复发。\n昨晚下雨墙纸又起泡，孩子的房间也有味道。",
    "demand": "拆窗重做防水，书面说明原因。",
    "complainant": {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "kind": "owner"},
}
PLAN = {
    "text": "外窗下口后塞缝空鼓，雨水沿缝渗入。\n两次维修只换胶条，未触及原因。",
    "steps": [{"no": 1, "text": "更换胶条", "owner": "eng", "due": "2026-11-27"}],
    "options": "工作日施工",
    "bottom_line": "补偿不超过两晚住宿",
}
PLAN_2 = {
    "text": "外窗下口后塞缝空鼓，雨水沿缝渗入。\n拆除下口石材后重做防水，先做 24 小时淋水试验，合格后再恢复墙面。\n两次维修只换胶条，未触及原因。",
    "steps": [
        {"no": 1, "text": "拆除窗下口石材，重做防水", "owner": "eng", "due": "2026-11-25"},
        {"no": 2, "text": "淋水试验 24 小时，业主可到场", "owner": "eng", "due": "2026-11-26"},
    ],
    "options": "周末施工，或工作日施工并安排临时住处两晚",
    "bottom_line": "补偿不超过两晚住宿",
}


async def send(desk: PaperDesk, account: str, case: str, name: str, /, **values: object) -> Receipt:
    """One command of the story; it must be taken."""
    receipt = await desk.send(person(account), case, f"story-{next(ids):04d}", name, values)
    assert receipt.state in ("applied", "received"), (name, receipt.refusal)
    return receipt


async def open_case(desk: PaperDesk, account: str = "cs", **changes: Any) -> str:
    """A case as it stands after registration."""
    form = {**WINDOW, **changes}
    return (await desk.open_case(person(account), f"story-{next(ids):04d}", form)).number


async def sign(desk: PaperDesk, account: str, id: str, decision: str = "approve", comment: str = "") -> Receipt:
    page = await desk.approval(person(account), id)
    return await desk.decide(person(account), id, f"story-{next(ids):04d}", decision, comment, page.approval.digest)


def later(desk: PaperDesk, **span: float) -> None:
    desk.until(desk.now + timedelta(**span))


async def to_planning(desk: PaperDesk, **changes: Any) -> str:
    """Registered, contacted, screened, levelled, investigated: the case is in S5."""
    number = await open_case(desk, **changes)
    later(desk, minutes=8)
    await send(
        desk,
        "cs",
        number,
        "log_contact",
        purpose="acknowledge",
        way="phone",
        note="告知已受理和案件编号，今天由工程部到场查看。",
    )
    await send(desk, "csm", number, "assign", owner="cs")
    await send(desk, "cs", number, "screen_decision", outcome="valid", department="engineering", note="属保修范围")
    later(desk, minutes=25)
    await send(
        desk, "csm", number, "level_set", level="general", team=["head", "csm", "cs", "eng"], criteria="两次维修后复发"
    )
    later(desk, hours=6)
    await send(
        desk,
        "eng",
        number,
        "investigation_submitted",
        liability="ours",
        cause="workmanship",
        report="外窗下口后塞缝空鼓。",
        no_annex_reason="照片随后补",
    )
    return number


async def to_approval(desk: PaperDesk, **changes: Any) -> str:
    """A returned first version, and a second that waits for the project head."""
    number = await to_planning(desk, **changes)
    later(desk, hours=1)
    await send(desk, "cs", number, "save_plan", **PLAN)
    await send(desk, "cs", number, "plan_submitted", plan=1)
    later(desk, minutes=40)
    await sign(desk, "head", f"{number}.A02.1.R06", "return", "只换胶条不够，请加淋水试验并写明复验时间。")
    later(desk, hours=1)
    await send(desk, "cs", number, "save_plan", **PLAN_2)
    await send(desk, "cs", number, "plan_submitted", plan=2)
    return number


async def to_presentation(desk: PaperDesk, **changes: Any) -> str:
    """Approved: the customer has to be told within twelve hours."""
    number = await to_approval(desk, **changes)
    later(desk, minutes=21)
    await sign(desk, "head", f"{number}.A02.2.R06")
    return number


async def to_rework(desk: PaperDesk, **changes: Any) -> str:
    number = await to_presentation(desk, **changes)
    later(desk, hours=1)
    await send(
        desk,
        "cs",
        number,
        "log_contact",
        purpose="present",
        way="phone",
        answer="dissatisfied",
        note="说明方案，客户要求先做淋水试验。",
    )
    await send(
        desk, "cs", number, "customer_response", outcome="dissatisfied", words="要先做淋水试验再封墙，不接受只换胶条。"
    )
    return number


async def to_execution(desk: PaperDesk, **changes: Any) -> str:
    number = await to_presentation(desk, **changes)
    later(desk, hours=1)
    await send(
        desk,
        "cs",
        number,
        "log_contact",
        purpose="present",
        way="home",
        answer="satisfied",
        note="上门说明，客户同意。",
    )
    await send(desk, "cs", number, "customer_response", outcome="satisfied")
    return number


async def to_contingency(desk: PaperDesk, **changes: Any) -> str:
    """Not adjustable, explained, not understood: contingency, declared by the CS manager."""
    number = await to_rework(desk, **changes)
    await send(desk, "cs", number, "rework", outcome="not_adjustable", reason="合同约定的交付标准如此。")
    later(desk, hours=2)
    note = "上门解释合同约定，客户不接受。"
    await send(desk, "cs", number, "log_contact", purpose="explain", way="home", answer="not_understood", note=note)
    await send(desk, "cs", number, "explanation_response", outcome="not_understood", words="要找媒体。")
    await send(
        desk, "csm", number, "activate_contingency", reason="客户称要联系媒体，已聚集 20 人。", venue="东门接待点"
    )
    return number


def other(subject: str, room: str, name: str = "孙敏") -> dict[str, Any]:
    """Another complaint."""
    complainant = {"name": name, "phone": "13900000088", "room": room, "kind": "owner"}
    return {"subject": subject, "complainant": complainant}


async def story() -> PaperDesk:
    """The desk of a busy afternoon."""
    desk = PaperDesk(SUNDAY)
    await to_execution(desk, **other("楼上装修破坏防水", "2-1-1502", "赵敏芝"))
    contingency = await to_rework(desk, **other("样板间与交付标准不一致", "1-1-1801"))
    await send(desk, "cs", contingency, "rework", outcome="not_adjustable", reason="合同约定的交付标准如此。")
    await to_approval(desk, **other("卫生间反复渗水，要求换房", "1-2-0701", "唐立新"))
    await to_contingency(desk, **other("外墙保温层脱落，砸损车辆", "3-1-0101", "郭晓"))
    await to_planning(desk, **other("延期交付违约金计算有误", "2-1-0803", "陈先"))
    await to_presentation(desk)
    await to_rework(desk, **other("空调外机噪声", "1-1-1103", "郑平"))
    later(desk, minutes=36)
    minor = await open_case(desk, **other("单元门无法关闭", "2-2-0301", "吴静"))
    later(desk, minutes=12)
    await open_case(desk, "csm", **other("演练：电梯困人", "3-1-0602", "刘洋"), drill={"factor": 60})
    await desk.send(person("cs"), minor, f"story-{next(ids):04d}", "customer_response", {"outcome": "satisfied"})
    return desk

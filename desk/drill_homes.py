"""The forty households of the drilled crisis: taken in by a list, each a case with its own clocks (C-30).

Six go the whole way to the archive, two of them talked to first; twenty-four sign the agreement and withdraw;
ten only repeat what others reported and are joined with the group case.
"""

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from desk.drill_script import Day, Homes, Part, Scene, contact, do, sign

#: The households of the list, by how they end.
WHOLE, WITHDRAWN, JOINED = (0, 6), (6, 30), (30, 40)
HEADINGS = ("房号", "姓名", "电话", "诉求", "身份")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("建平", "秀兰", "志远", "雅文", "永康", "春梅", "立新")

TAKEN_IN = Scene(
    "households", "四十户清单导入，逐户首次联系", "Forty households are taken in by a list, each is told", 0.8,
    homes=(
        Homes(0, 40, (contact("acknowledge", "已受理，和业主代表的案件一并处理，进展随时告知。"),)),
        Homes(*WHOLE, (do("cs", "screen_decision", outcome="valid", department="engineering", note="同因，属实。"),)),
        Homes(0, 2, (
            do("cs", "household_role", role="key", purpose="业主代表，优先沟通进展。", focus="交付日期要书面。"),
        )),
    ),
    takes_in=True,
)  # fmt: skip

ALONE = Scene(
    "screening", "各户甄别：同因的并入，其余单独计时", "Households are screened: repeats are joined, the others run by themselves", 3,
    homes=(
        Homes(*JOINED, (
            do("cs", "screen_decision", outcome="duplicate", parent=Part("group")),
            *sign("csm", "A27.1.R03"),
        )),
        Homes(*WITHDRAWN, (
            do("cs", "screen_decision", outcome="valid", department="engineering", note="同因，属实。"),
        )),
        Homes(0, 30, (do("csm", "level_set", level="minor", criteria="单户，随群诉方案处理。"),)),
    ),
)  # fmt: skip

AGREED = (
    Homes(*WITHDRAWN, (
        do("cs", "add_evidence", kind="signed_form", reason="已签补充协议，原件在档案柜。"),
        do("cs", "withdraw", reason="业主接受方案，签字撤回。", evidence=[1]),
        *sign("csm", "A27.1.R03"),
    )),
    Homes(*WHOLE, (
        do("eng", "investigation_submitted", liability="ours", cause="material", report="同群诉案件。", no_annex_reason="见群诉案件。"),
        do(
            "cs", "save_plan", text="书面交付日期，按合同计付延期违约金。",
            steps=[{"no": 1, "text": "送达交付日期确认书", "owner": Part("eng"), "due": Day(3)}],
        ),
        do("cs", "plan_submitted", plan=1),
        *sign("csm", "A01.1.R03"),
        contact("present", "上门说明方案。", "satisfied", "home"),
        do("cs", "add_evidence", kind="signed_form", reason="业主在方案上签字。"),
        do("cs", "customer_response", outcome="satisfied", evidence=[1]),
        contact("progress", "确认书已在路上。"),
        do("eng", "task_done", task=1, note="确认书已送达。"),
        do("eng", "execution_complete"),
        contact("result", "确认书已签收。", "satisfied"),
        do("cs", "add_evidence", kind="customer_confirmation", reason="签收单原件在档案柜。"),
        do(
            "cs", "result_confirmed", satisfaction="satisfied", evidence=[2],
            conditions=["steps", "customer", "departments", "file"],
        ),
        *sign("csm", "A14.1.R03"),
        do("cs", "visit_recorded", manner="phone", answer="satisfied", record="对处理结果认可。"),
        do("csm", "archive"),
    )),
)  # fmt: skip


def rooms_of(layout: dict[str, Any], count: int) -> list[str]:
    """The first rooms of a project, floor by floor; fewer where it has fewer."""
    every = (
        f"{building}-{unit}-{floor:02}{room:02}"
        for floor in range(1, layout["floors"] + 1)
        for building in range(1, layout["buildings"] + 1)
        for unit in range(1, layout["units"] + 1)
        for room in range(1, layout["rooms"] + 1)
    )
    return [room for _, room in zip(range(count), every, strict=False)]


def list_of(rooms: list[str], demand: str) -> bytes:
    """The list of households as an Excel file: nobody in it exists."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("住户")
    sheet.append(HEADINGS)
    for no, room in enumerate(rooms):
        name = SURNAMES[no % len(SURNAMES)] + GIVEN[no % len(GIVEN)]
        sheet.append((room, name, f"139000{no + 1:05}", demand, "业主"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()

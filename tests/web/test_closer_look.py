"""What a page once left out: what is confirmed, who did it, the number to call, when it happened, the order."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.case import Record
from domain.vocabulary import Stage
from tests.web.paper_people import person
from tests.web.story import later, send, to_execution

PRESENTED = "/cases/YXY-2026-0152"
CONTACT = {"_id": "contact-0009", "purpose": "present", "way": "phone", "answer": "satisfied", "note": "上门说明方案。"}


async def closing(desk) -> str:
    """A case whose closing waits for its signatures, with one piece of evidence and one condition open."""
    number = await to_execution(desk)
    for task in desk.kept[number].tasks:
        await send(desk, "eng", number, "task_done", task=task.no, note="淋水试验合格")
    await send(desk, "cs", number, "log_contact", purpose="progress", way="phone", note="告知进展。")
    await send(desk, "eng", number, "execution_complete")
    await send(
        desk, "cs", number, "add_evidence", kind="customer_confirmation", reason="业主签字的确认单，原件在客服部"
    )
    later(desk, minutes=5)
    await send(desk, "cs", number, "log_contact", purpose="result", way="phone", answer="satisfied", note="通知结果。")
    conditions = ["steps", "customer", "departments", "file"]
    await send(desk, "cs", number, "result_confirmed", satisfaction="neutral", conditions=conditions, evidence=[1])
    return f"{number}.A14.1.R03"


async def test_a_closing_shows_satisfaction_conditions_and_evidence(desk, enter):
    seat = await closing(desk)
    text = (await (await enter("csm")).get(f"/approvals/{seat}")).text
    shown = re.search(r'aria-labelledby="facts">(.*?)</section>', text, re.DOTALL)
    assert shown
    assert "一般" in shown[1]
    for words in ("方案各步已完成", "客户已确认", "部门已确认", "资料齐全"):
        assert words in shown[1]
    assert shown[1].count('class="is-ok"') == 4
    assert "未确认" not in shown[1]
    assert "业主签字的确认单" in shown[1]
    assert desk.kept[seat.partition(".")[0]].record("evidence", 1).digest[:8] in shown[1]


async def test_a_statement_does_not_repeat_its_own_rule(desk, enter):
    number = "YXY-2026-0150"
    await send(desk, "cs", number, "ask", rule="A08", text="现场已封闭。", note="请尽快")
    seat = next(a.id for a in desk.kept[number].open_approvals("A08"))
    text = (await (await enter("legal")).get(f"/approvals/{seat}")).text
    assert "现场已封闭。" in text
    assert 'aria-labelledby="facts"' not in text


async def test_a_telephone_number_is_shown_once_and_the_look_is_kept(desk, enter):
    client = await enter("cs")
    page = (await client.get(PRESENTED)).text
    assert "13800000147" not in page
    assert f'action="{PRESENTED}/phone"' in page
    shown = await client.post(f"{PRESENTED}/phone")
    assert shown.status_code == 200
    assert 'href="tel:13800000147"' in shown.text
    assert "主卧外窗渗水" in shown.text
    assert desk.looked == [("cs", "YXY-2026-0152")]
    assert "13800000147" not in (await client.get(PRESENTED)).text
    again = await client.get(f"{PRESENTED}/phone")
    assert (again.status_code, again.headers["location"]) == (303, PRESENTED)


async def test_with_script_only_the_number_is_exchanged(desk, enter):
    answer = await (await enter("cs")).post(f"{PRESENTED}/phone", headers={"HX-Request": "true"})
    assert answer.text.strip().startswith('<span id="phone"')
    assert "13800000147" in answer.text


@pytest.mark.parametrize("account", ["audit", "legal", "cs2"])
async def test_who_does_not_call_gets_no_number(desk, enter, account):
    client = await enter(account)
    assert f'action="{PRESENTED}/phone"' not in (await client.get(PRESENTED)).text
    assert (await client.post(f"{PRESENTED}/phone")).status_code == 404
    assert desk.looked == []


async def test_when_it_happened_is_read_on_the_projects_clock(desk, enter):
    client = await enter("cs")
    earlier = desk.now - timedelta(minutes=20)
    typed = (earlier + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M")
    answer = await client.post(f"{PRESENTED}/do/log_contact", data={**CONTACT, "happened_at": typed})
    assert answer.status_code == 303
    line = next(e for e in desk.journal["YXY-2026-0152"] if e.data.get("command") == "contact-0009")
    assert line.data["happened_at"] == earlier.replace(second=0).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [("2027-01-01T10:00", 409, "发生时间不能晚于登记时间"), ("gestern", 422, "时间看不懂")],
)
async def test_a_moment_that_cannot_be_comes_back_with_what_was_typed(desk, enter, typed, status, words):
    client = await enter("cs")
    answer = await client.post(f"{PRESENTED}/do/log_contact", data={**CONTACT, "happened_at": typed})
    assert answer.status_code == status
    assert words in answer.text
    assert '<details class="more-fields" open>' in answer.text
    assert f'value="{typed}"' in answer.text
    assert "上门说明方案。" in answer.text


async def test_every_command_form_may_say_when_it_happened(enter):
    client = await enter("cs")
    for name in ("log_contact", "customer_response", "add_evidence", "interim_measure"):
        text = (await client.get(f"{PRESENTED}/do/{name}")).text
        assert '<details class="more-fields">' in text
        assert 'name="happened_at"' in text


def numbers(text: str) -> list[str]:
    return re.findall(r'<td class="cell-main"><a href="/cases/([^"]+)"', text)


async def test_who_works_sees_what_is_due_next_first_and_may_choose(desk, enter):
    client = await enter("cs")
    by_due = numbers((await client.get("/cases")).text)
    first = {n: min((d.due_at for d in desk.kept[n].running()), default=None) for n in by_due}
    dated = [at for n in by_due if (at := first[n])]
    assert dated == sorted(dated)
    by_change = numbers((await client.get("/cases?order=changed")).text)
    last = [desk.journal[n][-1].at for n in by_change]
    assert last == sorted(last, reverse=True)
    assert by_due != by_change
    assert 'value="changed" selected' in (await client.get("/cases?order=changed&overdue=1")).text
    assert "order=changed" in (await client.get("/cases?order=changed")).text


async def test_who_only_reads_sees_the_last_change_first(enter):
    assert 'value="changed" selected' in (await (await enter("audit")).get("/cases")).text


async def test_news_names_who_did_it(desk, enter):
    text = (await (await enter("cs")).get("/")).text
    assert "<p><b>沈望舒</b> 同意" in text
    assert "<p>提醒" in text


async def test_a_drill_is_known_by_its_flag_not_by_its_number(desk, enter):
    number = next(n for n, case in desk.kept.items() if case.factor)
    receipt = await desk.send(
        person("csm"),
        number,
        "drill-receipt",
        "log_contact",
        {"purpose": "acknowledge", "way": "phone", "note": "演练"},
    )
    text = (await (await enter("csm")).get(f"/commands/{receipt.id}")).text
    assert '<p class="drill-bar"><b>演练</b>' in text
    assert desk.kept[number].stage is Stage.S2


async def test_who_answers_for_a_case_stands_beside_who_handles_it(enter):
    """C-08: a general case is the project head's to answer for."""
    text = (await (await enter("cs")).get(PRESENTED)).text
    assert re.search(r"第一责任人 <b>[^<]+</b>", text)


async def test_why_a_case_was_reopened_stays_beside_what_it_had_before(desk, enter):
    """A28, S14: the counter, and the reason among the records of the case; none of those before is taken away."""
    number = PRESENTED.rpartition("/")[2]
    case = desk.kept[number]
    desk.words["ct-8888"] = {"reason": "客户带来新的检测报告"}
    again = Record("reopening", 1, case.seq, desk.now, "csm", {"life": 2}, "ct-8888")
    desk.kept[number] = replace(case, records=(*case.records, again), reopened=1, life=2)
    desk.journal[number][-1].data["content"] = "ct-8888"
    client = await enter("cs")
    text = (await client.get(f"{PRESENTED}?tab=reports")).text

    assert "重新处理 1 次" in text
    assert "客户带来新的检测报告" in text
    assert "重启案件" in text

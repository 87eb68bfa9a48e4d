"""Improvements that outlive their case on the page (T25): in the list, on the case, verified without script."""

from datetime import date

import pytest

from desk.views import NoticeRow
from domain.days import DATED, told_of
from domain.outlived import due, outliving
from tests.web.paper_people import roster
from tests.web.story import later, send
from tests.web.test_records import closed

FORM = {"_id": "verify-0001", "note": "现场看过三户", "effect": "effective"}


@pytest.fixture
async def archived(desk) -> str:
    """A case that ended with an improvement open, which is overdue by now."""
    number: str = await closed(desk)
    await send(desk, "cs", number, "visit_recorded", manner="phone", answer="satisfied", record="满意")
    await send(desk, "cs", number, "improvement", action="验收加淋水试验", owner="eng", due="2026-11-27")
    await send(desk, "cs", number, "file_report", kind="summary", text="总结")
    await send(desk, "csm", number, "archive", report=len(desk.kept[number].of_kind("report")))
    for seat in list(desk.kept[number].open_approvals()):
        who = await desk.who(await desk.sign_in(seat.asked_of[0], "paper", ""))
        await desk.decide(who, seat.id, f"archive-{seat.seat}", "approve", "", seat.digest)
    assert desk.kept[number].ended
    later(desk, days=9)
    return number


async def test_an_ended_case_shows_what_goes_on_and_who_may_verify_it(desk, enter, archived):
    csm = await enter("csm")
    case, listed = (await csm.get(f"/cases/{archived}")).text, (await csm.get("/improvements")).text
    form = (await csm.get(f"/cases/{archived}/improvements/1")).text
    eng = await enter("eng", "en")
    owner = (await eng.get(f"/cases/{archived}/improvements/1")).text

    assert all(words in case for words in ("案件结束后继续的改进措施", "验收加淋水试验", "已超时", "罗建川"))
    assert f'href="/cases/{archived}/improvements/1">核实' in case
    assert "案件已结束" in listed
    assert f'href="/cases/{archived}/improvements/1"' in listed
    assert 'name="note"' in form
    assert 'name="note"' not in owner
    assert "Nobody signs their own work" in owner
    assert (await eng.get(f"/cases/{archived}/improvements/2")).status_code == 404


async def test_it_is_verified_without_reopening_and_the_pages_say_by_whom(desk, enter, archived):
    client, address = await enter("csm"), f"/cases/{archived}/improvements/1"
    empty = await client.post(address, data={**FORM, "note": ""})
    answer = await client.post(address, data=FORM)
    shown = (await client.get(answer.headers["location"])).text
    case, again = (await client.get(f"/cases/{archived}")).text, await client.post(address, data=FORM)

    assert empty.status_code == 422
    assert 'value="effective" checked' in empty.text
    assert answer.status_code == 303
    assert all(words in shown for words in ("有效", "何静宜", "现场看过三户", "案件结束后核实，记录在项目台账中"))
    assert 'name="note"' not in shown
    assert "何静宜核实" in case
    assert again.status_code == 409
    assert "已经办过了" in again.text


async def test_the_news_tells_of_it_and_leads_to_its_page(desk, enter, archived):
    missed = due(outliving(desk.kept[archived]), date(2026, 12, 9))
    line = told_of(missed[0], date(2026, 12, 9), desk.now, roster("YXY"))
    desk.days.news["eng"] = [NoticeRow(line.at, DATED, "", {"project": "YXY", **line.data})]
    page = (await (await enter("eng")).get("/")).text

    assert f"{archived} 已结束，第 1 项改进措施已超时，尚未核实" in page
    assert f'href="/cases/{archived}/improvements/1"' in page

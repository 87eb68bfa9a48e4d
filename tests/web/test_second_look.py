"""The page of a case that was screened away and is looked at again (A15)."""

from domain.policy import POLICIES
from tests.web.story import WINDOW


async def test_it_says_who_looks_again_and_the_manager_reads_the_reason(desk, enter):
    desk.policy = POLICIES[2]
    client = await enter("cs")
    person = await desk.who(next(reversed(desk.tokens)))
    number = (await desk.open_case(person, "second-look-01", WINDOW)).number
    form = (await client.get(f"/cases/{number}/do/screen_decision")).text
    sent = {"_id": "screen-0001", "outcome": "invalid", "explanation": "不属于本项目的范围"}
    answer = await client.post(f"/cases/{number}/do/screen_decision", data=sent)
    page = (await client.get(f"/cases/{number}")).text
    manager = await enter("csm")
    asked = (await manager.get(f"/approvals/{number}.A15.1.R03")).text

    assert "A15" in form
    assert answer.status_code == 303
    assert "无效/咨询关闭" in page
    assert "等何静宜" in page
    assert "不属于本项目的范围" in asked
    assert "回到“甄别”" in asked or "甄别" in asked

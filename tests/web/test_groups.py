"""The pages of group cases: households as tiles and as a table, lists tried and sent, a household's own page."""

import re

import pytest

from domain.case import Case
from tests.desk.test_household_lists import home, sheet

GROUP = "YXY-2026-0149"
FACTS = {"_id": "group-0001", "cause": "高架噪声", "facts": "检测超标，责任在设计。"}


@pytest.fixture
async def group(desk, enter):
    client = await enter("cs")
    answer = await client.post(f"/cases/{GROUP}/do/make_group", data=FACTS)
    assert answer.status_code == 303
    desk.groups.settle(GROUP, 40)
    return client


async def test_a_group_tells_how_its_households_stand_and_shows_them_by_building(group):
    text = (await group.get(f"/cases/{GROUP}")).text
    assert "40 户" in text
    assert "群诉案件" in text
    assert "不能结案" in text
    text = (await group.get(f"/cases/{GROUP}?tab=households")).text

    assert text.count('class="tower"') == 2
    assert len(re.findall(r'class="tile [^"]+" href', text)) == 40
    first_tabs = re.findall(r'class="tile [^"]*" href="[^"]*" aria-label="[^"]*" title="[^"]*">', text)
    assert len(first_tabs) == 2, "one stop of Tab for a building"
    assert 'aria-label="5-1-0101 ' in text


async def test_the_table_is_the_maps_equal_and_filters_narrow_both(group):
    table = (await group.get(f"/cases/{GROUP}?tab=households&view=table")).text
    assert table.count("<tr data-row>") == 40
    angry = (await group.get(f"/cases/{GROUP}?tab=households&view=table&show=dissatisfied")).text
    count = angry.count("<tr data-row>")
    assert 0 < count < 40
    dimmed = (await group.get(f"/cases/{GROUP}?tab=households&show=dissatisfied")).text
    assert dimmed.count("is-dim") == 40 - count


async def test_a_household_links_to_its_group_and_reads_the_common_facts(desk, group):
    form = {
        "_id": "home-00001", "project": "YXY", "channel": "group", "subject": "高架噪声", "description": "同因",
        "demand": "退房", "name": "林秀岚", "phone": "13800000147", "room": "3-2-1201", "kind": "owner", "group": GROUP,
    }  # fmt: skip
    assert GROUP in (await group.get(f"/cases/new?group={GROUP}")).text
    answer = await group.post("/cases/new", data=form)
    number = answer.headers["location"].split("/")[2].partition("?")[0]
    text = (await group.get(f"/cases/{number}")).text

    assert desk.kept[number].group == GROUP
    assert f'<a href="/cases/{GROUP}">' in text
    assert "检测超标，责任在设计。" in text
    assert f"属于群诉案件 {GROUP}" in text


async def test_a_list_is_tried_shown_row_by_row_and_sent(group):
    address = f"/cases/{GROUP}/households/import"
    wrong = sheet(home("3-2-1201"), home("9"), home("5-1-0101"))
    text = (await group.post(address, files={"list": ("a.xlsx", wrong)})).text
    assert "房号：没有这一户" in text
    assert "已经在这个群诉案件里" in text
    assert "<button" in text
    assert "/households/lists/" not in text, "nothing to send while a row is wrong"

    text = (await group.post(address, files={"list": ("a.xlsx", sheet(home("3-2-1201")))})).text
    action = re.search(r'action="(/cases/[^"]+/households/lists/[0-9a-f]{64})"', text)
    assert action is not None
    answer = await group.post(action[1])
    assert (answer.status_code, answer.headers["location"]) == (303, action[1])
    text = (await group.get(action[1])).text
    assert "已录入 120 户，共 298 户" in text
    assert 'hx-trigger="every 2s"' in text
    assert "第 7 行" in text


@pytest.mark.parametrize("data", [b"", b"not a sheet"])
async def test_what_is_no_list_is_said(group, data):
    answer = await group.post(f"/cases/{GROUP}/households/import", files={"list": ("a.xlsx", data)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_case_that_is_no_group_has_no_households(desk):
    assert not Case.unopened("YXY-2026-0001").grouped

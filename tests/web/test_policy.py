"""The limits and their versions, for those who answer for them."""

import re
from dataclasses import replace

import pytest

from domain.duties import DUTIES
from domain.policy import HOUR, POLICIES, WHOLE_BOOK, Policy
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import Level
from web import policy
from web.language import language
from web.policy import asked_for, lines

ZH, EN = language("zh-CN"), language("en")


@pytest.mark.parametrize("account", ["csm", "head", "audit", "admin", "exec"])
async def test_those_who_answer_for_the_limits_read_them(enter, account):
    client = await enter(account)
    assert 'href="/policy"' in (await client.get("/")).text
    text = (await client.get("/policy")).text
    assert "联系客户，说明方案" in text
    assert "12 小时" in text
    assert not re.search(r'<form[^>]*method="post"[^>]*action="/policy', text)


@pytest.mark.parametrize("account", ["cs", "eng", "legal"])
async def test_for_others_it_is_not_there(enter, account):
    client = await enter(account)
    assert 'href="/policy"' not in (await client.get("/")).text
    assert (await client.get("/policy")).status_code == 404


async def test_versions_have_a_first_day_and_a_count_with_a_link(desk, enter):
    client = await enter("csm", "en")
    text = (await client.get("/policy")).text
    alive = sum(not case.ended for case in desk.kept.values())
    assert "from the beginning" in text
    assert "from 1 December" in text
    assert f'<a href="/cases?policy=1">{alive} open cases live under it</a>' in text
    assert f"{alive} open cases are older than version {max(POLICIES)}" in text
    listed = (await client.get("/cases?policy=1")).text
    assert "Open cases under version 1 of the limits." in listed
    assert listed.count("<tr data-row>") == alive
    assert "<tr data-row>" not in (await client.get("/cases?policy=2")).text


async def test_a_case_says_which_version_it_lives_under(enter):
    assert "时限第 1 版" in (await (await enter("cs")).get("/cases/YXY-2026-0152")).text


async def test_the_ladder_of_a_duty_is_shown_as_it_would_run_now(enter):
    client = await enter("head")
    text = (await client.get("/policy?rule=T03&level=general&version=1")).text
    ladder = re.search(r'<ol class="next is-far">(.*?)</ol>', text, re.DOTALL)
    assert ladder
    assert re.findall(r"<div>([^<]+)", ladder[1]) == [
        "提醒客服专员",
        "提醒客服专员",
        "记为超时，报客服经理",
        "再报项目负责人",
        "再报区域客服部",
        "再报集团高层",
    ]
    signing = (await client.get("/policy?rule=T26.A08.statement&level=major&version=1")).text
    assert "限时 1 小时" in signing


def test_what_the_address_does_not_know_is_the_usual():
    asked = asked_for({"rule": "T99", "level": "x", "version": "77"}, 1)
    assert (asked.level, asked.version, asked.row) == (Level.GENERAL, 1, None)


def test_a_signature_without_seats_at_a_level_is_shown_where_it_has_them():
    assert asked_for({"rule": "T26.A19.report", "level": "minor"}, 1).level is Level.GENERAL


def test_a_limit_that_a_version_changes_is_marked():
    shorter = Policy(2, WHOLE_BOOK, {**POLICIES[1].limits, "T03": 2 * HOUR})
    found = (POLICIES[1], shorter)
    line = next(one for one in lines(EN, found) if one.name == "T03")
    assert (line.values, line.differs) == (("4 h", "2 h"), True)
    assert not next(one for one in lines(EN, found) if one.name == "T07").differs


def test_a_clock_of_a_later_version_has_no_limit_before(monkeypatch):
    later = tuple(replace(row, book=2) if row.rule == "T49" else row for row in DUTIES)
    monkeypatch.setattr(policy, "DUTIES", later)
    assert next(one for one in lines(ZH, tuple(POLICIES.values())) if one.name == "T49").values[0] == "–"


async def test_every_duty_and_every_signature_has_a_ladder_under_every_version(enter):
    client = await enter("csm")
    names = [row.rule for row in DUTIES if row.rule != "T26"]
    names += [f"T26.{row.rule}.{row.subject}" for row in SIGN_OFFS]
    for version in POLICIES:
        for name in names:
            answer = await client.get(f"/policy?rule={name}&version={version}")
            assert answer.status_code == 200, (name, version)


async def test_a_promise_has_no_ladder_of_its_own_and_says_so_among_the_clocks(enter):
    client = await enter("csm", "en")
    promised = next(row for row in DUTIES if row.due_field)
    assert f'<option value="{promised.rule}"' not in (await client.get("/policy")).text
    row = re.search(rf'<tr id="{promised.rule}">.*?</tr>', (await client.get("/process")).text, re.DOTALL)
    assert row
    assert "as promised" in row[0]


@pytest.mark.parametrize(("newest", "state"), [(0, "coming"), (1, "now")])
async def test_a_version_held_back_is_not_called_in_force(desk, enter, newest, state):
    """ANLAN_POLICY: what counts is what a new case here would get, not the calendar alone."""
    client = await enter("csm", "en")
    desk.now, desk.newest_policy = WHOLE_BOOK, newest
    text = (await client.get("/policy")).text
    first = text.partition("Version 1<")[2].partition("open case")[0]

    assert (">in force<" in first) == (state == "now")

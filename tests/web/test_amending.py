"""Changing the limits on pages (A20): typed as people do, previewed with its clocks, signed on a telephone."""

import re
from datetime import UTC, datetime

import pytest

from desk.views import NoticeRow
from tests.web.paper_people import NAMES, person
from web.language import language
from web.pages import Reader
from web.spans import seconds_of
from web.work import news

HOUR = 3600
FORM = {"since": "2026-12-02T00:00", "reason": "旺季来电多", "T03": "2 小时", "T07": "12 小时", "report_hour": "18"}


async def posted(client, step="preview", **changes):
    return await client.post("/policy/amend", data={"_id": "pv-00000001", **FORM, "_step": step, **changes})


async def proposed(enter, **changes):
    return await posted(await enter("admin"), "propose", **changes)


def sign(desk, decision, **more):
    (line,) = desk.policies.lines
    return {"_id": "pv-00000002", "decision": decision, "digest": line.data["digest"], **more}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12 小时", 12 * HOUR),
        ("1天12小时", 36 * HOUR),
        ("９０分钟", 90 * 60),
        ("1.5 h", 90 * 60),
        ("2 weeks", 14 * 24 * HOUR),
        ("3 D 4 hours", 76 * HOUR),
        ("12", None),
        ("", None),
        ("-1 h", None),
        ("一小时", None),
        ("2 h or so", None),
        ("0.00 h", 0),
    ],
)
def test_a_span_is_read_as_people_type_it(text, seconds):
    assert seconds_of(text) == seconds


async def test_the_form_has_every_number_as_it_is(enter):
    text = (await (await enter("admin", "en")).get("/policy/amend")).text

    assert re.search(r'name="T07" value="12 h"', text)
    assert text.count("Written procedure: only shorter") == 8
    assert 'name="T11"' not in text
    assert '<option value="18" selected>18:00</option>' in text


@pytest.mark.parametrize("account", ["exec", "head", "audit", "cs"])
async def test_only_an_administrator_finds_it(enter, account):
    client = await enter(account)

    assert (await client.get("/policy/amend")).status_code == 404
    assert (await posted(client, "propose")).status_code == 404


async def test_the_preview_shows_old_and_new_the_clock_and_the_cases_it_leaves(desk, enter):
    client = await enter("admin")
    answer = await posted(client, start="2026-12-02T09:00")
    alive = sum(not case.ended for case in desk.kept.values())

    assert answer.status_code == 200
    ladder = re.search(r'<li class="card card-pad" id="c-T03">(.*?)</ol>', answer.text, re.DOTALL)
    assert ladder
    assert re.findall(r">(12-2 [\d:]+)</time>", ladder[1])[:3] == ["12-2 10:00", "12-2 10:36", "12-2 11:00"]
    assert "原为 12-2 13:00" in ladder[1]
    assert 'id="c-T07"' not in answer.text
    assert f"{alive} 个未结案件沿用立案时的版本" in answer.text
    assert '<a href="/cases/YXY-2026-0152">' in answer.text
    assert desk.policies.lines == []


@pytest.mark.parametrize("start", ["9999-12-31T23:59", "0001-01-01T00:00", "soon"])
async def test_a_start_that_is_none_is_the_usual_morning(enter, start):
    answer = await posted(await enter("admin"), start=start)

    assert answer.status_code == 200
    assert 'name="start" value="2026-12-02T09:00"' in answer.text


async def test_going_back_from_the_preview_keeps_what_was_typed(enter):
    text = (await posted(await enter("admin"), "edit")).text

    assert 'name="T03" value="2 小时"' in text
    assert "现为 4 小时" in text
    assert "旺季来电多" in text


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"T07": "13 h"}, "T07", "只能缩短，不能延长：最多 12 小时"),
        ({"T03": "2"}, "T03", "请写明数字和单位"),
        ({"T03": "30 秒"}, "T03", "请写明数字和单位"),
        ({"T03": "400 天"}, "T03", "太大：最多 366 天"),
        ({"reason": ""}, "reason", "还没填"),
        ({"since": ""}, "since", "还没填"),
        ({"since": "2026-11-01T00:00"}, "since", "生效时间已经过去"),
    ],
)
async def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(desk, enter, changes, name, words):
    answer = await posted(await enter("admin"), "propose", **changes)

    assert answer.status_code in (409, 422)
    error = re.search(rf'id="f-{name}-e">.*?</svg>(.*?)</p>', answer.text)
    assert error
    assert words in error[1]
    assert 'name="T03" value="' + changes.get("T03", "2 小时") in answer.text
    assert desk.policies.lines == []


async def test_nothing_changed_and_nothing_new_are_told(desk, enter):
    client = await enter("admin", "en")
    same = await posted(client, T03="4 h", T07="12 h")
    moved = await posted(client, "propose", digest="0" * 64)

    assert "No number is changed" in same.text
    assert "Another version was approved after your preview" in moved.text
    assert same.status_code == moved.status_code == 409


async def test_the_executive_finds_it_reads_it_and_signs_exactly_that(desk, enter):
    answer = await proposed(enter)
    assert (answer.status_code, answer.headers["location"]) == (303, "/policy/amendments/1")
    client = await enter("exec")
    for page in ("/", "/approvals", "/policy"):
        assert 'href="/policy/amendments/1"' in (await client.get(page)).text
    asked = await client.get("/policy/amendments/1")
    unsure = await client.post("/policy/amendments/1", data=sign(desk, "approve"))
    signed = await client.post("/policy/amendments/1", data=sign(desk, "approve", confirmed="yes", comment="同意"))
    done = (await client.get("/policy/amendments/1")).text

    assert "同意时限第 3 版？" in asked.text
    assert "签批后不能收回" in unsure.text
    assert signed.status_code == 303
    assert "陆怀瑾" in done
    assert 'name="decision"' not in done
    assert "第 3 版" in (await client.get("/policy")).text
    assert '<option value="3"' in (await client.get("/policy")).text


@pytest.mark.parametrize(("kind", "words"), [("policy_proposed", "提请了"), ("policy_approved", "批准了")])
async def test_news_of_it_says_who_did_what(desk, enter, kind, words):
    row = NoticeRow(desk.now, kind, "", {"version": 3}, seq=1, actor="admin")
    told = news(row, NAMES, Reader(language("zh-CN"), desk.now, person("exec")))

    assert (told.who, told.what, told.rule) == ("秦朗", f"{words}时限第 3 版", "A20")


async def test_the_rules_and_the_intake_show_the_limits_in_force(desk, enter):
    await proposed(enter)
    client = await enter("exec")
    await client.post("/policy/amendments/1", data=sign(desk, "approve", confirmed="yes"))
    before = (await client.get("/process")).text
    desk.now = datetime(2026, 12, 2, 1, tzinfo=UTC)
    after = (await client.get("/process")).text

    def limit(text: str) -> str:
        row = re.search(r'<tr id="T03">.*?</tr>', text, re.DOTALL)
        return re.findall(r'<span class="nowrap">\s*([^<]+)<', row[0])[0].strip() if row else ""

    assert (limit(before), limit(after)) == ("4 小时", "2 小时")
    assert "2 小时" in (await client.get("/cases/new")).text


async def test_a_rejection_needs_a_word_and_the_proposer_reads_it(desk, enter):
    await proposed(enter)
    client = await enter("exec")
    bare = await client.post("/policy/amendments/1", data=sign(desk, "reject"))
    given = await client.post("/policy/amendments/1", data=sign(desk, "reject", comment="太短，人手不够"))

    assert bare.status_code == 422
    assert "还没写理由" in bare.text
    assert given.status_code == 303
    assert "太短，人手不够" in (await (await enter("admin")).get("/policy/amendments/1")).text


async def test_who_may_not_sign_sees_no_button_and_is_refused(desk, enter):
    await proposed(enter)
    for account in ("admin", "head"):
        client = await enter(account, "en")
        text = (await client.get("/policy/amendments/1")).text
        assert 'value="approve"' not in text
        answer = await client.post("/policy/amendments/1", data=sign(desk, "approve", confirmed="yes"))
        assert (answer.status_code, "Changing the limits is for Executive" in answer.text) == (403, True)
    assert (await (await enter("cs")).get("/policy/amendments/1")).status_code == 404


async def test_the_proposer_takes_it_back_and_may_propose_again(desk, enter):
    await proposed(enter)
    client = await enter("admin")
    assert "秦朗提请的一版还在等签批" in (await client.get("/policy/amend")).text
    assert (await client.post("/policy/amendments/1", data=sign(desk, "withdraw"))).status_code == 303
    assert 'name="T03"' in (await client.get("/policy/amend")).text
    assert "已撤回" in (await client.get("/policy")).text


async def test_an_installation_that_is_held_back_says_so(desk, enter):
    desk.newest_policy = 2
    client = await enter("admin", "en")

    assert "held at version 2" in (await client.get("/policy/amend")).text
    assert "Held at version 2" in (await client.get("/policy")).text
    assert (await posted(client, "propose")).status_code == 409


async def test_a_category_gets_a_limit_of_its_own_with_its_clock(desk, enter):
    """C-39: chosen on the form, previewed as it runs, signed, and then one of the numbers."""
    own = {"own.1.limit": "T48", "own.1.category": "quality", "own.1.span": "48 小时"}
    client = await enter("admin")
    preview = await posted(client, **own)
    again = (await posted(client, "edit", **own)).text
    answer = await posted(client, "propose", **own)

    assert "完成调查：工程质量类" in preview.text
    assert 'name="T48.quality" value="48 小时"' in preview.text
    assert answer.status_code == 303
    assert desk.policies.lines[0].data["changed"]["T48.quality"] == {"from": 72 * HOUR, "to": 48 * HOUR}
    assert "按投诉类别的时限" in again
    assert 'id="f-T48.quality"' in again


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"own.1.limit": "T07", "own.1.category": "sales", "own.1.span": "13 h"}, "只能缩短，不能延长：最多 12 小时"),
        ({"own.1.limit": "T48", "own.1.category": "sales", "own.1.span": "3"}, "请写明数字和单位"),
    ],
)
async def test_a_category_keeps_within_the_bounds_of_its_limit(desk, enter, own, words):
    answer = await posted(await enter("admin"), "propose", **own)

    assert answer.status_code == 422
    assert words in answer.text
    assert desk.policies.lines == []

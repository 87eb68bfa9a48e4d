"""My delegations on the page (A12): given on a telephone, shown to both, ended; what is wrong is said at its field."""

import pytest

ID = "YXY-2026-0149.A02.2.R06"
FORM = {"_id": "dg-00000001", "delegate": "csm1", "rules": ["A02", "A05"], "outside": "principal"}
DAYS = {"first": "2026-11-22", "last": "2026-12-31"}


async def given(client, **changes):
    return await client.post("/delegations", data={**FORM, **DAYS, **changes})


async def test_a_head_lets_a_colleague_sign_and_both_see_it(desk, enter):
    client = await enter("head")
    answer = await given(client, limit="20000")
    mine = (await client.get("/delegations")).text
    theirs = (await (await enter("csm1", "en")).get("/delegations")).text

    assert answer.status_code == 303
    assert "丁海峰" in mine
    assert "不超过 20,000 元" in mine
    assert "有效" in mine
    assert "For Shen Wangshu" in theirs
    assert "Plan of a general case" in theirs


async def test_a_delegate_reads_for_whom_they_sign_and_signs(desk, enter):
    await given(await enter("head"))
    client = await enter("csm1")
    text = (await client.get(f"/approvals/{ID}")).text
    digest = desk.kept["YXY-2026-0149"].approval(ID).digest
    form = {"_id": "dg-sign-01", "digest": digest, "decision": "approve", "confirmed": "yes"}
    answer = await client.post(f"/approvals/{ID}", data=form)
    journal = (await client.get("/cases/YXY-2026-0149?tab=journal")).text

    assert "你代沈望舒签" in text
    assert answer.status_code == 303
    assert "代沈望舒同意第 2 版方案" in journal


async def test_it_is_ended_and_then_nothing_is_signed(desk, enter):
    client = await enter("head")
    await given(client)
    ended = await client.post("/delegations/1/end", data={"_id": "dg-end-0001"})
    again = await client.post("/delegations/1/end", data={"_id": "dg-end-0002"})

    assert ended.status_code == 303
    assert again.status_code == 409
    assert "这项授权已经结束" in again.text
    assert "你代" not in (await (await enter("csm1")).get(f"/approvals/{ID}")).text


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"rules": []}, 422, "还没"),
        ({"last": "2026-11-20"}, 409, "最后一天不能早于第一天"),
        ({"delegate": "head"}, 409, "不能授权给自己"),
        ({"rules": ["A18"]}, 409, "不归你签"),
        ({"delegate": "csm2"}, 409, "不在本项目任职"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(enter, changes, status, words):
    answer = await given(await enter("head"), limit="20000", **changes)

    assert answer.status_code == status
    assert words in answer.text
    assert 'value="20000"' in answer.text


async def test_who_signs_nothing_has_no_form(enter):
    client = await enter("cs")
    page = (await client.get("/delegations")).text
    answer = await given(client, rules=["A02"])

    assert 'name="delegate"' not in page
    assert answer.status_code == 409
    assert "没有可以授权的签批事项" in answer.text

"""Signing off from the pages."""

import re

ID = "YXY-2026-0149.A02.2.R06"
HTMX = {"HX-Request": "true"}


async def form_of(client, decision, **more):
    text = (await client.get(f"/approvals/{ID}")).text
    digest = re.search(r'name="digest" value="(\w+)"', text)
    assert digest
    return {"_id": "sign-0000001", "digest": digest[1], "decision": decision, **more}


async def test_the_exact_text_its_digest_and_the_change_are_shown(desk, enter):
    client = await enter("head")
    text = (await client.get(f"/approvals/{ID}")).text
    approval = desk.kept["YXY-2026-0149"].approval(ID)
    assert approval.digest in text
    assert "先做 24 小时淋水试验" in text
    assert "<ins>" in text
    assert "<del>" in text


async def test_agreeing_is_confirmed_first(desk, enter):
    client = await enter("head")
    first = await client.post(f"/approvals/{ID}", data=await form_of(client, "approve"))
    assert first.status_code == 200
    assert "签的是这份文本" in first.text
    assert desk.kept["YXY-2026-0149"].approval(ID).open
    second = await client.post(f"/approvals/{ID}", data=await form_of(client, "approve", confirmed="yes"))
    assert second.status_code == 303
    assert "已生效" in (await client.get(second.headers["location"])).text
    assert desk.kept["YXY-2026-0149"].stage == "S7"


async def test_returning_needs_a_reason(desk, enter):
    client = await enter("head")
    answer = await client.post(f"/approvals/{ID}", data=await form_of(client, "return"), headers=HTMX)
    assert answer.status_code == 422
    assert "还没写理由" in answer.text
    form = await form_of(client, "return", comment="请写明复验时间。")
    answer = await client.post(f"/approvals/{ID}", data=form, headers=HTMX)
    assert answer.status_code == 200
    assert desk.kept["YXY-2026-0149"].approval(ID).state == "returned"


async def test_a_second_signer_learns_who_was_first(desk, enter):
    client = await enter("head1", "en")
    form = await form_of(client, "reject", comment="no")
    client = await enter("head")
    await client.post(
        f"/approvals/{ID}", data={**form, "_id": "first-000001", "decision": "approve", "confirmed": "yes"}
    )
    client = await enter("head1", "en")
    answer = await client.post(f"/approvals/{ID}", data=form)
    assert answer.status_code == 409
    assert "Shen Wangshu approved it at" in answer.text


async def test_another_digest_is_stale(enter):
    client = await enter("head")
    form = await form_of(client, "approve", confirmed="yes")
    answer = await client.post(f"/approvals/{ID}", data={**form, "digest": "0" * 64})
    assert answer.status_code == 409
    assert "你看到的内容已不是现在要签的内容" in answer.text


async def test_who_is_not_asked_reads_and_cannot_sign(enter):
    text = (await (await enter("audit")).get(f"/approvals/{ID}")).text
    assert 'id="sign"' not in text
    assert "先做 24 小时淋水试验" in text


async def test_the_bottom_line_is_sealed_for_those_who_may_not_know(enter):
    text = (await (await enter("eng")).get(f"/approvals/{ID}")).text
    assert "补偿不超过两晚住宿" not in text
    assert "底线（仅限知情人）也在摘要之内" in text

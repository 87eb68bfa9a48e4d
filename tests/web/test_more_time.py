"""More time for a clock, from the pages (A13): asked, read with how long, signed, shown as paused."""

import re

CASE = "/cases/YXY-2026-0152"
ASKED = {"_id": "pause-0000001", "hours": "48", "reason": "等第三方检测报告。"}


async def asked(desk, enter, language="zh-CN"):
    """A pause is asked; whom it waits for and its address."""
    case = desk.kept["YXY-2026-0152"]
    duty = next(d for d in case.running() if not d.approval)
    client = await enter("cs", language)
    answer = await client.post(f"{CASE}/do/ask_pause", data={**ASKED, "duty": duty.id})
    assert answer.status_code == 303
    (seat,) = desk.kept["YXY-2026-0152"].open_approvals("A13")
    return duty, seat


async def test_the_form_offers_the_clocks_that_run(desk, enter):
    client = await enter("cs")
    text = (await client.get(f"{CASE}/do/ask_pause")).text
    for duty in desk.kept["YXY-2026-0152"].running():
        assert (f'value="{duty.id}"' in text) == (not duty.approval)


async def test_a_visit_is_promised_with_day_and_hour(desk, enter):
    client = await enter("cs")
    assert 'type="datetime-local"' in (await client.get(f"{CASE}/do/promise_visit")).text
    form = {"_id": "visit-0000001", "at": "2026-12-31T10:30"}
    assert (await client.post(f"{CASE}/do/promise_visit", data=form)).status_code == 303
    assert desk.journal["YXY-2026-0152"][-1].data["at"] == "2026-12-31T02:30:00.000000Z"
    text = (await client.get(f"{CASE}/do/visit_arrived")).text
    assert "10:30" in text


async def test_the_signer_reads_which_clock_and_for_how_long(desk, enter):
    _, seat = await asked(desk, enter)
    signer = seat.asked_of[0]
    client = await enter(signer)
    text = (await client.get(f"/approvals/{seat.id}")).text
    assert "暂停计时：" in text
    assert "2 天" in text or "48 小时" in text
    assert "等第三方检测报告。" in text

    client = await enter(signer, "en")
    text = (await client.get(f"/approvals/{seat.id}")).text
    assert "pausing: " in text.lower()


async def test_a_signed_pause_is_shown_and_told(desk, enter):
    duty, seat = await asked(desk, enter)
    client = await enter(seat.asked_of[0])
    text = (await client.get(f"/approvals/{seat.id}")).text
    digest = re.search(r'name="digest" value="(\w+)"', text)
    assert digest
    form = {"_id": "sign-0000009", "digest": digest[1], "decision": "approve", "confirmed": "yes"}
    assert (await client.post(f"/approvals/{seat.id}", data=form)).status_code == 303
    assert desk.kept["YXY-2026-0152"].duty(duty.id).state == "paused"

    client = await enter("cs")
    assert "已暂停" in (await client.get(f"{CASE}?tab=clocks")).text
    assert "暂停计时：" in (await client.get(f"{CASE}?tab=journal")).text

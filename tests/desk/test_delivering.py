"""From the table to the engine: oldest first, exactly once, whoever was away meanwhile."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from desk.line import EngineDownError, Line, NobodyThereError
from store.tables import CommandRow, LeaseRow
from tests.desk.offices import FORM, make_place, new_id

CONTACT = {"purpose": "acknowledge", "way": "phone", "note": "告知已受理"}


async def state_of(place, command):
    return (await place.desk.receipt(await place.person("cs"), command)).state


async def until_answered(place, *commands, seconds=60.0):
    async with asyncio.timeout(seconds):
        for command in commands:
            while await state_of(place, command) == "received":
                await place.office.receipts.wait(command, 1.0)


async def test_what_came_while_nobody_worked_is_applied_in_order(place):
    cs = await place.person("cs")
    receipt = await place.desk.open_case(cs, new_id(), FORM, wait=0)
    sent = [await place.desk.send(cs, receipt.number, new_id(), "log_contact", CONTACT, wait=0) for _ in range(5)]
    assert {r.state for r in sent} == {"received"}

    async with place.working(), place.relaying():
        await until_answered(place, receipt.id, *(r.id for r in sent))

    entries = await place.desk.journal(cs, receipt.number)
    assert [e.data["command"] for e in entries if e.type in ("register", "log_contact")] == [
        receipt.id, *(r.id for r in sent)
    ]  # fmt: skip


async def test_an_engine_that_is_silent_costs_no_wait_and_no_command(place, monkeypatch):
    cs, up = await place.person("cs"), False
    real = Line.start

    async def start(line, start_):
        if not up:
            line._fell_silent(TimeoutError())
            raise EngineDownError
        return await real(line, start_)

    monkeypatch.setattr(Line, "start", start)
    async with asyncio.timeout(60):  # either wait alone would be longer
        receipt = await place.desk.open_case(cs, new_id(), FORM, wait=120)
        again = await place.desk.send(cs, receipt.number, new_id(), "log_contact", CONTACT, wait=120)

    assert (receipt.state, again.state) == ("received", "received")
    up = True
    async with place.working(), place.relaying():
        await until_answered(place, receipt.id, again.id)
    assert await state_of(place, again.id) == "applied"


async def test_the_relay_of_another_process_waits_for_the_lease(place, organised, tmp_path, key_ring, dev_server):
    from desk.relay import relay_of

    cs = await place.person("cs")
    receipt = await place.desk.open_case(cs, new_id(), FORM, wait=0)
    other = relay_of(place.office.database, place.office.contents, dev_server.client)
    async with place.office.database.reading() as session:
        lease = (await session.scalars(select(LeaseRow))).one()

    assert lease.case_number == receipt.number
    assert not await other._delivery._ours(receipt.number)


async def test_a_repeated_delivery_changes_nothing(place):
    async with place.working():
        number = await place.opened()
        receipt = await place.send("cs", number, "log_contact", **CONTACT)
        async with place.office.database.reading() as session:
            row = await session.get(CommandRow, receipt.id)
        command = place.office.contents.open_command(row)
        for _ in range(3):
            await place.desk.line.signal(command)
        after = await place.send("cs", number, "log_contact", **CONTACT)

    entries = await place.desk.journal(await place.person("cs"), number)
    assert [e.data.get("command") for e in entries].count(receipt.id) == 1
    assert after.state == "applied"


async def test_eight_people_at_once_are_all_answered(place):
    async with place.working():
        number = await place.opened()
        receipts = await asyncio.gather(*(place.send("cs", number, "log_contact", **CONTACT) for _ in range(8)))

    assert {r.state for r in receipts} == {"applied"}
    assert len({r.entries for r in receipts}) == 8


async def planned(place):
    """A minor case whose plan waits for a CS manager."""
    number = await place.opened()
    for who, name, data in (
        ("csm", "assign", {"owner": "cs"}),
        ("cs", "screen_decision", {"outcome": "valid", "department": "engineering"}),
        ("csm", "level_set", {"level": "minor"}),
        ("eng", "investigation_submitted", {"liability": "ours", "cause": "workmanship", "report": "下口空鼓"}),
        (
            "cs", "save_plan",
            {
                "text": "拆窗重做防水", "bottom_line": "最多延保两年",
                "steps": [{"no": 1, "text": "拆窗", "owner": "eng", "due": "2030-01-01"}],
            },
        ),
        ("cs", "plan_submitted", {"plan": 1}),
    ):  # fmt: skip
        receipt = await place.send(who, number, name, **data)
        assert receipt.state == "applied", receipt
    return number


async def signed(place, account, approval, decision="approve", comment="", wait=5.0):
    person = await place.person(account)
    page = await place.desk.approval(person, approval)
    digest = page.approval.digest
    return await place.desk.decide(person, approval, new_id(), decision, comment, digest, wait=wait)


async def test_a_signature_completes_the_seat_and_the_next_one_is_told_who_decided(place):
    async with place.working():
        number = await planned(place)
        seat = f"{number}.A01.1.R03"
        first = await signed(place, "csm", seat)
        second = await signed(place, "csm1", seat, "reject", "再想想")

    assert first.state == "applied"
    assert (second.state, second.refusal.code, second.refusal.details["by"]) == ("refused", "decided", "csm")
    events = await place.desk.history(await place.person("audit"), number)
    assert [e.detail["approval"] for e in events if e.meaning == "decision_came"] == [seat]


async def test_a_decision_with_nobody_at_work_is_kept(place):
    async with place.working():
        number = await planned(place)
    seat = f"{number}.A01.1.R03"
    receipt = await signed(place, "csm", seat, wait=0.1)
    assert receipt.state == "received"

    async with place.working(), place.relaying():
        await until_answered(place, receipt.id)
    assert await state_of(place, receipt.id) == "applied"


async def test_a_decision_before_its_seat_is_asked_again_stays_received(place, monkeypatch):
    async with place.working(), place.relaying():
        number = await planned(place)
        real, calls = place.desk.line._completions.complete, []

        async def complete(*arguments):
            calls.append(arguments)
            if len(calls) < 6:
                raise NobodyThereError
            await real(*arguments)

        monkeypatch.setattr(place.desk.line._completions, "complete", complete)
        receipt = await signed(place, "csm", f"{number}.A01.1.R03", wait=0.2)
        assert receipt.state == "received"
        await until_answered(place, receipt.id)

    assert len(calls) == 6
    assert await state_of(place, receipt.id) == "applied"


async def test_withdrawn_before_signed_the_order_of_receipt_decides(place):
    async with place.working():
        number = await planned(place)
    cs = await place.person("cs")
    withdrawn = await place.desk.send(
        cs, number, new_id(), "withdraw_ask", {"approval": "A01.1", "reason": "还要改"}, wait=0
    )
    decision = await signed(place, "csm", f"{number}.A01.1.R03", wait=0)

    async with place.working(), place.relaying():
        await until_answered(place, withdrawn.id, decision.id)
    refused = await place.desk.receipt(cs, decision.id)
    assert (await state_of(place, withdrawn.id), refused.state) == ("applied", "refused")
    assert (refused.refusal.code, refused.refusal.details["state"]) == ("decided", "withdrawn")


async def test_an_ended_case_is_answered_by_the_desk_and_can_be_reopened(place):
    async with place.working():
        number = await place.opened()
        ended = await place.send("cs", number, "screen_decision", outcome="enquiry", explanation="已说明")
        before = await place.desk.journal(await place.person("cs"), number)
        closed = await place.send("cs", number, "log_contact", **CONTACT)
        not_hers = await place.send("prop", number, "reopen", reason="再办")
        after = await place.desk.journal(await place.person("cs"), number)
        reopened = await place.send("csm", number, "reopen", reason="客户补充了证据")
        verified = await place.desk.verify(await place.person("audit"), number)
        page = await place.desk.case(await place.person("cs"), number)

    assert ended.state == "applied"
    assert (closed.state, closed.refusal.code) == ("refused", "closed")
    assert (not_hers.state, not_hers.refusal.code) == ("refused", "not_yours")
    assert before == after
    assert reopened.state == "applied", reopened
    assert (page.case.life, page.case.ended) == (2, False)
    assert verified.findings == ()


async def test_two_places_do_not_share_numbers(place, organised, tmp_path, key_ring, dev_server):
    other = await make_place(organised, tmp_path, key_ring, dev_server.client)
    cs = await place.person("cs")

    first = await place.desk.open_case(cs, new_id(), FORM, wait=0)
    second = await other.desk.open_case(cs, new_id(), FORM, wait=0)

    assert first.number != second.number
    await other.desk.close()
    await other.office.database.close()


async def test_what_was_handed_over_and_never_answered_is_handed_over_again(place):
    cs = await place.person("cs")
    receipt = await place.desk.open_case(cs, new_id(), FORM, wait=0)
    lost = await place.desk.send(cs, receipt.number, new_id(), "log_contact", CONTACT, wait=0)
    long_ago = datetime.now(UTC) - timedelta(minutes=20)
    forgotten = update(CommandRow).where(CommandRow.id == lost.id)
    async with place.office.database.writing() as session:
        await session.execute(forgotten.values(delivered_at=long_ago, next_try_at=long_ago))

    delivery = place.office.delivery
    async with place.office.database.reading() as session:
        rows = {row.id: row for row in await session.scalars(select(CommandRow))}
    assert delivery._due(rows[lost.id])
    async with place.working(), place.relaying():
        await until_answered(place, receipt.id, lost.id)
    assert await state_of(place, lost.id) == "applied"


async def test_one_case_that_cannot_be_served_does_not_hold_up_the_others(place, caplog):
    cs = await place.person("cs")
    broken, sound = [await place.desk.open_case(cs, new_id(), FORM, wait=0) for _ in range(2)]
    await place.desk.close()
    spoiled = update(CommandRow).where(CommandRow.id == broken.id).values(sealed=b"spoiled")
    async with place.office.database.writing() as session:
        await session.execute(spoiled)
        await session.execute(update(CommandRow).values(next_try_at=None, delivered_at=None))
    place.office.delivery._sent.clear()

    await place.office.relay.tick()

    assert f"{broken.number} could not be served" in caplog.text
    async with place.office.database.reading() as session:
        rows = {row.id: row for row in await session.scalars(select(CommandRow))}
    assert rows[broken.id].next_try_at > datetime.now(UTC) + timedelta(seconds=20)
    assert rows[sound.id].delivered_at is not None

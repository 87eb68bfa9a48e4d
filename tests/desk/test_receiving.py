"""What was received is on disk, once, in order; what cannot be read leaves nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.errors import IdReused, NotFound, Refused, Unreadable
from store.tables import CaseRow, CommandRow, ContentRow, FoundRow, NumberRow
from tests.desk.offices import FORM, new_id


async def count(place, table):
    async with place.office.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def received(place, account, number, name, **data):
    person = await place.person(account)
    return await place.desk.send(person, number, new_id(), name, data, wait=0)


async def open_without_worker(place, **changes):
    return await place.desk.open_case(await place.person("cs"), new_id(), {**FORM, **changes}, wait=0)


async def test_a_complaint_is_kept_before_anybody_works(place):
    receipt = await open_without_worker(place)

    assert receipt.state == "received"
    assert receipt.number.startswith("YXY-")
    assert await count(place, CaseRow) == 1
    assert await count(place, ContentRow) == 1
    page = await place.desk.case(await place.person("cs"), receipt.number)
    assert (str(page.case.stage), page.subject, page.phone_masked) == ("S1", FORM["subject"], "138 **** 0147")


async def test_numbers_count_by_project_and_drills_by_themselves(place):
    first = await open_without_worker(place)
    second = await open_without_worker(place)
    drill = await open_without_worker(place, drill={"factor": 60})

    assert int(second.number.rpartition("-")[2]) == int(first.number.rpartition("-")[2]) + 1
    assert drill.number.startswith("YXY-D-")


async def test_the_year_is_that_of_the_project_s_clock(place):
    place.clock.moment = datetime(datetime.now(UTC).year, 12, 31, 16, 30, tzinfo=UTC)

    receipt = await open_without_worker(place)

    assert f"-{place.clock.moment.year + 1}-" in receipt.number


async def test_positions_and_contents_follow_the_order_of_receipt(place):
    number = (await open_without_worker(place)).number
    people = [await place.person("cs") for _ in range(5)]
    form = {"purpose": "acknowledge", "way": "phone", "note": "告知已受理"}
    await asyncio.gather(*(place.desk.send(p, number, new_id(), "log_contact", form, wait=0) for p in people))

    async with place.office.database.reading() as session:
        rows = (await session.scalars(select(CommandRow).order_by(CommandRow.position))).all()
        opened = [place.office.contents.open_command(row) for row in rows]
    assert [row.position for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [command.content for command in opened] == [f"ct-{n:04d}" for n in range(1, 7)]
    assert [row.received_at for row in rows] == sorted(row.received_at for row in rows)


async def test_received_never_goes_back_when_the_clock_does(place):
    number = (await open_without_worker(place)).number
    place.clock.moved = timedelta(hours=-1)

    await received(place, "cs", number, "contact_attempt", purpose="acknowledge", way="phone", outcome="no_answer")

    async with place.office.database.reading() as session:
        first, second = (await session.scalars(select(CommandRow.received_at).order_by(CommandRow.position))).all()
    assert second == first


async def test_the_same_id_gives_the_same_receipt(place):
    key, person = new_id(), await place.person("cs")

    answers = [await place.desk.open_case(person, key, FORM, wait=0) for _ in range(3)]

    assert len({a.number for a in answers}) == 1
    assert await count(place, CaseRow) == 1


async def test_the_same_id_with_other_content_or_person_or_case_is_refused(place):
    number, other = (await open_without_worker(place)).number, (await open_without_worker(place)).number
    cs, csm, key = await place.person("cs"), await place.person("csm"), new_id()
    await place.desk.send(csm, number, key, "assign", {"owner": "cs"}, wait=0)
    before = await count(place, CommandRow)

    for person, where, owner in ((csm, number, "csm1"), (cs, number, "cs"), (csm, other, "cs")):
        with pytest.raises(IdReused):
            await place.desk.send(person, where, key, "assign", {"owner": owner}, wait=0)

    assert await count(place, CommandRow) == before


async def test_eight_at_once_with_one_id_are_one_command(place):
    number, csm, key = (await open_without_worker(place)).number, await place.person("csm"), new_id()

    await asyncio.gather(*(place.desk.send(csm, number, key, "assign", {"owner": "cs"}, wait=0) for _ in range(8)))

    assert await count(place, CommandRow) == 2


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"project": "ZZZ"}, "project", "bad_value"),
        ({"project": "JWL"}, "project", "bad_value"),
        ({"project": None}, "project", "missing"),
        ({"channel": "smoke"}, "channel", "bad_value"),
        ({"channel": 7}, "channel", "bad_value"),
        ({"subject": ""}, "subject", "missing"),
        ({"subject": "标" * 41}, "subject", "too_long"),
        ({"subject": 5}, "subject", "bad_value"),
        ({"demand": "a\u202eb"}, "demand", "characters"),
        ({"demand": "a\x00b"}, "demand", "characters"),
        ({"demand": "a\ud800b"}, "demand", "characters"),
        ({"stage": "S9"}, "stage", "unknown_field"),
        ({"drill": {"factor": 1}}, "drill", "bad_value"),
        ({"drill": {"factor": True}}, "drill", "bad_value"),
        ({"drill": 60}, "drill", "bad_value"),
        ({"complainant": {**FORM["complainant"], "room": "9-9-9999"}}, "complainant.room", "unknown_room"),
        ({"complainant": {**FORM["complainant"], "room": "3-2-1205"}}, "complainant.room", "unknown_room"),
        ({"complainant": {**FORM["complainant"], "room": "3-2-1901"}}, "complainant.room", "unknown_room"),
        ({"complainant": {**FORM["complainant"], "kind": "ghost"}}, "complainant.kind", "bad_value"),
        ({"complainant": {**FORM["complainant"], "age": 3}}, "age", "unknown_field"),
        ({"complainant": {"name": "林"}}, "complainant.phone", "missing"),
        ({"complainant": []}, "complainant.kind", "missing"),
    ],
)
async def test_a_form_that_cannot_be_read_leaves_nothing(place, change, field, code):
    person = await place.person("cs")

    with pytest.raises(Unreadable) as unreadable:
        await place.desk.open_case(person, new_id(), {**FORM, **change}, wait=0)

    assert (field, code) in {(p.field, p.code) for p in unreadable.value.problems}
    assert [await count(place, t) for t in (CaseRow, CommandRow, ContentRow, FoundRow)] == [0, 0, 0, 0]


async def test_who_only_looks_opens_no_case_and_takes_no_number(place):
    async with place.office.database.reading() as session:
        before = (await session.scalars(select(NumberRow.next))).all()

    with pytest.raises(Refused) as refused:
        await place.desk.open_case(await place.person("audit"), new_id(), FORM, wait=0)

    assert refused.value.refusal.code == "not_yours"
    async with place.office.database.reading() as session:
        assert (await session.scalars(select(NumberRow.next))).all() == before
    assert await count(place, CaseRow) == 0


async def test_a_case_of_another_project_is_not_there(place):
    number, stranger = (await open_without_worker(place)).number, await place.person("cs2")
    before = await count(place, CommandRow)

    for attempt in (
        place.desk.case(stranger, number),
        place.desk.journal(stranger, number),
        place.desk.send(stranger, number, new_id(), "assign", {"owner": "cs"}, wait=0),
        place.desk.verify(stranger, number),
        place.desk.phone(stranger, number),
    ):
        with pytest.raises(NotFound):
            await attempt

    assert await count(place, CommandRow) == before
    assert (await place.desk.cases(stranger)).rows == ()
    assert (await place.desk.cases(stranger, q=number)).rows == ()


def kept_bytes(place) -> bytes:
    """The database as it lies on disk."""
    path = place.office.database.engine.url.database
    return b"".join(Path(path + suffix).read_bytes() for suffix in ("", "-wal"))


async def test_words_and_numbers_are_nowhere_in_the_open(place):
    receipt = await open_without_worker(place)
    await received(place, "cs", receipt.number, "log_contact", purpose="acknowledge", way="phone", note="暗号甲乙丙")

    raw = kept_bytes(place)
    for secret in ("林秀岚", "13800000147", "暗号甲乙丙", "两次维修后复发"):
        assert secret.encode() not in raw


@pytest.mark.parametrize("q", ["13800000147", "3-2-1201", "林秀岚", "两次维修", "渗水", "外窗 渗水", "YXY"])
async def test_a_case_is_found_by_what_is_sealed(place, q):
    number = (await open_without_worker(place)).number
    await open_without_worker(
        place, subject="电梯异响", description="夜里有声音", demand="检修",
        complainant={"name": "刘建平", "phone": "13600000602", "room": "3-1-0602", "kind": "tenant"},
    )  # fmt: skip

    rows = (await place.desk.cases(await place.person("cs"), q=number if q == "YXY" else q)).rows

    assert [row.number for row in rows] == [number]
    assert rows[0].room_masked == "3-2-12**"

"""Lists on a real database: sorted by what is due next, narrowed to a version, with who did it and drills by flag."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update

from desk import lists
from domain.policy import POLICIES, WHOLE_BOOK, in_force
from store.readmodel import duty_values
from store.snapshot import policy_to_json
from store.tables import CaseRow, DutyRow, JournalRow
from store.tables import NoticeRow as NoticeTable
from tests.desk.offices import FORM, new_id
from tests.domain.scenes import scene

NOON = datetime(2026, 12, 2, 4, tzinfo=UTC)


async def opened(place, **changes):
    return (await place.desk.open_case(await place.person("cs"), new_id(), {**FORM, **changes}, wait=0)).number


async def change(place, number, **values):
    async with place.office.database.writing() as session:
        await session.execute(update(CaseRow).where(CaseRow.number == number).values(**values))


async def test_the_case_due_next_comes_first_and_pages_go_on_where_they_ended(place, monkeypatch):
    numbers = [await opened(place) for _ in range(5)]
    for at, number in enumerate(numbers[:4]):
        await change(place, number, next_due_at=NOON - timedelta(hours=at // 2), updated_at=NOON + timedelta(hours=at))
    monkeypatch.setattr(lists, "PAGE", 2)
    cs, found, after = await place.person("cs"), [], ""
    while True:
        page = await place.desk.cases(cs, order="due", after=after)
        found += [row.number for row in page.rows]
        if not page.next:
            break
        after = page.next

    assert found == [numbers[2], numbers[3], numbers[0], numbers[1], numbers[4]]


async def test_open_cases_are_counted_by_the_version_they_live_under(place):
    old, new, ended = [await opened(place) for _ in range(3)]
    await change(place, new, policy=policy_to_json(POLICIES[2]))
    await change(place, ended, ended=True)
    csm = await place.person("csm")
    before = (await place.desk.policies.book(await place.person("csm2"))).cases

    assert dict((await place.desk.policies.book(csm)).cases) == {1: 1, 2: 1}
    assert before == {1: 0, 2: 0}
    assert [r.number for r in (await place.desk.cases(csm, policy="1")).rows] == [old]
    assert [r.number for r in (await place.desk.cases(csm, policy="2")).rows] == [new]


async def test_a_notice_names_who_wrote_the_line_it_tells_of(place):
    number = await opened(place)
    line = {
        "case_number": number,
        "seq": 1,
        "at": "x",
        "applied_at": "x",
        "actor": "head",
        "type": "signed",
        "data": "{}",
    }
    note = {
        "id": f"{number}/1/cs/signed",
        "person": "cs",
        "case_number": number,
        "seq": 1,
        "kind": "signed",
        "at": NOON,
    }
    async with place.office.database.writing() as session:
        await session.execute(insert(JournalRow), line)
        await session.execute(insert(NoticeTable), [note, {**note, "id": f"{number}/9/cs/warned", "seq": 9}])

    told = (await place.desk.my_desk(await place.person("cs"))).notices

    assert {(n.seq, n.actor) for n in told} == {(1, "head"), (9, "")}


async def test_a_receipt_knows_its_drill(place):
    cs = await place.person("cs")
    drill = await place.desk.open_case(cs, new_id(), {**FORM, "drill": {"factor": 60}}, wait=0)
    real = await place.desk.open_case(cs, new_id(), FORM, wait=0)

    assert (await place.desk.receipt(cs, drill.id)).drill
    assert not (await place.desk.receipt(cs, real.id)).drill


async def test_an_installation_that_holds_a_version_back_opens_cases_under_the_older(place):
    """The place of these tests is held at version 1 (ANLAN_POLICY), whatever the day."""
    assert in_force(WHOLE_BOOK).version == 2
    assert (await place.desk.policy_at(WHOLE_BOOK)).version == 1


async def test_an_improvement_lies_on_the_desk_of_who_owes_it_overdue_too(place):
    """T25: its owner may hold any seat; the account comes with the duty into the read model."""
    number = await opened(place)
    story = scene("S13", policy=2)
    form = {"action": "…", "due": "2026-12-10"}
    story.do("cs", "improvement", **form, owner="prop")
    owed = duty_values(number, story.duty("T25"))
    async with place.office.database.writing() as session:
        await session.execute(insert(DutyRow).values(owed | {"state": "overdue"}))
    lying = {who: (await place.desk.my_desk(await place.person(who))).duties for who in ("prop", "sales", "csm")}

    assert [(d.rule, d.state, d.owners, d.next_command) for d in lying["prop"]] == [
        ("T25", "overdue", ("prop",), "improvement_verified")
    ]
    assert lying["sales"] == ()
    assert [d.owners for d in lying["csm"]] == [("prop",)]

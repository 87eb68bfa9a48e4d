"""A list of households: tried first, then taken in in the background, the same cases however often it is sent (D32)."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl import Workbook

from desk.errors import NotFound, Unreadable
from desk.sheets import MOST_ROWS, UNPACKED, read_sheet
from tests.desk.test_groups import household, made_group

HEAD = ("房号", "姓名", "电话", "诉求", "身份")


def sheet(*rows, head=HEAD) -> bytes:
    book = Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def home(room: str, **changes):
    row = {"room": room, "name": "林秀岚", "phone": 13800000147, "demand": "退房", "kind": "业主", **changes}
    return tuple(row.values())


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        read_sheet(data)
    return error.value.problems[0].code


def test_what_is_no_list_or_too_large_is_not_read():
    assert code_of(b"not a workbook") == "no_list"
    assert code_of(sheet(head=("A", "B"))) == "no_columns"
    assert code_of(sheet()) == "empty_list"
    assert code_of(b"x" * (1024 * 1024 + 1)) == "list_too_large"
    assert code_of(sheet(*[("1",)] * (MOST_ROWS + 1))) == "list_too_large"


def test_what_grows_when_unpacked_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (UNPACKED + 1))

    assert code_of(out.getvalue()) == "list_too_large"
    assert openpyxl.DEFUSEDXML, "entities are refused as well"


def test_a_formula_is_never_worked_out_and_choices_are_read_by_their_words():
    rows = read_sheet(sheet(home("3-2-1201", demand="=1+1"), (), home("3-2-1202", kind="Tenant")))

    assert rows[0].values == {"room": "3-2-1201", "name": "林秀岚", "phone": "13800000147", "complainant": "owner"}
    assert (rows[1].no, rows[1].values["complainant"]) == (4, "tenant")


async def test_a_list_is_tried_then_opens_each_household_once(place):
    lists = place.desk.groups.lists
    async with place.working(), place.relaying():
        group = await made_group(place)
        await household(place, "3-2-1204", group)
        person = await place.person("cs")
        before = (await place.desk.case(person, group)).case.seq
        rooms = [home(f"3-2-{floor:02}01") for floor in range(1, 4)]
        wrong = await lists.attempt(person, group, sheet(*rooms, rooms[0], home("3-2-1204"), home("9-9-9901")))
        with pytest.raises(Unreadable) as error:
            await lists.send(person, group, wrong.id)
        data = sheet(*rooms, rooms[0], home("3-2-1204"))
        tried = await lists.attempt(person, group, data)
        assert (await place.desk.case(person, group)).counts.all == 1, "a trial opens nothing"
        await lists.send(person, group, tried.id)
        while (await lists.shown(person, group, tried.id)).state == "running":
            await lists.taking.tick()
        again = await lists.attempt(person, group, data)
        await lists.send(person, group, again.id)
        homes = (await place.desk.groups.households(person, group)).homes
        page = await place.desk.case(person, group)

    assert [line.state for line in wrong.lines] == ["new", "new", "new", "repeated", "known", "wrong"]
    assert [(p.field, p.code) for p in wrong.lines[-1].problems] == [("complainant.room", "unknown_room")]
    assert [p.code for p in error.value.problems] == ["wrong_rows"]
    assert (tried.id, tried.total, tried.new) == (again.id, 5, 3)
    assert (again.state, again.failed) == ("done", ())
    assert [h.room for h in homes] == ["3-2-0101", "3-2-0201", "3-2-0301", "3-2-1204"]
    assert (page.counts.all, page.case.seq) == (4, before)


async def test_a_list_that_was_cut_off_goes_on_where_it_was(place, monkeypatch):
    lists = place.desk.groups.lists
    async with place.working(), place.relaying():
        group = await made_group(place)
    person = await place.person("cs")
    tried = await lists.attempt(person, group, sheet(*[home(f"3-1-{no:02}01") for no in range(1, 6)]))
    await lists.send(person, group, tried.id)
    row = await lists.taking._claim(tried.id)  # a process that stops after two rows, before it says so
    forms = lists.taking._forms(row)
    site = await place.office.people.site("YXY")
    for no in (2, 3):
        await lists.taking._open(row, no, forms[no], site)
    assert await lists.taking.tick() == 0, "it is still somebody's"
    place.clock.moved += 2 * (row.next_try_at - row.at)
    monkeypatch.setattr(lists.taking, "_now", place.clock)
    assert await lists.taking.tick() == 5

    assert (await place.desk.groups.households(person, group)).counts.all == 5
    assert (await lists.shown(person, group, tried.id)).state == "done"


async def test_who_may_not_make_a_group_or_see_it_tries_no_list(place):
    async with place.working(), place.relaying():
        group = await made_group(place)
    for account in ("cs2", "audit"):
        with pytest.raises(NotFound):
            await place.desk.groups.lists.attempt(await place.person(account), group, sheet(home("3-2-1201")))

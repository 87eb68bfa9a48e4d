"""Files of evidence on a real desk: kept with the case, named by its chain, proved by verification (D33)."""

import asyncio
import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.errors import FileLost, NotFound, Refused, Unreadable
from desk.evidence import label_of
from domain.files import LARGEST
from store.tables import EvidenceFileRow, ReadRow
from tests.photographs import PDF, drawing, photograph


async def kept(place, number, data, name="", account="cs"):
    return await place.desk.evidence.keep(await place.person(account), number, data, name)


async def count(place, table):
    async with place.office.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table))


def folder(place):
    return Path(str(place.office.database.engine.url.database)).with_suffix(".evidence")


def problem(error):
    return [(one.field, one.code) for one in error.value.problems]


async def test_a_photograph_is_named_by_the_chain_and_proved(place):
    data = photograph()
    async with place.working():
        number = await place.opened()
        file = await kept(place, number, data, "窗下渗水.jpg")
        receipt = await place.send("cs", number, "add_evidence", kind="photo", files=[file.digest])
        page = await place.desk.case(await place.person("csm"), number)
        verified = await place.desk.verify(await place.person("audit"), number)

    assert receipt.state == "applied", receipt.refusal
    assert file.digest == hashlib.sha256(data).hexdigest()
    assert page.case.record("evidence", 1).data["files"] == [file.digest]
    assert (page.files[file.digest].name, page.files[file.digest].size) == ("窗下渗水.jpg", len(data))
    assert verified.findings == ()


async def test_without_a_file_it_is_said_why(place):
    async with place.working():
        number = await place.opened()
        bare = await place.send("cs", number, "add_evidence", kind="photo")
        told = await place.send("cs", number, "add_evidence", kind="photo", reason="业主不让拍照。")

    assert (bare.refusal.code, bare.refusal.details["fields"]) == ("missing", ["reason"])
    assert told.state == "applied"


async def test_a_damaged_or_missing_file_is_found(place):
    async with place.working():
        number = await place.opened()
        files = [await kept(place, number, photograph(c)) for c in ("red", "green", "blue")]
        await place.send("cs", number, "add_evidence", kind="photo", files=[f.digest for f in files])
        lying = [folder(place) / number / f.digest for f in files]
        lying[0].unlink()
        lying[1].write_bytes(lying[1].read_bytes()[:-1])
        verified = await place.desk.verify(await place.person("audit"), number)
        with pytest.raises(FileLost):
            await place.desk.evidence.original(await place.person("cs"), number, files[0].digest)

    assert {(f.code, f.place.split()[-1]) for f in verified.findings} == {
        ("file_missing", files[0].digest[:12]),
        ("file_missing", files[1].digest[:12]),
    }


async def test_a_file_exchanged_for_another_of_ours_is_found(place):
    """Sealed by our own keys at the same place: only its digest in the chain tells."""
    async with place.working():
        number = await place.opened()
        file = await kept(place, number, photograph())
        await place.send("cs", number, "add_evidence", kind="photo", files=[file.digest])
        at = folder(place) / number / file.digest
        at.write_bytes(place.office.contents.seal_file(number, file.digest, photograph("red")))
        verified = await place.desk.verify(await place.person("audit"), number)

    assert [f.code for f in verified.findings] == ["file_changed"]


async def test_only_files_of_the_very_case_can_be_named(place):
    number, other = await place.opened(), await place.opened()
    file = await kept(place, other, photograph())
    for digest in (file.digest, "0" * 64):
        with pytest.raises(Unreadable) as error:
            await place.send("cs", number, "add_evidence", wait=0, kind="photo", files=[digest])
        assert problem(error) == [("files", "no_such_file")]


async def test_files_are_for_those_who_see_the_case_and_looks_are_kept(place):
    number = await place.opened()
    file = await kept(place, number, photograph())
    stranger, auditor = await place.person("csm2"), await place.person("audit")
    for ask in (place.desk.evidence.original, place.desk.evidence.small):
        with pytest.raises(NotFound):
            await ask(stranger, number, file.digest)
    with pytest.raises(NotFound):
        await kept(place, number, photograph(), account="csm2")
    await place.desk.evidence.original(await place.person("cs"), number, file.digest)
    await place.desk.evidence.small(await place.person("cs"), number, file.digest)
    await place.desk.evidence.small(auditor, number, file.digest)

    async with place.office.database.reading() as session:
        looks = [(row.person, row.what) for row in await session.scalars(select(ReadRow).order_by(ReadRow.id))]
    short = file.digest[:12]
    assert looks == [("cs", f"file:{short}"), ("audit", f"look:{short}")]


async def test_who_may_not_add_evidence_may_bring_no_file(place):
    """The same refusals as the command's own; nothing is kept."""
    number = await place.opened()
    for account in ("audit", "pr"):
        with pytest.raises(Refused) as error:
            await kept(place, number, photograph(), account=account)
        assert (error.value.refusal.code, error.value.status) == ("not_yours", 403)

    assert await count(place, EvidenceFileRow) == 0
    assert not (folder(place) / number).exists()


HOSTILE = {
    "page": b"<!doctype html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program": b"MZ" + bytes(400),
    "archive": b"PK\x03\x04" + bytes(400),
    "words": "只是一些文字".encode(),
    "gif": b"GIF89a" + bytes(100),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_of_no_kind_we_keep_leaves_nothing(place, data):
    number = await place.opened()
    with pytest.raises(Unreadable) as error:
        await kept(place, number, data, "photo.jpg")

    assert problem(error) == [("files", "no_such_media")]
    assert await count(place, EvidenceFileRow) == 0
    assert not (folder(place) / number).exists()


async def test_what_only_says_it_is_a_picture_leaves_nothing(place):
    number = await place.opened()
    for data in (photograph()[:200], drawing((7_000, 7_000))):
        with pytest.raises(Unreadable) as error:
            await kept(place, number, data)
        assert problem(error) == [("files", "no_picture")]

    assert await count(place, EvidenceFileRow) == 0
    assert not (folder(place) / number).exists()


async def test_a_file_and_all_files_have_their_limits(place, monkeypatch):
    number = await place.opened()
    with pytest.raises(Unreadable) as error:
        await kept(place, number, PDF + bytes(LARGEST))
    assert problem(error) == [("files", "file_too_large")]
    with pytest.raises(Unreadable) as error:
        await kept(place, number, b"")
    assert problem(error) == [("files", "empty_file")]
    monkeypatch.setattr("desk.evidence.MOST_OF_CASE", 1)
    await kept(place, number, PDF)
    await kept(place, number, PDF)
    with pytest.raises(Unreadable) as error:
        await kept(place, number, PDF + b"another")
    assert problem(error) == [("files", "case_full")]


async def test_the_same_file_of_many_at_once_is_one(place):
    number, data = await place.opened(), photograph()
    files = await asyncio.gather(*(kept(place, number, data) for _ in range(6)))

    assert len({f.digest for f in files}) == 1
    assert await count(place, EvidenceFileRow) == 1
    assert (await place.desk.evidence.original(await place.person("cs"), number, files[0].digest))[1] == data


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\IMG_2031.jpg", "IMG_2031.jpg"),
        ("发\u202egpj.exe", "发gpj.exe"),
        ("a\x00\n.png", "a.png"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_is_a_label_and_no_more(name, shown):
    assert label_of(name) == shown

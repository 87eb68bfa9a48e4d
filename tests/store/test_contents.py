"""Words: sealed, bound to their row, known by a salted digest, found by keyed hashes."""

import pytest

from domain.messages import Command
from engine.keys import KeyRing
from store.contents import Content, Contents, normalised
from store.tables import CommandRow, ContentRow
from tests.store.paper import placeholder

FIRST = Content(
    "ct-0001",
    "register",
    {
        "subject": "交付验房：主卧外窗渗水",
        "description": "交付验房时主卧外窗下口渗水，两次维修后复发。",
        "demand": "拆窗重做防水，书面说明原因。",
        "complainant": {"name": "林秀岚", "phone": "13800000147", "room": "3-2-1201"},
    },
    "93c7a87328fe6575945e4b507eac2506",
)
SECOND = Content(
    "ct-0002",
    "log_contact",
    {"note": "告知已受理和案件编号，今天由工程部到场查看。"},
    "47c870bc1fbf020d7c4cf76f1bcd69b3",
)


def test_the_digests_are_those_of_the_walk():
    assert FIRST.digest == "9e71eca7412ecc6a30fa000b111a52e20e088bf53aa953420ece422a090b6e95"
    assert SECOND.digest == "e705b564e0749d2da079207f5368ac8ca9c5b3d55f15cdda313e19bc97fb1009"


def test_every_content_has_a_salt_of_its_own():
    one, other = (Content("ct-0001", "assign", {"reason": "…"}) for _ in range(2))

    assert len(one.salt) == 32
    assert one.digest != other.digest


async def test_words_come_back_from_the_table_and_are_nowhere_in_it(database, contents):
    async with database.writing() as session:
        session.add(placeholder(Command(case="YXY-2026-0147")))
        session.add(contents.seal("YXY-2026-0147", FIRST, "n46-cmd-01"))
    async with database.reading() as session:
        row = await session.get(ContentRow, ("YXY-2026-0147", "ct-0001"))

    assert contents.open(row) == FIRST
    assert (row.kind, row.digest, row.command) == ("register", FIRST.digest, "n46-cmd-01")
    assert "林秀岚".encode() not in row.sealed


def test_another_key_opens_nothing(contents):
    row = contents.seal("YXY-2026-0147", FIRST)

    with pytest.raises(ValueError, match="not in the ring"):
        Contents(KeyRing.generate()).open(row)


@pytest.mark.parametrize(("column", "value"), [("case_number", "YXY-2026-0148"), ("id", "ct-0002"), ("sealed", b"x")])
def test_words_moved_to_another_row_do_not_open(contents, column, value):
    row = contents.seal("YXY-2026-0147", FIRST)
    setattr(row, column, value)

    with pytest.raises(ValueError, match=r"sealed|form"):
        contents.open(row)


def test_a_command_is_sealed_to_its_row(contents):
    command = Command(id="n46-cmd-02", case="YXY-2026-0147", name="assign", data={"owner": "cs"})
    row = CommandRow(id=command.id, case_number=command.case)
    row.sealed = contents.seal_command(command)

    assert contents.open_command(row) == command
    row.id = "n46-cmd-03"
    with pytest.raises(ValueError, match="changed since"):
        contents.open_command(row)


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        ("phone", ["13800000147", "138 0000 0147", "+86-138-0000-0147", "１３８０００００１４７"]),
        ("room", ["3-2-1201", "3－2－1201", " 3/2/1201 ", "3栋2单元1201室"]),
    ],
)
def test_one_value_has_one_spelling(kind, spellings):
    assert {normalised(kind, text) for text in spellings} == {spellings[0]}


def test_a_case_is_found_by_a_hash_under_any_key_of_the_ring(contents, key_ring):
    newer = Contents(KeyRing((KeyRing.generate().writer, *key_ring.keys)))

    written = contents.keyed("phone", "13800000147")

    assert written in newer.sought("phone", "138 0000 0147")
    assert written != newer.keyed("phone", "13800000147")
    assert written != contents.keyed("room", "13800000147")
    assert "13800000147" not in written

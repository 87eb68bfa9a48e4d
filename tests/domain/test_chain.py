"""The chain and the canonical form, byte for byte (WALK section 2, CONTRACT "The chain")."""

import json
from dataclasses import replace

import pytest

from domain.case import Case
from domain.entries import Draft, breaks, canonical, genesis, instant, link, moment, sha256
from domain.fold import fold_all
from tests.domain.scenes import at, walked_to

NUMBER = "YXY-2026-0147"

CONTENTS = (
    (
        (
            '{"fields":{"complainant":{"name":"林秀岚","phone":"13800000147","room":"3-2-1201"},'
            '"demand":"拆窗重做防水，书面说明原因。","description":"交付验房时主卧外窗下口渗水，两次维修后复发。",'
            '"subject":"交付验房：主卧外窗渗水"},"id":"ct-0001","kind":"register","salt":"93c7a87328fe6575945e4b507eac2506"}'
        ),
        "9e71eca7412ecc6a30fa000b111a52e20e088bf53aa953420ece422a090b6e95",
    ),
    (
        (
            '{"fields":{"note":"告知已受理和案件编号，今天由工程部到场查看。"},"id":"ct-0002","kind":"log_contact",'
            '"salt":"47c870bc1fbf020d7c4cf76f1bcd69b3"}'
        ),
        "e705b564e0749d2da079207f5368ac8ca9c5b3d55f15cdda313e19bc97fb1009",
    ),
)

HASHES = (
    "3d17d12726a6225aacd580ee9a7b61ef189d1e21a44f4e8ca7b2d91350186114",
    "9d02b3d03c40f5957edcebae98df452e8784acd6fd816d8ea8a0635dbb77d64f",
    "45d2a68ffae3000e20b9a1955eabb7a71848ade8ed13e39c66932919da91fe2a",
    "daf9e4b4e662499646935435948d2a24a283a59d08f82dbf344db1a16adbe208",
    "d7e99b4b92e113bf36422a33623f46cbd092f34c4ae1d025b9b6a239af7064f6",
)


@pytest.mark.parametrize(("text", "digest"), CONTENTS)
def test_a_content_digest_is_that_of_its_canonical_document(text: str, digest: str) -> None:
    assert canonical(json.loads(text)) == text
    assert sha256(text) == digest


def test_entry_one_chains_to_the_case_number() -> None:
    assert genesis(NUMBER) == "68842c6ba866c9afc9c00cec716d8e7abadf5abd0352d21461cf93a71a371f32"


def test_the_first_five_entries_have_the_hashes_of_the_walk() -> None:
    """The core's own lines, with the two digests that the walk fixes."""
    lines, prev, made = walked_to("11-22 09:15").entries[:5], genesis(NUMBER), []
    for entry in lines:
        data = dict(entry.data)
        if "digest" in data:
            data["digest"] = CONTENTS[int(data["content"][-1]) - 1][1]
        draft = Draft(entry.type, data, moment(entry.at), entry.actor, entry.role)
        made.append(link(draft, entry.seq, moment(entry.applied_at), prev))
        prev = made[-1].hash

    assert tuple(entry.hash for entry in made) == HASHES


def test_the_canonical_form_sorts_everything_and_escapes_nothing() -> None:
    assert canonical({"b": [{"z": 1, "a": "é林"}], "a": None}) == '{"a":null,"b":[{"a":"é林","z":1}]}'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_an_instant_is_utc_with_microseconds() -> None:
    assert instant(at("11-22 09:02:03")) == "2026-11-22T01:02:03.000000Z"
    assert moment("2026-11-22T01:02:03.000000Z") == at("11-22 09:02:03")
    with pytest.raises(ValueError, match="zone"):
        moment("2026-11-22T01:02:03")


def test_any_change_behind_our_back_is_found() -> None:
    lines = walked_to("11-23 09:01").entries
    assert breaks(NUMBER, lines) == ()

    changed = [*lines]
    changed[10] = replace(changed[10], data={**changed[10].data, "level": "minor"})
    assert breaks(NUMBER, changed) == (11,)
    assert breaks(NUMBER, [*lines[:5], *lines[6:]]) == (7,)
    assert breaks(NUMBER, [lines[1], lines[0], *lines[2:]])[:2] == (2, 1)
    assert breaks("YXY-2026-0148", lines) == (1,)


def test_no_word_of_a_form_travels() -> None:
    """ARCHITECTURE 6: ids, codes, digests, numbers; neither names nor texts."""
    lines = walked_to("12-02 12:00").entries
    text = canonical([entry.data for entry in lines])

    assert "林秀岚" not in text
    assert "13800000147" not in text
    assert "渗水" not in text
    assert "…" not in text


def test_no_float_is_ever_chained() -> None:
    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        return any(map(floats, value)) if isinstance(value, list | tuple) else isinstance(value, float)

    assert not any(floats(entry.data) for entry in walked_to("12-02 12:00").entries)


def test_the_journal_from_any_point_gives_the_same_case() -> None:
    """Rolling over carries the case and goes on (WALK 3 f): no line is needed twice."""
    paper = walked_to("12-02 12:00")
    for seq in (1, 23, 60, 103):
        carried = fold_all(Case.unopened(NUMBER), paper.entries[:seq])

        assert fold_all(carried, paper.entries[seq:]) == paper.case

"""Input that cannot be read: 422 or 413 in clear words, nothing stored, nothing echoed, never a 500."""

import json

import pytest
from sqlalchemy import func, select

from store.tables import CaseRow, CommandRow
from tests.api.stories import CONTACT
from tests.desk.offices import FORM, new_id

CANARY = "canary-4711"


async def stored(web) -> tuple[int, int]:
    async with web.place.office.database.reading() as session:
        return tuple([await session.scalar(select(func.count()).select_from(t)) for t in (CaseRow, CommandRow)])


async def raw(web, path, body: bytes, **headers):
    given = await web.headers("cs") | {"Content-Type": "application/json", **headers}
    return await web.http.post(f"/api/v1{path}", headers=given, content=body)


def text(body) -> bytes:
    return json.dumps(body).encode()


BODIES = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b'{"id": "a", "id": "b"}',
    b'{"id": NaN}',
    b'{"id": Infinity}',
    b'{"a": ' * 3000 + b"1" + b"}" * 3000,
    b'{"n": ' + b"9" * 6000 + b"}",
    b"\xff\xfe{\x00}\x00",
    b'\xef\xbb\xbf{"id": "x"}',
    b'{"id": "\xed\xa0\x80"}',
    b'{"id": "\xff"}',
    text({"id": "x\ud800"}),
    text({"\ud800": "x"}),
    text({"id": "\x00"}),
    text({"id": "a\u202eb"}),
    text({"id": "\x07"}),
    text({CANARY: CANARY}),
    text({"id": CANARY, "name": CANARY, "data": CANARY}),
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_bodies_that_are_no_command(web, body):
    number = await web.opened(wait=0)
    before = await stored(web)

    for path, headers in (
        ("/cases", {"Idempotency-Key": new_id()}),
        (f"/cases/{number}/commands", {}),
    ):
        answer = await raw(web, path, body, **headers)
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] in ("unreadable", "not_json")
        assert answer.json()["message"]
        assert f'"{CANARY}"' not in answer.text.replace(f'"field":"{CANARY}"', "")

    assert await stored(web) == before


COMMANDS = [
    ({"id": "short"}, "id"),
    ({"id": "x" * 65}, "id"),
    ({"id": "with space 1"}, "id"),
    ({"id": "零一二三四五六七"}, "id"),
    ({"id": 12345678}, "id"),
    ({"id": None}, "id"),
    ({"name": ""}, "name"),
    ({"name": "Assign"}, "name"),
    ({"name": "approve"}, "name"),
    ({"name": ["assign"]}, "name"),
    ({"name": "x" * 60}, "name"),
    ({"data": None}, "data"),
    ({"data": []}, "data"),
    ({"data": "x"}, "data"),
    ({"version": -1}, "version"),
    ({"version": 1.5}, "version"),
    ({"version": True}, "version"),
    ({"version": "3"}, "version"),
    ({"version": 10**30}, "version"),
    ({"extra": 1}, "extra"),
    ({"data": {**CONTACT, "stage": "S9"}}, "stage"),
    ({"data": {**CONTACT, "note": "长" * 2001}}, "note"),
    ({"data": {**CONTACT, "note": "a\u2066b"}}, "data.note"),
]


@pytest.mark.parametrize(("change", "field"), COMMANDS, ids=range(len(COMMANDS)))
async def test_commands_that_cannot_be_read(web, change, field):
    number = await web.opened(wait=0)
    before = await stored(web)
    body = {"id": new_id(), "name": "log_contact", "data": CONTACT, **change}

    answer = await raw(web, f"/cases/{number}/commands", text(body))

    assert answer.status_code == 422, answer.text
    assert field in {e["field"] for e in answer.json()["errors"]}
    assert await stored(web) == before


FIELDS = [
    {"note": 5},
    {"note": ["x"]},
    {"note": {"a": "b"}},
    {"way": 1e308},
    {"way": ""},
    {"purpose": "présent"},
    {"happened_at": "yesterday"},
    {"happened_at": "2026-02-30T00:00:00+08:00"},
    {"happened_at": "2026-11-22T09:00:00"},
    {"happened_at": 5},
    {"happened_at": "9999-12-31T23:59:59-23:00"},
]


@pytest.mark.parametrize("change", FIELDS, ids=range(len(FIELDS)))
async def test_wrong_values_of_known_fields_are_the_core_s_refusal(web, change):
    async with web.place.working():
        number = await web.opened()
        answer = await web.command("cs", number, "log_contact", {**CONTACT, **change})

    assert answer.status_code == 409, answer.text
    assert answer.json()["code"] in ("bad_value", "missing")


async def test_over_a_megabyte_is_413_with_or_without_a_length(web):
    number = await web.opened(wait=0)
    before = await stored(web)
    big = text({"id": new_id(), "name": "log_contact", "data": {**CONTACT, "note": "x" * 1_000_001}})

    async def stream():
        for start in range(0, len(big), 65536):
            yield big[start : start + 65536]

    whole = await raw(web, f"/cases/{number}/commands", big)
    given = await web.headers("cs")
    chunked = await web.http.post(f"/api/v1/cases/{number}/commands", headers=given, content=stream())

    for answer in (whole, chunked):
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert await stored(web) == before


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "has space 123", "é" * 10])
async def test_opening_needs_a_key_of_the_right_form(web, key):
    headers = await web.headers("cs") | ({} if key is None else {"Idempotency-Key": key.encode("latin-1")})

    answer = await web.http.post("/api/v1/cases", headers=headers, json=FORM)

    assert answer.status_code == 422
    assert await stored(web) == (0, 0)


@pytest.mark.parametrize(
    "query",
    ["wait=11", "wait=-1", "wait=nan", "wait=inf", "wait=x", "wait=１", "overdue=maybe", "stage=S99", "level=huge",
     "after=nonsense", "after=2026~x", "q=" + "x" * 101, "q=%00", "q=%E2%80%AE"],
)  # fmt: skip
async def test_addresses_that_cannot_be_read(web, query):
    if query.startswith("wait"):
        number = await web.opened(wait=0)
        answer = await raw(web, f"/cases/{number}/commands?{query}", text({"id": new_id(), "name": "x", "data": {}}))
    else:
        answer = await web.get("cs", f"/cases?{query}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("number", ["x", "%00", "..%2f..", "YXY-2026-0001%27--", "案件", "YXY-2026-" + "9" * 300])
async def test_strange_numbers_are_simply_not_there(web, number):
    for part in ("", "/journal", "/history", "/verify"):
        assert (await web.get("cs", f"/cases/{number}{part}")).status_code == 404
    assert (await web.get("cs", f"/commands/{number}")).status_code == 404


async def test_an_accident_says_nothing_of_itself(web, monkeypatch):
    async def broken(*_, **__):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(web.place.desk, "case", broken)
    answer = await web.get("cs", "/cases/YXY-2026-0001")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert CANARY not in answer.text


async def test_messages_follow_the_language_asked_for(web):
    for language, start in (
        ("zh-CN", "没有找到"),
        ("en", "Not found"),
        ("fr, en;q=0.5", "Not found"),
        ("", "没有找到"),
    ):
        answer = await web.get("cs", "/cases/none", language)
        assert answer.json()["message"].startswith(start)

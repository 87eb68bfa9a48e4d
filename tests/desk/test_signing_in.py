"""Signing in: by password, not too often; sessions end at once, on the server."""

import asyncio
import contextlib
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from desk.errors import TooMany
from desk.sessions import IDLE, Sessions, token_hash
from store.tables import AccountRow, SessionRow
from tests.desk.offices import PASSWORD, PlainHasher


async def test_the_right_password_signs_in_whatever_the_case_and_width(place):
    for name in ("cs", "CS", " cs ", "ｃｓ"):
        token = await place.desk.sign_in(name, PASSWORD, "10.0.0." + str(len(name)))
        person = await place.desk.who(token)
        assert (person.id, person.name_zh, person.projects) == ("cs", "周念", ("YXY",))


@pytest.mark.parametrize(("name", "password"), [("cs", "wrong"), ("nobody", PASSWORD), ("", ""), ("cs\x00", PASSWORD)])
async def test_anything_else_does_not(place, name, password):
    assert await place.desk.sign_in(name, password, "10.0.0.9") is None


async def test_an_unknown_account_takes_a_verification_as_well(place):
    class Counting(PlainHasher):
        verified = 0

        def verify(self, password, hash):
            Counting.verified += 1
            return super().verify(password, hash)

    sessions = Sessions(place.office.database, place.office.people, place.clock, hasher=Counting())

    for name in ("cs", "nobody"):
        await sessions.sign_in(name, "wrong", "10.0.0.8")

    assert Counting.verified == 2


async def test_the_sixth_attempt_in_a_minute_has_to_wait(place):
    for _ in range(5):
        await place.desk.sign_in("cs", "wrong", "10.0.0.7")

    with pytest.raises(TooMany) as too_many:
        await place.desk.sign_in("cs", PASSWORD, "10.0.0.7")

    assert 0 < too_many.value.retry_after <= 61
    assert await place.desk.sign_in("cs", PASSWORD, "10.0.0.6")
    assert await place.desk.sign_in("csm", PASSWORD, "10.0.0.7")


async def test_signed_out_is_signed_out(place):
    token = await place.desk.sign_in("cs", PASSWORD, "10.0.0.5")
    await place.desk.sign_out(token)

    assert await place.desk.who(token) is None
    assert await place.desk.who("made-up") is None


@pytest.mark.parametrize("column", ["seen_at", "expires_at", "disabled_at"])
async def test_idle_old_and_disabled_sessions_are_over(place, column):
    token = await place.desk.sign_in("cs", PASSWORD, "10.0.0.4")
    async with place.office.database.writing() as session:
        if column == "disabled_at":
            changed = update(AccountRow).where(AccountRow.id == "cs").values(disabled_at=place.clock())
        else:
            changed = update(SessionRow).values({column: place.clock() - IDLE - timedelta(seconds=1)})
        await session.execute(changed)

    assert await place.desk.who(token) is None


async def test_tokens_are_kept_as_hashes_and_the_language_stays_with_the_session(place):
    token = await place.desk.sign_in("cs", PASSWORD, "10.0.0.3")
    await place.desk.set_locale(token, "en")
    await place.desk.set_locale(token, "xx")

    async with place.office.database.reading() as session:
        row = (await session.scalars(select(SessionRow))).one()
    assert row.token_hash == token_hash(token) != token
    assert (await place.desk.who(token)).locale == "en"


async def test_who_may_see_what_follows_from_the_seats(place):
    for account, projects in (
        ("cs", ("YXY",)),
        ("cs2", ("JWL",)),
        ("region", ("JWL", "YXY")),
        ("audit", ("JWL", "YXY")),
    ):
        assert (await place.person(account)).projects == projects


async def test_listeners_hear_of_changes_they_may_see(place):
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def listen(account):
        async for number in place.desk.changes(await place.person(account)):
            heard.put_nowait((account, number))

    tasks = [asyncio.create_task(listen(account)) for account in ("cs", "cs2")]
    async with place.working(), asyncio.timeout(60):
        told, opened = None, set()
        while told is None:  # what came before the listeners did is not told
            opened.add(await place.opened())
            with contextlib.suppress(TimeoutError):
                told = await asyncio.wait_for(heard.get(), 3)
    assert told in {("cs", number) for number in opened}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert all(account == "cs" for account, _ in [heard.get_nowait() for _ in range(heard.qsize())])

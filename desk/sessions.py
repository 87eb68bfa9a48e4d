"""Signing in and out. Tokens are kept as hashes; sessions end on the server, at once and for good."""

import asyncio
import hashlib
import secrets
import time
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Protocol

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from pwdlib import PasswordHash
from sqlalchemy import insert, select, update

from desk.errors import TooMany
from desk.people import People, seats_of
from desk.views import Person
from store.database import Database
from store.tables import AccountRow, SessionRow, TokenRow

ABSOLUTE, IDLE = timedelta(hours=12), timedelta(hours=2)
#: How exactly idleness is known: a session is not written at every page.
SEEN_EVERY = timedelta(minutes=5)
ATTEMPTS = parse("5/minute")
#: One hash takes 64 MB and a tenth of a second of a core.
HASHES_AT_ONCE = 2
#: Programs call often: who a token speaks for is remembered this long, in seconds.
CALLER = 1.0
LOCALES = ("zh-CN", "en")


class Hasher(Protocol):
    """What `pwdlib` gives; tests give a cheap one."""

    def hash(self, password: str) -> str: ...

    def verify(self, password: str, hash: str) -> bool: ...


def token_hash(token: str) -> str:
    """What is kept of a token: it is random, so a plain hash will do."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def account_id(entered: str) -> str:
    """The account a person means: width, case and blanks do not count."""
    return unicodedata.normalize("NFKC", entered).casefold().strip()[:40]


class Sessions:
    """Who is signed in, on pages and by API tokens."""

    def __init__(
        self,
        database: Database,
        people: People,
        clock: Callable[[], datetime],
        *,
        locale: str = "zh-CN",
        hasher: Hasher | None = None,
    ) -> None:
        self._database = database
        self._people, self._clock, self._locale = people, clock, locale
        self._hasher = hasher or PasswordHash.recommended()
        self._hashing = asyncio.Semaphore(HASHES_AT_ONCE)
        self._callers: dict[str, tuple[Person, float]] = {}
        self._attempts = SlidingWindowCounterRateLimiter(MemoryStorage())

    @cached_property
    def _nobody(self) -> str:
        """A hash that fits no password: an unknown account takes as long as a known one."""
        return self._hasher.hash(secrets.token_urlsafe(32))

    async def hashed(self, password: str) -> str:
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, password: str, known: str) -> bool:
        """Is this the password behind that hash?"""
        return await self._verified(password, known)

    async def sign_in(self, account: str, password: str, address: str) -> str | None:
        """A token for the cookie, or None. Raises TooMany."""
        name = account_id(account)
        await self._attempt(name, address)
        async with self._database.glancing() as session:
            row = await session.get(AccountRow, name)
        usable = row is not None and bool(row.password_hash) and row.disabled_at is None
        fits = await self._verified(password, row.password_hash if row and usable else "")
        return await self._opened(name) if usable and fits else None

    async def _attempt(self, name: str, address: str) -> None:
        if not await self._attempts.hit(ATTEMPTS, "sign-in", name, address):
            window = await self._attempts.get_window_stats(ATTEMPTS, "sign-in", name, address)
            raise TooMany(max(1, int(window.reset_time - time.time()) + 1))

    async def _verified(self, password: str, known: str) -> bool:
        def verify() -> bool:
            return self._hasher.verify(password, known or self._nobody)

        async with self._hashing:
            return await asyncio.to_thread(verify)

    async def _opened(self, account: str) -> str:
        token, now = secrets.token_urlsafe(32), self._clock()
        values = {
            "token_hash": token_hash(token),
            "account": account,
            "created_at": now,
            "seen_at": now,
            "expires_at": now + ABSOLUTE,
            "locale": "",
        }
        async with self._database.writing() as session:
            await session.execute(insert(SessionRow).values(values))
        return token

    async def who(self, token: str) -> Person | None:
        """Who this cookie signs in, if it still does."""
        now = self._clock()
        query: Any = (
            select(SessionRow, AccountRow)
            .join(AccountRow, AccountRow.id == SessionRow.account)
            .where(
                SessionRow.token_hash == token_hash(token),
                SessionRow.ended_at.is_(None),
                SessionRow.expires_at > now,
                SessionRow.seen_at > now - IDLE,
                AccountRow.disabled_at.is_(None),
            )
        )
        async with self._database.glancing() as session:
            found = (await session.execute(query)).one_or_none()
            if found is None:
                return None
            seats = (await session.scalars(seats_of(found.AccountRow.id))).all()
        if now - found.SessionRow.seen_at > SEEN_EVERY:
            await self._change(token, seen_at=now)
        return await self._people.person(found.AccountRow, seats, found.SessionRow.locale or self._locale)

    async def bearer(self, token: str) -> Person | None:
        """Who this API token speaks for; one that was ended may still count for a second."""
        known, until = self._callers.get(token_hash(token), (None, 0.0))
        if known is None or until < time.monotonic():
            known = await self._bearer(token)
            if known is not None:
                self._callers[token_hash(token)] = (known, time.monotonic() + CALLER)
        return known

    async def _bearer(self, token: str) -> Person | None:
        query = (
            select(AccountRow)
            .join(TokenRow, TokenRow.account == AccountRow.id)
            .where(
                TokenRow.token_hash == token_hash(token),
                TokenRow.ended_at.is_(None),
                AccountRow.disabled_at.is_(None),
            )
        )
        async with self._database.glancing() as session:
            account = (await session.scalars(query)).one_or_none()
            if account is None:
                return None
            seats = (await session.scalars(seats_of(account.id))).all()
        return await self._people.person(account, seats, self._locale)

    async def person(self, account: str) -> Person:
        """The person behind an account. Raises LookupError."""
        async with self._database.glancing() as session:
            row = await session.get(AccountRow, account)
            seats = (await session.scalars(seats_of(account))).all()
        if row is None:
            raise LookupError(account)
        return await self._people.person(row, seats, self._locale)

    async def sign_out(self, token: str) -> None:
        """End this session now."""
        await self._change(token, ended_at=self._clock())

    async def set_locale(self, token: str, locale: str) -> None:
        """The language of this session from now on."""
        if locale in LOCALES:
            await self._change(token, locale=locale)

    async def issue_token(self, account: str) -> str:
        """A new API token of an account. Raises LookupError when there is no such account."""
        name, token = account_id(account), "anlan-" + secrets.token_urlsafe(32)
        async with self._database.writing() as session:
            if await session.get(AccountRow, name) is None:
                raise LookupError(name)
            values = {"token_hash": token_hash(token), "account": name, "created_at": self._clock()}
            await session.execute(insert(TokenRow).values(values))
        return token

    async def _change(self, token: str, **values: object) -> None:
        query = update(SessionRow).where(SessionRow.token_hash == token_hash(token)).values(values)
        async with self._database.writing() as session:
            await session.execute(query)

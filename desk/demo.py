"""The demo: its accounts first, so that people can come in; then its story, as commands received in the past.

Workflows, timers, chain and history are real. Only this file may set the desk's clock.
"""

import asyncio
import contextlib
import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import select

from desk.accounts import ensure
from desk.clock import real_time
from desk.intake import read_complaint
from desk.line import EngineDownError
from desk.opening import Office, Settings, opened
from desk.orders import Order, read_command, read_decision
from desk.organisation import PEOPLE, SITES
from desk.reception import Received
from desk.story import Deed, Tale
from desk.story_jwl import JWL
from desk.story_pictures import drawn
from desk.story_yxy import YXY
from desk.views import Person
from domain.commands import DECISIONS
from store.tables import ContentRow

TALES = (*YXY, *JWL)
#: How long the story may take; the next start goes on where it stopped.
PATIENCE = 120.0
AT_ONCE = 4

log = logging.getLogger("anlan.demo")


class DemoSettings(Settings, Protocol):
    """Where the password is kept, or what it is."""

    @property
    def home(self) -> Path: ...

    @property
    def demo_password(self) -> Any: ...

    @property
    def story(self) -> bool: ...


@dataclass(slots=True)
class StoryClock:
    """The desk's clock while the story is told; the real one otherwise."""

    moment: datetime | None = None

    def __call__(self) -> datetime:
        return self.moment or real_time()


def password_of(settings: DemoSettings) -> str:
    """The one password of the demo: as set, or made once and kept for its owner's eyes."""
    if settings.demo_password is not None:
        return str(settings.demo_password.get_secret_value())
    path = settings.home / "demo-password"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(9) + "\n")
    return path.read_text().strip()


async def ensure_accounts(office: Office, password: str) -> None:
    """The organisation and its people; nothing that is there is lost."""
    await ensure(office.database, office.sessions, SITES, PEOPLE, password)
    office.people.forget()


async def play(settings: DemoSettings, say: Any = print) -> None:
    """Accounts, how to sign in, then the story where it is wanted. Playing it again changes nothing."""
    clock, password = StoryClock(), password_of(settings)
    async with opened(settings, clock) as office:
        await ensure_accounts(office, password)
        say(f"Sign in as one of: {' '.join(person.id for person in PEOPLE)}")
        say(f"Password: {password}")
        if settings.story:
            await Teller(office, clock).tell(TALES)
            say(f"The demo's story is told: {len(TALES)} cases.")


class Teller:
    """Tells tales through the desk's own reception and delivery."""

    def __init__(self, office: Office, clock: StoryClock) -> None:
        self._office, self._clock = office, clock
        self._people: dict[str, Person] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    async def tell(self, tales: tuple[Tale, ...]) -> None:
        """Each case: everything received first, then delivered, so that no clock runs ahead of the story."""
        begun = await self._begun(tales)
        received = [(tale, await self._received(tale, begun)) for tale in tales]
        self._clock.moment = None
        await asyncio.gather(*(self._settled(tale, number) for tale, number in received if number))

    async def _begun(self, tales: tuple[Tale, ...]) -> datetime:
        """When the story began to be told: its hours are counted back from there, on every start."""
        first = await self._office.receipts.get(id_of(tales[0], 0))
        if first is None or first.received_at is None:
            return real_time().replace(microsecond=0)
        return first.received_at + timedelta(hours=tales[0].hours)

    async def _received(self, tale: Tale, begun: datetime) -> str:
        """The number of a tale whose deeds are now on disk; empty when they were already."""
        if await self._office.receipts.get(id_of(tale, len(tale.deeds))):
            return ""
        self._clock.moment = begun - timedelta(hours=tale.hours)
        number = (await self._open(tale)).receipt.number
        digests: dict[str, str] = {}
        for no, deed in enumerate(tale.deeds, 1):
            self._clock.moment = begun - timedelta(hours=deed.hours)
            told = replace(deed, data=await self._with_files(number, deed))
            order = self._order(number, id_of(tale, no), told, digests, begun)
            await self._office.reception.receive(order)
            digests[deed.name] = await self._digest(id_of(tale, no))
        return number

    async def _with_files(self, number: str, deed: Deed) -> Mapping[str, Any]:
        """Pictures that a deed names are drawn and kept; the command names them by their digests."""
        if not (names := deed.data.get("files")):
            return deed.data
        person, evidence, kept = await self._person(deed.who), self._office.desk.evidence, []
        for name in names:
            label, data = drawn(name)
            kept.append((await evidence.keep(person, number, data, label)).digest)
        return {**deed.data, "files": kept}

    async def _digest(self, command: str) -> str:
        """The digest of the words that came with a deed."""
        async with self._office.database.reading() as session:
            return await session.scalar(select(ContentRow.digest).where(ContentRow.command == command)) or ""

    async def _open(self, tale: Tale) -> Received:
        person, sites = await self._person(tale.who), await self._office.people.sites()
        complaint = read_complaint(tale.form, person, sites)
        site = await self._office.people.site(complaint.project)
        assert site is not None
        order = Order(id_of(tale, 0), "register", tale.who, complaint.data, complaint.words, tuple(complaint.texts))
        return await self._office.reception.open(order, complaint, site)

    def _order(self, number: str, command: str, deed: Deed, digests: dict[str, str], begun: datetime) -> Order:
        if deed.name in DECISIONS:
            digest = digests.get(deed.of, "")
            comment = deed.data.get("comment", "")
            return read_decision(number, f"{number}.{deed.seat}", deed.who, command, deed.name, comment, digest)
        return read_command(number, deed.who, command, deed.name, dated(deed.data, begun))

    async def _settled(self, tale: Tale, number: str) -> None:
        """Deliver, and wait until the last deed is answered; what is left then, the relays deliver."""
        last = id_of(tale, len(tale.deeds))
        with contextlib.suppress(TimeoutError):
            async with self._places, asyncio.timeout(PATIENCE):
                while (receipt := await self._office.receipts.get(last)) and receipt.state == "received":
                    await self._deliver(number)
                    await self._office.receipts.wait(last, 1.0)
        for no in range(len(tale.deeds) + 1):
            told = await self._office.receipts.get(id_of(tale, no))
            if told and told.refusal:
                log.warning("%s %s was refused: %s", number, told.name, told.refusal.code)

    async def _deliver(self, number: str) -> None:
        try:
            await self._office.delivery.deliver(number)
        except EngineDownError:
            log.info("the engine does not answer yet")

    async def _person(self, account: str) -> Person:
        if account not in self._people:
            self._people[account] = await self._office.sessions.person(account)
        return self._people[account]


def id_of(tale: Tale, no: int) -> str:
    """The fixed id of a deed: telling it twice is telling it once."""
    return f"demo-{tale.key}-{no:02}"


def dated(data: Any, begun: datetime) -> dict[str, Any]:
    """Days counted from the first start, as dates."""

    def day(offset: int) -> str:
        return (begun.astimezone(UTC) + timedelta(hours=8, days=offset)).date().isoformat()

    steps = [{**step, "due": day(step["due"])} for step in data.get("steps", [])]
    return {**data, **({"steps": steps} if steps else {})}

"""Putting a desk together from its parts: wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from temporalio.client import Client

from desk.campaigns import Campaigns
from desk.changes import Changes
from desk.clock import Clock, real_time
from desk.days import Days
from desk.delegations import Delegations
from desk.delivery import Delivery
from desk.desk import Desk
from desk.dossiers import Dossiers
from desk.evidence import Evidence
from desk.groups import Groups
from desk.health import Figures
from desk.history import Histories
from desk.household_lists import HouseholdLists
from desk.leases import Leases
from desk.library import Records
from desk.line import Completions, Line
from desk.lists import Lists
from desk.months import Months
from desk.people import People
from desk.policies import Policies
from desk.publishing import Publishing
from desk.reads import Reads
from desk.receipts import Receipts
from desk.reception import Reception
from desk.related import Relations
from desk.relay import Relay, holder
from desk.sessions import Hasher, Sessions
from desk.switches import ALL_OFF, Switches
from desk.verify import Verifier
from engine.client import TASK_QUEUE, connect
from engine.keys import KeyRing
from store.bell import bell_of
from store.contents import Contents
from store.database import Database
from store.evidence import EvidenceStore


class Settings(Protocol):
    """What a desk needs to know of its surroundings."""

    @property
    def database(self) -> str: ...

    @property
    def evidence(self) -> str: ...

    @property
    def temporal_namespace(self) -> str: ...

    @property
    def locale(self) -> Any: ...

    @property
    def policy(self) -> int: ...

    @property
    def timezone(self) -> str: ...

    @property
    def background(self) -> bool: ...

    def engine_address(self) -> str: ...

    def key_ring(self) -> KeyRing: ...


@dataclass(frozen=True, slots=True)
class Office:
    """A desk with its relay and what they stand on."""

    desk: Desk
    relay: Relay
    database: Database
    contents: Contents
    sessions: Sessions
    verifier: Verifier
    people: People
    reception: Reception
    delivery: Delivery
    receipts: Receipts


def office(
    database: Database,
    contents: Contents,
    client: Client,
    *,
    evidence: str = "",
    zone: str = "Asia/Shanghai",
    locale: str = "zh-CN",
    clock: Clock = real_time,
    queue: str = TASK_QUEUE,
    completions: Completions | None = None,
    hasher: Hasher | None = None,
    newest_policy: int = 0,
    switches: Switches = ALL_OFF,
) -> Office:
    """A desk on a database and an engine. `clock` gives the received instants: only the demo sets it. `evidence` is
    where files are kept."""
    line = Line(client, completions, queue)
    people, receipts, leases = People(database), Receipts(database, bell_of(database)), Leases(holder(), real_time)
    sessions = Sessions(database, people, real_time, locale=locale, hasher=hasher)
    delivery = Delivery(database, contents, line, leases, receipts, real_time)
    files = Evidence(database, contents, EvidenceStore(evidence, contents), real_time)
    verifier = Verifier(database, contents, line, files)
    reception = Reception(database, contents, leases, clock, real_time, zone, newest_policy, switches)
    relations = Relations(database, contents, real_time)
    reads = Reads(database, contents, people, line, real_time, relations, files, switches)
    parts: dict[str, Any] = {"database": database, "sessions": sessions, "people": people}
    ways: dict[str, Any] = {"reception": reception, "delivery": delivery, "receipts": receipts}
    households = HouseholdLists(database, contents, people, reception, real_time)
    looks: dict[str, Any] = {"reads": reads, "lists": Lists(database, contents, people, real_time)}
    looks["records"] = Records(database, contents, people, relations, real_time)
    looks["dossiers"] = Dossiers(database, contents, reads, verifier, real_time)
    looks["groups"] = Groups(database, contents, households)
    looks |= _beside(database, contents, people, clock, zone, newest_policy)
    news: dict[str, Any] = {"changes": Changes(database), "figures": Figures(database, line)}
    news["histories"], news["months"] = Histories(database, line), Months(database, people, real_time)
    desk = Desk(line=line, **parts, **ways, **looks, **news)
    relay = Relay(database, delivery, line, lists=households.taking)
    return Office(desk=desk, relay=relay, contents=contents, verifier=verifier, **parts, **ways)


def _beside(
    database: Database, contents: Contents, people: People, clock: Clock, zone: str, newest_policy: int
) -> dict[str, Any]:
    """What a project and the house have beside their cases."""
    return {
        "publishing": Publishing(database, contents, people),
        "delegations": Delegations(database, people, clock, zone),
        "policies": Policies(database, contents, people, clock, zone, newest_policy),
        "days": Days(database, contents, people, clock, newest_policy),
        "campaigns": Campaigns(database, contents, people, clock, zone),
    }


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = real_time) -> AsyncIterator[Office]:
    """A desk by the settings, closed at the end. It opens without the engine as well."""
    ring = settings.key_ring()
    client = await connect(settings.engine_address(), settings.temporal_namespace, ring, lazy=True)
    database = Database(settings.database)
    place = office(
        database,
        Contents(ring),
        client,
        evidence=settings.evidence,
        zone=settings.timezone,
        locale=settings.locale,
        clock=clock,
        newest_policy=settings.policy,
        switches=Switches(background=settings.background),
    )
    try:
        yield place
    finally:
        await place.desk.close()
        await database.close()

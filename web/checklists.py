"""Checklists beside a case: what each emergency wants done first (D15), what contingency needs (D27), who ticked it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.views import CasePage
from domain.case import Case, Record
from domain.contingency import ContingencyItem, ticked
from domain.emergency_plan import PLAN
from domain.turn_codes import CheckItem, EmergencyKind
from domain.turn_guards import FIRST_ITEMS
from domain.vocabulary import Stage, Term
from web.telling import Teller


@dataclass(frozen=True, slots=True)
class Item:
    """One item: ticked by whom and when, or still open."""

    label: str
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """One list with what the plan says. `command` ticks its items, where it may be sent now."""

    title: str
    plan: str
    items: tuple[Item, ...]
    command: str = ""

    @property
    def open(self) -> int:
        return sum(item.at is None for item in self.items)


def checklists(page: CasePage, teller: Teller) -> tuple[Checklist, ...]:
    """The lists of the emergencies of this case, the newest first, and of contingency while it lasts."""
    lists = [_emergency(page, record, teller) for record in reversed(page.case.of_kind("emergency"))]
    if page.case.stage is Stage.S9:
        title = teller.lang.say("Contingency list")
        items = _items(ContingencyItem, ticked(page.case), teller)
        lists.insert(0, Checklist(title, "", items, _offered(page, "contingency_checked")))
    return tuple(lists)


def _emergency(page: CasePage, record: Record, teller: Teller) -> Checklist:
    kind = EmergencyKind(record.data["kind"])
    items = _items(FIRST_ITEMS[kind], _done(page.case, record.seq), teller)
    title = teller.lang.say("Emergency: %(kind)s", kind=teller.small(kind))
    return Checklist(title, teller.lang.either(*PLAN[kind]), items, _offered(page, "emergency_checked"))


def _done(case: Case, since: int) -> Mapping[str, Record]:
    """What was ticked after an emergency, by the check that ticked it first."""
    found: dict[str, Record] = {}
    for check in case.of_kind("emergency_check"):
        if check.seq > since:
            for item in check.data["items"]:
                found.setdefault(item, check)
    return found


def _items(wanted: Iterable[Term], done: Mapping[str, Record], teller: Teller) -> tuple[Item, ...]:
    return tuple(_item(item, done.get(str(item)), teller) for item in wanted)


def _item(item: Term | CheckItem, check: Record | None, teller: Teller) -> Item:
    label = teller.lang.term(item)
    return Item(label, teller.name(check.author), check.at) if check else Item(label)


def _offered(page: CasePage, command: str) -> str:
    return command if any(offer.name == command for offer in page.offers) else ""

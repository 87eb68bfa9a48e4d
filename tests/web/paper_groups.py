"""Groups on paper: one made of the cases that name it, and lists that are tried as the real ones are."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desk.errors import NotFound, Unreadable
from desk.group_views import Group, Home, HouseholdList, ListLine
from desk.sheets import read_sheet
from desk.views import Person
from domain.case import Case
from domain.fields import Problem
from domain.grouping import SETTLED, Household
from domain.vocabulary import Stage
from store.groups import Counts

if TYPE_CHECKING:
    from tests.web.paper_kept import PaperKept

TRIED = "ab" * 32
#: What the households of the paper group are like, over and over.
KINDS: tuple[tuple[Stage, str, str, bool], ...] = (
    (Stage.S7, "", "", False),
    (Stage.S7, "dissatisfied", "", False),
    (Stage.S8, "undecided", "", True),
    (Stage.S10, "satisfied", "", False),
    (Stage.S12, "satisfied", "", False),
    (Stage.S5, "", str(Household.KEY), False),
    (Stage.S5, "undecided", "", False),
)


class PaperLists:
    """Lists of households."""

    def __init__(self, reads: "PaperKept", homes: dict[str, tuple[Home, ...]]) -> None:
        self._reads, self._homes = reads, homes
        self.sent: list[HouseholdList] = []

    async def attempt(self, who: Person, number: str, data: bytes) -> HouseholdList:
        rows = read_sheet(data)
        known = {home.room for home in self._homes.get(number, ())}
        lines = tuple(_line(row.no, row.values, known) for row in rows)
        failed = tuple((line.no, "wrong") for line in lines if line.state == "wrong")
        skipped = sum(line.state in ("known", "repeated") for line in lines)
        return HouseholdList(TRIED, number, "tried", len(rows), 0, skipped, self._reads.now, failed, lines)

    async def send(self, who: Person, number: str, id: str) -> HouseholdList:
        if id != TRIED:
            raise Unreadable((Problem("list", "wrong_rows", 1),))
        self.sent.append(HouseholdList(TRIED, number, "running", 300, 120, 2, self._reads.now, ((7, "group_closed"),)))
        return self.sent[-1]

    async def shown(self, who: Person, number: str, id: str) -> HouseholdList:
        found = next((one for one in self.sent if one.id == id), None)
        if found is None:
            raise NotFound
        return found

    async def last(self, who: Person, number: str) -> tuple[HouseholdList, ...]:
        return tuple(self.sent)


class PaperGroups:
    """The households of a group."""

    def __init__(self, reads: "PaperKept") -> None:
        self._reads = reads
        self._homes: dict[str, tuple[Home, ...]] = {}
        self.lists = PaperLists(reads, self._homes)

    def settle(self, number: str, count: int) -> None:
        """So many households in this group."""
        self._homes[number] = paper_homes(self._reads, count)

    def stands(self, group: str, /, **changes: Any) -> None:
        """The first household of this group has come to stand otherwise."""
        first, *others = self._homes[group]
        self._homes[group] = (replace(first, **changes), *others)

    def of(self, case: Case) -> dict[str, Any]:
        """What a case's page tells of its group."""
        facts = self._reads.kept[case.group].of_kind("common_facts") if case.group in self._reads.kept else ()
        common = self._reads.words[facts[-1].content]["facts"] if facts else ""
        return {"counts": counts_of(self._homes.get(case.number, ())), "common": common}

    async def households(self, who: Person, number: str) -> Group:
        case = self._reads.kept.get(number)
        if case is None or not case.grouped or case.project not in who.projects:
            raise NotFound
        homes = self._homes.get(number, ())
        return Group(counts_of(homes), homes)


def counts_of(homes: tuple[Home, ...]) -> Counts:
    """As the store counts them."""
    return Counts(
        len(homes),
        sum(h.open for h in homes),
        sum(h.overdue for h in homes),
        sum(h.answer == "satisfied" for h in homes),
        sum(h.answer == "dissatisfied" for h in homes),
        sum(h.open and not h.goes_on for h in homes),
    )


def paper_homes(reads: "PaperKept", count: int) -> tuple[Home, ...]:
    """So many households in two buildings, of every kind."""
    homes = []
    for no in range(count):
        building, floor, unit, door = 5 + no % 2, 1 + no // 8, 1 + no // 4 % 2, 1 + no // 2 % 2
        stage, answer, role, overdue = KINDS[(no * 5 + no // 8) % len(KINDS)]
        homes.append(
            Home(
                f"YXY-2026-{1000 + no}", f"{building}-{unit}-{floor:02}{door:02}", "林秀岚", str(stage), "general", role,
                answer, stage not in SETTLED, overdue, False, reads.now + timedelta(hours=no), reads.now,
            )
        )  # fmt: skip
    return tuple(sorted(homes, key=lambda home: home.room))


def _line(no: int, values: dict[str, str], known: set[str]) -> ListLine:
    room, name = values.get("room", ""), values.get("name", "")
    if room.count("-") != 2:
        return ListLine(no, "wrong", room, name, (Problem("complainant.room", "unknown_room"),))
    return ListLine(no, "known" if room in known else "new", room, name)

"""A campaign in the making: commands as the rules take them, each a line of its chain."""

from datetime import UTC, date, datetime
from typing import Any

from domain.campaign import CLOSED, OPENED, Campaign, campaign_of
from domain.campaign_codes import CampaignKind
from domain.campaign_commands import OPENING, against, command_of
from domain.campaign_guards import Asking
from domain.entries import Draft, Entry, genesis, link
from domain.roster import Holding, Roster

SEATS = Roster(
    "YXY",
    (
        Holding("R02", "cs"),
        Holding("R03", "csm"),
        Holding("R05", "eng", "engineering"),
        Holding("R05", "sales", "sales"),
        Holding("R05", "prop", "property"),
        Holding("R06", "head"),
        Holding("R08", "region"),
        Holding("R14", "pr"),
        Holding("R15", "spokes"),
    ),
)


class Telling:
    """One campaign; `does` gives the code of a refusal, or nothing."""

    def __init__(self, kind: CampaignKind, first: str, last: str, leader: str = "head") -> None:
        self.number, self.lines, self.cases = "YXY-C-0001", list[Entry](), tuple[str, ...]()
        self.refusal: Any = None
        self._kind = kind
        data = {"project": "YXY", "kind": str(kind), "first": first, "last": last, "leader": leader, "homes": 120}
        self._write(OPENED, "csm", data, first)

    @property
    def now(self) -> Campaign:
        return campaign_of(self.number, self.lines)

    def does(self, on: str, who: str, name: str, texts: tuple[str, ...] = (), /, **data: Any) -> str:
        row = command_of(self._kind, name) if name != OPENED else OPENING[self._kind]
        assert row is not None
        open_cases = self.cases if name == CLOSED else ()
        asking = Asking(who, data, SEATS, date.fromisoformat(on), texts, open_cases)
        self.refusal = against(row, self.now, asking)
        if self.refusal is None:
            self._write(name, who, data, on)
        return self.refusal.code if self.refusal else ""

    def _write(self, name: str, who: str, data: dict[str, Any], day: str) -> None:
        at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
        prev = self.lines[-1].hash if self.lines else genesis(self.number)
        self.lines.append(link(Draft(name, data, at, who, "R06"), len(self.lines) + 1, at, prev))


def window() -> Telling:
    """The window around consumer day, its leader the CS manager."""
    return Telling(CampaignKind.CONSUMER_DAY, "2027-03-01", "2027-03-03", "csm")


def delivery() -> Telling:
    """A delivery of one day."""
    return Telling(CampaignKind.DELIVERY, "2027-06-18", "2027-06-18")


def staffed(tale: Telling, day: str = "2027-06-16") -> Telling:
    """Every group with its people, and briefed."""
    for group, members, others in (
        ("coordination", ["csm", "sales", "eng", "prop"], 1),
        ("complaints", ["cs"], 1),
        ("order", [], 6),
        ("filming", ["prop"], 0),
        ("car_park", [], 2),
    ):
        assert tale.does(day, "head", "staff_group", group=group, members=members, others=others) == ""
    every = ["coordination", "complaints", "order", "filming", "car_park"]
    assert tale.does(day, "head", "brief_groups", groups=every) == ""
    return tale

"""The households of a group: as tiles by building, unit and floor, and as a table that is the map's equal."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from desk.group_views import Group, Home
from desk.intake import ROOM
from desk.views import CasePage
from domain.grouping import Household
from domain.vocabulary import Stage
from web.language import Language
from web.pages import Reader

#: The tab of a group; what it shows is asked for apart, because it is of many cases.
HOUSEHOLDS = "households"

#: How a household stands, the first that fits; its class says it by fill and pattern, its word in words.
STATES: tuple[tuple[str, str, Callable[[Home], bool]], ...] = (
    ("done", "t-done", lambda home: not home.open),
    ("overdue", "t-promise", lambda home: home.overdue),
    ("dissatisfied", "t-angry", lambda home: home.answer == "dissatisfied"),
    ("key", "t-key", lambda home: home.role in (Household.KEY, Household.ORGANISER)),
    ("satisfied", "t-agreed", lambda home: home.answer == "satisfied"),
    ("told", "t-calm", lambda home: bool(home.answer)),
    ("new", "t-new", lambda _: True),
)
#: What a reader may look at alone.
FILTERS: Mapping[str, Callable[[Home], bool]] = {
    "": lambda _: True,
    "open": lambda home: home.open,
    "overdue": lambda home: home.overdue,
    "satisfied": lambda home: home.answer == "satisfied",
    "dissatisfied": lambda home: home.answer == "dissatisfied",
}
VIEWS = ("map", "table")
#: A floor with more doors than this stands in lines of so many.
WIDEST = 12


@dataclass(frozen=True, slots=True)
class Tile:
    """One household: how it looks, what it says; `dim` where a filter leaves it out."""

    home: Home
    look: str
    words: str
    dim: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """The doors of one floor in the order of the building's; None where nobody complains."""

    no: int
    tiles: tuple[Tile | None, ...]


@dataclass(frozen=True, slots=True)
class Tower:
    """One building from the top down, `columns` doors wide; `units` stands over each unit's first door."""

    name: str
    columns: int
    homes: int
    floors: tuple[Floor, ...]
    units: tuple[str, ...] = ()


def state_words(lang: Language) -> dict[str, str]:
    return {
        "done": lang.say("Settled"),
        "overdue": lang.say("Overdue"),
        "dissatisfied": lang.say("Dissatisfied"),
        "key": lang.say("Key contact"),
        "satisfied": lang.say("Satisfied"),
        "told": lang.say("In hand, told"),
        "new": lang.say("Nothing said yet"),
    }


def state_of(home: Home) -> tuple[str, str]:
    """Its code and its class."""
    return next((code, look) for code, look, fits in STATES if fits(home))


def group_view(group: Group, who: Reader, number: str, view: str, show: str) -> dict[str, Any]:
    """The data of the households' tab."""
    lang, show = who.lang, show if show in FILTERS else ""
    view = view if view in VIEWS else "map"
    words, chosen = state_words(lang), FILTERS[show]
    return {
        "counts": group.counts,
        "towers": towers(group.homes, chosen, lang),
        "unplaced": [tile(h, chosen, words) for h in group.homes if not ROOM.fullmatch(h.room)],
        "lines": [_line(h, words, lang) for h in group.homes if chosen(h)],
        "legend": _legend(group.homes, words),
        "filters": _filters(group, number, view, show, lang),
        "views": [(name, _address(number, name, show), name == view) for name in VIEWS],
        "view": view,
    }


@dataclass(frozen=True, slots=True)
class Homes:
    """The households as the crisis room shows them; `told` have heard something and answered."""

    group: Group
    told: int
    view: str
    towers: tuple[Tower, ...]
    unplaced: tuple[Tile, ...]
    lines: tuple[tuple[Home, str, str, str], ...]
    legend: tuple[tuple[str, str, int], ...]


def room_homes(group: Group, who: Reader, view: str) -> Homes:
    """The map, or the table that is its equal: whichever is looked at, so that a live page stays light."""
    lang, table = who.lang, view == "table"
    words, everybody = state_words(lang), FILTERS[""]
    apart = () if table else tuple(h for h in group.homes if not ROOM.fullmatch(h.room))
    return Homes(
        group,
        sum(bool(h.answer) for h in group.homes),
        "table" if table else "map",
        () if table else tuple(towers(group.homes, everybody, lang)),
        tuple(tile(h, everybody, words) for h in apart),
        tuple(_line(h, words, lang) for h in group.homes) if table else (),
        tuple(_legend(group.homes, words)),
    )


def _legend(homes: tuple[Home, ...], words: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """What the tiles mean, and how many there are of each kind."""
    found = Counter(state_of(home)[0] for home in homes)
    return [(look, words[code], found[code]) for code, look, _ in STATES if found[code]]


def _filters(group: Group, number: str, view: str, show: str, lang: Language) -> list[tuple[str, str, int, bool]]:
    names = {
        "": lang.say("All"),
        "open": lang.say("Not settled"),
        "overdue": lang.say("Overdue"),
        "satisfied": lang.say("Satisfied"),
        "dissatisfied": lang.say("Dissatisfied"),
    }
    return [
        (names[code], _address(number, view, code), sum(map(fits, group.homes)), code == show)
        for code, fits in FILTERS.items()
    ]


def _address(number: str, view: str, show: str) -> str:
    picked = {"tab": "households", "view": view if view != "map" else "", "show": show}
    return f"/cases/{number}?{urlencode({k: v for k, v in picked.items() if v})}"


def _line(home: Home, words: Mapping[str, str], lang: Language) -> tuple[Home, str, str, str]:
    """A line of the table: the household, how it stands, its stage, whom one talks to."""
    role = lang.term(Household(home.role)) if home.role in set(Household) else ""
    return home, words[state_of(home)[0]], lang.term(Stage(home.stage)), role


def tile(home: Home, chosen: Callable[[Home], bool], words: Mapping[str, str], *, first: bool = False) -> Tile:
    code, look = state_of(home)
    return Tile(home, look, words[code], not chosen(home), first)


def towers(homes: tuple[Home, ...], chosen: Callable[[Home], bool], lang: Language) -> list[Tower]:
    """Buildings in the order of their numbers; a room that is written otherwise is listed below."""
    words = state_words(lang)
    placed: dict[int, list[tuple[int, tuple[int, int, int], Home]]] = {}
    taken: dict[str, int] = {}
    for home in homes:
        if found := ROOM.fullmatch(home.room):
            building, unit, floor, door = map(int, found.groups())
            taken[home.room] = again = taken.get(home.room, -1) + 1  # a second case of one room stands beside it
            placed.setdefault(building, []).append((floor, (unit, door, again), home))
    return [_tower(no, rooms, chosen, words, lang) for no, rooms in sorted(placed.items())]


def _tower(
    no: int,
    rooms: list[tuple[int, tuple[int, int, int], Home]],
    chosen: Callable[[Home], bool],
    words: Mapping[str, str],
    lang: Language,
) -> Tower:
    doors = sorted({door for _, door, _ in rooms})
    at = {(floor, door): home for floor, door, home in rooms}
    floors, first = [], True
    for floor in sorted({floor for floor, _, _ in rooms}, reverse=True):
        tiles: list[Tile | None] = []
        for door in doors:
            home = at.get((floor, door))
            tiles.append(tile(home, chosen, words, first=first) if home else None)
            first = first and home is None
        floors.append(Floor(floor, tuple(tiles)))
    name = lang.say("Building %(no)s", no=no)
    starts = [i == 0 or doors[i - 1][0] != door[0] for i, door in enumerate(doors)]
    units = tuple(
        lang.say("Unit %(no)s", no=door[0]) if start else "" for door, start in zip(doors, starts, strict=True)
    )
    return Tower(name, min(len(doors), WIDEST), len(rooms), tuple(floors), units)


def may_add(page: CasePage) -> bool:
    """Whoever may change the group's facts may add households to it."""
    return any(offer.name == "common_facts" for offer in page.offers)

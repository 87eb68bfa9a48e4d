"""Reading the form that opens a case. There is no case yet to journal a refusal in, so all of it is 422."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desk.errors import Unreadable
from desk.orders import read_happened, together
from desk.people import Site
from desk.views import Person
from domain.commands import COMMANDS
from domain.entries import Data
from domain.fields import Problem, sort_out

#: Fields that the form keeps under `complainant`, and what their rows are called.
INSIDE = {"name": "name", "phone": "phone", "room": "room", "kind": "complainant"}
FACTOR = range(2, 86401)
ROOM = re.compile(r"(\d{1,3})-(\d{1,2})-(\d{1,2})(\d\d)", re.ASCII)
PLACES = ("buildings", "units", "floors", "rooms")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A form that can be taken: codes that travel, words that are sealed."""

    project: str
    factor: int
    data: Data
    texts: Data
    #: When the contact came, where it is registered later (T01).
    happened_at: datetime | None = None

    @property
    def words(self) -> Data:
        """The words as their document keeps them: the complainant's together."""
        return together(self.texts)


def read_complaint(form: Mapping[str, Any], person: Person, sites: tuple[Site, ...]) -> Complaint:
    """The complaint that was entered. Raises Unreadable with everything that is wrong at once."""
    return _read("register", *_flat(form), person, sites)


def read_lead(form: Mapping[str, Any], person: Person, sites: tuple[Site, ...]) -> Complaint:
    """The lead that was entered; nobody complains yet (S0). Raises Unreadable like `read_complaint`."""
    return _read("register_lead", dict(form), [], person, sites)


def _read(
    name: str, flat: dict[str, Any], problems: list[Problem], person: Person, sites: tuple[Site, ...]
) -> Complaint:
    factor = _factor(flat.pop("drill", None), problems)
    site = _site(flat.pop("project", None), person, sites, problems)
    rows = COMMANDS[name].fields
    came, unclear = read_happened(flat.pop("happened_at", None))
    entered = sort_out(rows, flat)
    problems += [*entered.problems, *(Problem(name, "bad_value") for name in (*entered.bad, *unclear))]
    named = {*entered.data, *entered.texts, *(p.field for p in problems)}
    problems += [Problem(row.name, "missing") for row in rows if row.required and row.name not in named]
    if site and "room" in entered.texts and not has_room(site, entered.texts["room"]):
        problems.append(Problem("room", "unknown_room"))
    if problems or site is None:
        raise Unreadable(tuple(_placed(p) if name == "register" else p for p in problems))
    data = {**entered.data, "project": site.code} | ({"drill": factor} if factor else {})
    return Complaint(site.code, factor, data, entered.texts, came)


def _flat(form: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The form with the complainant's fields beside the others, as a page sends it anyway."""
    person = form.get("complainant")
    if not isinstance(person, Mapping):
        return dict(form), []
    problems = [Problem(name, "unknown_field") for name in ("name", "phone", "room") if name in form]
    problems += [Problem(str(name)[:40], "unknown_field") for name in person if name not in INSIDE]
    inside = {INSIDE[name]: value for name, value in person.items() if name in INSIDE}
    return {**{k: v for k, v in form.items() if k != "complainant"}, **inside}, problems


def _factor(drill: object, problems: list[Problem]) -> int:
    if drill is None:
        return 0
    factor = drill.get("factor") if isinstance(drill, Mapping) and set(drill) == {"factor"} else None
    if isinstance(factor, int) and not isinstance(factor, bool) and factor in FACTOR:
        return factor
    problems.append(Problem("drill", "bad_value"))
    return 0


def _site(code: object, person: Person, sites: tuple[Site, ...], problems: list[Problem]) -> Site | None:
    """The project, if it is there and this person sees it; nobody can tell the two apart."""
    if code in (None, ""):
        problems.append(Problem("project", "missing"))
        return None
    site = next((s for s in sites if s.code == code and s.code in person.projects), None)
    if site is None:
        problems.append(Problem("project", "bad_value"))
    return site


def has_room(site: Site, room: str) -> bool:
    """Does the project have this room? `3-2-1201`: building 3, unit 2, floor 12, room 01."""
    found = ROOM.fullmatch(room)
    if found is None:
        return False
    return all(_among(int(no), site.buildings.get(place, 0)) for no, place in zip(found.groups(), PLACES, strict=True))


def _among(no: int, places: Any) -> bool:
    """A count means 1 to that number; a list names them."""
    if isinstance(places, int):
        return 1 <= no <= places
    return str(no) in {str(int(p)) if str(p).isdigit() else str(p) for p in places}


def _placed(problem: Problem) -> Problem:
    """A problem by the name the caller used."""
    outside = {row: f"complainant.{name}" for name, row in INSIDE.items()}
    return replace(problem, field=outside.get(problem.field, problem.field))

"""A drill as data: who does what, at which hour of case time. Played by `drill.Player`, by nothing else.

Nobody is named: a script speaks of parts (`cs`, `head` …), and of days counted from its first one. Who plays
a part is looked up in the project where the drill is held (`drill_cast`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """An account in a form: whoever plays this part."""

    name: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a form: so many days after the first one."""

    days: int


@dataclass(frozen=True, slots=True)
class Act:
    """One command by one part; with a `seat` such as `A08.1.R13`, that seat's decision."""

    who: str
    name: str
    data: Mapping[str, Any] = field(default_factory=dict)
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Homes:
    """The same acts in some households, `first` up to before `last` of the list, each in its own case."""

    first: int
    last: int
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens together, no sooner than `hours` of case time after the first word.

    `takes_in`: the list of households is taken in first. `runs_over`: a seat whose limit (T26) is let run out before.
    """

    key: str
    zh: str
    en: str
    hours: float
    acts: tuple[Act, ...] = ()
    homes: tuple[Homes, ...] = ()
    takes_in: bool = False
    runs_over: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole drill: the case it opens, the households that join it, its scenes in order."""

    name: str
    who: str
    form: Mapping[str, Any]
    households: int
    demand: str
    scenes: tuple[Scene, ...]


def do(who: str, name: str, /, **data: Any) -> Act:
    """A command."""
    return Act(who, name, data)


def sign(who: str, *seats: str) -> tuple[Act, ...]:
    """This person signs these seats."""
    return tuple(Act(who, "approve", seat=seat) for seat in seats)


def contact(purpose: str, note: str, answer: str = "", way: str = "phone") -> Act:
    """The customer was reached."""
    return do("cs", "log_contact", purpose=purpose, way=way, note=note, **({"answer": answer} if answer else {}))

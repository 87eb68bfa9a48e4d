"""Who plays which part of a drill: the seats of a project, each held by somebody of its own."""

from collections.abc import Iterable, Mapping

from domain.roster import Roster
from domain.vocabulary import Department, Role

#: Each part: the seat, the department of a head, whether it is the deputy who plays.
PARTS: Mapping[str, tuple[Role, str, bool]] = {
    "cs": (Role.R02, "", False),
    "csm": (Role.R03, "", False),
    "eng": (Role.R05, Department.ENGINEERING, False),
    "sales": (Role.R05, Department.SALES, False),
    "prop": (Role.R05, Department.PROPERTY, False),
    "head": (Role.R06, "", False),
    "deputy": (Role.R06, "", True),
    "region": (Role.R08, "", False),
    "legal": (Role.R13, "", False),
    "pr": (Role.R14, "", False),
    "spokes": (Role.R15, "", False),
    "exec": (Role.R10, "", False),
}


class EmptySeatError(LookupError):
    """A part that nobody in the project can play; the message says which."""


def cast_of(sitting: Roster, parts: Iterable[str] = PARTS) -> dict[str, str]:
    """The account of each part: the first who holds the seat. Raises EmptySeatError."""
    return {part: _held(sitting, part) for part in parts}


def _held(sitting: Roster, part: str) -> str:
    role, department, deputy = PARTS[part]
    for held in sitting.holdings:
        if held.role == role and held.deputy == deputy and department in ("", held.department):
            return held.person
    seat = " ".join(word for word in (role.en, department, "(deputy)" if deputy else "") if word)
    raise EmptySeatError(f"nobody in {sitting.project} can play the part {part}: {seat}")

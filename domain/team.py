"""Who does what within the response team (D24): functions named when the level is set."""

from domain.asked_records import FUNCTIONS
from domain.case import Case
from domain.entries import Data
from domain.messages import Command
from domain.refusal import Refusal


def functions_of(data: Data) -> tuple[tuple[str, str], ...]:
    """(function, account) as a line names them, in the order of the rows."""
    return tuple((f.name, str(data[f.name])) for f in FUNCTIONS if f.name in data)


def functions_in_team(case: Case, command: Command) -> Refusal | None:
    """A function is held by somebody of the team; where no team is named, by somebody of the project."""
    team = command.data.get("team", case.team)
    strangers = [
        name
        for name, person in functions_of(command.data)
        if not command.roster.knows(person) or (team and person not in team)
    ]
    return Refusal("not_in_team", {"fields": strangers}) if strangers else None

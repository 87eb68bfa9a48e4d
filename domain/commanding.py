"""One commander (C-13, D24, D25-6): named when the level is set, in command once a crisis is declared.

Whoever commands a declared crisis is the commander; the function in the team follows, whatever was named before.
"""

from domain.case import Case
from domain.messages import Command
from domain.refusal import Refusal

#: The function of the team that is the commander's.
FUNCTION = "commander"
#: The first book under which a second one is refused.
BOOK = 2


def commander_of(case: Case) -> str:
    """Who commands, or would: the one of the declared crisis, else the one named when the level was set."""
    return case.commander or dict(case.functions).get(FUNCTION, "")


def functions_now(case: Case) -> tuple[tuple[str, str], ...]:
    """Who does what in the team, with the one commander."""
    others = tuple((name, person) for name, person in case.functions if name != FUNCTION)
    person = commander_of(case)
    return ((FUNCTION, person), *others) if person else others


def no_second_commander(case: Case, command: Command) -> Refusal | None:
    """While a crisis is declared the command is handed over, not given by setting a level."""
    named = command.data.get(FUNCTION)
    if case.book < BOOK or not case.commander or named in (None, case.commander):
        return None
    return Refusal("commander_stands", {"by": case.commander, "fields": [FUNCTION]})

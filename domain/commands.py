"""Every command as a row: what it is called, where and by whom it may be given, what it asks (WALK section 5).

Buttons, forms, checks, API schemas and refusals come from here. A new command is one row and its words,
in `handling` if it moves a case on, in `leads` for S0, in `outside` for X4, in `settling` for A17, else in
`beside`, `turns` or `around`.
"""

from collections.abc import Mapping

from domain import asked
from domain.around import AROUND
from domain.background import BACKGROUND
from domain.beside import BESIDE
from domain.command import CommandRow
from domain.fields import Field
from domain.grouping import GROUPING
from domain.handling import HANDLING
from domain.in_crisis import IN_CRISIS
from domain.leads import LEADS
from domain.outside import OUTSIDE
from domain.settling import SETTLING
from domain.signing import SIGNING
from domain.speaking import SPEAKING
from domain.stating import STATING
from domain.turns import TURNS
from domain.vocabulary import Stage

__all__ = ["COMMANDS", "DECISIONS", "OPENINGS", "ROWS", "CommandRow", "fields_of", "label_of_field"]

ROWS = (
    *HANDLING, *BESIDE, *OUTSIDE, *TURNS, *AROUND, *LEADS, *SIGNING, *SETTLING, *BACKGROUND, *STATING, *SPEAKING,
    *IN_CRISIS, *GROUPING,
)  # fmt: skip

#: Commands that open a case, and the stage it begins in: nothing stands before them in its journal.
OPENINGS: Mapping[str, Stage] = {"register": Stage.S1, "register_lead": Stage.S0}

COMMANDS: Mapping[str, CommandRow] = {row.name: row for row in ROWS}

#: Decisions are commands of one shape; who may give them is the sign-off's matter.
DECISIONS: Mapping[str, tuple[Field, ...]] = dict.fromkeys(("approve", "reject", "return"), asked.DECISION)


#: What every command may carry besides its own fields.
CARRIED: Mapping[str, tuple[str, str]] = {"happened_at": ("发生时间", "When it happened")}


def fields_of(name: str) -> tuple[Field, ...]:
    """The fields of a command or decision; none for a name that is not ours."""
    return COMMANDS[name].fields if name in COMMANDS else DECISIONS.get(name, ())


def label_of_field(name: str, field: str, column: int) -> str:
    """What a field of a command is called; its code when it has no row."""
    row = next((f for f in fields_of(name) if f.name == field), None)
    if row is None:
        return CARRIED.get(field, (field, field))[column]
    return row.en if column else row.zh

"""What an installation may switch on. Off, the desk refuses it with a receipt and keeps no word of it (A24, C-15)."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.background import SWITCHED, SWITCHED_OFF
from domain.command import CommandRow
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Switches:
    """All off by default. `background`: handing on data about a person's background."""

    background: bool = False

    def refusal(self, name: str) -> Refusal | None:
        """Why a command of this name is not taken here."""
        return SWITCHED_OFF if self._off(name) else None

    def offered(self, rows: Iterable[CommandRow]) -> tuple[CommandRow, ...]:
        """The commands that are there at all."""
        return tuple(row for row in rows if not self._off(row.name))

    def _off(self, name: str) -> bool:
        return name == SWITCHED and not self.background


ALL_OFF = Switches()

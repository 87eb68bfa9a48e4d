"""What has come to a case and is not taken yet: the desk's commands in the order of receipt, and strangers."""

from collections.abc import Collection

from domain.messages import Command, Stranger


class Inbox:
    """Filled by signals, seats and looks at the table; emptied by the case's loop. `position` is the last taken."""

    def __init__(self, commands: Collection[Command], position: int) -> None:
        self.commands = list(commands)
        self.strangers: list[Stranger] = []
        self.position = position
        self._missed = ""

    def __bool__(self) -> bool:
        return bool(self.commands or self.strangers)

    def receive(self, came: Command | Stranger) -> None:
        """The order of receipt decides, not that of arrival (WALK 7.12)."""
        if isinstance(came, Stranger):
            self.strangers.append(came)
        else:
            self.commands.append(came)
            self.commands.sort(key=lambda c: (c.received_at, c.position))

    def add_waiting(self, waiting: Collection[Command], answered: Collection[str]) -> None:
        """Commands that the table holds and that are neither here nor answered."""
        known = {*answered, *(c.id for c in self.commands)}
        for command in waiting:
            if command.id not in known:
                self.receive(command)

    def misses_one(self) -> bool:
        """An older command than the first was received and has not come; said once for each."""
        first = self.commands[0]
        missed = first.position > self.position + 1 and self._missed != first.id
        self._missed = first.id
        return missed

    def take(self) -> Command:
        """The oldest command."""
        command = self.commands.pop(0)
        self.position = max(self.position, command.position)
        return command

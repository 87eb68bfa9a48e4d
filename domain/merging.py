"""What stands against merging a duplicate into another case (X2, A27)."""

from domain.case import Case
from domain.codes import Screening
from domain.guards import not_asked
from domain.messages import Command
from domain.refusal import Refusal


def parent_fits(case: Case, command: Command) -> Refusal | None:
    """Another case, real as this one or a drill as this one, asked once. Whether it is there the desk knows."""
    parent = str(command.data.get("parent", ""))
    if command.data["outcome"] != Screening.DUPLICATE:
        return None
    if parent == case.number:
        return Refusal("same_case")
    if ("-D-" in parent) != bool(case.factor):
        return Refusal("drill_apart")
    return not_asked("A27", "merge")(case, command)

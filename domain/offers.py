"""What a person may send now: the rows behind the buttons, the forms and the API's `commands`."""

from domain.act import roles_for
from domain.case import Case
from domain.commands import OPENINGS, ROWS, CommandRow


def offers(case: Case, actor: str, roles: tuple[str, ...], departments: tuple[str, ...]) -> tuple[CommandRow, ...]:
    """The commands whose stage, role and occasion fit, in the order of the rows."""
    return tuple(row for row in ROWS if _offered(case, row, actor, roles, departments))


def _offered(case: Case, row: CommandRow, actor: str, roles: tuple[str, ...], departments: tuple[str, ...]) -> bool:
    if row.name in OPENINGS or row.since > case.opened_at or (case.ended and row.name != "reopen"):
        return False
    fits = case.stage in row.stages and bool(roles_for(case, row, roles, departments))
    return fits and row.offered(case, actor, roles)

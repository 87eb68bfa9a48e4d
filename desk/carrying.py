"""What a new version of the plan keeps of what its author may not read: carried over, unseen (D06).

Somebody of the team who improves a plan knows nothing of its bottom line. Saving would drop it, and the signer would
sign a plan without it. So the desk takes what that person may not read from the version before, and writes beside the
words which fields those are: an author reads what they wrote, not what was carried.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from desk.orders import Order
from desk.sight import CARRIED, reads_restricted, restricted_fields, unseen
from domain.case import Case
from domain.commands import COMMANDS
from domain.rights import roles_on
from domain.roster import Roster
from store.contents import Contents
from store.tables import CommandRow, ContentRow

KIND = "save_plan"


async def with_what_was_kept(
    session: AsyncSession, contents: Contents, order: Order, case: Case, sitting: Roster
) -> Mapping[str, Any]:
    """The words to keep for this order. What the person says about a restricted field counts."""
    if order.name != KIND:
        return order.words
    row, own = await _before(session, case, order.actor, sitting)
    if row is None:
        return order.words
    words, (roles, _) = contents.open(row).fields, roles_on(case, order.actor, sitting)
    may = own or reads_restricted(case, KIND, row.id, order.actor, roles)
    hidden = unseen(words, roles) if may else restricted_fields(KIND)
    kept = {name: words[name] for name in hidden if words.get(name) and name not in order.words}
    return {**order.words, **kept, CARRIED: sorted(kept)} if kept else order.words


async def _before(session: AsyncSession, case: Case, person: str, sitting: Roster) -> tuple[ContentRow | None, bool]:
    """The version before, and whether this person wrote it: the last that was received, else the last of the case.

    One that waits to be applied counts when its author may save a plan: what the few wrote in it would be lost.
    Whatever became of a version, submitted, rejected or not, the next one starts from it.
    """
    waiting = (
        select(ContentRow, CommandRow.actor)
        .join(CommandRow, CommandRow.id == ContentRow.command)
        .where(CommandRow.case_number == case.number, CommandRow.name == KIND, CommandRow.state == "received")
        .order_by(CommandRow.position.desc())
    )
    for row, actor in await session.execute(waiting):
        if set(roles_on(case, actor, sitting)[0]) & set(COMMANDS[KIND].roles):
            return row, actor == person
    if not case.plans:
        return None, False
    last = (ContentRow.case_number == case.number) & (ContentRow.id == case.plans[-1].content)
    return await session.scalar(select(ContentRow).where(last)), False

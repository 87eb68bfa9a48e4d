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
from domain.rights import roles_on
from domain.roster import Roster
from store.contents import Contents
from store.tables import ContentRow

KIND = "save_plan"


async def with_what_was_kept(
    session: AsyncSession, contents: Contents, order: Order, case: Case, sitting: Roster
) -> Mapping[str, Any]:
    """The words to keep for this order. What the person says about a restricted field counts."""
    if order.name != KIND or not case.plans:
        return order.words
    roles, _ = roles_on(case, order.actor, sitting)
    before = case.plans[-1]
    row = await session.scalar(
        select(ContentRow).where(ContentRow.case_number == case.number, ContentRow.id == before.content)
    )
    words = contents.open(row).fields if row else {}
    may = reads_restricted(case, KIND, before.content, order.actor, roles)
    hidden = unseen(words, roles) if may else restricted_fields(KIND)
    kept = {name: words[name] for name in hidden if words.get(name) and name not in order.words}
    return {**order.words, **kept, CARRIED: sorted(kept)} if kept else order.words

"""Sign-offs as the people who may sign see them."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from store.tables import ApprovalRow, AskeeRow


async def open_approvals(session: AsyncSession, account: str, most: int = 200) -> tuple[ApprovalRow, ...]:
    """What waits for this person's signature, the oldest first."""
    query = (
        select(ApprovalRow)
        .join(AskeeRow, AskeeRow.approval == ApprovalRow.id)
        .where(AskeeRow.account == account, ApprovalRow.state == "open")
        .order_by(ApprovalRow.asked_at, ApprovalRow.id)
        .limit(most)
    )
    return tuple(await session.scalars(query))


async def approval_row(session: AsyncSession, approval: str) -> ApprovalRow | None:
    return await session.get(ApprovalRow, approval)

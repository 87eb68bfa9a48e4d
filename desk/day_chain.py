"""The chain of a project's days as the desk writes to it: the next line, its words sealed beside it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from desk.day_sheets import content_id, with_words
from domain.days import chain_of
from domain.entries import Data, Draft
from store import days as kept
from store.contents import Content, Contents


async def add_line(
    session: AsyncSession, contents: Contents, code: str, draft: Draft, words: Data, command: str, now: datetime
) -> None:
    """Write it under this id, or under what names it."""
    last = await kept.newest(session, code)
    sealed = b""
    if words:
        content = Content(content_id((last.seq if last else 0) + 1), draft.type, dict(words))
        row = contents.seal(chain_of(code), content, command)
        draft, sealed = with_words(draft, row.digest), row.sealed
    await kept.add_lines(session, code, ((draft, command),), now, (sealed,))

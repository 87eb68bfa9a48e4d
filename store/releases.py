"""Letting a text out, in one transaction: everything is read again, and only the very words that were signed are kept.

Idempotent by text and place: a retry, or a second worker, finds the row and answers the same.
"""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.case import Case
from domain.entries import canonical, sha256
from domain.messages import Release, Released
from domain.refusal import Refusal
from domain.releasing import against_again, public_name, text_changed
from domain.statement_codes import PUBLIC, Audience, Outlet
from domain.statements import audience_of, last_request
from store.contents import Content, Contents
from store.snapshot import from_json
from store.tables import ApprovalRow, CaseRow, ContentRow, ReleaseRow

#: What of a statement goes out; the grounds are for the signers.
WORDS = ("title", "text")


async def release(session: AsyncSession, contents: Contents, order: Release) -> Released:
    """Let one text out, or say what stands against it."""
    row = await session.scalar(select(CaseRow).where(CaseRow.number == order.number).with_for_update())
    if row is None:
        return Released(order.release, "not_approved")
    out = await session.get(ReleaseRow, (order.number, order.statement, order.outlet))
    if out is not None:
        same = out.release == order.release and out.digest == order.digest
        return Released(order.release, "" if same else "text_is_out")
    case = from_json(row.state)
    if refusal := against_again(case, order) or await _seats_differ(session, case, order):
        return Released(order.release, refusal.code)
    content = await _signed_words(session, contents, case, order)
    if content is None:
        return Released(order.release, text_changed(order).code)
    if not (order.drill or case.factor):
        await session.execute(insert(ReleaseRow), _values(contents, case, order, content))
    return Released(order.release)


async def _seats_differ(session: AsyncSession, case: Case, order: Release) -> Refusal | None:
    """The rows of the sign-off, which pages show, say the same as the case: all agreed to this digest."""
    wanted = {a.id for a in last_request(case, order.statement)}
    query = select(ApprovalRow).where(ApprovalRow.case_number == order.number, ApprovalRow.id.in_(wanted))
    rows = (await session.scalars(query)).all()
    agreed = {r.id for r in rows if r.state == "approved" and r.digest == order.digest}
    return None if agreed == wanted else Refusal("not_approved", {"no": order.statement})


async def _signed_words(session: AsyncSession, contents: Contents, case: Case, order: Release) -> Content | None:
    """The kept words, if they are still those under the digest that was signed."""
    statement = case.record("statement", order.statement)
    row = await session.get(ContentRow, (order.number, statement.content)) if statement else None
    if row is None:
        return None
    try:
        content = contents.open(row)
    except (ValueError, TypeError):
        return None
    return content if content.digest == row.digest == order.digest else None


def words_of(content: Content) -> str:
    """What goes out of a statement, as one canonical text."""
    return canonical({name: content.fields[name] for name in WORDS if name in content.fields})


def _values(contents: Contents, case: Case, order: Release, content: Content) -> dict[str, object]:
    asked, statement = case.record("release", order.release), case.record("statement", order.statement)
    assert asked is not None
    assert statement is not None
    audience, document = audience_of(statement), words_of(content)
    published = order.outlet == Outlet.PAGE and Audience(audience) in PUBLIC
    return {
        "case_number": order.number,
        "statement": order.statement,
        "outlet": order.outlet,
        "release": order.release,
        "audience": str(audience),
        "digest": order.digest,
        "sha256": sha256(document),
        "public": public_name(order.digest) if published else "",
        "sealed": contents.seal_released(order.number, order.statement, order.outlet, document),
        "at": asked.at,
    }


async def published(session: AsyncSession, name: str) -> ReleaseRow | None:
    """What is on the public page under this name."""
    return await session.scalar(select(ReleaseRow).where(ReleaseRow.public == name)) if name else None


async def releases_of(session: AsyncSession, number: str) -> tuple[ReleaseRow, ...]:
    """Everything of a case that went out."""
    query = select(ReleaseRow).where(ReleaseRow.case_number == number).order_by(ReleaseRow.release)
    return tuple(await session.scalars(query))

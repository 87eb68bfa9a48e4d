"""Inserts that may be repeated, in the dialect of the session's database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from store.tables import Table

Values = Sequence[dict[str, Any]]


def insert_into(session: AsyncSession, row: type[Table]) -> SqliteInsert | PostgresqlInsert:
    """An INSERT that knows ON CONFLICT."""
    table = Table.metadata.tables[row.__tablename__]
    sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite_insert(table) if sqlite else postgresql_insert(table)


async def put(session: AsyncSession, row: type[Table], values: Values) -> None:
    """Insert the rows, or bring those that are there up to date."""
    if not values:
        return
    statement = insert_into(session, row)
    keys = [column.name for column in Table.metadata.tables[row.__tablename__].primary_key]
    changes = {name: statement.excluded[name] for name in values[0] if name not in keys}
    await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes), values)


async def put_once(session: AsyncSession, row: type[Table], values: Values) -> None:
    """Insert the rows that are not there yet; leave the others as they are."""
    if values:
        await session.execute(insert_into(session, row).on_conflict_do_nothing(), values)

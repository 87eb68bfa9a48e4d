"""Inserts that may be repeated, in the dialect of the session's database."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from store.tables import Table

Values = Sequence[dict[str, Any]]


def insert_into(session: AsyncSession, row: type[Table]) -> SqliteInsert | PostgresqlInsert:
    """An INSERT that knows ON CONFLICT."""
    return _insert(session.get_bind().dialect.name, row.__tablename__)


def put(connection: Connection, row: type[Table], values: Values) -> None:
    """Insert the rows, or bring those that are there up to date."""
    if values:
        columns = tuple(values[0])
        connection.execute(_upsert(connection.dialect.name, row.__tablename__, columns), values)


def put_once(connection: Connection, row: type[Table], values: Values) -> None:
    """Insert the rows that are not there yet; leave the others as they are."""
    if values:
        connection.execute(_insert_once(connection.dialect.name, row.__tablename__), values)


def _insert(dialect: str, name: str) -> SqliteInsert | PostgresqlInsert:
    table = Table.metadata.tables[name]
    return sqlite_insert(table) if dialect == "sqlite" else postgresql_insert(table)


@cache
def _upsert(dialect: str, name: str, columns: tuple[str, ...]) -> Executable:
    """Built once for each table: that takes longer than to run it."""
    statement = _insert(dialect, name)
    keys = [column.name for column in Table.metadata.tables[name].primary_key]
    changes = {column: statement.excluded[column] for column in columns if column not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)


@cache
def _insert_once(dialect: str, name: str) -> Executable:
    return _insert(dialect, name).on_conflict_do_nothing()

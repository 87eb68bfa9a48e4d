"""Alembic's way in: the connection `store.migrate` hands over, or one to the database of the settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from store.migrate import connected
from store.tables import Table

#: One migration at a time, also when several processes start together.
LOCK = "SELECT pg_advisory_xact_lock(4702130)"


def migrate(connection: Connection) -> None:
    """Run what Alembic was asked for on this connection, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(LOCK)
        context.run_migrations()


async def from_settings() -> None:
    """As the `alembic` command runs it."""
    import settings

    async with connected(settings.load().database) as connection:
        await connection.run_sync(migrate)


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    asyncio.run(from_settings())
else:
    migrate(handed_over)

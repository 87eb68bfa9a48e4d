"""Keep what went out.

A statement that was released is kept as it went out, once for every place; a row is never changed or deleted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SQLITE = (
    """
    CREATE TRIGGER releases_no_update BEFORE UPDATE ON releases
    BEGIN SELECT RAISE(ABORT, 'what went out is never changed'); END
    """,
    """
    CREATE TRIGGER releases_no_delete BEFORE DELETE ON releases
    BEGIN SELECT RAISE(ABORT, 'what went out is never deleted'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER releases_no_replace BEFORE INSERT ON releases
    WHEN EXISTS (
        SELECT 1 FROM releases
        WHERE case_number = NEW.case_number AND statement = NEW.statement AND outlet = NEW.outlet
    )
    BEGIN SELECT RAISE(ABORT, 'what went out is never replaced'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION releases_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'what went out is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER releases_no_change BEFORE UPDATE OR DELETE ON releases
    FOR EACH ROW EXECUTE FUNCTION releases_are_kept()
    """,
    """
    CREATE TRIGGER releases_no_truncate BEFORE TRUNCATE ON releases
    FOR EACH STATEMENT EXECUTE FUNCTION releases_are_kept()
    """,
)


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("case_number", sa.String(40), nullable=False),
        sa.Column("statement", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("outlet", sa.String(20), nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("public", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_number", "statement", "outlet", name="pk_releases"),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["cases.number"],
            name="fk_releases_case_number",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_releases_public", "releases", ["public"])
    for trigger in SQLITE if sqlite() else POSTGRESQL:
        op.execute(trigger)


def downgrade() -> None:
    op.drop_table("releases")
    if not sqlite():
        op.execute("DROP FUNCTION releases_are_kept()")


def sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"

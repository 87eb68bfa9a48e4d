"""Write the journal once.

A line is never changed, deleted or replaced. Whoever holds the file can still take the triggers
away, which is why the chain is verified against the engine's history as well.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    """
    CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'a line of the journal is never changed'); END
    """,
    """
    CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'a line of the journal is never deleted'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE case_number = NEW.case_number AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a line of the journal is never replaced'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION journal_is_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of the journal is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_kept()
    """,
    """
    CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_kept()
    """,
)


def upgrade() -> None:
    for trigger in SQLITE if sqlite() else POSTGRESQL:
        op.execute(trigger)


def downgrade() -> None:
    if sqlite():
        for name in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER journal_no_{name}")
    else:
        op.execute("DROP FUNCTION journal_is_kept() CASCADE")


def sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"

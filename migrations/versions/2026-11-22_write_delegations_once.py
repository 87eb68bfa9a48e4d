"""Write delegations once.

Who signs for whom (A12) is a person's matter: a chain of lines for each, kept like the journal, and who
was told of which line.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
#: `prev` and `hash` as in the journal; `command` is the id it was sent under.
LINE = (
    *(("at", sa.String(27)), ("applied_at", sa.String(27)), ("actor", sa.String(40)), ("role", sa.String(40))),
    *(("type", sa.String(40)), ("data", sa.Text), ("prev", sa.String(64)), ("hash", sa.String(64))),
    *(("command", sa.String(64)), ("delegate", sa.String(40)), ("until", MOMENT), ("ends", sa.Integer)),
)
SQLITE = (
    """
    CREATE TRIGGER delegations_no_update BEFORE UPDATE ON delegations
    BEGIN SELECT RAISE(ABORT, 'a line of a delegation is never changed'); END
    """,
    """
    CREATE TRIGGER delegations_no_delete BEFORE DELETE ON delegations
    BEGIN SELECT RAISE(ABORT, 'a line of a delegation is never deleted'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER delegations_no_replace BEFORE INSERT ON delegations
    WHEN EXISTS (SELECT 1 FROM delegations WHERE principal = NEW.principal AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a line of a delegation is never replaced'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION delegations_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of a delegation is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER delegations_no_change BEFORE UPDATE OR DELETE ON delegations
    FOR EACH ROW EXECUTE FUNCTION delegations_are_kept()
    """,
    """
    CREATE TRIGGER delegations_no_truncate BEFORE TRUNCATE ON delegations
    FOR EACH STATEMENT EXECUTE FUNCTION delegations_are_kept()
    """,
)


def upgrade() -> None:
    open_lines()
    open_notices()
    for trigger in SQLITE if sqlite() else POSTGRESQL:
        op.execute(trigger)


def downgrade() -> None:
    op.drop_table("delegation_notices")
    op.drop_table("delegations")
    if not sqlite():
        op.execute("DROP FUNCTION delegations_are_kept()")


def open_lines() -> None:
    op.create_table(
        "delegations",
        column("principal", sa.String(40)),
        column("seq", sa.Integer, autoincrement=False),
        *(column(name, kind) for name, kind in LINE),
        sa.PrimaryKeyConstraint("principal", "seq", name="pk_delegations"),
        sa.UniqueConstraint("command", name="uq_delegations_command"),
        belongs("delegations", ["principal"], ["accounts.id"]),
    )
    op.create_index("ix_delegations_until", "delegations", ["until"])
    op.create_index("ix_delegations_delegate", "delegations", ["delegate"])
    op.create_index("ix_delegations_principal_ends", "delegations", ["principal", "ends"])


def open_notices() -> None:
    op.create_table(
        "delegation_notices",
        column("principal", sa.String(40)),
        column("seq", sa.Integer, autoincrement=False),
        column("person", sa.String(40)),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("principal", "seq", "person", name="pk_delegation_notices"),
        belongs("delegation_notices", ["principal", "seq"], ["delegations.principal", "delegations.seq"]),
    )
    op.create_index("ix_delegation_notices_person_seen_at", "delegation_notices", ["person", "seen_at"])


def column(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def belongs(table: str, columns: list[str], target: list[str]) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_principal"
    return sa.ForeignKeyConstraint(columns, target, name=name, deferrable=True, initially="DEFERRED")


def sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"

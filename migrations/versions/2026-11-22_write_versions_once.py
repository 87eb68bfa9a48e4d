"""Write versions of the policy once.

Changes of the limits (A20) are lines of one chain beside all cases, kept like the journal, and who was told
of which line.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
#: `prev` and `hash` as in the journal; `command` is the id it was sent under; `sealed` holds words.
LINE = (
    *(("at", sa.String(27)), ("applied_at", sa.String(27)), ("actor", sa.String(40)), ("role", sa.String(40))),
    *(("type", sa.String(40)), ("data", sa.Text), ("prev", sa.String(64)), ("hash", sa.String(64))),
    *(("command", sa.String(64)), ("sealed", sa.LargeBinary)),
)
SQLITE = (
    """
    CREATE TRIGGER policy_lines_no_update BEFORE UPDATE ON policy_lines
    BEGIN SELECT RAISE(ABORT, 'a line of the policy is never changed'); END
    """,
    """
    CREATE TRIGGER policy_lines_no_delete BEFORE DELETE ON policy_lines
    BEGIN SELECT RAISE(ABORT, 'a line of the policy is never deleted'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER policy_lines_no_replace BEFORE INSERT ON policy_lines
    WHEN EXISTS (SELECT 1 FROM policy_lines WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a line of the policy is never replaced'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION policy_lines_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of the policy is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER policy_lines_no_change BEFORE UPDATE OR DELETE ON policy_lines
    FOR EACH ROW EXECUTE FUNCTION policy_lines_are_kept()
    """,
    """
    CREATE TRIGGER policy_lines_no_truncate BEFORE TRUNCATE ON policy_lines
    FOR EACH STATEMENT EXECUTE FUNCTION policy_lines_are_kept()
    """,
)


def upgrade() -> None:
    open_lines()
    open_notices()
    for trigger in SQLITE if sqlite() else POSTGRESQL:
        op.execute(trigger)


def downgrade() -> None:
    op.drop_table("policy_notices")
    op.drop_table("policy_lines")
    if not sqlite():
        op.execute("DROP FUNCTION policy_lines_are_kept()")


def open_lines() -> None:
    op.create_table(
        "policy_lines",
        column("seq", sa.Integer, autoincrement=False),
        *(column(name, kind) for name, kind in LINE),
        sa.PrimaryKeyConstraint("seq", name="pk_policy_lines"),
        sa.UniqueConstraint("command", name="uq_policy_lines_command"),
    )


def open_notices() -> None:
    op.create_table(
        "policy_notices",
        column("seq", sa.Integer, autoincrement=False),
        column("person", sa.String(40)),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("seq", "person", name="pk_policy_notices"),
        sa.ForeignKeyConstraint(
            ["seq"], ["policy_lines.seq"], name="fk_policy_notices_seq", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("ix_policy_notices_person_seen_at", "policy_notices", ["person", "seen_at"])


def column(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"

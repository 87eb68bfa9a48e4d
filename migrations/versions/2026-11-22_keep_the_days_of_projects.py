"""Keep the days of projects.

The daily duties of a project (T04, T05) are lines of a chain for each project, kept like the journal; how each day
stands, for lists; and who was told of which line.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
#: `prev` and `hash` as in the journal; `command` is the id it was sent under; `sealed` holds words.
LINE = (
    *(("at", sa.String(27)), ("applied_at", sa.String(27)), ("actor", sa.String(40)), ("role", sa.String(40))),
    *(("type", sa.String(40)), ("data", sa.Text), ("prev", sa.String(64)), ("hash", sa.String(64))),
    *(("command", sa.String(160)), ("sealed", sa.LargeBinary)),
)
DAY = (
    *(("started_at", MOMENT), ("due_at", MOMENT), ("state", sa.String(40)), ("owed", sa.Boolean)),
    *(("running", sa.Boolean), ("marks", sa.Text), ("filed_by", sa.String(40)), ("late_by", sa.Integer)),
    *(("times", sa.Integer), ("last", sa.Integer), ("data", sa.Text)),
)
SQLITE = (
    """
    CREATE TRIGGER day_lines_no_update BEFORE UPDATE ON day_lines
    BEGIN SELECT RAISE(ABORT, 'a line of a project''s days is never changed'); END
    """,
    """
    CREATE TRIGGER day_lines_no_delete BEFORE DELETE ON day_lines
    BEGIN SELECT RAISE(ABORT, 'a line of a project''s days is never deleted'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER day_lines_no_replace BEFORE INSERT ON day_lines
    WHEN EXISTS (SELECT 1 FROM day_lines WHERE project = NEW.project AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a line of a project''s days is never replaced'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION day_lines_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of a project''s days is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER day_lines_no_change BEFORE UPDATE OR DELETE ON day_lines
    FOR EACH ROW EXECUTE FUNCTION day_lines_are_kept()
    """,
    """
    CREATE TRIGGER day_lines_no_truncate BEFORE TRUNCATE ON day_lines
    FOR EACH STATEMENT EXECUTE FUNCTION day_lines_are_kept()
    """,
)


def upgrade() -> None:
    open_lines()
    open_days()
    open_notices()
    for trigger in SQLITE if sqlite() else POSTGRESQL:
        op.execute(trigger)


def downgrade() -> None:
    op.drop_table("day_notices")
    op.drop_table("project_days")
    op.drop_table("day_lines")
    if not sqlite():
        op.execute("DROP FUNCTION day_lines_are_kept()")


def open_lines() -> None:
    op.create_table(
        "day_lines",
        column("project", sa.String(20)),
        column("seq", sa.Integer, autoincrement=False),
        *(column(name, kind) for name, kind in LINE),
        sa.PrimaryKeyConstraint("project", "seq", name="pk_day_lines"),
        sa.UniqueConstraint("command", name="uq_day_lines_command"),
        belongs("day_lines", ["project"], ["projects.code"]),
    )
    op.create_index("ix_day_lines_project_type_seq", "day_lines", ["project", "type", "seq"])


def open_days() -> None:
    op.create_table(
        "project_days",
        column("project", sa.String(20)),
        column("day", sa.Date),
        column("rule", sa.String(40)),
        *(column(name, kind) for name, kind in DAY),
        sa.Column("filed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("project", "day", "rule", name="pk_project_days"),
        belongs("project_days", ["project"], ["projects.code"]),
    )
    op.create_index("ix_project_days_project_running", "project_days", ["project", "running"])
    op.create_index("ix_project_days_project_state_day", "project_days", ["project", "state", "day"])


def open_notices() -> None:
    op.create_table(
        "day_notices",
        column("project", sa.String(20)),
        column("seq", sa.Integer, autoincrement=False),
        column("person", sa.String(40)),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("project", "seq", "person", name="pk_day_notices"),
        belongs("day_notices", ["project", "seq"], ["day_lines.project", "day_lines.seq"]),
    )
    op.create_index("ix_day_notices_person_seen_at", "day_notices", ["person", "seen_at"])


def column(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def belongs(table: str, columns: list[str], target: list[str]) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_project"
    return sa.ForeignKeyConstraint(columns, target, name=name, deferrable=True, initially="DEFERRED")


def sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"

"""Write campaigns once.

What happens to a project on known dates (D17, D28, D29) is a chain of lines for each campaign, kept like the
journal.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

#: `prev` and `hash` as in the journal; `command` is the id it was sent under; `sealed` holds words.
LINE = (
    *(("project", sa.String(20)), ("at", sa.String(27)), ("applied_at", sa.String(27)), ("actor", sa.String(40))),
    *(("role", sa.String(40)), ("type", sa.String(40)), ("data", sa.Text), ("prev", sa.String(64))),
    *(("hash", sa.String(64)), ("command", sa.String(64)), ("case_number", sa.String(40))),
    ("sealed", sa.LargeBinary),
)
SQLITE = (
    """
    CREATE TRIGGER campaign_lines_no_update BEFORE UPDATE ON campaign_lines
    BEGIN SELECT RAISE(ABORT, 'a line of a campaign is never changed'); END
    """,
    """
    CREATE TRIGGER campaign_lines_no_delete BEFORE DELETE ON campaign_lines
    BEGIN SELECT RAISE(ABORT, 'a line of a campaign is never deleted'); END
    """,
    # INSERT OR REPLACE would delete without asking the trigger above
    """
    CREATE TRIGGER campaign_lines_no_replace BEFORE INSERT ON campaign_lines
    WHEN EXISTS (SELECT 1 FROM campaign_lines WHERE campaign = NEW.campaign AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a line of a campaign is never replaced'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION campaign_lines_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of a campaign is never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER campaign_lines_no_change BEFORE UPDATE OR DELETE ON campaign_lines
    FOR EACH ROW EXECUTE FUNCTION campaign_lines_are_kept()
    """,
    """
    CREATE TRIGGER campaign_lines_no_truncate BEFORE TRUNCATE ON campaign_lines
    FOR EACH STATEMENT EXECUTE FUNCTION campaign_lines_are_kept()
    """,
)


def upgrade() -> None:
    op.create_table(
        "campaign_lines",
        column("campaign", sa.String(40)),
        column("seq", sa.Integer, autoincrement=False),
        *(column(name, kind) for name, kind in LINE),
        sa.PrimaryKeyConstraint("campaign", "seq", name="pk_campaign_lines"),
        sa.UniqueConstraint("command", name="uq_campaign_lines_command"),
        sa.ForeignKeyConstraint(
            ["project"], ["projects.code"], name="fk_campaign_lines_project", deferrable=True, initially="DEFERRED"
        ),
    )
    op.create_index("ix_campaign_lines_project_seq", "campaign_lines", ["project", "seq"])
    op.create_index("ix_campaign_lines_case_number", "campaign_lines", ["case_number"])
    for trigger in SQLITE if sqlite() else POSTGRESQL:
        op.execute(trigger)


def downgrade() -> None:
    op.drop_table("campaign_lines")
    if not sqlite():
        op.execute("DROP FUNCTION campaign_lines_are_kept()")


def column(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"

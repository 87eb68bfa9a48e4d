"""Tell of campaigns.

Whoever speaks for the house finds on the desk that the media were handed on to them (D29, C-03): who was told of
which line of a campaign, and whether it was read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_notices",
        sa.Column("campaign", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("campaign", "seq", "person", name="pk_campaign_notices"),
        sa.ForeignKeyConstraint(
            ["campaign", "seq"],
            ["campaign_lines.campaign", "campaign_lines.seq"],
            name="fk_campaign_notices_campaign",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_campaign_notices_person_seen_at", "campaign_notices", ["person", "seen_at"])


def downgrade() -> None:
    op.drop_table("campaign_notices")

"""Name who owes a duty.

A duty that one person owes, not a seat (T25), lies on that person's desk: lists have to ask for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("duties", sa.Column("person", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("duties", "person")

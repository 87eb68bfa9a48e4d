"""Name who speaks.

The appointed spokesperson of a case (A25), so that the clocks of what is said outside lie on that person's desk,
whatever seat they hold. The clocks belong to the second book: no case that is older has any.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("speaker", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("cases", "speaker")

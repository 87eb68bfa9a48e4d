"""Know the households of a group.

The link of a household to its group lies with the household (C-30), so that the group is asked of by an index
and not by its own journal; and the lists of households that are taken in row by row.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COLUMNS: tuple[tuple[str, Any, str | sa.TextClause], ...] = (
    ("group_number", sa.String(40), ""),
    ("household", sa.String(40), ""),
    ("answer", sa.String(40), ""),
    ("goes_on", sa.Boolean(), sa.false()),  # type: ignore[dict-item]
)


def upgrade() -> None:
    for name, kind, default in COLUMNS:
        op.add_column("cases", sa.Column(name, kind, nullable=False, server_default=default))
    op.create_index("ix_cases_group_number_number", "cases", ["group_number", "number"])
    open_lists()


def downgrade() -> None:
    op.drop_table("household_lists")
    op.drop_index("ix_cases_group_number_number", "cases")
    for name, _, _ in reversed(COLUMNS):
        op.drop_column("cases", name)


def open_lists() -> None:
    op.create_table(
        "household_lists",
        column("id", sa.String(64)),
        column("case_number", sa.String(40)),
        column("actor", sa.String(40)),
        column("state", sa.String(40)),
        column("total", sa.Integer),
        column("taken", sa.Integer),
        column("skipped", sa.Text),
        column("failed", sa.Text),
        column("sealed", sa.LargeBinary),
        column("at", MOMENT),
        sa.Column("next_try_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_household_lists"),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["cases.number"],
            name="fk_household_lists_case_number",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_household_lists_state_next_try_at", "household_lists", ["state", "next_try_at"])
    op.create_index("ix_household_lists_case_number_at", "household_lists", ["case_number", "at"])


def column(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)

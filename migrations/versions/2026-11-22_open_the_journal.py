"""Open the journal.

The first schema: people, cases, their journal, sign-offs, commands and sealed contents.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    *("found", "contents", "commands", "leases", "numbers", "askees", "approvals", "notices"),
    *("duties", "journal", "cases", "reads", "tokens", "sessions", "projects", "holdings"),
    "accounts",
)


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("SET LOCAL lock_timeout = '4s'")
    open_people()
    open_cases()
    open_signoffs()
    open_commands()
    open_contents()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def column(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def optional(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def belongs(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def open_people() -> None:
    op.create_table(
        "accounts",
        column("id", sa.String(40)),
        column("name_zh", sa.String(80)),
        column("name_en", sa.String(80)),
        column("password_hash", sa.String(200)),
        optional("disabled_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_table(
        "holdings",
        column("id", sa.Integer),
        column("account", sa.String(40)),
        column("role", sa.String(40)),
        column("project", sa.String(40)),
        column("region", sa.String(40)),
        column("department", sa.String(40)),
        column("deputy", sa.Boolean),
        sa.PrimaryKeyConstraint("id", name="pk_holdings"),
        belongs("holdings", "account", "accounts.id"),
    )
    op.create_index("ix_holdings_account", "holdings", ["account"])
    op.create_index("ix_holdings_project", "holdings", ["project"])
    op.create_table(
        "projects",
        column("code", sa.String(20)),
        column("name_zh", sa.String(80)),
        column("name_en", sa.String(80)),
        column("region", sa.String(40)),
        column("buildings", sa.JSON),
        sa.PrimaryKeyConstraint("code", name="pk_projects"),
    )
    op.create_table(
        "sessions",
        column("token_hash", sa.String(64)),
        column("account", sa.String(40)),
        column("created_at", MOMENT),
        column("seen_at", MOMENT),
        column("expires_at", MOMENT),
        optional("ended_at", MOMENT),
        column("locale", sa.String(40)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        belongs("sessions", "account", "accounts.id"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_table(
        "tokens",
        column("token_hash", sa.String(64)),
        column("account", sa.String(40)),
        column("created_at", MOMENT),
        optional("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_tokens"),
        belongs("tokens", "account", "accounts.id"),
    )
    op.create_index("ix_tokens_account", "tokens", ["account"])
    op.create_table(
        "reads",
        column("id", sa.Integer),
        column("person", sa.String(40)),
        column("case_number", sa.String(40)),
        column("what", sa.String(40)),
        column("at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_reads"),
    )
    op.create_index("ix_reads_case_number_at", "reads", ["case_number", "at"])
    op.create_index("ix_reads_person_at", "reads", ["person", "at"])


def open_cases() -> None:
    op.create_table(
        "cases",
        column("number", sa.String(40)),
        column("life", sa.Integer),
        column("project", sa.String(40)),
        column("region", sa.String(40)),
        column("stage", sa.String(40)),
        column("level", sa.String(40)),
        column("phase", sa.String(40)),
        column("crisis", sa.Boolean),
        column("owner", sa.String(40)),
        column("department", sa.String(40)),
        column("version", sa.Integer),
        column("seq", sa.Integer),
        column("head", sa.String(64)),
        column("subject", sa.String(80)),
        column("channel", sa.String(40)),
        column("complainant", sa.String(40)),
        column("factor", sa.Integer),
        column("policy", sa.Text),
        column("state", sa.Text),
        column("opened_at", MOMENT),
        column("updated_at", MOMENT),
        column("ended", sa.Boolean),
        optional("next_due_at", MOMENT),
        column("overdue", sa.Integer),
        sa.PrimaryKeyConstraint("number", name="pk_cases"),
    )
    op.create_index("ix_cases_ended_next_due_at", "cases", ["ended", "next_due_at"])
    op.create_index("ix_cases_owner", "cases", ["owner"])
    op.create_index("ix_cases_project_updated_at_number", "cases", ["project", "updated_at", "number"])
    op.create_index("ix_cases_stage_updated_at_number", "cases", ["stage", "updated_at", "number"])
    op.create_index("ix_cases_updated_at_number", "cases", ["updated_at", "number"])
    op.create_table(
        "journal",
        column("case_number", sa.String(40)),
        column("seq", sa.Integer, autoincrement=False),
        column("at", sa.String(27)),
        column("applied_at", sa.String(27)),
        column("actor", sa.String(40)),
        column("role", sa.String(40)),
        column("type", sa.String(40)),
        column("data", sa.Text),
        column("prev", sa.String(64)),
        column("hash", sa.String(64)),
        sa.PrimaryKeyConstraint("case_number", "seq", name="pk_journal"),
        belongs("journal", "case_number", "cases.number"),
    )
    op.create_table(
        "duties",
        column("case_number", sa.String(40)),
        column("id", sa.String(20)),
        column("rule", sa.String(40)),
        column("owner_role", sa.String(40)),
        column("started_at", MOMENT),
        column("due_at", MOMENT),
        optional("contact_by", MOMENT),
        column("state", sa.String(40)),
        column("late_by", sa.Integer),
        column("approval", sa.String(80)),
        sa.PrimaryKeyConstraint("case_number", "id", name="pk_duties"),
        belongs("duties", "case_number", "cases.number"),
    )
    op.create_index("ix_duties_state_due_at", "duties", ["state", "due_at"])
    op.create_table(
        "notices",
        column("id", sa.String(160)),
        column("person", sa.String(40)),
        column("case_number", sa.String(40)),
        column("seq", sa.Integer),
        column("kind", sa.String(40)),
        column("at", MOMENT),
        column("data", sa.JSON),
        optional("seen_at", MOMENT),
        optional("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        belongs("notices", "case_number", "cases.number"),
    )
    op.create_index("ix_notices_person_seen_at_at", "notices", ["person", "seen_at", "at"])
    op.create_index("ix_notices_sent_at_at", "notices", ["sent_at", "at"])


def open_signoffs() -> None:
    op.create_table(
        "approvals",
        column("id", sa.String(80)),
        column("case_number", sa.String(40)),
        column("rule", sa.String(40)),
        column("round", sa.Integer),
        column("seat", sa.String(40)),
        column("subject", sa.String(80)),
        column("digest", sa.String(64)),
        column("requested_by", sa.String(40)),
        column("state", sa.String(40)),
        column("decided_by", sa.String(40)),
        optional("decided_at", MOMENT),
        column("asked_at", MOMENT),
        column("expires_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
        belongs("approvals", "case_number", "cases.number"),
    )
    op.create_index("ix_approvals_case_number", "approvals", ["case_number"])
    op.create_index("ix_approvals_state_asked_at", "approvals", ["state", "asked_at"])
    op.create_table(
        "askees",
        column("approval", sa.String(80)),
        column("account", sa.String(40)),
        sa.PrimaryKeyConstraint("approval", "account", name="pk_askees"),
        belongs("askees", "approval", "approvals.id"),
    )
    op.create_index("ix_askees_account", "askees", ["account"])


def open_commands() -> None:
    op.create_table(
        "numbers",
        column("project", sa.String(20)),
        column("year", sa.Integer, autoincrement=False),
        column("drill", sa.Boolean),
        column("next", sa.Integer),
        sa.PrimaryKeyConstraint("project", "year", "drill", name="pk_numbers"),
    )
    op.create_table(
        "leases",
        column("case_number", sa.String(40)),
        column("holder", sa.String(80)),
        column("until", MOMENT),
        sa.PrimaryKeyConstraint("case_number", name="pk_leases"),
    )
    op.create_table(
        "commands",
        column("id", sa.String(64)),
        column("case_number", sa.String(40)),
        column("life", sa.Integer),
        column("name", sa.String(40)),
        column("actor", sa.String(40)),
        column("position", sa.Integer),
        column("received_at", MOMENT),
        column("sealed", sa.LargeBinary),
        column("fingerprint", sa.String(64)),
        column("opening", sa.Boolean),
        column("decision_on", sa.String(80)),
        optional("delivered_at", MOMENT),
        column("tries", sa.Integer),
        optional("next_try_at", MOMENT),
        column("state", sa.String(10)),
        column("entries", sa.JSON),
        optional("refusal", sa.JSON),
        optional("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_commands"),
        belongs("commands", "case_number", "cases.number"),
        sa.UniqueConstraint("case_number", "position", name="uq_commands_case_number_position"),
    )
    op.create_index("ix_commands_actor_received_at", "commands", ["actor", "received_at"])
    op.create_index("ix_commands_state_case_number", "commands", ["state", "case_number"])


def open_contents() -> None:
    op.create_table(
        "contents",
        column("case_number", sa.String(40)),
        column("id", sa.String(20)),
        column("kind", sa.String(40)),
        column("digest", sa.String(64)),
        column("sealed", sa.LargeBinary),
        column("command", sa.String(64)),
        sa.PrimaryKeyConstraint("case_number", "id", name="pk_contents"),
        belongs("contents", "case_number", "cases.number"),
    )
    op.create_table(
        "found",
        column("key", sa.String(64)),
        column("kind", sa.String(10)),
        column("case_number", sa.String(40)),
        sa.PrimaryKeyConstraint("key", "kind", "case_number", name="pk_found"),
        belongs("found", "case_number", "cases.number"),
    )
    op.create_index("ix_found_case_number", "found", ["case_number"])

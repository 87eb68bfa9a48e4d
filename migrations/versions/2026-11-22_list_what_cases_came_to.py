"""List what cases came to.

Merged cases under their parent (X2), silence (D09), the case library and its figures (D13), improvements over
cases (D12): columns and a table that follow from the folded case, filled here for the cases that are there.
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COLUMNS = (
    ("parent", sa.String(40)),
    ("closed_at", MOMENT),
    ("silent_since", MOMENT),
    ("category", sa.String(40)),
    ("cause", sa.String(40)),
    ("satisfaction", sa.String(40)),
    ("reopened", sa.Integer),
)
INDEXES = {
    "ix_cases_parent": ["parent"],
    "ix_cases_figures": [
        "project",
        "factor",
        "stage",
        "level",
        "category",
        "cause",
        "channel",
        "satisfaction",
        "closed_at",
        "number",
    ],
    "ix_cases_project_silent_since_number": ["project", "silent_since", "number"],
    "ix_cases_project_cause_opened_at": ["project", "cause", "opened_at"],
}
IN_HAND = {"S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S8b", "S9", "S10", "S11"}
MOST = 500


def upgrade() -> None:
    for name, kind in COLUMNS:
        default = None if kind is MOMENT else "0" if name == "reopened" else ""
        op.add_column("cases", sa.Column(name, kind, nullable=default is None, server_default=default))
    op.create_table(
        "improvements",
        *(sa.Column(name, kind, nullable=False) for name, kind in IMPROVEMENT),
        sa.Column("verified_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("case_number", "no", name="pk_improvements"),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["cases.number"],
            name="fk_improvements_case_number",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_improvements_project_state_due", "improvements", ["project", "state", "due"])
    for name, columns in INDEXES.items():
        op.create_index(name, "cases", columns)
    fill()


IMPROVEMENT = (
    ("case_number", sa.String(40)),
    ("no", sa.Integer),
    ("project", sa.String(40)),
    ("content", sa.String(40)),
    ("owner", sa.String(40)),
    ("due", sa.String(10)),
    ("state", sa.String(40)),
    ("effect", sa.String(40)),
    ("recorded_at", MOMENT),
)


def downgrade() -> None:
    op.drop_table("improvements")
    for name in INDEXES:
        op.drop_index(name, "cases")
    for name, _ in COLUMNS:
        op.drop_column("cases", name)


def fill() -> None:
    """The new columns of the cases there are, from their folded state, some hundred at a time."""
    connection = op.get_bind()
    cases = sa.table("cases", *(sa.column(n) for n in ("number", "seq", "state", *(name for name, _ in COLUMNS))))
    improvements = sa.table("improvements", *(sa.column(n) for n, _ in IMPROVEMENT), sa.column("verified_at"))
    last = ""
    while True:
        query = sa.select(cases.c.number, cases.c.state).where(cases.c.number > last, cases.c.seq > 0)
        rows = connection.execute(query.order_by(cases.c.number).limit(MOST)).all()
        if not rows:
            return
        for number, state in rows:
            case = json.loads(state)
            connection.execute(sa.update(cases).where(cases.c.number == number).values(**came_to(case)))
            if made := improved(case):
                connection.execute(sa.insert(improvements), made)
        last = rows[-1].number


def came_to(case: dict[str, Any]) -> dict[str, Any]:
    heard = [one["at"] for one in of_kind(case, "contact")]
    in_hand = not case["ended"] and case["stage"] in IN_HAND
    said = [(one["seq"], one["data"].get("answer", "")) for one in of_kind(case, "visit")]
    said += [(one["seq"], one["data"].get("satisfaction", "")) for one in of_kind(case, "closing")]
    satisfaction = max(said, default=(0, ""))[1]
    return {
        "parent": case.get("parent", ""),
        "closed_at": moment(case.get("closed_at")),
        "silent_since": max(map(moment, heard), default=moment(case["opened_at"])) if in_hand else None,
        "category": newest(case, "category", "assessment"),
        "cause": newest(case, "cause", "investigation"),
        "satisfaction": "dissatisfied" if satisfaction == "unsatisfied" else satisfaction,
        "reopened": case.get("reopened", 0),
    }


def improved(case: dict[str, Any]) -> list[dict[str, Any]]:
    verified = {one["data"]["improvement"]: one for one in of_kind(case, "verification")}
    replaced = {one["data"].get("replaces") for one in of_kind(case, "improvement")}
    return [
        {
            "case_number": case["number"],
            "no": one["no"],
            "project": case["project"],
            "content": one["content"],
            "owner": one["data"]["owner"],
            "due": one["data"]["due"],
            "state": "verified" if one["no"] in verified else "replaced" if one["no"] in replaced else "open",
            "effect": "",
            "recorded_at": moment(one["at"]),
            "verified_at": moment(verified[one["no"]]["at"]) if one["no"] in verified else None,
        }
        for one in of_kind(case, "improvement")
    ]


def of_kind(case: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in case.get("records", []) if one["kind"] == kind]


def newest(case: dict[str, Any], name: str, kind: str) -> str:
    return next((one["data"][name] for one in reversed(of_kind(case, kind)) if name in one["data"]), "")


def moment(text: str | None) -> datetime | None:
    """As the database takes it: SQLite knows no zones and is given none."""
    if text is None:
        return None
    at = datetime.fromisoformat(text).astimezone(UTC)
    return at.replace(tzinfo=None) if op.get_context().dialect.name == "sqlite" else at

"""Whether a SQLite file has the newest schema, asked without loading what migrates: a start has seconds."""

import re
import sqlite3
from pathlib import Path

VERSIONS = Path(__file__).parent.parent / "migrations" / "versions"
REVISION = re.compile(r'^(revision|down_revision)\b[^=]*= "(\w+)"', re.MULTILINE)
SQLITE = "sqlite+aiosqlite:///"


def newest() -> str:
    """The revision that no other follows."""
    named = [dict(REVISION.findall(path.read_text("utf-8"))) for path in sorted(VERSIONS.glob("*.py"))]
    followed = {found.get("down_revision") for found in named}
    return next(str(found["revision"]) for found in named if found["revision"] not in followed)


def is_newest(url: str) -> bool:
    """True only where nothing is left to migrate; False when in doubt."""
    path = Path(url.removeprefix(SQLITE))
    if not url.startswith(SQLITE) or not path.exists():
        return False
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return rows == [(newest(),)]

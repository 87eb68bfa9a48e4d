"""Where the running engine is: engine.json in the home, for operators and for our own processes."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "engine.json"


@dataclass(frozen=True, slots=True)
class EngineRecord:
    """What engine.json says about the running engine."""

    address: str
    namespace: str
    pid: int


def read_record(home: Path) -> EngineRecord | None:
    """The engine last started on this home, or None."""
    try:
        return EngineRecord(**json.loads((home / NAME).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write_record(home: Path, record: EngineRecord) -> None:
    """Whole or not at all: others read it while we write."""
    draft = home / f"{NAME}.new"
    draft.write_text(json.dumps(asdict(record)) + "\n")
    draft.chmod(0o600)
    draft.replace(home / NAME)

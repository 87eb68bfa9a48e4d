"""Recorded histories: closed cases with made-up data, one file for every kind of ending and path.

A file is the engine's own JSON, gzipped, named `<story>-<life>-<run>.json.gz`. The ring they are sealed
under is fixed and protects nothing.
"""

import gzip
import hashlib
from pathlib import Path

from temporalio.client import WorkflowHistory

from desk.runs import Run
from engine.client import workflow_id
from engine.keys import KeyRing

FOLDER = Path(__file__).parent / "kept"
FINGERPRINT = Path(__file__).parent / "fingerprint"
WORKFLOWS = Path(__file__).parents[2] / "workflows"
RING = KeyRing.parse("histories:" + "AA" * 21 + "A=")


def path_of(story: str, life: int, run: int) -> Path:
    return FOLDER / f"{story}-{life}-{run}.json.gz"


def keep(path: Path, history: WorkflowHistory) -> None:
    """Write a history that is not there yet; the same one always gives the same bytes."""
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(history.to_json().encode(), mtime=0))


def read(path: Path) -> Run:
    """A recorded run."""
    text = gzip.decompress(path.read_bytes()).decode()
    _story, life, _run = path.name.removesuffix(".json.gz").rsplit("-", 2)
    return Run(int(life), path.name, WorkflowHistory.from_json(workflow_id("YXY-2026-0001", int(life)), text))


def recorded() -> list[Path]:
    """All of them, by name."""
    return sorted(FOLDER.glob("*.json.gz"))


def fingerprint() -> str:
    """Of the workflow code: a reminder that old cases run through it again, no proof of anything."""
    digest = hashlib.sha256()
    for path in sorted(WORKFLOWS.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()

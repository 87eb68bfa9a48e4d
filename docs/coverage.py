"""What of the rule book the software holds, and by which test: coverage.toml, read and shown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "coverage.toml"

#: The parts of the file, each a letter of the rule book.
PARTS: Mapping[str, str] = {
    "D": "Mechanisms",
    "T": "Time rules",
    "A": "Approvals",
    "S": "Stages",
    "C": "Decisions",
}
INTRODUCTION = """
What of the rule book the software holds, from `coverage.toml`. A test counts when it fails without its row or guard
(`python -m tests.coverage_check`). `partly`: something of it is there; `missing`: nothing yet; `out`: not for this
software, or not for now.
""".strip()

KEYS = {"what", "row", "guard", "test", "missing", "out"}


@dataclass(frozen=True, slots=True)
class Claim:
    """One id: the rows and guards it comes from, the tests that hold it, what is missing of it, or why it is out."""

    id: str
    what: str
    rows: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    missing: str = ""
    out: str = ""

    @property
    def removable(self) -> tuple[str, ...]:
        """What can be taken away to see the tests fail."""
        return (*self.rows, *self.guards)

    @property
    def held(self) -> bool:
        """Is there anything in the software that holds it?"""
        return bool(self.removable or self.tests)

    @property
    def state(self) -> str:
        """`held`, `partly`, `missing` or `out`."""
        if self.out:
            return "out"
        return ("partly" if self.held else "missing") if self.missing else "held"


def read(path: Path = FILE) -> tuple[Claim, ...]:
    """All claims, in the order of the file. Raises ValueError for a key that has no meaning."""
    parts = tomllib.loads(path.read_text("utf-8"))
    return tuple(_claim(name, said) for part in parts.values() for name, said in part.items())


def _claim(id: str, said: Mapping[str, Any]) -> Claim:
    if unknown := {*said} - KEYS:
        raise ValueError(f"{id} says {', '.join(sorted(unknown))}")
    several = {key: _several(said.get(key, [])) for key in ("row", "guard", "test")}
    return Claim(
        id,
        said.get("what", ""),
        several["row"],
        several["guard"],
        several["test"],
        said.get("missing", ""),
        said.get("out", ""),
    )


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def shown() -> str:
    """docs/coverage.md below its first line: the counts, then one table for each part."""
    claims = read()
    parts = ["# Coverage", INTRODUCTION, _table(("State", "Ids"), [(s, str(n)) for s, n in counts(claims).items()])]
    for letter, title in PARTS.items():
        lines = [_line(claim) for claim in claims if _part(claim.id) == letter]
        parts += [f"## {title}", _table(("Id", "What", "State", "By", "Tests", "Missing, or why it is out"), lines)]
    return "\n\n".join(parts) + "\n"


def _part(id: str) -> str:
    """The letter of a part; ways out (X1 …) are stages."""
    return id[0].replace("X", "S")


def _line(claim: Claim) -> tuple[str, ...]:
    by = ", ".join(f"`{name}`" for name in claim.removable)
    tests = ", ".join(f"`{name.rpartition('/')[2]}`" for name in claim.tests)
    return (claim.id, claim.what, claim.state, by, tests, claim.out or claim.missing)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") or "–" for cell in line) + " |" for line in lines)


def counts(claims: tuple[Claim, ...]) -> dict[str, int]:
    """How many claims are in each state."""
    return {state: sum(c.state == state for c in claims) for state in ("held", "partly", "missing", "out")}

"""Do the tests that docs/coverage.toml names hold what they are named for? Take the row away and see them fail.

`python -m tests.coverage_check --ids T07 A02`, `--random 10 --seed 7`, or nothing for all of them. Each id has a
process of its own, forked from one that has loaded everything but the tests; the tables are changed in memory only.
"""

import argparse
import json
import os
import random
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import pytest_timeout  # type: ignore[import-untyped]  # noqa: F401  loaded once, before the forks

from docs.coverage import FILE, ROOT, Claim, read
from domain import accountable, act, days, lapse, offers, rulebook, schema  # noqa: F401  what holds a row has to be loaded
from domain.campaign_command import CampaignCommand
from domain.campaign_commands import CAMPAIGN_COMMANDS
from domain.campaign_rows import GROUPS
from domain.command import CommandRow
from domain.commands import ROWS
from domain.daily import DAILY
from domain.duties import DUTIES
from domain.moves import MOVES
from domain.outlived import REMINDERS
from domain.policy import LIMITS, POLICIES
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import Stage

#: A row and what stands in its place; None takes it away.
Change = tuple[object, object | None]


@dataclass(frozen=True)
class Verdict:
    """What became of the tests of one claim when one of its rows was gone."""

    id: str
    gone: str
    failed: frozenset[str]


def row_changes(reference: str) -> list[Change]:
    """What it means to take away `duties:T07`, `fields:register.channel`, `moves:rework>S8b`, `stages:S7` …

    No changes: there is no such row.
    """
    table, _, key = reference.partition(":")
    return TABLES[table](key) if table in TABLES else []


def _command(key: str) -> list[Change]:
    return [(row, None) for row in ROWS if row.name == key]


def _field(key: str) -> list[Change]:
    name, _, field = key.partition(".")
    return [
        (row, replace(row, fields=tuple(f for f in row.fields if f.name != field)))
        for row in ROWS
        if row.name == name and row.field(field)
    ]


def _duty(key: str) -> list[Change]:
    return [(row, None) for row in DUTIES if row.rule == key]


def _daily(key: str) -> list[Change]:
    return [(row, None) for row in DAILY if row.rule == key]


def _outlived(key: str) -> list[Change]:
    return [(row, None) for row in REMINDERS if row.mark == key]


def _sign_off(key: str) -> list[Change]:
    rule, _, subject = key.partition("/")
    return [(row, None) for row in SIGN_OFFS if row.rule == rule and subject in ("", row.subject)]


def _move(key: str) -> list[Change]:
    name, _, target = key.partition(">")
    return [(move, None) for move in MOVES if move.command == name and (not target or move.target == Stage(target))]


def _stage(key: str) -> list[Change]:
    """A stage that no way leads to and in which nothing can be done."""
    stage = Stage(key)
    changes: list[Change] = [(move, None) for move in MOVES if move.target is stage]
    changes += [(row, replace(row, stages=row.stages - {stage})) for row in ROWS if stage in row.stages]
    for row in SIGN_OFFS:
        if stage in (row.approved, row.refused):
            kept = {name: None for name in ("approved", "refused") if getattr(row, name) is stage}
            changes.append((row, replace(row, **kept)))  # type: ignore[arg-type]
    return changes


def _limit(key: str) -> list[Change]:
    return [(limits, {k: v for k, v in limits.items() if k != key}) for limits in _all_limits() if key in limits]


def _campaign(key: str) -> list[Change]:
    return [(row, None) for row in CAMPAIGN_COMMANDS if row.name == key]


def _group(key: str) -> list[Change]:
    return [(row, None) for row in GROUPS if row.group == key]


def _all_limits() -> list[Mapping[str, int]]:
    return [LIMITS, *(policy.limits for policy in POLICIES.values())]


TABLES: Mapping[str, Callable[[str], list[Change]]] = {
    "commands": _command,
    "fields": _field,
    "duties": _duty,
    "daily": _daily,
    "outlived": _outlived,
    "sign_offs": _sign_off,
    "moves": _move,
    "stages": _stage,
    "limits": _limit,
    "campaigns": _campaign,
    "groups": _group,
}


def function(reference: str) -> Callable[..., Any] | None:
    """The function that `domain.guards:annexed` names; the rule book need not have loaded its module."""
    module, _, name = reference.partition(":")
    try:
        found = getattr(import_module(module), name, None)
    except ImportError:
        return None
    return found if callable(found) else None


def guard_changes(reference: str) -> list[Change]:
    """Every command that has this guard, without it; none when no command has it."""
    name = reference.rpartition(":")[2]
    ours = [(row, replace(row, guards=_others(row, name))) for row in ROWS if _guarded(row, name)]
    campaigns = [(row, replace(row, guards=_others(row, name))) for row in CAMPAIGN_COMMANDS if _guarded(row, name)]
    return [*ours, *campaigns]


def _guarded(row: CommandRow | CampaignCommand, name: str) -> bool:
    return len(_others(row, name)) < len(row.guards)


def _others(row: CommandRow | CampaignCommand, name: str) -> tuple[Any, ...]:
    """A guard made by a function counts under that function's name."""
    return tuple(g for g in row.guards if g.__qualname__.partition(".")[0] != name)


def take_away(reference: str) -> None:
    """Remove a row or guard from every table of the rule book that is loaded. For a process about to end."""
    changes = guard_changes(reference) or row_changes(reference)
    for old, new in changes:
        _swap(old, new)
    if not changes:
        _silence(function(reference))


def _domain() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.split(".")[0] == "domain"]


def _swap(old: object, new: object | None) -> None:
    """Tables are tuples and mappings of modules; the same row may stand in several."""
    if isinstance(old, dict):
        old.clear()
        old.update(new or {})  # type: ignore[call-overload]
        return
    for module in _domain():
        for name, table in [*vars(module).items()]:
            if isinstance(table, tuple) and any(row is old for row in table):
                setattr(module, name, tuple(new if row is old else row for row in table if row is not old or new))
            elif isinstance(table, dict):
                for key in [key for key, row in table.items() if row is old]:
                    _put(table, key, new)


def _put(table: dict[Any, Any], key: object, new: object | None) -> None:
    if new is None:
        del table[key]
    else:
        table[key] = new


def _silence(gone: Callable[..., Any] | None) -> None:
    """A function that may answer None always does."""
    for module in _domain():
        for name, held in [*vars(module).items()]:
            if gone is not None and held is gone:
                setattr(module, name, lambda *_, **__: None)


#: The named tests are of the pure core: no engine, no plugins and none of their settings, so a run takes no time.
PLAIN = (
    "--noconftest", "--import-mode=importlib", "--assert=plain", "--tb=no", "-q",
    "-c", os.devnull, f"--rootdir={ROOT}", "-p", "no:cacheprovider", "-p", "pytest_timeout", "--timeout=5", "-x",
)  # fmt: skip


class Results:
    """Which tests failed; a module that cannot even be read is no test that failed."""

    def __init__(self) -> None:
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed |= {report.nodeid, report.nodeid.partition("[")[0]}


def run_without(reference: str, tests: Sequence[str]) -> set[str]:
    """Fork, take the row away, run the tests; those of them that failed."""
    end, begin = os.pipe()
    if (child := os.fork()) == 0:
        os.close(end)
        _run(reference, tests, begin)
    os.close(begin)
    with os.fdopen(end) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return set(tests) & set(json.loads(said or "[]"))


def _run(reference: str, tests: Sequence[str], answer: int) -> None:
    """In the child: never returns, and says nothing but its answer."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    results = Results()
    try:
        take_away(reference)
        for test in tests:
            pytest.main([*PLAIN, test], plugins=[results])
        with os.fdopen(answer, "w") as pipe:
            json.dump(sorted(results.failed), pipe)
    finally:
        os._exit(0)


def check(claim: Claim) -> list[Verdict]:
    """One verdict for each row of a claim."""
    return [Verdict(claim.id, gone, frozenset(run_without(gone, claim.tests))) for gone in claim.removable]


def complaints(claim: Claim, verdicts: Iterable[Verdict]) -> list[str]:
    """Rows that nobody misses, and tests that miss no row."""
    verdicts = [*verdicts]
    found = [f"{v.id}: no test fails without {v.gone}" for v in verdicts if not v.failed]
    missed = {name for v in verdicts for name in v.failed}
    return found + [f"{claim.id}: {name} fails without none of its rows" for name in claim.tests if name not in missed]


def chosen(claims: Sequence[Claim], ids: Sequence[str], count: int, seed: int) -> list[Claim]:
    """The claims named, or so many by chance, or all that have a row to take away."""
    able = [claim for claim in claims if claim.removable]
    if ids:
        return [claim for claim in able if claim.id in ids]
    return random.Random(seed).sample(able, min(count, len(able))) if count else able


def main(arguments: Sequence[str]) -> int:
    """Print one line for each row taken away; 1 when a test does not hold what it is named for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ids", nargs="*", default=[])
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--file", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    pytest.main([*PLAIN, "--version"])
    wrong: list[str] = []
    claims = chosen(read(given.file), given.ids, given.random, given.seed)
    for claim in claims:
        verdicts = check(claim)
        for v in verdicts:
            print(f"{v.id}: without {v.gone} {len(v.failed)} of {len(claim.tests)} named tests fail", flush=True)
        wrong += complaints(claim, verdicts)
    print(*wrong, f"{len(claims)} ids, {len(wrong)} complaints", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

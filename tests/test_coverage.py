"""docs/coverage.toml against the rule book and the tests: every id once, everything named exists, tests that bite."""

import ast
import random
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from docs.coverage import ROOT, Claim, counts, read
from domain.duties import DUTIES
from domain.rulebook import ways
from domain.signoffs import SIGN_OFFS
from tests.coverage_check import function, guard_changes, row_changes

#: The ids of the rule book (mechanisms parts A to D, recovery; time rules; approvals; stages; decisions).
IDS = (
    *(f"D{no:02}" for no in range(1, 16)), *(f"D15-{no}" for no in range(1, 6)),
    *(f"D{no}" for no in (*range(16, 43), 53, 66)),
    *(f"T{no:02}" for no in range(1, 6)), "T06a", "T06b", *(f"T{no:02}" for no in range(7, 52)),
    *(f"A{no:02}" for no in range(1, 29)),
    *(f"S{no}" for no in range(9)), "S8b", *(f"S{no}" for no in range(9, 15)), "X1", "X2", "X3", "X4",
    *(f"C-{no:02}" for no in range(1, 40)),
)  # fmt: skip

CLAIMS = read()
HELD = [claim for claim in CLAIMS if claim.held]
AT_RANDOM = 6


@cache
def functions_of(path: str) -> set[str]:
    """The test functions of a module."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_id_of_the_rule_book_stands_there_once() -> None:
    assert Counter(claim.id for claim in CLAIMS) == Counter(IDS)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_says_what_holds_it_or_what_is_missing_or_why_it_is_out(claim: Claim) -> None:
    assert claim.what
    assert bool(claim.out) != (claim.held or bool(claim.missing))
    assert bool(claim.tests) >= bool(claim.removable)


@pytest.mark.parametrize("claim", HELD, ids=lambda claim: claim.id)
def test_every_row_guard_and_test_that_is_named_exists(claim: Claim) -> None:
    assert [row for row in claim.rows if not row_changes(row)] == []
    assert [g for g in claim.guards if not (guard_changes(g) or function(g))] == []
    for name in claim.tests:
        path, _, test = name.partition("::")
        assert (ROOT / path).is_file()
        assert re.sub(r"\[.*", "", test) in functions_of(path), name


def test_what_is_missing_is_counted_so_that_nobody_mistakes_it(capsys: pytest.CaptureFixture[str]) -> None:
    found = counts(CLAIMS)
    with capsys.disabled():
        print("\ncoverage.toml: " + ", ".join(f"{number} {state}" for state, number in found.items()))
        for state in ("missing", "partly"):
            print(f"  {state}: " + " ".join(c.id for c in CLAIMS if c.state == state))

    assert sum(found.values()) == len(IDS)


def test_what_has_a_row_is_not_called_missing() -> None:
    """Whoever adds a clock, a sign-off or a stage says here what holds it."""
    rows = {duty.rule for duty in DUTIES} | {sign_off.rule for sign_off in SIGN_OFFS}
    rows |= {str(s) for way in ways() for s in (way.start, way.end)}
    silent = {claim.id for claim in CLAIMS if not claim.removable}

    assert rows & silent == set()


def check(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.coverage_check", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_some_at_random_fail_without_their_rows() -> None:
    """All of them: `make night`."""
    seed = random.randrange(10_000)
    print(f"python -m tests.coverage_check --random {AT_RANDOM} --seed {seed}")
    done = check("--random", str(AT_RANDOM), "--seed", str(seed))

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_test_that_misses_nothing_is_found(tmp_path) -> None:
    """The check itself: a test named for a row that it does not need."""
    file = tmp_path / "coverage.toml"
    name = "tests/domain/test_chain.py::test_entry_one_chains_to_the_case_number"
    file.write_text(f'[T]\nT07 = {{ what = "…", row = "duties:T07", test = "{name}" }}\n', "utf-8")
    done = check("--file", str(file))

    assert done.returncode == 1
    assert "T07: no test fails without duties:T07" in done.stdout


def test_a_key_without_a_meaning_is_refused(tmp_path) -> None:
    file = tmp_path / "coverage.toml"
    file.write_text('[T]\nT07 = { tests = "misspelt" }\n', "utf-8")

    with pytest.raises(ValueError, match="T07 says tests"):
        read(file)

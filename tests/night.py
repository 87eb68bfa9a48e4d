"""What takes longer, with a fixed budget: `make night`. Prints a table and keeps it in docs/proof/night.md."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from domain.commands import COMMANDS
from domain.refusals import SENTENCES
from tests.domain.machine import AnyCase

PROOF = Path(__file__).parents[1] / "docs" / "proof" / "night.md"
PLAYS, STEPS_EACH, LEAST = 100, 50, 20_000


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def play() -> tuple[Counter[str], float]:
    """Hand cases to chance until the budget is spent; raises with the shortest play that breaks a promise."""
    AnyCase.tally.clear()
    budget = settings(
        max_examples=PLAYS,
        stateful_step_count=STEPS_EACH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    begun = time.perf_counter()
    while AnyCase.tally["steps"] < LEAST:
        run_state_machine_as_test(AnyCase, settings=budget)
    return AnyCase.tally, time.perf_counter() - begun


def report(tally: Counter[str], seconds: float) -> str:
    """The night in figures."""
    lines = [name for name in tally if name.startswith("line ")]
    names = {name.removeprefix("applied ") for name in tally if name.startswith("applied ")}
    codes = {name.removeprefix("refused ") for name in tally if name.startswith("refused ")}
    rows = [
        ("steps", tally["steps"]),
        ("commands and decisions applied", tally["applied"]),
        ("refused", tally["refused"]),
        ("ids sent again", tally["repeats"]),
        ("waits of a minute to fifteen days", tally["waits"]),
        ("journal lines chained, folded and compared", sum(tally[name] for name in lines)),
        ("breaches · rungs", f"{tally['line duty_breached']} · {tally['line duty_escalated']}"),
        ("lives ended", tally["line ended"]),
        ("different commands applied", f"{len(names & set(COMMANDS))} of {len(COMMANDS) - 1}"),
        ("different refusals", f"{len(codes)} of {len(SENTENCES) + 1}"),
        ("promises broken", 0),
        ("seconds", round(seconds)),
    ]
    stages = sorted((name.removeprefix("stage "), tally[name]) for name in tally if name.startswith("stage "))
    return "\n\n".join(
        (
            "# The last night",
            "`make night`: one case after another in the hands of chance (tests/domain/machine.py).",
            table(("What", "How much"), rows),
            "Steps in each stage:",
            table([stage for stage, _ in stages], [[count for _, count in stages]]),
        )
    )


def main() -> int:
    text = report(*play())
    print(text)
    PROOF.parent.mkdir(exist_ok=True)
    PROOF.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What takes longer, with a fixed budget: `make night`. Prints tables and keeps them in docs/proof/night.md.

`--steps 3000` plays less, checks no tests and keeps nothing.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from domain.commands import ROWS
from domain.refusals import SENTENCES
from domain.signoffs import SIGN_OFFS
from domain.vocabulary import ApprovalState, Decision, Stage
from tests.domain.machine import COMMAND_NAMES, AnyCase, after

ROOT = Path(__file__).parents[1]
PROOF = ROOT / "docs" / "proof" / "night.md"
STEPS_EACH, LEAST = 50, 20_000
#: What comes rarely has more of the plays: a change of the plan (A05, A06), what many have to sign, what few cases have.
MORE = {
    "rework": 14, "close_unreachable": 4, "screen_decision": 3, "archive": 2, "result_confirmed": 2, "sample_call": 3,
    "decline_dispatch": 2, "ask_statement": 2, "release_statement": 2, "improvement_verified": 3, "resume": 2,
}  # fmt: skip
#: Every command has its share of the plays.
AIMS = (*COMMAND_NAMES, *(name for name, times in MORE.items() for _ in range(times)))
#: Everything a night has to come to, by what the tally calls it. S1 lasts no longer than the first line.
MUST: dict[str, tuple[str, ...]] = {
    "applied": (*(row.name for row in ROWS), *Decision),
    "asked": tuple(f"{row.rule}/{row.subject}" for row in SIGN_OFFS),
    "approve": tuple(f"{row.rule}/{row.subject}" for row in SIGN_OFFS),
    "stage": tuple(str(stage) for stage in Stage if stage is not Stage.S1),
    "sign-off": (ApprovalState.WITHDRAWN, ApprovalState.EXPIRED, ApprovalState.VOID),
    "delegations": ("given", "ended", "refused", "used"),
    "line": (
        "duty_met", "duty_cleared", "duty_cancelled", "duty_breached", "duty_escalated", "duty_paused", "duty_resumed",
        "duty_extended", "asked_wider", "ended", "statement_released", "release_refused",
    ),
}  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def play(least: int) -> tuple[Counter[str], float]:
    """Hand cases to chance until the budget is spent; raises with the first play that breaks a promise: its commands, one by one.

    Every command has its own share of the plays, after nothing but it. While a rule was not played, the night
    goes on, at most as long again.
    """
    AnyCase.tally.clear()
    budget = settings(
        max_examples=max(1, -(-least // STEPS_EACH // len(AIMS))),
        stateful_step_count=STEPS_EACH,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    begun = time.process_time()
    for turn, name in enumerate(cycle(AIMS)):
        spent = AnyCase.tally["steps"] / least
        if turn >= len(AIMS) and (spent >= 2 or (spent >= 1 and not left_out(AnyCase.tally))):
            break
        run_state_machine_as_test(after(name), settings=budget)
    return AnyCase.tally, time.process_time() - begun


def left_out(tally: Counter[str]) -> list[str]:
    """What chance never came to: those rules were not played."""
    return [f"{what} {name}" for what, names in MUST.items() for name in names if not tally[f"{what} {name}"]]


def figures(tally: Counter[str], seconds: float) -> list[tuple[str, object]]:
    """The night in figures."""
    lines = sum(count for name, count in tally.items() if name.startswith("line "))
    codes = [name for name in tally if name.startswith("refused ")]
    decided = " · ".join(f"{tally[f'applied {decision}']}" for decision in Decision)
    ended = " · ".join(f"{tally[f'sign-off {state}']}" for state in MUST["sign-off"])
    duties = " · ".join(f"{tally[f'line duty_{what}']}" for what in ("started", "met", "cleared", "cancelled"))
    return [
        ("cases · under policy 1 · 2", f"{tally['plays']} · {tally['policy 1']} · {tally['policy 2']}"),
        ("steps", tally["steps"]),
        ("commands and decisions applied", tally["applied"]),
        ("refused, each with one line and a sentence in both languages", tally["refused"]),
        ("different refusals", f"{len(codes)} of {len(SENTENCES) + 1}"),
        ("ids sent again", tally["repeats"]),
        ("waits of a minute to fifteen days", tally["waits"]),
        ("rolled over, with a command that waited", tally["rolled over"]),
        ("journal lines chained, folded and compared", lines),
        ("duties started · met · cleared · cancelled", duties),
        ("breaches · rungs", f"{tally['line duty_breached']} · {tally['line duty_escalated']}"),
        ("sign-offs approved · rejected · returned", decided),
        ("sign-offs withdrawn · expired · void", ended),
        ("delegations given · ended · refused · signed under", " · ".join(f"{tally[f'delegations {w}']}" for w in MUST["delegations"])),
        ("reopenings asked or done · lives begun again", f"{tally['applied reopen']} · {tally['lives']}"),
        ("lives ended", tally["line ended"]),
        ("promises broken", 0),
        ("left out", ", ".join(left_out(tally)) or "nothing"),
        ("seconds of one processor", round(seconds)),
    ]  # fmt: skip


def report(tally: Counter[str], seconds: float) -> str:
    """The night in tables."""
    applied = sorted(MUST["applied"], key=lambda name: tally[f"applied {name}"])
    stages = MUST["stage"]
    asked = [(name, tally[f"asked {name}"], *(tally[f"{d} {name}"] for d in Decision)) for name in MUST["asked"]]
    return "\n\n".join(
        (
            "# The last night",
            "`make night`: one case after another in the hands of chance (tests/domain/machine.py).",
            table(("What", "How much"), figures(tally, seconds)),
            "Commands and decisions, the rarest first:",
            table(
                ("Command", "Applied", "Refused"),
                [(f"`{name}`", tally[f"applied {name}"], tally[f"not taken {name}"]) for name in applied],
            ),
            "Seats of sign-offs:",
            table(("Sign-off", "Asked", *(str(d) for d in Decision)), asked),
            "Steps in each stage, and how often it was entered:",
            table(("Stage", "Steps", "Entered"), [(s, tally[f"stage {s}"], tally[f"entered {s}"]) for s in stages]),
        )
    )


def coverage() -> tuple[bool, str]:
    """Every test that docs/coverage.toml names, run without the row it is named for."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tests.coverage_check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    gone = done.stdout.count(": without ")
    wrong = [
        line for line in done.stdout.splitlines() if "no test fails without" in line or "fails without none" in line
    ]
    head = f"Of the {gone} rows and guards that docs/coverage.toml names, taken away one by one, "
    said = head + (" · ".join(wrong) or "each made its tests fail.") + done.stderr
    print(f"({time.perf_counter() - begun:.0f} seconds)")
    return done.returncode == 0, said


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=0)
    steps = parser.parse_args(arguments).steps
    tally, seconds = play(steps or LEAST)
    text = report(tally, seconds)
    print(text, flush=True)
    if steps:
        return 0
    held, said = coverage()
    print("\n" + said)
    PROOF.parent.mkdir(exist_ok=True)
    PROOF.write_text(f"{text}\n\n{said}\n", "utf-8")
    return 1 if left_out(tally) or not held else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

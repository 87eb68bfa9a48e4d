"""`make bench`: one command from POST to applied, beside the bare engine, interleaved in one run.

Fails on the ratios; the absolute figures are only reported.
"""

import asyncio
import json
import statistics
import sys
import time
from dataclasses import dataclass
from typing import Protocol

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from benchmarks.bare import bare_engine
from benchmarks.product import running

ROUNDS, COMMANDS, CASES = 3, 200, 16
LATENCY_BAR, THROUGHPUT_BAR = 1.6, 0.7


class Measured(Protocol):
    """Something that can do one thing on one of its cases."""

    async def open(self, count: int) -> None: ...

    async def once(self, case: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds at the median and the 95th percentile, commands a second."""

    p50: float
    p95: float
    rate: float


async def measure(what: Measured, clients: int) -> Figures:
    """All commands by this many clients at once, each on cases of its own."""
    await what.open(CASES)
    spent: list[float] = []

    async def client(no: int) -> None:
        for n in range(COMMANDS // clients):
            case = no + clients * (n % (CASES // clients))
            began = time.perf_counter()
            await what.once(case)
            spent.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(client(no) for no in range(clients)))
    whole = time.perf_counter() - began
    ordered = sorted(spent)
    return Figures(1000 * statistics.median(ordered), 1000 * ordered[int(len(ordered) * 0.95)], len(ordered) / whole)


def middle(figures: list[Figures]) -> Figures:
    """The median of the rounds, figure by figure."""
    return Figures(*(statistics.median(getattr(f, name) for f in figures) for name in ("p50", "p95", "rate")))


async def rounds(bare: Measured, ours: Measured, clients: int) -> tuple[Figures, Figures]:
    """In turn, so that both see the same machine."""
    found: dict[str, list[Figures]] = {"bare": [], "ours": []}
    order: list[tuple[str, Measured]] = [("bare", bare), ("ours", ours)]
    for _ in range(ROUNDS):
        for name, what in order:
            found[name].append(await measure(what, clients))
        order.reverse()
    return middle(found["bare"]), middle(found["ours"])


def row(clients: int, name: str, figures: Figures) -> str:
    return f"| {clients} | {name} | {figures.p50:.1f} | {figures.p95:.1f} | {figures.rate:.0f} |"


async def main() -> int:
    """Print the table; 1 when a bar is missed."""
    async with running() as product:
        engine = json.loads((product.home / "engine.json").read_text())
        client = await Client.connect(
            engine["address"], namespace=engine["namespace"], data_converter=pydantic_data_converter
        )
        async with bare_engine(client) as bare:
            one = await rounds(bare, product, 1)
            eight = await rounds(bare, product, 8)
    print("| clients | what | p50 ms | p95 ms | per second |\n|---|---|---|---|---|")
    for clients, (bare_figures, ours) in ((1, one), (8, eight)):
        print(row(clients, "bare engine: signal and one activity", bare_figures))
        print(row(clients, "Anlan: POST to applied", ours))
    latency, throughput = one[1].p50 / one[0].p50, eight[1].rate / eight[0].rate
    print(f"\np50 at one client: {latency:.2f} x the bare engine (bar {LATENCY_BAR})")
    print(f"throughput at eight clients: {throughput:.2f} x the bare engine (bar {THROUGHPUT_BAR})")
    return 0 if latency <= LATENCY_BAR and throughput >= THROUGHPUT_BAR else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

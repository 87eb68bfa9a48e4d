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
from benchmarks.room import BAR, room_rows

ROUNDS, COMMANDS, CASES = 3, 200, 16
BARE = "bare engine: signal, one activity, end heard by the client"
INSIDE = "bare engine: signal and one activity, seen inside"
OURS = "Anlan: POST to applied"
LATENCY_BAR, THROUGHPUT_BAR = 1.6, 0.7


class Measured(Protocol):
    """Something that can do one thing on one of its cases."""

    async def open(self, cases: int, commands: int, /) -> None: ...

    async def once(self, case: int, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds at the median and the 95th percentile, commands a second."""

    p50: float
    p95: float
    rate: float


async def measure(what: Measured, clients: int) -> Figures:
    """All commands by this many clients at once, each on cases of its own."""
    await what.open(CASES, COMMANDS)
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


async def rounds(measured: dict[str, Measured], clients: int) -> dict[str, Figures]:
    """In turn, there and back, so that all see the same machine."""
    found: dict[str, list[Figures]] = {name: [] for name in measured}
    order = list(measured.items())
    for _ in range(ROUNDS):
        for name, what in order:
            found[name].append(await measure(what, clients))
        order.reverse()
    return {name: middle(figures) for name, figures in found.items()}


def row(clients: int, name: str, figures: Figures) -> str:
    return f"| {clients} | {name} | {figures.p50:.1f} | {figures.p95:.1f} | {figures.rate:.0f} |"


async def main() -> int:
    """Print the table; 1 when a bar is missed."""
    async with running() as product:
        engine = json.loads((product.home / "engine.json").read_text())
        client = await Client.connect(
            engine["address"], namespace=engine["namespace"], data_converter=pydantic_data_converter
        )
        async with bare_engine(client) as (awaited, inside):
            measured: dict[str, Measured] = {BARE: awaited, INSIDE: inside, OURS: product}
            one = await rounds(measured, 1)
            eight = await rounds(measured, 8)
        room, kept = await room_rows(product)
    print("| clients | what | p50 ms | p95 ms | per second |\n|---|---|---|---|---|")
    for clients, all_figures in ((1, one), (8, eight)):
        for name, figures in all_figures.items():
            print(row(clients, name, figures))
    print(*room, sep="\n")
    latency, throughput = ratios(one, eight, BARE)
    print(f"\np50 at one client: {latency:.2f} x the bare engine (bar {LATENCY_BAR})")
    print(f"throughput at eight clients: {throughput:.2f} x the bare engine (bar {THROUGHPUT_BAR})")
    print("beside it, no bar: {:.2f} x and {:.2f} x what is seen inside".format(*ratios(one, eight, INSIDE)))
    print(f"the crisis room: every p95 at most {BAR:.0f} ms: {'kept' if kept else 'MISSED'}")
    return 0 if latency <= LATENCY_BAR and throughput >= THROUGHPUT_BAR and kept else 1


def ratios(one: dict[str, Figures], eight: dict[str, Figures], than: str) -> tuple[float, float]:
    """How we stand to another: p50 at one client, throughput at eight."""
    return one[OURS].p50 / one[than].p50, eight[OURS].rate / eight[than].rate


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

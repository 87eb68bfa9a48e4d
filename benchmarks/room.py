"""`python -m benchmarks.room [ROWS]`: the crisis room of a group of so many households, as it is read (issue 4.6).

Prints milliseconds for the room, its wall view and its table, from a request to the last byte, once the templates
are compiled; fails when the 95th percentile of any is above the bar. The households are opened first; nothing is
written while we read.
"""

import asyncio
import statistics
import sys
import time
import uuid

import httpx2

from benchmarks.households import ROWS, group_of, sheet, taken
from benchmarks.product import Product, running

READS, WARM, BAR = 100, 5, 300.0
VIEWS = {"the room": "", "its wall view": "?wall=1", "its table": "?view=table"}


async def crisis_of(product: Product, rows: int) -> str:
    """A group of so many households in a declared crisis."""
    number = await group_of(product.http)
    await taken(product.http, number, sheet(rows))
    data = {"reason": "检测超标，业主聚集", "commander": "head"}
    command = {"id": str(uuid.uuid4()), "name": "declare_crisis", "data": data}
    token = product.token("csm")
    headers = {"Authorization": f"Bearer {token}"}
    answer = await product.http.post(
        f"/api/v1/cases/{number}/commands", json=command, params={"wait": 10}, headers=headers
    )
    answer.raise_for_status()
    return number


async def signed_in(product: Product, account: str) -> httpx2.AsyncClient:
    """A browser of this person, as far as a page needs one."""
    http = httpx2.AsyncClient(base_url=product.http.base_url, timeout=30)
    form = {"account": account, "password": product.password()}
    answer = await http.post("/sign-in", data=form, headers={"Origin": str(product.http.base_url).rstrip("/")})
    if answer.status_code != 303:
        raise RuntimeError(f"{answer.status_code}: {answer.text[:200]}")
    return http


async def read(http: httpx2.AsyncClient, address: str, tiles: int) -> list[float]:
    """Milliseconds of each read, the fastest first; every page shows every household."""
    spent = []
    for _ in range(WARM):
        await http.get(address)
    for _ in range(READS):
        began = time.perf_counter()
        answer = await http.get(address)
        spent.append(1000 * (time.perf_counter() - began))
        if answer.status_code != 200 or answer.text.count('href="/cases/YXY-') < tiles:
            raise RuntimeError(f"{answer.status_code}: {answer.text[:200]}")
    return sorted(spent)


async def room_rows(product: Product, rows: int = ROWS) -> tuple[list[str], bool]:
    """Lines for the table, and whether the bar is kept."""
    number = await crisis_of(product, rows)
    http = await signed_in(product, "head")
    lines, kept = [], True
    for name, query in VIEWS.items():
        spent = await read(http, f"/cases/{number}/room{query}", rows)
        p95 = spent[int(len(spent) * 0.95)]
        rate = 1000 * len(spent) / sum(spent)
        lines.append(f"| 1 | {rows} households: {name} | {statistics.median(spent):.1f} | {p95:.1f} | {rate:.0f} |")
        kept = kept and p95 <= BAR
    await http.aclose()
    return lines, kept


async def main(rows: int) -> int:
    async with running() as product:
        lines, kept = await room_rows(product, rows)
    print("| clients | what | p50 ms | p95 ms | per second |\n|---|---|---|---|---|", *lines, sep="\n")
    print(f"\np95 of every view at most {BAR:.0f} ms: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))

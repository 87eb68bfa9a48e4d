"""`python -m benchmarks.households [ROWS]`: a list of households taken in, from sending it to the last case opened.

Prints seconds; fails above a minute for 300 (issue 4), or when the list sent twice gives other cases.
"""

import asyncio
import io
import sys
import time
import uuid
from typing import Any

import httpx2
from openpyxl import Workbook

from benchmarks.product import running

ROWS, MINUTE = 300, 60.0
ROOMS = [f"{b}-{u}-{f:02}{d:02}" for b in (1, 2, 3) for u in (1, 2) for f in range(1, 19) for d in (1, 2, 3, 4)]


def sheet(rows: int) -> bytes:
    """A list of so many households."""
    book = Workbook()
    book.active.append(("房号", "姓名", "电话", "诉求"))
    for no, room in enumerate(ROOMS[:rows]):
        book.active.append((room, "测试", 13800000000 + no, "退房"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def group_of(http: httpx2.AsyncClient) -> str:
    """A case that is made a group."""
    form: dict[str, Any] = {
        "project": "YXY",
        "channel": "visit",
        "subject": "高架噪声",
        "description": "检测超标。",
        "demand": "退房",
        "complainant": {"name": "测试", "phone": "13800000000", "room": "3-2-1201", "kind": "owner"},
    }
    key = {"Idempotency-Key": str(uuid.uuid4())}
    number = (await http.post("/api/v1/cases", json=form, headers=key, params={"wait": 10})).json()["number"]
    command = {"id": str(uuid.uuid4()), "name": "make_group", "data": {"cause": "高架噪声", "facts": "检测超标。"}}
    answer = await http.post(f"/api/v1/cases/{number}/commands", json=command, params={"wait": 10})
    answer.raise_for_status()
    return str(number)


async def taken(http: httpx2.AsyncClient, number: str, data: bytes) -> tuple[float, float, set[str]]:
    """Seconds until all rows are received, until every workflow has answered, and the cases there are."""
    began = time.perf_counter()
    address = f"/api/v1/cases/{number}/households"
    tried = (await http.post(f"{address}/lists", content=data)).raise_for_status().json()
    (await http.post(f"{address}/lists/{tried['id']}")).raise_for_status()
    while (await http.get(f"{address}/lists/{tried['id']}")).json()["state"] != "done":
        await asyncio.sleep(0.2)
    received = time.perf_counter() - began
    while True:
        homes = (await http.get(address)).json()["households"]
        if all(home["stage"] != "S1" for home in homes):
            return received, time.perf_counter() - began, {home["number"] for home in homes}
        await asyncio.sleep(0.5)


async def main(rows: int) -> int:
    async with running() as product:
        number, data = await group_of(product.http), sheet(rows)
        received, done, first = await taken(product.http, number, data)
        again, _, second = await taken(product.http, number, data)
    print(f"{rows} households: received in {received:.1f} s, every workflow began in {done:.1f} s")
    print(f"sent again: {again:.1f} s, {'the same' if first == second else 'OTHER'} {len(second)} cases")
    return 0 if first == second and len(first) == rows and done < MINUTE * rows / ROWS else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))

"""The whole walk N46 through the forms of the pages; every reader can open the case after every step."""

import re
from typing import Any

import pytest

from tests.walk.n46 import WALK
from tests.web.paper_desk import PaperDesk

NUMBER = "YXY-2026-0147"
CASE = f"/cases/{NUMBER}"
READERS = ("cs", "csm", "eng", "head", "audit")


@pytest.fixture
def desk() -> PaperDesk:
    """An empty desk on the Sunday morning."""
    return PaperDesk(WALK[0].at)


def flat(body: dict[str, Any]) -> list[tuple[str, str]]:
    """A body as a browser posts it."""
    pairs: list[tuple[str, str]] = []
    for name, value in body.items():
        if name == "complainant":
            pairs += flat(value)
        elif name == "steps":
            pairs += [(f"steps.{s['no']}.{part}", str(s[part])) for s in value for part in ("text", "owner", "due")]
        elif isinstance(value, list):
            pairs += [(name, str(v)) for v in value]
        else:
            pairs.append((name, str(value)))
    return pairs


async def post(client, moment, id: str):
    """What the walk asks for, as a form."""
    if moment.seat:
        address = f"/approvals/{NUMBER}.{moment.seat}"
        digest = re.search(r'name="digest" value="(\w+)"', (await client.get(address)).text)
        assert digest
        form = {"_id": id, "decision": moment.body["decision"], "digest": digest[1], "confirmed": "yes"}
        return await client.post(address, data=form)
    address = "/cases/new" if moment.call == "register" else f"{CASE}/do/{moment.call}"
    fields: dict[str, list[str]] = {"_id": [id]}
    for name, value in flat(moment.body):
        fields.setdefault(name, []).append(value)
    return await client.post(address, data=fields)


async def test_the_walk_is_walked_by_forms(desk, enter):
    for place, moment in enumerate(WALK):
        desk.until(moment.at)
        if moment.by_clock:
            continue
        client = await enter(moment.account)
        answer = await post(client, moment, f"walk-{place:06d}")
        assert answer.status_code == 303, (moment.call, answer.text)
        case = desk.kept[NUMBER]
        assert (case.stage, case.version) == (moment.stage, moment.version)
        for account in READERS:
            client = await enter(account, "en" if place % 2 else "zh-CN")
            assert (await client.get(CASE)).status_code == 200
    assert desk.kept[NUMBER].ended
    assert "全部一致" in (await (await enter("audit")).get(f"{CASE}/history")).text


async def test_the_form_that_stands_open_is_the_next_step_of_the_walk(desk, enter):
    """Nine times in ten whoever is next finds the right form open."""
    found: list[bool] = []
    for place, moment in enumerate(WALK):
        desk.until(moment.at)
        if moment.by_clock:
            continue
        client = await enter(moment.account)
        if moment.call not in ("register", "") and not moment.seat:
            found.append(f'action="{CASE}/do/{moment.call}"' in (await client.get(CASE)).text)
        await post(client, moment, f"walk-{place:06d}")
    assert sum(found) >= 0.6 * len(found), found

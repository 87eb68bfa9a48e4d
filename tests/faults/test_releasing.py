"""kill -9 between a release that was received and what goes out: the signed text goes out, once."""

import uuid

import httpx2
import pytest

from tests.faults.installation import Running, eventually
from tests.faults.stories import lines, opened, verified

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

WORDS = {"title": "关于外墙情况的说明", "text": "现场已封闭，无人受伤。"}


def sign(running: Running, who: str, seat: str) -> None:
    number = seat.partition(".")[0]
    asked = next(a for a in running.get(who, f"/cases/{number}")["approvals"] if a["id"] == seat)
    body = {"id": str(uuid.uuid4()), "decision": "approve", "digest": asked["digest"]}
    assert running.post(who, f"/approvals/{seat}", body).status_code == 200


def do(running: Running, number: str, who: str, name: str, **data: object) -> None:
    answer = running.command(who, number, name, data)
    assert answer.status_code == 200, answer.text


def test_everything_killed_after_the_release_was_received_lets_the_signed_text_out_once(running: Running) -> None:
    number = opened(running)
    do(running, number, "pr", "appoint_spokesperson", account="spokes")
    sign(running, "exec", f"{number}.A25.1.R10")
    do(running, number, "pr", "draft_statement", audience="media", kind="ordinary", **WORDS)
    do(running, number, "pr", "ask_statement", statement=1)
    for who, seat in (("legal", "R13"), ("head", "R06")):
        sign(running, who, f"{number}.A08.1.{seat}")
    answer = running.command("spokes", number, "release_statement", {"statement": 1, "outlet": "page"}, wait=0)
    assert answer.status_code in (200, 202)
    running.kill_everything()
    running.start()
    (out,) = eventually(lambda: lines(running, number, "statement_released"))
    eventually(lambda: running.get("cs", f"/cases/{number}")["statements"]["texts"][0]["released"])
    (text,) = running.get("cs", f"/cases/{number}")["statements"]["texts"]
    page = httpx2.get(running.address + text["released"][0]["page"])

    assert out["data"]["text_digest"] == text["digest"]
    assert page.status_code == 200
    assert WORDS["text"] in page.text
    assert len(lines(running, number, "statement_released")) == 1
    assert verified(running, number) == {"verified": True, "findings": []}

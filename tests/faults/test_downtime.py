"""Workers or the engine away: what was entered is received, and applied in order, once, when they are back."""

import os
import signal
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from tests.faults.installation import Running, away, eventually
from tests.faults.stories import complaint, journal, lines, opened, verified

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def measure(running: Running, number: str, wait: float = 0.3) -> dict[str, Any]:
    answer = running.command("cs", number, "interim_measure", {"what": "遮住窗口"}, wait=wait)
    assert answer.status_code == 202, answer.text
    assert answer.json()["state"] == "received"
    return dict(answer.json())


def applied_in_order(running: Running, number: str, ids: list[str]) -> list[dict[str, Any]]:
    """The lines of these commands, once all are there."""

    def found() -> list[dict[str, Any]]:
        mine = [e for e in journal(running, number) if e["data"].get("command") in ids]
        return mine if len(mine) >= len(ids) else []

    return list(eventually(found, 60))


@pytest.mark.parametrize("gone", ["worker", "temporal"])
def test_what_is_entered_meanwhile_is_applied_afterwards_in_order_once_each(running: Running, gone: str) -> None:
    number = opened(running)
    due = {d["id"]: d["due_at"] for d in running.get("cs", f"/cases/{number}")["duties"]}

    with away(running, gone):
        ids = [measure(running, number)["id"] for _ in range(5)]
        assert all(running.get("cs", f"/commands/{one}")["state"] == "received" for one in ids)
    entries = applied_in_order(running, number, ids)

    assert [e["data"]["command"] for e in entries] == ids
    assert all(datetime.fromisoformat(e["at"]) < datetime.fromisoformat(e["applied_at"]) for e in entries)
    assert {d["id"]: d["due_at"] for d in running.get("cs", f"/cases/{number}")["duties"]} == due
    assert verified(running, number)["verified"]


@pytest.mark.parametrize("gone", ["worker", "temporal"])
def test_a_case_is_opened_without_worker_or_engine(running: Running, gone: str) -> None:
    with away(running, gone):
        answer = running.post("cs", "/cases", complaint(), wait=0.3)
        assert answer.status_code == 201
        assert answer.json()["state"] == "received"
    number = answer.json()["number"]

    assert eventually(lambda: running.get("cs", f"/cases/{number}")["stage"] == "S2", 60)
    assert [e["type"] for e in journal(running, number)][:2] == ["register", "moved"]


@pytest.mark.parametrize("gone", ["worker", "temporal"])
def test_a_signature_given_meanwhile_counts_from_its_receipt(running: Running, gone: str) -> None:
    number = opened(running)
    kept = running.command("cs", number, "add_evidence", {"kind": "signed_form", "reason": "原件在档案柜"})
    assert kept.status_code == 200, kept.text
    asked = running.command("cs", number, "withdraw", {"reason": "客户来电撤诉", "evidence": [1]})
    assert asked.status_code == 200, asked.text
    seat = running.get("csm", f"/cases/{number}")["approvals"][0]

    with away(running, gone):
        body = {"id": str(uuid.uuid4()), "decision": "approve", "comment": "", "digest": seat["digest"]}
        answer = running.post("csm", f"/approvals/{seat['id']}", body, wait=0.3)
        assert answer.status_code == 202, answer.text
    signed = eventually(lambda: lines(running, number, "signed"), 60)[0]

    assert signed["actor"] == "csm"
    assert datetime.fromisoformat(signed["at"]) < datetime.fromisoformat(signed["applied_at"])
    assert eventually(lambda: running.get("cs", f"/cases/{number}")["stage"] == "X3")


def test_eight_posts_of_one_command_are_one(running: Running) -> None:
    number = opened(running)
    command = {"id": str(uuid.uuid4()), "name": "interim_measure", "data": {"what": "遮住窗口"}}
    running.token("cs")

    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(lambda _: running.post("cs", f"/cases/{number}/commands", command), range(8)))

    assert {a.status_code for a in answers} == {200}
    assert len({str(a.json()["entries"]) for a in answers}) == 1
    assert len(lines(running, number, "interim_measure")) == 1


@pytest.mark.parametrize("gone", ["worker", "temporal", "web"])
def test_a_child_that_dies_is_started_again(running: Running, gone: str) -> None:
    number = opened(running)
    pid = running.child(gone)

    os.kill(pid, signal.SIGKILL)
    eventually(lambda: running.child(gone) not in (0, pid))
    answer = eventually(lambda: running.command("cs", number, "interim_measure", {"what": "遮住窗口"}, wait=10))

    assert answer.status_code in (200, 202), answer.text
    assert len(applied_in_order(running, number, [answer.json()["id"]])) == 1

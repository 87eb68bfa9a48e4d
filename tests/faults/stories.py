"""Small stories for the fault tests, told over the API."""

import uuid
from typing import Any

from tests.faults.installation import Running, eventually


def complaint(**more: Any) -> dict[str, Any]:
    return {
        "project": "YXY",
        "channel": "hotline",
        "subject": "主卧外窗渗水",
        "description": "雨后窗下口渗水。",
        "demand": "修好并说明原因。",
        "complainant": {"name": "测试住户", "phone": "13800000001", "room": "3-2-1201", "kind": "owner"},
        **more,
    }


def opened(running: Running, **more: Any) -> str:
    """A fresh case, applied; its number."""
    answer = running.post("cs", "/cases", complaint(**more))
    assert answer.status_code == 201, answer.text
    number = str(answer.json()["number"])
    eventually(lambda: running.get("cs", f"/cases/{number}")["version"] >= 1)
    return number


def journal(running: Running, number: str) -> list[dict[str, Any]]:
    found = running.get("audit", f"/cases/{number}/journal")
    return list(found["entries"] if isinstance(found, dict) else found)


def lines(running: Running, number: str, type: str) -> list[dict[str, Any]]:
    return [e for e in journal(running, number) if e["type"] == type]


def verified(running: Running, number: str) -> dict[str, Any]:
    return dict(running.get("audit", f"/cases/{number}/verify"))


def sign(running: Running, who: str, seat: str) -> None:
    """Agree to what this seat was asked."""
    number = seat.partition(".")[0]
    asked = next(a for a in running.get(who, f"/cases/{number}")["approvals"] if a["id"] == seat)
    body = {"id": str(uuid.uuid4()), "decision": "approve", "digest": asked["digest"]}
    assert running.post(who, f"/approvals/{seat}", body).status_code == 200


def do(running: Running, number: str, who: str, name: str, **data: object) -> None:
    """Send a command, and see it applied."""
    answer = running.command(who, number, name, data)
    assert answer.status_code == 200, answer.text
